// SPDX-License-Identifier: Apache-2.0
import type { Delivery, DeliveryReceipt } from '#platform/peers/index.ts'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { useWork } from './words.tsx'

const tones = { waiting: 'plain', received: 'plain', accepted: 'sure', refused: 'listed' } as const

/** What a node said, with its signed receipt for whoever has to prove it. */
function Said({ receipt }: { receipt: DeliveryReceipt | null }) {
  const { t, moment } = useWork()
  if (!receipt) return <span className="quiet">{t('away.never')}</span>
  const { state, at, signed } = receipt
  return (
    <>
      <Tag tone={tones[state]}>{t(`away.state.${state}`)}</Tag> {at && <time dateTime={at}>{moment(at)}</time>}
      {signed && (
        <details>
          <summary>{t('away.receipt')}</summary>
          <code className="told" translate="no">
            {signed}
          </code>
        </details>
      )}
    </>
  )
}

/** What became of a record at other nodes: who has it, who is not reached yet, who was told that it was taken back. */
export function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useWork()
  if (deliveries.length === 0) return null
  return (
    <Panel title={t('away.title')}>
      <Table
        caption={t('away.title')}
        captionHidden
        rows={deliveries}
        keyOf={({ node }) => node.id}
        columns={[
          { title: t('away.node'), head: true, cell: ({ node }) => <bdi>{node.name}</bdi> },
          { title: t('away.told'), cell: ({ told }) => <Said receipt={told} /> },
          { title: t('away.recalled'), cell: ({ recalled }) => <Said receipt={recalled} /> },
        ]}
      />
    </Panel>
  )
}
