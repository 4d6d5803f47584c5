// SPDX-License-Identifier: Apache-2.0
import type { LedgerPage } from '#platform/custody/contract.ts'
import { Code } from '../../kit/layout/code.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useAdmin } from '../words.tsx'

type Line = LedgerPage['lines'][number]
/** Records that a row shows at once; the others unfold. */
const FEW = 2

const Id = ({ children }: { children: string }) => (
  <span className="ids">
    <Code fixed>{children}</Code>
  </span>
)

function Records({ ids }: { ids: string[] }) {
  const { t } = useAdmin()
  if (ids.length === 0) return <span className="quiet">{t('ledger.noRecords')}</span>
  const list = (shown: string[]) => shown.map((id) => <Id key={id}>{id}</Id>)
  if (ids.length <= FEW) return <span className="records">{list(ids)}</span>
  return (
    <details>
      <summary>{t('ledger.records', { count: ids.length })}</summary>
      <span className="records">{list(ids)}</span>
    </details>
  )
}

function Who({ line: { account, organisation } }: { line: Line }) {
  const { t } = useAdmin()
  if (account === null) return t('ledger.node')
  return (
    <span className="records">
      <Id>{account}</Id>
      {organisation !== null && (
        <span className="quiet">
          {t('ledger.for')} <Id>{organisation}</Id>
        </span>
      )}
    </span>
  )
}

function Place({ here, line: { id, position } }: { here: string; line: Line }) {
  const { t, number } = useAdmin()
  if (position === null) return <Tag tone="watch">{t('ledger.waiting')}</Tag>
  return (
    <span className="records">
      {number(position)}
      <a href={`${here}/proof/${id}`} download aria-label={t('ledger.proofNamed', { place: position })}>
        {t('ledger.proof')}
      </a>
    </span>
  )
}

export function Lines({ here, lines }: { here: string; lines: readonly Line[] }) {
  const { t, moment } = useAdmin()
  return (
    <Table
      caption={t('ledger.caption')}
      captionHidden
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        { title: t('ledger.at'), head: true, cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
        { title: t('ledger.who'), cell: (line) => <Who line={line} /> },
        { title: t('ledger.verb'), cell: ({ verb }) => <span translate="no">{verb}</span> },
        { title: t('ledger.kind'), cell: ({ kind }) => <span translate="no">{kind}</span> },
        { title: t('ledger.what'), cell: ({ ids }) => <Records ids={ids} /> },
        {
          title: t('ledger.purpose'),
          cell: ({ purpose }) => purpose ?? <span className="quiet">{t('ledger.noPurpose')}</span>,
        },
        { title: t('ledger.place'), cell: (line) => <Place here={here} line={line} /> },
      ]}
    />
  )
}
