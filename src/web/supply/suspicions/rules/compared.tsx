// SPDX-License-Identifier: Apache-2.0
/** How an edition compares with what is in force, over the firm's own past. */
import type { RuleEdition } from '#supply/suspicions/contract.ts'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { useSuspicions } from '../words.ts'

interface ComparedProps {
  replay: NonNullable<RuleEdition['replay']>
  isCompared: boolean
  /** Words of red flags, by id. */
  named: Readonly<Record<string, string>>
}

const ROWS = ['cases', 'reported', 'cleared'] as const

function Changes({ title, of }: { title: string; of: ComparedProps['replay']['more'] }) {
  const { t, number } = useSuspicions()
  const { moment } = useSuspicions()
  if (of.shown.length === 0) return null
  return (
    <details>
      <summary>{`${title} (${number(of.shown.length + of.besides)})`}</summary>
      <ul>
        {of.shown.map(({ ref, at, alert }) => (
          <li key={ref}>
            {alert ? (
              <a href={`/suspicions/${alert}`}>
                <bdi>{ref}</bdi>
              </a>
            ) : (
              <bdi>{ref}</bdi>
            )}{' '}
            <time dateTime={at}>{moment(at)}</time>
          </li>
        ))}
      </ul>
      {of.besides > 0 && <p>{t('rules.besides', { count: of.besides })}</p>}
    </details>
  )
}

export function Compared({ replay, isCompared, named }: ComparedProps) {
  const { t, number, moment } = useSuspicions()
  const flags = replay.flags.filter(({ now, would, trips }) => now !== would || trips > 0)
  return (
    <div className="stack">
      {!isCompared && <Notice tone="caution">{t('rules.outdated')}</Notice>}
      <p className="quiet">
        {t('rules.span', { since: moment(replay.since), until: moment(replay.until), count: replay.events })}
      </p>
      <Table
        caption={t('rules.compared')}
        captionHidden
        keyOf={({ name }) => name}
        rows={[
          { name: t('rules.alerts'), all: null, now: replay.now.alerts, would: replay.would.alerts },
          { name: t('rules.holds'), all: null, now: replay.now.holds, would: replay.would.holds },
          ...ROWS.flatMap((row) => {
            const beside = replay[row]
            return beside && beside.all > 0 ? [{ name: t(`rules.${row}`), ...beside }] : []
          }),
        ]}
        columns={[
          { title: t('rules.what'), head: true, cell: ({ name }) => name },
          { title: t('rules.all'), figures: true, cell: ({ all }) => (all === null ? '–' : number(all)) },
          { title: t('rules.now'), figures: true, cell: ({ now }) => number(now) },
          { title: t('rules.would'), figures: true, cell: ({ would }) => number(would) },
        ]}
      />
      {replay.cases.now > replay.cases.would && (
        <Notice tone="caution" title={t('rules.lost', { count: replay.cases.now - replay.cases.would })} />
      )}
      <Changes title={t('rules.more')} of={replay.more} />
      <Changes title={t('rules.fewer')} of={replay.fewer} />
      {flags.length > 0 && (
        <details>
          <summary>{t('rules.byFlag')}</summary>
          <Facts
            facts={flags.map(({ flag, now, would, trips }) => [
              `${named[flag] ?? flag} (${flag})`,
              `${number(now)} → ${number(would)}${trips > 0 ? ` · ${t('rules.trips', { count: trips })}` : ''}`,
            ])}
          />
        </details>
      )}
    </div>
  )
}
