// SPDX-License-Identifier: Apache-2.0
/** What an officer may do with a substance now, each in its own frame. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { ASPECTS, GRADES, RECOMMENDATIONS } from '#supply/warnings/contract.ts'
import { Button, type Look } from '../../kit/button/button.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { SubstanceData } from './substance.tsx'
import { useWarnings, type WarningsKey } from './words.ts'

type Act = SubstanceData['record']['may'][number]

interface ActProps {
  loaded: SubstanceData
  act: Act
  look?: Look
  open?: boolean
  children?: ReactNode
}

/** One act: the version that is being read, and the key by which it counts once. */
function ActPanel({ loaded: { record, key }, act, look = 'quiet', open = false, children }: ActProps) {
  const { t } = useWarnings()
  if (!record.may.includes(act)) return null
  return (
    <Panel title={t(`act.${act}`)} fold={open ? 'open' : 'closed'}>
      <Form method="post" action={`/warnings/${record.id}`} className="stack" preventScrollReset>
        <input type="hidden" name="version" value={record.version} />
        <input type="hidden" name="key" value={key} />
        {children}
        <div className="row">
          <Button type="submit" name="do" value={act} look={look}>
            {t(`act.${act}`)}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function Note({ required }: { required?: boolean }) {
  const { t } = useWarnings()
  return <AreaField name="note" label={t('act.note')} rows={2} maxLength={1000} required={required} />
}

function Assess({ loaded }: { loaded: SubstanceData }) {
  const { t } = useWarnings()
  const grades = GRADES.map((grade) => [grade, t(`grade.${grade}`)] as const)
  const known = loaded.record.assessment
  return (
    <ActPanel {...{ loaded }} act="assess">
      <p className="quiet">{t('assess.help')}</p>
      {ASPECTS.map((aspect) => (
        <fieldset key={aspect} className="field">
          <legend>{t(`aspect.${aspect}`)}</legend>
          <AreaField
            name={`${aspect}.text`}
            label={t('assess.text')}
            defaultValue={known?.[aspect]?.text}
            rows={2}
            maxLength={2000}
          />
          <SelectField
            name={`${aspect}.grade`}
            label={t('assess.grade')}
            defaultValue={known?.[aspect]?.grade ?? 'low'}
            options={grades}
          />
        </fieldset>
      ))}
    </ActPanel>
  )
}

export function Acts({ loaded }: { loaded: SubstanceData }) {
  const { t } = useWarnings()
  const { record, others } = loaded
  const say = (key: WarningsKey) => t(key)
  return (
    <div className="stack" data-gap="large">
      <ActPanel {...{ loaded }} act="watch" look="strong" open={record.status === 'proposed'}>
        <Note />
      </ActPanel>
      <Assess loaded={loaded} />
      <ActPanel {...{ loaded }} act="recommend">
        <SelectField
          name="recommendation"
          label={say('act.recommendation')}
          defaultValue={record.recommendation ?? 'watch'}
          options={RECOMMENDATIONS.map((each) => [each, t(`recommendation.${each}`)] as const)}
        />
        <Note required />
      </ActPanel>
      <ActPanel {...{ loaded }} act="identify">
        <p className="quiet">{t('act.identifyHelp')}</p>
        <TextField name="name" label={t('new.name')} defaultValue={record.identity.name} maxLength={200} required />
        <AreaField
          name="structure"
          label={t('new.structure')}
          defaultValue={record.identity.structure}
          rows={3}
          spellCheck={false}
        />
        <Note />
      </ActPanel>
      {others.length > 0 && (
        <ActPanel {...{ loaded }} act="join">
          <p className="quiet">{t('act.joinHelp')}</p>
          <SelectField name="into" label={t('act.into')} options={others} />
        </ActPanel>
      )}
      <ActPanel {...{ loaded }} act="dismiss" look="danger">
        <AreaField name="reason" label={t('act.reason')} rows={2} maxLength={500} required />
      </ActPanel>
    </div>
  )
}
