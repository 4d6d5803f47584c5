// SPDX-License-Identifier: Apache-2.0
/** The desk of legal aid: who runs such a service counts how long people waited for a lawyer; shares of all are read over the floor. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { countOf, may, type Verb, verbsOf } from './access.ts'
import {
  BANDS,
  type Count,
  type Found,
  type LegalAidDesk,
  type LegalAidRefusal,
  newCountShape,
  TERM,
} from './contract.ts'
import { shareFrom } from './facts.ts'
import { type CountRow, insertCount, type LegalAidTables, ownCounts, sumsBefore, type Trx } from './store.ts'

export interface Listing extends Found {
  terms: readonly string[]
}
export interface LegalAidPlan {
  db: Kysely<LegalAidTables>
  actor: Actor
  /** The directory: services by words of their name, and one by its id with who runs it, where an authority said so. */
  directory: {
    find(words: string): Promise<Listing[]>
    open(id: string): Promise<(Listing & { runner?: string | undefined }) | undefined>
  }
  now?(): Date
}

type Answer<T> = Promise<Outcome<T, LegalAidRefusal>>
const absent = () => refuse('not-found', 'There is nothing here.')
const notValid = (where: string, why = 'Not valid.') => refuse('not-valid', why, where)
const givesLegalAid = ({ terms }: Listing) => terms.includes(TERM)

const countFrom = (row: CountRow): Count => ({
  ...{ service: row.service, serviceName: row.service_name, month: row.month.slice(0, 7) },
  ...{ place: row.place, clock: row.clock, within6: row.within_6, within24: row.within_24 },
  ...{ within48: row.within_48, later: row.later, nobody: row.nobody, unknown: row.unknown },
})

export const openLegalAid = ({ db, actor, directory, now = () => new Date() }: LegalAidPlan): LegalAidDesk => {
  const inside = <T>(verb: Verb, work: (trx: Trx) => Answer<T>, asked?: { key: string; what: unknown }): Answer<T> =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Answer<T>

  const enter = async (trx: Trx, input: unknown): Answer<Count> => {
    const given = newCountShape.safeParse(input)
    if (!given.success) return notValid(given.error.issues[0]?.path.join('.') || 'input')
    const { service, month, place, clock, ...counts } = given.data
    const at = now()
    if (month >= at.toISOString().slice(0, 7)) return notValid('month', 'A month that is over.')
    if (BANDS.every((band) => counts[band] === 0))
      return notValid('within6', 'Where nobody was counted there is nothing.')
    const listed = await directory.open(service)
    if (!listed || !givesLegalAid(listed)) return notValid('service', 'The directory has no such service of legal aid.')
    if (listed.runner !== actor.organisation)
      return notValid('service', 'The authority that keeps its listing has not said that your organisation runs it.')
    const handling = countOf(actor.organisation)
    const row: CountRow = {
      ...{ id: randomUUID(), service, service_name: listed.name, month: `${month}-01`, place, clock },
      ...{ within_6: counts.within6, within_24: counts.within24, within_48: counts.within48 },
      ...{ later: counts.later, nobody: counts.nobody, unknown: counts.unknown, entered_at: at },
      ...columnsOf(handling),
    }
    await insertCount(trx, row)
    const count = countFrom(row)
    const kind = 'legal-aid-count'
    await appendLine(trx, actor, { verb: 'enter', kind, ids: [row.id], content: JSON.stringify(count) })
    const { audience, marking, purposes } = handling
    await announce(trx, { kind: `${kind}.enter`, record: row.id, audience, marking, purposes })
    return ok(count)
  }

  return {
    may: verbsOf(actor),
    services: (words) =>
      inside('services', async () => {
        const found = (await directory.find(words.slice(0, 120))).filter(givesLegalAid)
        return ok(found.map(({ id, name, city }) => ({ id, name, city })))
      }),
    list: () => inside('list', async (trx) => ok((await ownCounts(trx)).map(countFrom))),
    // Also what was entered in this very moment.
    shares: () =>
      inside('shares', async () => ok((await sumsBefore(db, new Date(now().getTime() + 1))).map(shareFrom))),
    enter: (input, key) =>
      inside('enter', (trx) => enter(trx, input), key === undefined ? undefined : { key, what: { enter: input } }),
  }
}
