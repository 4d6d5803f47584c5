// SPDX-License-Identifier: Apache-2.0
/** The form of a report: its fields are named by where they stand in it, `goods.0.amount.value`. */

/** Parts of which there may be several, each a row of the form. */
export const groups = ['goods', 'equipment', 'route', 'parties', 'identifiers'] as const
export type Group = (typeof groups)[number]

/** Fields of a row, in the form's order. */
export const rowFields = {
  goods: ['name', 'amount.value', 'amount.unit', 'form', 'certainty', 'id'],
  equipment: ['name', 'count'],
  route: ['role', 'country', 'place', 'mode'],
  parties: ['role', 'name', 'country', 'knowledge', 'person', 'necessity'],
  identifiers: ['type', 'value'],
} as const satisfies Record<Group, readonly string[]>

/** A row in which none of these is filled says nothing: its lists always stand on something. */
export const telling: Record<Group, readonly string[]> = {
  goods: ['name', 'amount.value'],
  equipment: ['name'],
  route: ['country', 'place'],
  parties: ['name', 'country', 'necessity'],
  identifiers: ['value'],
}

export const singles = ['kind', 'urgency', 'title', 'occurred', 'place.country', 'place.name', 'account'] as const

/** As many rows of one part as a report takes. */
export const MOST_ROWS = 50

/** The form as it came in: each field by its name. What was left empty is absent. */
export type Given = Readonly<Record<string, string>>

const ROW = /^([a-z]+)\.(\d{1,2})\.([a-z.]+)$/

/** `goods.0.name` in its parts; undefined for a field that stands in no row. */
export function rowOf(field: string): { group: Group; row: number; name: string } | undefined {
  const [, group, row, name] = ROW.exec(field) ?? []
  const known = groups.find((each) => each === group)
  return known && row !== undefined && name !== undefined ? { group: known, row: Number(row), name } : undefined
}

/** How many rows of this part are filled, where they have no gaps. */
export const rowsIn = (given: Given, group: Group): number =>
  Math.max(-1, ...Object.keys(given).map((field) => (rowOf(field)?.group === group ? (rowOf(field)?.row ?? -1) : -1))) +
  1
