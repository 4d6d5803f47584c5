// SPDX-License-Identifier: Apache-2.0
import type { SubstanceRecord } from '#commons/lookup/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Section } from '../kit/layout/layout.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { Checked, instrumentName, jurisdictionName, period, scheduleName } from './controls.tsx'
import { useWords } from './words.tsx'

type Controls = SubstanceRecord['controls']

function ControlList({ controls }: { controls: Controls }) {
  const words = useWords()
  return (
    <ul className="controls">
      {controls.map((control) => (
        <li key={`${control.jurisdiction} ${control.instrument} ${control.schedule} ${control.since}`}>
          <strong>{scheduleName(words, control)}</strong>
          <span>
            {control.jurisdiction !== 'INT' && `${jurisdictionName(words, control.jurisdiction)}: `}
            {instrumentName(words, control.instrument)}
          </span>
          <span className="row">
            {period(words, control)}
            <Checked control={control} />
          </span>
        </li>
      ))}
    </ul>
  )
}

interface StatusProps {
  substance: SubstanceRecord
  on: string
  badDate: boolean
}

/** What was in force on the day asked for, and a form to ask for another day. */
export function Status({ substance, on, badDate }: StatusProps) {
  const { t, date } = useWords()
  const { controls, kind, reason } = substance
  const unchecked = controls.filter(({ checked }) => !checked).length
  const none = kind === 'listed' ? 'noControlListed' : 'noControlWatch'
  return (
    <Section title={t('substance.statusOn', { date: date(on) })} id="status">
      {controls.length > 0 ? <ControlList controls={controls} /> : <p>{t(`substance.${none}`)}</p>}
      {reason && (
        <p>
          <strong>{t('substance.reason')}</strong>
          {': '}
          <bdi lang="en">{reason}</bdi>
        </p>
      )}
      {unchecked > 0 && (
        <Notice tone="caution">
          <p>{t('substance.notCheckedNotice', { count: unchecked })}</p>
        </Notice>
      )}
      <p className="quiet">{t('substance.nationalLaw')}</p>
      <form className="search" action="#status">
        <TextField
          size="small"
          type="date"
          name="on"
          label={t('substance.dateLabel')}
          error={badDate ? t('substance.badDate', { example: '2019-05-01' }) : undefined}
          defaultValue={on}
          min="1900-01-01"
          max="2100-12-31"
        />
        <Button type="submit" look="quiet">
          {t('substance.dateButton')}
        </Button>
      </form>
    </Section>
  )
}
