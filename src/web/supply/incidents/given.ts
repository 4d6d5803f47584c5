// SPDX-License-Identifier: Apache-2.0
/** The form of a report as it came in, and what is wrong with it. */
import { KINDS, type NewIncident, newIncidentShape, usuallyKnown } from '#supply/incidents/contract.ts'
import { type Given, groups, MOST_ROWS, rowFields, rowOf, rowsIn, singles, telling } from './fields.ts'

/** A browser ends lines by two characters, and counts one. */
const plain = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '')

/** Each filled row's place among those that are kept: `goods.2` to `goods.1`, where `goods.1` says nothing. */
export function closed(form: FormData): ReadonlyMap<string, string> {
  const kept = groups.flatMap((group) =>
    Array.from({ length: MOST_ROWS }, (_, row) => `${group}.${row}`)
      .filter((row) => telling[group].some((name) => plain(form.get(`${row}.${name}`)).trim() !== ''))
      .map((row, index) => [row, `${group}.${index}`] as const),
  )
  return new Map(kept)
}

/** All fields that are filled; rows that say nothing are dropped, and those after them move up. */
export function givenOf(form: FormData): Given {
  const rows = [...closed(form)].flatMap(([from, to]) =>
    rowFields[rowOf(`${to}.name`)?.group ?? 'goods'].map((name) => [`${to}.${name}`, `${from}.${name}`] as const),
  )
  const fields = [...singles.map((name) => [name, name] as const), ...rows]
  return Object.fromEntries(
    fields.map(([name, from]) => [name, plain(form.get(from))] as const).filter(([, value]) => value.trim() !== ''),
  )
}

/**
 * A number as people write it: `1 200` and `0,5` too. What has a comma before three digits stays as it is, and is then
 * refused: it is a thousand to some and a part to others.
 */
export const numberOf = (text: string): string => {
  const tight = text.replace(/[\s\u00a0\u202f]/g, '')
  return /^\d+,(?!\d{3}$)\d+$/.test(tight) ? tight.replace(',', '.') : tight
}

/** The report that the form says, in the shape that the desk takes; not yet looked at. */
export function inputOf(given: Given): unknown {
  const rowsOf = (group: (typeof groups)[number]) =>
    Array.from({ length: rowsIn(given, group) }, (_, row) =>
      Object.fromEntries(
        rowFields[group]
          .map((name) => [name, given[`${group}.${row}.${name}`]] as const)
          .filter((field): field is [(typeof field)[0], string] => field[1] !== undefined),
      ),
    )
  const { kind, urgency, title, account, occurred } = given
  const known = KINDS.find((each) => each === kind)
  const filled = { kind, urgency, title: title ?? '', account, occurred }
  return {
    ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)),
    place: { country: given['place.country'] ?? '', name: given['place.name'] ?? '' },
    goods: rowsOf('goods').map(({ 'amount.value': value, 'amount.unit': unit, name = '', ...rest }) => ({
      ...{ name, ...(known && { certainty: usuallyKnown(known) }), ...rest },
      ...(value !== undefined && { amount: { value: numberOf(value), unit } }),
    })),
    equipment: rowsOf('equipment').map(({ count, ...rest }) => ({
      ...rest,
      ...(count !== undefined && { count: Number(count) }),
    })),
    route: rowsOf('route'),
    parties: rowsOf('parties').map(({ person, necessity, name = '', ...rest }) => ({
      ...{ name, ...rest },
      // A reason that was written for a person who is none any more is not kept.
      ...(person !== undefined && { person: true, necessity: necessity ?? '' }),
    })),
    identifiers: rowsOf('identifiers'),
  }
}

/** A field where something can be put right, and under which name its sentence stands. */
export interface Problem {
  field: string
  /** `amount.value` of `goods.0.amount.value`, below its part. */
  say: string
  /** The row, from 1, of a field that stands in one. */
  row: number | null
}

/** A refusal's `where`, or an issue's path, as a field of the form. */
export function problemAt(where: string, given: Given): Problem {
  const at = rowOf(where)
  if (!at) {
    const field = singles.find((name) => name === where) ?? (where === 'place' ? 'place.country' : 'title')
    return { field, say: field, row: null }
  }
  const row = at.row + 1
  const known = (rowFields[at.group] as readonly string[]).includes(at.name) ? at.name : rowFields[at.group][0]
  const field = `${at.group}.${at.row}.${known}`
  const type = given[`${at.group}.${at.row}.type`]
  const say = at.group === 'identifiers' && type ? `identifiers.${type}` : `${at.group}.${known}`
  return { field, say, row }
}

/** The report, or every field that is not in order. */
export function checked(given: Given): { incident?: NewIncident; problems: Problem[] } {
  const result = newIncidentShape.safeParse(inputOf(given))
  if (result.success) return { incident: result.data, problems: [] }
  const found = new Map(
    result.error.issues.map(({ path }) => {
      const problem = problemAt(path.join('.'), given)
      return [problem.field, problem] as const
    }),
  )
  return { problems: [...found.values()] }
}
