// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { LISTING_FACTS } from '../listings/facts.ts'
import { PARCEL_FACTS } from '../parcels/facts.ts'
import { compileRules } from '../rules/compile.ts'
import { judge } from '../rules/judge.ts'
import { flagsOf } from '../rules/load.ts'
import { type FactsOf, speechAt } from '../rules/vocabulary.ts'

const ORDINARY: Record<string, FactsOf> = {
  parcel: {
    parcel: {
      ...{
        service: 'small-packet',
        contents: 'merchandise',
        paidWith: 'account',
        description: 'Wool socks',
        hs: '611594',
      },
      ...{ grams: 400, value: 30, postageShare: 0.3, isVague: false, heading: 'unknown', missing: 0, leaves: true },
    },
    goods: { kinds: [] },
    window: { toAddress30: 1, namesThere30: 1, sendersThere30: 1, namesOfSender30: 1, fromSender7: 3, stopped90: 0 },
  },
  listing: {
    listing: {
      ...{ claims: [], hasCas: false, isBare: false, asksElsewhere: false, isHidden: false, quantity: 0.5, price: 40 },
      beside: 1,
    },
    goods: { kinds: [] },
    window: { sellersAtContact90: 1, samePicture90: 0, removed90: 0, ofSeller30: 4 },
  },
}
const LEGS = [
  ['parcel', PARCEL_FACTS],
  ['listing', LISTING_FACTS],
] as const
const TODAY = '2026-05-01'

test.each(LEGS)('%s: each red flag goes up and stays down where its own cases say so', (leg, vocabulary) => {
  const rules = compileRules(flagsOf(leg), vocabulary)
  const ordinary = ORDINARY[leg] ?? {}
  expect(rules.flags.length).toBeGreaterThan(8)
  for (const { flag } of rules.flags) {
    const up = (facts: Record<string, unknown>) =>
      judge(
        rules,
        Object.fromEntries(
          Object.entries(ordinary).map(([group, own]) => [group, { ...own, ...(facts[group] as object) }]),
        ),
        TODAY,
      ).reasons.some((each) => each.flag === flag.id)
    for (const { name, fires, facts } of flag.cases) expect(up(facts), `${flag.id}: ${name}`).toBe(fires)
    expect(new Set(flag.cases.map(({ fires }) => fires)), flag.id).toEqual(new Set([true, false]))
    expect(up({}), `${flag.id} on an ordinary one`).toBe(false)
    for (const path of [...flag.needs, ...flag.shows])
      expect(speechAt(vocabulary, path), `${flag.id} ${path}`).toBeDefined()
  }
  const names = Object.values(vocabulary).flatMap((group) => Object.keys(group))
  expect(names.filter((name) => /country|nation|origin/i.test(name))).toEqual([])
})
