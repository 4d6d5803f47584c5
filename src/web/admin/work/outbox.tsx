// SPDX-License-Identifier: Apache-2.0
import type { CompartmentWork } from '#platform/custody/contract.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useAdmin } from '../words.tsx'
import { Trouble } from './trouble.tsx'

/** Events on their way, and how far each of those has come who hand them on. A failure is tried again by itself. */
export function Outbox({ outbox: { waiting, oldest, consumers } }: { outbox: CompartmentWork['outbox'] }) {
  const { t, maybe, number, moment } = useAdmin()
  return (
    <Panel title={t('work.outbox')}>
      <Facts
        facts={[
          [t('compartments.waitingEvents'), number(waiting)],
          ...(oldest === null ? [] : [[t('work.oldest'), moment(oldest)] as const]),
        ]}
      />
      {consumers.length > 0 && (
        <Table
          caption={t('work.consumers')}
          rows={consumers}
          keyOf={({ name }) => name}
          columns={[
            { title: t('work.consumer'), head: true, cell: ({ name }) => maybe(`work.who.${name}`, name) },
            { title: t('work.behind'), figures: true, cell: ({ behind }) => number(behind) },
            { title: t('work.failures'), figures: true, cell: ({ failures }) => number(failures) },
            { title: t('work.trouble'), cell: ({ trouble }) => <Trouble code={trouble} /> },
            { title: t('work.nextTry'), cell: ({ retry }) => (retry === null ? '–' : moment(retry)) },
          ]}
        />
      )}
    </Panel>
  )
}
