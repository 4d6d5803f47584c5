// SPDX-License-Identifier: Apache-2.0
/** How a record must be handled, what follows for records derived from it, and which of its fields an actor may read. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, keyOf, keysOf, MARKINGS, type Marking } from './actor.ts'

export interface Handling {
  /** The organisation that the record came from. */
  originator: string
  /** Keys of those for whom the record exists; never empty. */
  audience: readonly string[]
  marking: Marking
  /** What it may be used for; never empty. */
  purposes: readonly string[]
  /** Fields that need more clearance than the record. */
  fields: Readonly<Record<string, Marking>>
  /** Who sees it may not pass it on or derive from it (ORCON). */
  originatorControlled: boolean
  /** `YYYY-MM-DD` after which it is erased. */
  keptUntil: string | null
}

/** The columns that `protect` gives a table. */
export interface HandlingColumns {
  originator: string
  audience: string[]
  marking: number
  purposes: string[]
  field_markings: Record<string, number> | string
  is_originator_controlled: boolean
  kept_until: string | null
}

const numberOf = (marking: Marking) => MARKINGS.indexOf(marking)
const markingOf = (number: number): Marking => MARKINGS[number] ?? 'red'

export const columnsOf = (handling: Handling): HandlingColumns => ({
  originator: handling.originator,
  audience: [...handling.audience],
  marking: numberOf(handling.marking),
  purposes: [...handling.purposes],
  field_markings: JSON.stringify(
    Object.fromEntries(Object.entries(handling.fields).map(([name, marking]) => [name, numberOf(marking)])),
  ),
  is_originator_controlled: handling.originatorControlled,
  kept_until: handling.keptUntil,
})

/** JSON text in a row that was just made, and read already in one that the database gave. */
const markingsIn = (given: HandlingColumns['field_markings']): Record<string, number> =>
  typeof given === 'string' ? JSON.parse(given) : given

/** What of a record's handling says which of its fields are read. */
export type Reading = Pick<Handling, 'originator' | 'audience' | 'marking' | 'fields'>

export const readingOf = (
  row: Pick<HandlingColumns, 'originator' | 'audience' | 'marking' | 'field_markings'>,
): Reading => {
  const fields: Record<string, Marking> = {}
  for (const [name, number] of Object.entries(markingsIn(row.field_markings))) fields[name] = markingOf(number)
  return { originator: row.originator, audience: row.audience, marking: markingOf(row.marking), fields }
}

export const handlingOf = (row: HandlingColumns): Handling => ({
  ...readingOf(row),
  purposes: row.purposes,
  originatorControlled: row.is_originator_controlled,
  keptUntil: row.kept_until,
})

/** The fields of a record that this actor may read; the others are absent, not empty. */
export const readable = <T extends object>(record: T, handling: Omit<Reading, 'marking'>, actor: Actor): Partial<T> => {
  const { withheld, organisation, clearance } = actor
  const isOwn = organisation === handling.originator
  const by = withheld ? keysOf(actor).filter((key) => handling.audience.includes(key)) : []
  const isWithheld = (name: string) => by.length > 0 && by.every((key) => withheld?.[key]?.includes(name))
  const isCleared = (name: string) => numberOf(handling.fields[name] ?? 'clear') <= numberOf(clearance)
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => isOwn || (isCleared(name) && !isWithheld(name))),
  ) as Partial<T>
}

const stricter = (a: Marking, b: Marking): Marking => (numberOf(a) > numberOf(b) ? a : b)
const strictest = (a: Handling['fields'], b: Handling['fields']): Handling['fields'] => ({
  ...a,
  ...Object.fromEntries(Object.entries(b).map(([name, marking]) => [name, stricter(a[name] ?? 'clear', marking)])),
})
const earlier = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)
const both = (a: readonly string[], b: readonly string[]): string[] =>
  a.includes(keyOf.everyone) ? [...b] : b.includes(keyOf.everyone) ? [...a] : a.filter((key) => b.includes(key))

/**
 * How something made from several records must be handled: for those who may see every parent, for purposes that every
 * parent permits, as strictly as the strictest, no longer than the shortest-lived. Refuses where a parent may not be
 * derived from by this organisation, or where nobody or no purpose is left.
 */
export const derived = (originator: string, parents: readonly [Handling, ...Handling[]]): Outcome<Handling> => {
  const held = parents.find((parent) => parent.originatorControlled && parent.originator !== originator)
  if (held)
    return refuse('originator-controlled', 'Its originator must agree before anything is made from this record.')
  const [first, ...others] = parents
  const handling = others.reduce<Handling>(
    (sum, parent) => ({
      originator,
      audience: both(sum.audience, parent.audience),
      marking: stricter(sum.marking, parent.marking),
      purposes: sum.purposes.filter((purpose) => parent.purposes.includes(purpose)),
      fields: strictest(sum.fields, parent.fields),
      originatorControlled: sum.originatorControlled || parent.originatorControlled,
      keptUntil: earlier(sum.keptUntil, parent.keptUntil),
    }),
    { ...first, originator },
  )
  if (handling.audience.length === 0) return refuse('nobody-left', 'No one may see all that this is made from.')
  if (handling.purposes.length === 0) return refuse('no-purpose-left', 'No purpose permits all that this is made from.')
  return ok(handling)
}
