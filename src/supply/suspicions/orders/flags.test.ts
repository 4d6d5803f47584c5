// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { caseOf } from '../rulebooks/ordinary.ts'
import { compile, compileRules, parametersOf } from '../rules/compile.ts'
import { judge } from '../rules/judge.ts'
import { flagsOf } from '../rules/load.ts'
import { speechAt } from '../rules/vocabulary.ts'
import { ORDER_FACTS } from './facts.ts'
import { GOODS } from './goods.ts'

const { flags, typologies } = flagsOf('order')
const rules = compileRules({ flags, typologies }, ORDER_FACTS)

const differing = (facts: Record<string, unknown>) => caseOf('order', facts)
const TODAY = '2026-05-01'

test('every red flag goes up and stays down where its own cases say so, and has one of each', () => {
  for (const { flag, holds } of rules.flags) {
    const up = (facts: Record<string, unknown>) =>
      judge(rules, differing(facts), TODAY).reasons.some((each) => each.flag === flag.id)
    for (const { name, fires, facts } of flag.cases) expect(up(facts), `${flag.id}: ${name}`).toBe(fires)
    expect(new Set(flag.cases.map(({ fires }) => fires)), flag.id).toEqual(new Set([true, false]))
    expect(holds(differing({})), `${flag.id} on an ordinary order`).toBe(false)
  }
})

test('what a red flag needs and shows are facts that there are, and no fact says where a customer is', () => {
  for (const { id, needs, shows } of flags)
    for (const path of [...needs, ...shows]) expect(speechAt(ORDER_FACTS, path), `${id} ${path}`).toBeDefined()
  const names = Object.values(ORDER_FACTS).flatMap((group) => Object.keys(group))
  expect(names.filter((name) => /country|nation|origin/i.test(name))).toEqual([])
})

test('parameters offer kinds of goods that there are', () => {
  for (const { id, parameters } of flags)
    for (const [name, given] of Object.entries(parameters))
      if ('of' in given && ['kinds', 'chemicals', 'equipment'].includes(name))
        expect(
          given.of.filter((each) => !(GOODS as readonly string[]).includes(each)),
          id,
        ).toEqual([])
})

test('no indication is enough by itself, and two of one group are not two', () => {
  for (const { flag } of rules.flags) {
    const [facts] = flag.cases.filter(({ fires }) => fires).map((each) => each.facts)
    const { reasons, outcome } = judge(rules, differing(facts ?? {}), TODAY)
    if (new Set(reasons.map(({ group }) => group)).size < 2) expect(outcome, flag.id).toBe('pass')
  }
  const customer = { isRefused: true, identity: 'refused', isOtherMail: true }
  expect(judge(rules, differing({ customer }), TODAY)).toMatchObject({ outcome: 'pass', score: 9 })
})

test('a precursor and a press for a new customer who pays in crypto is held, and it is said what would have to be otherwise', () => {
  const facts = differing({
    customer: { isNew: true, orders: 0, licence: 'none' },
    goods: { kinds: ['table-1', 'tableting'], kilograms: 25, pieces: 1 },
    payment: { method: 'crypto' },
    history: { ratio: -1, peerRatio: -1, kinds90: ['table-1', 'tableting'] },
  })
  const judged = judge(rules, facts, TODAY)
  expect(judged.outcome).toBe('hold')
  expect(judged.typologies).toEqual(['diversion', 'clandestine-tableting'])
  expect(judged.reasons.map(({ flag }) => flag)).toEqual(['O-COMBO', 'O-LICGAP', 'O-PRESS', 'O-CASH', 'O-NEWCUST'])
  for (const without of judged.unless) {
    const fewer = { ...rules, flags: rules.flags.filter(({ flag }) => !without.includes(flag.id)) }
    expect(judge(fewer, facts, TODAY).outcome).toBe('pass')
  }
})

test('a red flag whose day is over stays down', () => {
  const facts = differing({ customer: { isRefused: true } })
  expect(judge(rules, facts, '2028-12-31').reasons.map(({ flag }) => flag)).toContain('O-REFUSED')
  expect(judge(rules, facts, '2029-01-01').reasons).toEqual([])
})

test('a condition that asks for what is not there, says no yes or no, or goes on and on is refused with the reason', () => {
  const refused = (when: string) => {
    const made = compile(when, ORDER_FACTS, { limit: 5 })
    return made.ok ? 'taken' : made.refusal.detail
  }
  expect(refused('customer.isNew && goods.kilograms > p.limit')).toBe('taken')
  expect(refused('customer.country == "XX"')).toMatch(/country/)
  expect(refused('customer.isNew > 3')).toMatch(/bool/)
  expect(refused('goods.kilograms + 1.0')).toMatch(/yes or no/)
  expect(refused('p.none > 1.0')).toMatch(/none/)
  expect(refused('goods.kinds.all(a, goods.kinds.all(b, goods.kinds.all(c, a == b || b == c)))')).toMatch(/2 lists/)
  expect(refused(`${'customer.isNew && '.repeat(200)}true`)).not.toBe('taken')
  expect(refused('customer.isNew &&')).not.toBe('taken')
})

test('what a node sets stays within the bounds of the file', () => {
  const flag = flags.find(({ id }) => id === 'O-SIZE')
  if (!flag) throw new Error('O-SIZE is gone.')
  expect(parametersOf(flag, { times: 1000, peers: 3 })).toEqual({ times: 20, peers: 3 })
  const cash = flags.find(({ id }) => id === 'O-CASH')
  expect(cash && parametersOf(cash, { methods: ['crypto', 'seashells'] })).toEqual({ methods: ['crypto'] })
})
