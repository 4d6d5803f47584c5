// SPDX-License-Identifier: Apache-2.0
/**
 * report-to-incident
 *
 * Direction    the desk at which an authority receives reports of suspicious business (compartment supply_suspicions) → those of
 *              the same authority who work on incidents (compartment supply). Nothing comes back by this passage.
 * Carries      kind, one line in the officer's words, country, place and day, and goods with amounts, as the officer chose them.
 * Never        who reported, whom, any number of either, a red flag, a payment, a report or that there is one; which officer it was.
 * Legal basis  the law that the country's pack names for this passage (`countries/xx/crossings.csv`).
 * Kept         on its way until it is taken; then a draft, which its authority alone sees and may throw away.
 * Floor        none: it holds no figure and no person. A line that names the firm or the person is refused where it is written.
 * Switch       `countries/xx/crossings.csv`, `report-to-incident`. Closed: no draft can be handed over; both sides look.
 *
 * Both ledgers have a line: `hand-over` by the officer and `tell` by the node in the one, `cross` in the other.
 *
 * The room of reports is open to nobody here: what to carry is handed in by whoever composes the house.
 */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import type { Consumer } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { type IncidentTables, takeDraft } from '#supply/incidents/index.ts'
import { type Message, send } from './post.ts'

export const REPORT_TO_INCIDENT = 'report-to-incident'

/** Each field that goes through, by name; the same look at both ends. */
export const carriedDraftShape = z.strictObject({
  authority: z.uuid(),
  kind: z.enum([
    ...(['suspicious-shipment', 'stopped-shipment', 'attempted-diversion', 'diversion'] as const),
    ...(['online-offer', 'theft-loss'] as const),
  ]),
  title: z.string().min(1).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  place: z.string().max(200),
  occurred: z.iso.date().nullable(),
  goods: z
    .array(
      z.strictObject({
        id: z.string().max(200),
        name: z.string().min(1).max(200),
        amount: z
          .strictObject({
            value: z.string().regex(/^\d{1,12}(?:\.\d{1,6})?$/),
            unit: z.enum(['kg', 'g', 'mg', 'L', 'mL', '{piece}']),
          })
          .nullable(),
      }),
    )
    .max(50),
})

interface Out {
  /** The compartment in which passages lie. */
  post: Kysely<object>
  isOpen: boolean
  /** Kind of the event by which one is handed over. */
  kind: string
  /** What was handed over under this id. */
  draftOf(id: string): Promise<unknown>
}

/** At the end of those who receive reports. */
export const draftsOut = ({ post, isOpen, kind: handed, draftOf }: Out): Consumer => ({
  name: 'crossing-draft',
  take: async (trx, { kind, record }) => {
    if (kind !== handed || !isOpen) return
    const carried = carriedDraftShape.safeParse(await draftOf(record))
    if (!carried.success) return
    await send(post, REPORT_TO_INCIDENT, { id: record, verb: 'tell', content: carried.data })
    const content = canonical(carried.data)
    await appendLine(trx, 'node', { verb: 'tell', kind: 'handed-draft', ids: [record], content })
  },
})

interface In {
  supply: Kysely<IncidentTables>
  isOpen: boolean
  onTrouble(code: string): void
}

/** At the other end: what is not in shape is let in by nobody, and only that it came is told. */
export const draftsIn =
  ({ supply, isOpen, onTrouble }: In) =>
  async ({ id, verb, content }: Message): Promise<void> => {
    const carried = carriedDraftShape.safeParse(content)
    if (verb !== 'tell' || !isOpen || !carried.success) return onTrouble(isOpen ? 'not-in-shape' : 'closed')
    await takeDraft(supply, id, carried.data, new Date())
  }
