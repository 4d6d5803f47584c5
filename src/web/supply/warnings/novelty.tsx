// SPDX-License-Identifier: Apache-2.0
/** Is it new? What matching said, and by which version of the reference data. */
import type { Novelty } from '#supply/warnings/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { SubstanceData } from './substance.tsx'
import { useWarnings } from './words.ts'

type Control = Novelty['controls'][number]

function Controls({ controls }: { controls: readonly Control[] }) {
  const { t, date } = useWarnings()
  if (controls.length === 0) return <>{t('novelty.noControl')}</>
  const say = ({ jurisdiction, instrument, schedule, since, checked }: Control) =>
    [
      [jurisdiction, instrument, schedule].filter((part) => part !== '').join(' '),
      since && t('novelty.since', { date: date(since) }),
      !checked && t('novelty.unchecked'),
    ]
      .filter((part) => part)
      .join(', ')
  return <>{controls.map(say).join('; ')}</>
}

export function NoveltyPanel({ record: { novelty } }: Pick<SubstanceData, 'record'>) {
  const { t, language, percent, moment } = useWarnings()
  if (!novelty) return null
  const { known, controls, findings, near, reference, at } = novelty
  const classes = findings.filter(({ kind }) => kind === 'class')
  return (
    <Panel title={t('novelty.title')}>
      <p>
        {known ? t('novelty.known', { name: known.name[language] }) : t('novelty.new')}{' '}
        {known && (
          <>
            {t('novelty.controls')} <Controls controls={controls} />
          </>
        )}
      </p>
      {classes.length > 0 && (
        <>
          <p>{t('novelty.classes')}</p>
          <ul>
            {classes.map(({ id, name, controls: own }) => (
              <li key={id}>
                <bdi>{name}</bdi>: <Controls controls={own} />
              </li>
            ))}
          </ul>
          <p className="quiet">{t('novelty.noVerdict')}</p>
        </>
      )}
      {near.length > 0 && (
        <Table
          caption={t('novelty.near')}
          columns={[
            {
              title: t('board.substance'),
              head: true,
              cell: ({ id, name }: (typeof near)[number]) => (
                <a href={`/${language}/substances/${id}`}>
                  <bdi>{name[language]}</bdi>
                </a>
              ),
            },
            {
              title: t('novelty.similarity'),
              figures: true,
              cell: ({ similarity }: (typeof near)[number]) => percent(similarity),
            },
            {
              title: t('novelty.status'),
              cell: ({ controls: own }: (typeof near)[number]) => <Controls controls={own} />,
            },
          ]}
          rows={near}
          keyOf={({ id }) => id}
        />
      )}
      <p className="quiet">{t('novelty.asked', { moment: moment(at), reference })}</p>
    </Panel>
  )
}
