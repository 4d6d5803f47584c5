// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTextMatcher } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { compileRules } from '../rules/compile.ts'
import { flagsOf } from '../rules/load.ts'
import { ORDER_FACTS } from './facts.ts'
import { type NewOrder, orderShape } from './order.ts'
import { currencies, readOrders } from './rows.ts'
import { nameKey, sameKeys, sharedKeys } from './same.ts'
import { openWatch } from './watch.ts'

const data = loadReference()
const plan = {
  matcher: createTextMatcher(data),
  categoryOf: (id: string) => data.equipment.find((each) => each.id === id)?.category,
  jurisdictions: [],
}
const rules = compileRules(flagsOf('order'), ORDER_FACTS)
const NOW = new Date('2026-05-01T12:00:00Z')
const reading = { now: NOW, known: currencies() }
const bytes = (text: string) => new TextEncoder().encode(text)
const watching = () => {
  let count = 0
  return openWatch(rules, plan, () => `customer ${++count}`)
}
const read = async (text: string) => {
  const outcome = await readOrders(bytes(text), reading)
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}
const order = (over: Omit<Partial<NewOrder>, 'customer'> & { customer?: Partial<NewOrder['customer']> } = {}) =>
  orderShape.parse({
    ...{ ref: '1', at: '2026-03-01T10:00:00Z', items: [{ text: 'Acetone', quantity: { value: '100', unit: 'kg' } }] },
    ...over,
    customer: { name: 'Atelier Blanc', country: 'FR', identity: 'seen', licence: 'verified', ...over.customer },
  })

test('of the examples one order is held, with its reasons; the others are innocent', async () => {
  const { orders, problems } = await read(readFileSync(join(import.meta.dirname, 'examples.csv'), 'utf8'))
  expect(problems).toEqual([])
  const watch = watching()
  const judged = orders.map(({ order }) => watch.watch(order))
  expect(judged.map(({ order, outcome }) => [order.ref, outcome])).toEqual([
    ...['A-1001', 'A-1002', 'A-1003', 'A-1004', 'A-1005'].map((ref) => [ref, 'pass']),
    ['A-1006', 'hold'],
  ])
  expect(new Set(judged.slice(0, 3).map(({ customer }) => customer)).size).toBe(1)
  const held = judged.at(-1)
  expect(held?.goods.map(({ id }) => id)).toEqual(['p-2-p-methyl-glycidate', 'tablet-press-rotary'])
  expect(held?.reasons.map(({ flag }) => flag)).toEqual(
    expect.arrayContaining(['O-COMBO', 'O-PRESS', 'O-CASH', 'O-NEWCUST', 'O-SHIP', 'O-SHELL', 'O-IDREF']),
  )
  expect(held?.reasons.find(({ flag }) => flag === 'O-CASH')?.shown).toMatchObject({ 'payment.method': 'crypto' })
})

test('what was free on the day of the order is not held for a control that came later', () => {
  const of = (at: string) =>
    watching().watch(order({ at, items: [{ text: 'P-2-P methyl glycidate', cas: '80532-66-7' }] })).goods[0]?.goods
  expect(of('2026-03-01T10:00:00Z')).toBe('table-1')
  expect(of('2010-03-01T10:00:00Z')).not.toBe('table-1')
})

test('an order far above the customer’s own mean is told, also when the orders before come late', () => {
  const at = (day: string, value: string, ref: string) =>
    order({ ref, at: `2026-${day}T10:00:00Z`, items: [{ text: 'Acetone', quantity: { value, unit: 'kg' } }] })
  const watch = watching()
  watch.watch(at('03-10', '100', '2'))
  watch.watch(at('01-10', '100', '1')) // late
  const { reasons } = watch.watch(at('04-10', '900', '3'))
  expect(reasons.map(({ flag }) => flag)).toContain('O-SIZE')
  const early = watching()
  early.watch(at('03-10', '100', '2'))
  early.watch(at('04-20', '100', '4'))
  expect(early.watch(at('01-01', '900', '1')).reasons.map(({ flag }) => flag)).not.toContain('O-SIZE')
})

test('two orders that make sense only together are told over ninety days', () => {
  const watch = watching()
  const customer = { licence: 'none' as const }
  watch.watch(order({ customer, items: [{ text: 'Rotary tablet press ZP9' }] }))
  const second = { customer, ref: '2', items: [{ text: 'Pseudoephedrine hydrochloride 25 kg' }] }
  expect(watch.watch(order({ ...second, at: '2026-04-01T10:00:00Z' })).reasons.map(({ flag }) => flag)).toContain(
    'O-COMBO',
  )
  expect(
    watch.watch(order({ ...second, ref: '3', at: '2026-12-01T10:00:00Z' })).reasons.map(({ flag }) => flag),
  ).not.toContain('O-COMBO')
})

