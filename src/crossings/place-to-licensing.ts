// SPDX-License-Identifier: Apache-2.0
/**
 * place-to-licensing
 *
 * Direction    the independent body (compartment health_safeguards) → those who license places (compartment health). Nothing comes
 *              back by this passage: what an authority finds it says on its own desk, and publishes as a number.
 * Carries      name and address of a place that is said to treat or hold people without a licence, as an officer of the body
 *              wrote them.
 * Never        a report, its reference, its day or that there is one; who told, and how they may be reached; which body or
 *              officer handed it over.
 * Legal basis  the law that the country's pack names for this passage (`countries/xx/crossings.csv`).
 * Kept         on its way until it is taken; then on the desk of those who license places.
 * Floor        none: it holds no figure and no person.
 * Switch       `countries/xx/crossings.csv`, `place-to-licensing`. Closed: the body cannot hand one over; both sides look.
 *
 * Both ledgers have a line: `hand-over` by the officer and `tell` by the node in the body's, `cross` in the other.
 *
 * The body's room is open to nobody here: what to carry is handed in by whoever composes the house.
 */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type LibertyTables, takePlace } from '#health/liberty/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { type Message, send } from './post.ts'

export const PLACE_TO_LICENSING = 'place-to-licensing'

/** Each field that goes through, by name; the same look at both ends. */
export const carriedPlaceShape = z.strictObject({
  name: z.string().trim().min(1).max(200),
  address: z.string().trim().min(1).max(300),
})
type Carried = z.output<typeof carriedPlaceShape>

interface Out {
  /** The compartment in which passages lie. */
  post: Kysely<object>
  isOpen: boolean
  /** Kind of the event by which one is handed over. */
  kind: string
  /** What was handed over under this id. */
  placeOf(id: string): Promise<Carried | undefined>
}

/** At the body's end. */
export const placesOut = ({ post, isOpen, kind: handed, placeOf }: Out): Consumer => ({
  name: 'crossing-place',
  take: async (trx, { kind, record }) => {
    if (kind !== handed || !isOpen) return
    const place = await placeOf(record)
    if (!place) return
    const content = { name: place.name, address: place.address }
    await send(post, PLACE_TO_LICENSING, { id: record, verb: 'tell', content })
    await appendLine(trx, 'node', { verb: 'tell', kind: 'handed-place', ids: [record], content: canonical(content) })
  },
})

interface In {
  health: Kysely<LibertyTables>
  /** Organisations in which somebody looks into such places. */
  licensers(): Promise<readonly string[]>
  isOpen: boolean
  onTrouble(code: string): void
}

/** At the other end: what is not in shape is let in by nobody, and only that it came is told. */
export const placesIn =
  ({ health, licensers, isOpen, onTrouble }: In) =>
  async ({ id, verb, content }: Message): Promise<void> => {
    const carried = carriedPlaceShape.safeParse(content)
    if (verb !== 'tell' || !isOpen || !carried.success) return onTrouble(isOpen ? 'not-in-shape' : 'closed')
    await takePlace(health, id, carried.data, { now: new Date(), licensers: await licensers() })
  }
