// SPDX-License-Identifier: Apache-2.0
/**
 * harm-signal-to-warnings
 *
 * Direction    health → supply. Nothing comes back by this passage.
 * Carries      an id drawn for each version of a signal; as what it was reported (poison centre, hospital, laboratory,
 *              drug checking, other service); the substance, by the registry or as it was called; the grade of severity;
 *              the region; the week; how many, as `1-7` or rounded to 5.
 * Never        the signal's own id, the organisation, the area below the region, the day, the exact number, effects, ages,
 *              gender, note, looks; anything about a person.
 * Legal basis  the law that the country's pack names for this passage (`countries/xx/crossings.csv`).
 * Kept         on its way until it is taken; then as long as early warning keeps it. A correction or a withdrawal takes it
 *              back, whether the passage is still open or not, and with it what was proposed there on nothing else. What
 *              an officer did meanwhile stays.
 * Floor        none for the event, since the first cluster is always small: numbers under 8 are told as `1-7` instead.
 * Switch       `countries/xx/crossings.csv`, `harm-signal-to-warnings`. Closed: nothing new is told; both sides look.
 *
 * Both ledgers have a line: `tell` or `take-back` of the signal in health, with a digest of the bytes that crossed; `cross`
 * or `take-back` of the record in supply.
 */
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Area, carrySignal, findPersons, type SignalToTell } from '#health/signals/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import { type TakingPlan, takeSignal, takeSignalBack, type WarningTables } from '#supply/warnings/index.ts'
import { type Message, send } from './post.ts'

export const HARM_SIGNAL_TO_WARNINGS = 'harm-signal-to-warnings'

/** Numbers below this are told as a range, others rounded: the rule of every figure that leaves health. */
const LEAST = 8
const ROUND = 5
export const countOf = (people: number): string =>
  people < LEAST ? `1-${LEAST - 1}` : String(Math.round(people / ROUND) * ROUND)

/** The region in which an area lies; the country where it is none that is known. */
const regionOf = (code: string, areas: readonly Area[]): string => {
  const area = areas.find((each) => each.code === code)
  if (!area) return code.slice(0, 2)
  return area.parent === null ? area.code : regionOf(area.parent, areas)
}

/** Each field that goes through, by name: a new one of a signal does not travel by accident. */
export const carriedOf = (
  { source, substance, severity, region, week, people }: SignalToTell,
  areas: readonly Area[],
) => ({
  sourceKind: source,
  substance: substance.id === undefined ? { name: substance.name } : { id: substance.id, name: substance.name },
  severity,
  region: regionOf(region, areas),
  week,
  count: countOf(people),
})

/** What is let in at the other end: the same fields, each in its shape, and none besides. */
export const carriedShape = z.strictObject({
  sourceKind: z.enum(['poison-centre', 'hospital', 'laboratory', 'drug-checking', 'service']),
  substance: z.strictObject({
    id: z.string().max(100).optional(),
    name: z
      .string()
      .min(1)
      .max(200)
      .refine((name) => findPersons(name).length === 0),
  }),
  severity: z.enum(['minor', 'moderate', 'severe', 'fatal']),
  region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
  week: z.string().regex(/^\d{4}-W\d\d$/),
  count: z.string().regex(/^(1-7|\d{1,4}[05])$/),
})

interface Out {
  /** The compartment in which passages lie. */
  post: Kysely<object>
  isOpen: boolean
  areas: readonly Area[]
}

/** At health's end: looks at each signal that changed, and sends what is due of it. */
export const signalsOut = ({ post, isOpen, areas }: Out): Consumer => ({
  name: 'crossing-harm-signal',
  take: async (trx, { kind, record }) => {
    if (!kind.startsWith('signal.')) return
    await carrySignal(trx, record, async (due) => {
      if (due.do === 'take-back') {
        await send(post, HARM_SIGNAL_TO_WARNINGS, { id: due.id, verb: 'take-back', content: null })
        return due.id
      }
      if (!isOpen) return undefined
      const content = carriedOf(due.signal, areas)
      // The same look as at the other end: what would not be let in does not leave.
      if (!carriedShape.safeParse(content).success) return undefined
      await send(post, HARM_SIGNAL_TO_WARNINGS, { id: due.id, verb: 'tell', content })
      return canonical(content)
    })
  },
})

interface In {
  supply: Kysely<WarningTables>
  isOpen: boolean
  /** Whom it is told to is asked each time: officers come and go. */
  planFor(region: string): Promise<TakingPlan>
  onTrouble(code: string): void
}

/** At supply's end: what is not in shape is let in by nobody, and only that it came is told. */
export const signalsIn =
  ({ supply, isOpen, planFor, onTrouble }: In) =>
  async ({ id, verb, content }: Message): Promise<void> => {
    if (verb === 'take-back') return void (await takeSignalBack(supply, id))
    const carried = carriedShape.safeParse(content)
    if (!isOpen || !carried.success) return onTrouble(isOpen ? 'not-in-shape' : 'closed')
    const { substance, ...rest } = carried.data
    const named = substance.id === undefined ? { name: substance.name } : { id: substance.id, name: substance.name }
    const taken = await takeSignal(supply, { id, ...rest, substance: named }, await planFor(rest.region))
    if (taken.ok) return
    // Where no officer listens yet it waits here for one; all else will not become right by waiting.
    if (taken.refusal.code === 'nobody-listens') throw Object.assign(new Error(), { code: 'nobody-listens' })
    onTrouble(taken.refusal.code)
  }
