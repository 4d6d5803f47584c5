// SPDX-License-Identifier: Apache-2.0
/** The form of an application as it was written, and what the desk takes of it. */
import { type NewLicence, newLicenceShape } from '#supply/oversight/contract.ts'
import type { Licensable } from './contexts.ts'
import { textIn } from './door.ts'

/** Rows of substances and tables in the form; more go over HTTP. */
export const ROWS = [0, 1, 2, 3, 4] as const
export const PLAIN = ['organisation', 'name', 'registration', 'country', 'from', 'until', 'conditions'] as const

export interface Given {
  plain: Record<(typeof PLAIN)[number], string>
  activities: string[]
  rows: { what: string; value: string; unit: string }[]
}

export const empty = (country: string): Given => ({
  plain: { organisation: '', name: '', registration: '', country, from: '', until: '', conditions: '' },
  activities: [],
  rows: [],
})

export const givenOf = (form: FormData): Given => ({
  plain: Object.fromEntries(PLAIN.map((name) => [name, textIn(form, name)])) as Given['plain'],
  activities: form.getAll('activity').map(String),
  rows: ROWS.map((row) => ({
    what: textIn(form, `what.${row}`),
    value: textIn(form, `value.${row}`).replace(',', '.'),
    unit: textIn(form, `unit.${row}`),
  })),
})

/** A message below `problem`, and the field that it is about. */
export interface Problem {
  field: string
  say: 'holder' | 'name' | 'country' | 'activities' | 'scope' | 'what' | 'amount' | 'from' | 'until' | 'conditions'
}

const isProblem = (text: string): text is Problem['say'] =>
  ['name', 'country', 'from', 'until', 'conditions'].includes(text)

/** Where the desk's or the shape's refusal stands in this form; `filled`: the form's rows that were sent. */
export const problemAt = (where: string, filled: readonly number[]): Problem => {
  const [group = '', part = '', field = ''] = where.split('.')
  if (group === 'holder') return part === 'organisation' ? { field: part, say: 'holder' } : problemAt(part, filled)
  if (group === 'activities') return { field: 'activity', say: 'activities' }
  if (group === 'scope') {
    const row = filled[Number(part)] ?? 0
    return field === 'yearly' ? { field: `value.${row}`, say: 'amount' } : { field: `what.${row}`, say: 'what' }
  }
  return isProblem(group) ? { field: group, say: group } : { field: 'name', say: 'name' }
}

/** The application, or each thing that is not in order. `nameOf`: of an organisation of this node. */
export const checked = (
  { plain, activities, rows }: Given,
  { find, nameOf }: { find(text: string): Licensable | undefined; nameOf(organisation: string): string | undefined },
): { licence?: NewLicence; filled: number[]; problems: Problem[] } => {
  const filled = rows.flatMap(({ what, value }, row) => (what !== '' || value !== '' ? [row] : []))
  const unknown = filled.filter((row) => !find(rows[row]?.what ?? ''))
  const { organisation, name, registration, country, ...dates } = plain
  const scope = filled.map((row) => {
    const { what = '', value = '', unit = '' } = rows[row] ?? {}
    const { of, id } = find(what) ?? { of: 'substance' as const, id: what || '?' }
    return { of, id, yearly: { value, unit } }
  })
  const holder = {
    ...(organisation !== '' && { organisation }),
    ...{ name: (organisation !== '' && nameOf(organisation)) || name, registration, country: country.toUpperCase() },
  }
  const parsed = newLicenceShape.safeParse({ holder, activities, scope, ...dates })
  const issues = parsed.success ? [] : parsed.error.issues
  const problems = [
    ...(filled.length === 0 ? [{ field: 'what.0', say: 'scope' as const }] : []),
    ...unknown.map((row) => ({ field: `what.${row}`, say: 'what' as const })),
    ...issues
      .map(({ path }) => path.join('.'))
      .filter((where) => where !== 'scope')
      .map((where) => problemAt(where, filled)),
  ].filter((each, index, all) => all.findIndex(({ field }) => field === each.field) === index)
  return parsed.success && problems.length === 0
    ? { licence: parsed.data as NewLicence, filled, problems }
    : { filled, problems }
}
