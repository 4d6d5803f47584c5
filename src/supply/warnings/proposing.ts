// SPDX-License-Identifier: Apache-2.0
/** A signal at an authority: about a substance that it watches already, or one that is proposed to it for that. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { columnsOf, keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { filingSeat, keptBy, OFFICER } from './access.ts'
import type { Identity, Novelty } from './contract.ts'
import {
  insertStep,
  insertWatched,
  type NewSignalRow,
  type WarningTables,
  type WatchedRow,
  watchedByKey,
} from './store.ts'

type Trx = Transaction<WarningTables>

export interface About {
  key: string
  identity: Identity
  novelty: Novelty | null
}

/** What the ledger keeps a digest of: all that it says and where it stands. */
export const watchedContent = ({ keys, status, identity, assessment, recommendation, reason }: WatchedRow): string =>
  canonical([keys, status, identity, assessment, recommendation, reason])

export const signalContent = ({ key, source, content, attachments }: NewSignalRow): string =>
  canonical([key, source, content, attachments])

/**
 * Files a signal at an authority and tells its officers; answers the substance under watch that it is about. Afterwards the
 * authority's seat is the transaction's: whoever calls seats its own actor again.
 */
export const fileAt = async (
  trx: Trx,
  authority: string,
  { key, identity, novelty }: About,
  signal: NewSignalRow,
): Promise<{ watched: string; isNew: boolean }> => {
  await seat(trx, filingSeat(authority))
  const known = await watchedByKey(trx, authority, key)
  const at = signal.reported_at
  const row: WatchedRow = known ?? {
    ...{ id: randomUUID(), keys: [key], status: 'proposed', identity, novelty, assessment: null, recommendation: null },
    ...{ opened_at: at, changed_at: at, reason: null, version: 1, ...columnsOf(keptBy(authority)) },
  }
  const handling = keptBy(authority)
  if (!known) {
    if (!(await insertWatched(trx, row))) return fileAt(trx, authority, { key, identity, novelty }, signal)
    const first = { watched: row.id, version: 1, did: 'propose', status: row.status, at, account: null, note: '' }
    await insertStep(trx, first)
    await appendLine(trx, 'node', { verb: 'propose', kind: 'watched', ids: [row.id], content: watchedContent(row) })
  }
  await announce(trx, {
    kind: known ? 'warning.signal' : 'warning.proposed',
    record: row.id,
    ...handling,
    data: { signal: signal.id },
    notify: [
      {
        to: [keyOf.role(authority, OFFICER)],
        message: known ? 'warning-signal' : 'warning-proposed',
        link: `/warnings/${row.id}`,
      },
    ],
  })
  return { watched: row.id, isNew: !known }
}
