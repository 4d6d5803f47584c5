// SPDX-License-Identifier: Apache-2.0
/** The form of one order as it was written, and what the desk takes of it. */
import { type NewOrder, orderShape } from '#supply/suspicions/contract.ts'

/** By the names of the form's fields. */
export type Given = Readonly<Record<string, string>>

/** A message below `hand.problem`, which is also the name of the field; `other` and `known` stand at the first. */
export const HAND_PROBLEMS = ['ref', 'name', 'country', 'what', 'count', 'quantity', 'other'] as const
export type HandProblem = (typeof HAND_PROBLEMS)[number] | 'known'

export const empty = (country: string): Given => ({
  ...{ country, count: '1', identity: 'unknown', licence: 'unknown', stated: 'not-asked' },
  ...{ place: 'unknown', payment: 'unknown', channel: 'unknown' },
})

const orderOf = (given: Given, at: string): NewOrder => {
  const of = (name: string) => given[name] ?? ''
  return {
    ...{ ref: of('ref'), at, channel: of('channel') as 'web' },
    customer: {
      ...{ name: of('name'), country: of('country'), isPerson: of('isPerson') === 'yes', email: of('email') },
      ...{ identity: of('identity') as 'seen', licence: of('licence') as 'none' },
    },
    items: [
      {
        ...{ text: of('what'), cas: of('cas'), count: Number(of('count') || '1') },
        ...(of('quantity') !== '' && {
          quantity: { value: of('quantity').replace(',', '.'), unit: of('unit') as 'kg' },
        }),
      },
    ],
    use: { stated: of('stated') as 'stated', text: of('use') },
    delivery: { place: of('place') as 'business' },
    payment: { method: of('payment') as 'transfer' },
  }
}

const PLACES: Readonly<Record<string, HandProblem>> = {
  ...{ ref: 'ref', 'customer.name': 'name', 'customer.country': 'country' },
  ...{ 'items.0.text': 'what', 'items.0.count': 'count' },
}

/** Where the desk's or the shape's refusal stands in this form. */
export const problemAt = (where: string): HandProblem =>
  where.startsWith('items.0.quantity') ? 'quantity' : (PLACES[where] ?? 'other')

/** The order, or each thing that is not in order. */
export const checked = (given: Given, now: Date): { order?: NewOrder; problems: HandProblem[] } => {
  const order = orderOf(given, now.toISOString())
  const parsed = orderShape.safeParse(order)
  if (parsed.success) return { order, problems: [] }
  const wrong = new Set(parsed.error.issues.map(({ path }) => problemAt(path.join('.'))))
  return { problems: HAND_PROBLEMS.filter((each) => wrong.has(each)) }
}
