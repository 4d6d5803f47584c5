// SPDX-License-Identifier: Apache-2.0
/** Takes in what crossed over from the health wing: an event of harm, without a person, told to the officers of its country. */
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, seat } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { PASSAGE, signalFor } from './access.ts'
import { type CarriedSignal, carriedSignalShape, type Identity, type WarningsRefusal } from './contract.ts'
import { fileAt, signalContent } from './proposing.ts'
import { insertSignal, type NewSignalRow, type WarningTables } from './store.ts'
import { keyOfSubstance, type MatchLine, registered } from './substance.ts'

export interface TakingPlan {
  match: MatchLine
  /** Of the registry, by id; undefined where it has no such substance. */
  identityOf(id: string): Identity | undefined
  /** Organisations whose warning officers hear of it, such as the authorities of the region's country. */
  officers: readonly string[]
  now?(): Date
}

export interface Taken {
  id: string
  /** False where it had come before: it is not written again, and nobody is told twice. */
  isNew: boolean
  /** Substances under watch that it is about, at each of these authorities. */
  watched: string[]
}

const unknown = (name: string): Identity => ({
  ...{ name, names: [], structure: '', inchikey: '', formula: '', mass: null, cas: '' },
})

/**
 * Takes a signal once, by its id, in one transaction; in the caller's where it gives one (whose seat is changed). Refuses
 * with `not-valid` what is not in shape, and with `nobody-listens` where no authority would read it.
 */
export const takeSignal = async (
  db: Kysely<WarningTables>,
  signal: CarriedSignal,
  { match, identityOf, officers, now = () => new Date() }: TakingPlan,
): Promise<Outcome<Taken, WarningsRefusal>> => {
  const parsed = carriedSignalShape.safeParse(signal)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.'))
  }
  if (officers.length === 0) return refuse('nobody-listens', 'No authority has an officer for early warning.')
  const { id, sourceKind, substance, severity, region, week, count } = parsed.data
  const named = substance.id && identityOf(substance.id) ? substance.id : registered(substance.name, match)
  const identity = (named && identityOf(named)) || unknown(substance.name)
  const key = keyOfSubstance({ id: identity.id, name: substance.name })
  const row: NewSignalRow = {
    ...{ id, key, source: sourceKind, reported_at: now(), attachments: [] },
    content: {
      substance: { ...(identity.id && { id: identity.id }), name: substance.name },
      ...{ severity, region, week, count, day: null, confidence: null, methods: [], note: '', reference: '' },
    },
    ...columnsOf(signalFor(PASSAGE.organisation, officers)),
  }
  const work = async (trx: Transaction<WarningTables>) => {
    await seat(trx, PASSAGE)
    if (!(await insertSignal(trx, row))) return ok({ id, isNew: false, watched: [] })
    await appendLine(trx, 'node', { verb: 'cross', kind: 'warning-signal', ids: [id], content: signalContent(row) })
    const watched: string[] = []
    for (const authority of officers)
      watched.push((await fileAt(trx, authority, { key, identity, novelty: null }, row)).watched)
    return ok({ id, isNew: true, watched })
  }
  return db.isTransaction ? work(db as Transaction<WarningTables>) : db.transaction().execute(work)
}