test('one customer under several spellings is one; another at the same address is another', () => {
  expect(nameKey('Société Générale de Peinture S.A.')).toBe(nameKey('SOCIETE GENERALE DE PEINTURE'))
  expect(nameKey('Smith & Sons Ltd')).toBe(nameKey('sons and smith'))
  const a = order({ customer: { name: 'Atelier Blanc SARL', phone: '+33 1 70 00 00 05' } }).customer
  const b = order({ customer: { name: 'Chimie Noire', phone: '0033170000005' } }).customer
  expect(sameKeys(a).some((key) => sameKeys(b).includes(key))).toBe(false)
  expect(sharedKeys(a)).toEqual(sharedKeys(b))
})

test('a refused customer is told when it comes again', () => {
  const watch = watching()
  const { customer } = watch.watch(order())
  watch.book.refuse(customer)
  expect(watch.watch(order({ ref: '2', at: '2026-03-02T10:00:00Z' })).reasons.map(({ flag }) => flag)).toContain(
    'O-REFUSED',
  )
})

test('what one person may have for themselves is nobody’s business, whatever else is odd about it', () => {
  const ownUse = { mass: 5, volume: 20, count: 10 }
  const watch = openWatch(rules, { ...plan, ownUse }, () => 'somebody')
  const of = (over: Partial<NewOrder>, isPerson = true) =>
    watch.watch(
      order({ ...over, payment: { method: 'crypto' }, customer: { isPerson, identity: 'refused', licence: 'none' } }),
    ).outcome
  const of5 = { items: [{ text: 'Safrole', quantity: { value: '4', unit: 'g' as const } }] }
  expect(of(of5)).toBe('pass')
  expect(of(of5, false)).not.toBe('pass')
  expect(of({ items: [{ text: 'Safrole', quantity: { value: '4', unit: 'kg' as const } }] })).not.toBe('pass')
  expect(of({ items: [...of5.items, { text: 'Rotary tablet press ZP9' }] })).not.toBe('pass')
  expect(of({ items: [{ text: 'Safrole' }] })).not.toBe('pass')
})

test('where a customer is changes nothing', () => {
  const of = (country: string) => {
    const { outcome, score, reasons } = watching().watch(
      order({
        customer: { country, licence: 'none' },
        payment: { method: 'crypto' },
        items: [{ text: 'Safrole 5 kg' }],
      }),
    )
    return { outcome, score, reasons }
  }
  const [first, ...others] = ['FR', 'CN', 'MX', 'IN', 'NL', 'ZZ', 'AF'].map(of)
  for (const other of others) expect(other).toEqual(first)
})

test('rows that are not in order are told with their line, and the others are kept', async () => {
  const head = 'order,at,customer,country,item,count,quantity,unit,currency'
  const rows = [
    '1,2026-03-01,Atelier,FR,Acetone,1,5,kg,EUR',
    '2,2026-03-01,Atelier,France,Acetone,1,5,kg,EUR',
    '3,2026-03-01,Atelier,FR,Acetone,1,-5,kg,EUR',
    '4,2027-03-01,Atelier,FR,Acetone,1,5,kg,EUR',
    '5,2026-03-01,Atelier,FR,Acetone,1,5,kg,QQQ',
    '6,2026-03-01,Atelier,FR,Acetone,1',
    '7,2026-03-01,Atelier,FR,Acetone,1,5,kg,EUR',
    '7,2026-03-01,Somebody else,FR,Safrole,1,5,kg,EUR',
    '8,2026-03-01,,FR,Acetone,1,5,kg,EUR',
  ]
  const { orders, problems, rows: count } = await read([head, ...rows].join('\n'))
  expect(count).toBe(9)
  expect(orders.map(({ order }) => order.ref)).toEqual(['1'])
  expect(problems.map(({ line, code, given }) => [line, code, given])).toEqual([
    ...[
      [3, 'not-valid', 'customer.country'],
      [4, 'not-valid', 'items.0.quantity.value'],
      [5, 'future', '2027-03-01T12:00:00Z'],
      [6, 'currency', 'QQQ'],
      [7, 'fields', '6 / 9'],
      [8, 'differs', '7'],
      [9, 'differs', '7'],
      [10, 'not-valid', 'customer.name'],
    ],
  ])
})

test('a file without a column that is needed says which', async () => {
  const outcome = await readOrders(bytes('order,at\n1,2026-03-01\n'), reading)
  expect(outcome).toMatchObject({ ok: false, refusal: { values: { missing: 'customer, country, item' } } })
})
