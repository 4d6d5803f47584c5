// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseOf } from '../rulebooks/ordinary.ts'
import { compileRules } from '../rules/compile.ts'
import { judge } from '../rules/judge.ts'
import { flagsOf } from '../rules/load.ts'
import { speechAt } from '../rules/vocabulary.ts'
import { PAYMENT_FACTS } from './facts.ts'
import { type NewPayment, paymentShape } from './payment.ts'
import { readPayments } from './rows.ts'
import { openPaymentWatch } from './watch.ts'

const { flags, typologies } = flagsOf('payment')
const rules = compileRules({ flags, typologies }, PAYMENT_FACTS)
const LIMIT = 10_000
const NOW = new Date('2027-01-01T00:00:00Z')

const differing = (facts: Record<string, unknown>) => caseOf('payment', facts)

test('every red flag of payments goes up and stays down where its own cases say so', () => {
  for (const { flag } of rules.flags) {
    const up = (facts: Record<string, unknown>) =>
      judge(rules, differing(facts), '2026-05-01').reasons.some((each) => each.flag === flag.id)
    for (const { name, fires, facts } of flag.cases) expect(up(facts), `${flag.id}: ${name}`).toBe(fires)
    expect(new Set(flag.cases.map(({ fires }) => fires)), flag.id).toEqual(new Set([true, false]))
    expect(up({}), `${flag.id} on an ordinary payment`).toBe(false)
    for (const path of [...flag.needs, ...flag.shows]) expect(speechAt(PAYMENT_FACTS, path), path).toBeDefined()
  }
})

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString()
let count = 0
const payment = (from: string, to: string, amount: number, day: number, over: Partial<NewPayment> = {}) =>
  paymentShape.parse({
    ...{ ref: `p${++count}`, at: at(day), amount: String(amount), from: { account: from }, to: { account: to } },
    ...over,
  })
const found = (payments: ReturnType<typeof payment>[]) => {
  const watch = openPaymentWatch(rules, LIMIT)
  const judged = payments.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).flatMap((each) => watch.watch(each))
  return new Map(judged.map(({ account, reasons }) => [account, reasons.map(({ flag }) => flag)]))
}

test('a new account that many pay into and one empties is found; a club that keeps what it takes is not', () => {
  const into = (to: string) => Array.from({ length: 12 }, (_, i) => payment(`${to} sender ${i}`, to, 200, i % 5))
  const funnel = [...into('mule'), payment('mule', 'boss', 2300, 5)]
  expect(found(funnel)).toEqual(new Map([['mule', ['T-FUNNEL', 'T-NEWACC', 'T-THROUGH']]]))
  expect(found([...into('club'), payment('club', 'hall', 120, 5)])).toEqual(new Map())
  // The same many, into an account known for long.
  const old = [
    ...[-200, -80, -50, -20].map((day) => payment('employer', 'landlord', 1000, day)),
    ...into('landlord'),
    payment('landlord', 'bank', 2300, 5),
  ]
  expect(found(old)).toEqual(new Map())
})

test('cash just under the limit at several places by a new account is found; takings of every size are not', () => {
  const cash = (to: string, amounts: number[]) =>
    amounts.map((amount, i) => payment('till', to, amount, i, { kind: 'cash', branch: `branch ${i % 3}` }))
  const mixed = payment('wallet', 'runner', 50, 3, { kind: 'crypto', from: { account: 'w', category: 'mixer' } })
  expect(found([...cash('runner', [9500, 9800, 9600, 9900]), mixed]).get('runner')).toEqual(['T-STRUCT', 'T-VAMIX'])
  expect(found(cash('shop', [3200, 4100, 9600, 2800, 5100])).size).toBe(0)
})

test('a household that moves, and one that sells what it makes, are not found', () => {
  const person = { account: 'home', holder: 'person' as const }
  const moves = [0, 1, 2].map((day) =>
    payment('home', 'van', 80, day, { from: person, to: { account: 'van', category: 'forwarder' } }),
  )
  const posts = Array.from({ length: 30 }, (_, day) =>
    payment('home', 'post', 5, day, { from: person, to: { account: 'post', category: 'postage' } }),
  )
  expect(found([...moves, ...posts]).size).toBe(0)
})

test('rows of payments that are not in order are told with their line, and one sent twice counts once', async () => {
  const rows = [
    'payment,at,amount,from_account,to_account,kind',
    ...['1,2026-01-01,25.50,a,b,transfer', '1,2026-01-01,25.50,a,b,transfer', '1,2026-01-01,99,a,b,transfer'],
    ...[
      '2,2026-01-01,-5,a,b,transfer',
      '3,2026-01-01,0,a,b,',
      '4,2028-01-01,5,a,b,',
      '5,soon,5,a,b,',
      '6,2026-01-01,5,,b,',
    ],
    ...['7,2026-01-01,5,a,b,barter', '8,2025-12-31,5,a,b,cash'],
  ]
  const read = await readPayments(new TextEncoder().encode(rows.join('\n')), NOW)
  if (!read.ok) throw new Error(read.refusal.detail)
  expect(read.value.payments.map(({ payment: { ref } }) => ref)).toEqual(['8', '1'])
  expect(read.value.problems.map(({ line, code, given }) => [line, code, given])).toEqual([
    ...[
      [4, 'differs', '1'],
      [5, 'not-valid', 'amount'],
      [6, 'not-valid', 'amount'],
      [7, 'future', '2028-01-01T12:00:00Z'],
    ],
    ...[
      [8, 'not-valid', 'at'],
      [9, 'not-valid', 'from.account'],
      [10, 'not-valid', 'kind'],
    ],
  ])
})

/** A sample of IBM AMLSim with `nodes.csv` and `transactions.csv`; without it that test is left out. */
const folder = process.env.AMLSIM ?? ''

test.skipIf(!existsSync(join(folder, 'nodes.csv')))(
  'of 118,250 simulated payments the accounts that collect are found, and few others',
  async () => {
    const lines = (file: string) =>
      readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
    const fraud = new Set(
      lines('nodes.csv')
        .filter(([, is]) => is === '1')
        .map(([id = '']) => id),
    )
    const transactions = lines('transactions.csv')
    // Who collects: several of the labelled pay one of them.
    const labelled = new Map<string, Set<string>>()
    for (const [from = '', to = '', value] of transactions)
      if (fraud.has(from) && fraud.has(to) && Number(value) < 10)
        labelled.set(to, (labelled.get(to) ?? new Set()).add(from))
    const collecting = new Set([...labelled].filter(([, senders]) => senders.size >= 2).map(([id]) => id))
    const payments = transactions.map(([from = '', to = '', value = '', day], i) =>
      payment(from, to, Number(value), Number(day), { ref: String(i) }),
    )
    const watch = openPaymentWatch(rules, LIMIT)
    const started = performance.now()
    const told = new Set(payments.flatMap((each) => watch.watch(each)).map(({ account }) => account))
    const seconds = (performance.now() - started) / 1000
    const right = [...told].filter((id) => collecting.has(id)).length
    const [precision, recall] = [right / told.size, right / collecting.size]
    console.log(
      `${payments.length} payments in ${seconds.toFixed(1)} s: ${told.size} accounts told, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${collecting.size}`,
    )
    expect(collecting.size).toBeGreaterThan(100)
    expect(precision).toBeGreaterThan(0.9)
    expect(recall).toBeGreaterThan(0.9)
  },
  60_000,
)
