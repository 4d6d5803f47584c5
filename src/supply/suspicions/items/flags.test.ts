// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { LISTING_FACTS } from '../listings/facts.ts'
import { PARCEL_FACTS } from '../parcels/facts.ts'
import { caseOf } from '../rulebooks/ordinary.ts'
import { compileRules } from '../rules/compile.ts'
import { judge } from '../rules/judge.ts'
import { flagsOf } from '../rules/load.ts'
import { speechAt } from '../rules/vocabulary.ts'

const LEGS = [
  ['parcel', PARCEL_FACTS],
  ['listing', LISTING_FACTS],
] as const
const TODAY = '2026-05-01'

test.each(LEGS)('%s: each red flag goes up and stays down where its own cases say so', (leg, vocabulary) => {
  const rules = compileRules(flagsOf(leg), vocabulary)
  expect(rules.flags.length).toBeGreaterThan(8)
  for (const { flag } of rules.flags) {
    const up = (facts: Record<string, unknown>) =>
      judge(rules, caseOf(leg, facts), TODAY).reasons.some((each) => each.flag === flag.id)
    for (const { name, fires, facts } of flag.cases) expect(up(facts), `${flag.id}: ${name}`).toBe(fires)
    expect(new Set(flag.cases.map(({ fires }) => fires)), flag.id).toEqual(new Set([true, false]))
    expect(up({}), `${flag.id} on an ordinary one`).toBe(false)
    for (const path of [...flag.needs, ...flag.shows])
      expect(speechAt(vocabulary, path), `${flag.id} ${path}`).toBeDefined()
  }
  const names = Object.values(vocabulary).flatMap((group) => Object.keys(group))
  expect(names.filter((name) => /country|nation|origin/i.test(name))).toEqual([])
})
