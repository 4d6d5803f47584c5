// SPDX-License-Identifier: Apache-2.0
/**
 * What of a signal is due to be told to others or taken back, for whoever carries it over. Each version goes under an id of
 * its own; a later one, or a withdrawal, takes back the one before.
 */
import type { Transaction } from 'kysely'
import type { EventTables } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Severity, Source } from './codes.ts'
import { becomePassage, leavePassage, markPassage, passagesOf, type SignalTables, signalById } from './store.ts'
import { toTell } from './view.ts'

/** A signal as it may be carried: what was reported, and nothing that others are never told. */
export interface SignalToTell {
  source: Source
  /** Of the registry where somebody confirmed it, else as it was called. */
  substance: { id?: string; name: string }
  severity: Severity
  /** Code of an area. */
  region: string
  week: string
  people: number
}

export type Due = { do: 'tell'; id: string; signal: SignalToTell } | { do: 'take-back'; id: string }

/**
 * Hands each thing that is due of this signal to `carry`, in order, marks it done, and writes a ledger line with the bytes
 * that `carry` answers; undefined: nothing was carried, and it stays due. Give it a transaction in which nobody sits.
 */
export const carrySignal = async (
  wide: Transaction<EventTables>,
  signal: string,
  carry: (due: Due) => Promise<string | undefined>,
): Promise<void> => {
  const trx = wide.$extendTables<Omit<SignalTables, keyof EventTables>>()
  await becomePassage(trx)
  const row = await signalById(trx, signal)
  const told = async (due: Due, mark: 'told_at' | 'taken_back_at') => {
    const carried = await carry(due)
    if (carried === undefined) return
    await markPassage(trx, due.id, mark)
    await appendLine(trx, 'node', { verb: due.do, kind: 'signal', ids: [signal], content: carried })
  }
  for (const { id, version, told_at, taken_back_at } of row ? await passagesOf(trx, signal) : []) {
    if (row?.version === version && row.withdrawn_at === null && told_at === null)
      await told({ do: 'tell', id, signal: toTell(row) }, 'told_at')
    // Also what is not marked as told: it may have left, and the transaction that marks it have failed after that.
    if (row && version < row.version && taken_back_at === null) await told({ do: 'take-back', id }, 'taken_back_at')
  }
  await leavePassage(trx)
}
