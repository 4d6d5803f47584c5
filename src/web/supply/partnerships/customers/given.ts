// SPDX-License-Identifier: Apache-2.0
/** The form of a customer as it came in, and what is wrong with it. */
import {
  CHECKS,
  type Check,
  type Customer,
  customerShape,
  KEPT,
  type NewCustomer,
} from '#supply/partnerships/contract.ts'

/** Lines of equipment in the form; more go over HTTP. */
export const ROWS = [0, 1, 2, 3] as const
export const CHECKED = Object.keys(CHECKS) as Check[]

/** By the names of the form's fields. */
export type Given = Readonly<Record<string, string>>

export const places = [
  ...(['name', 'necessity', 'registration', 'country', 'address', 'premises', 'asked.0'] as const),
  ...(['use', 'note', 'keptMonths'] as const),
]
export type Place = (typeof places)[number]

const PLAIN = [
  'name',
  'necessity',
  'registration',
  'country',
  'address',
  'premises',
  'use',
  'note',
  'keptMonths',
] as const

export const givenOf = (form: FormData): Given =>
  Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n').trim()]] : [],
    ),
  )

/** The form as it begins. */
export const empty = (country: string): Given => ({ country, keptMonths: String(KEPT.usual), 'count.0': '1' })

export const givenFrom = (customer: Customer): Given => ({
  ...Object.fromEntries(PLAIN.map((name) => [name, String(customer[name])])),
  ...(customer.isPerson && { isPerson: 'yes' }),
  ...Object.fromEntries(
    customer.equipment.flatMap(({ asked, count }, row) => [
      [`asked.${row}`, asked],
      [`count.${row}`, String(count)],
    ]),
  ),
  ...customer.checks,
})

const figure = (text: string | undefined) => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : Number.NaN)

/** The record, or every field that is not in order, in the form's order. */
export const checked = (given: Given): { customer?: NewCustomer; problems: Place[] } => {
  const rows = Object.keys(given)
    .flatMap((name) => (name.startsWith('asked.') && given[name] !== '' ? [Number(name.slice('asked.'.length))] : []))
    .sort((a, b) => a - b)
  const result = customerShape.safeParse({
    ...Object.fromEntries(PLAIN.map((name) => [name, given[name] ?? ''])),
    ...{ country: (given.country ?? '').toUpperCase(), isPerson: given.isPerson === 'yes' },
    keptMonths: figure(given.keptMonths),
    equipment: rows.map((row) => ({ asked: given[`asked.${row}`], count: figure(given[`count.${row}`] || '1') })),
    checks: Object.fromEntries(CHECKED.flatMap((check) => (given[check] ? [[check, given[check]]] : []))),
  })
  if (result.success) return { customer: result.data, problems: [] }
  const wrong = new Set(result.error.issues.map(({ path }) => (path[0] === 'equipment' ? 'asked.0' : path[0])))
  return { problems: places.filter((place) => wrong.has(place)) }
}
