// SPDX-License-Identifier: Apache-2.0
/** Scores and agreement as pure functions: what has to hold whatever is answered. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadQualityCriteria } from '#reference/index.ts'
import { type Registered, standingsOf } from './accreditation.ts'
import { ac1Of, agreementOf, commonOf, differing, kappaOf, settle } from './agreement.ts'
import { REPLIES, type Reply } from './contract.ts'
import { missingOf, resultOf, shownOf } from './scoring.ts'

const criteria = loadQualityCriteria().criteria.filter(({ settings }) => settings.includes('outreach'))
const reply = fc.constantFrom<Reply>(...REPLIES)
const drawn = fc.array(fc.option(reply, { nil: undefined }), { minLength: criteria.length, maxLength: criteria.length })
const answersOf = (replies: readonly (Reply | undefined)[]) =>
  Object.fromEntries(
    criteria.flatMap(({ id }, n) => (replies[n] ? [[id, { reply: replies[n], note: 'why' }] as const] : [])),
  )

test('a score is between 0 and 1, rises with a better answer, and no score lifts the cap of a critical criterion', () => {
  fc.assert(
    fc.property(drawn, fc.nat(criteria.length - 1), (replies, at) => {
      const result = resultOf(criteria, answersOf(replies))
      const better = resultOf(criteria, answersOf(replies.with(at, 'met')))
      if (replies[at] !== 'not-applicable') expect(better.score ?? 0).toBeGreaterThanOrEqual(result.score ?? 0)
      for (const score of [result.score, ...result.domains.map((each) => each.score)])
        if (score !== null) expect(score >= 0 && score <= 1).toBe(true)
      const isOpen = criteria.some(
        ({ isCritical }, n) => isCritical && (replies[n] === undefined || replies[n] === 'not'),
      )
      expect(result.isCapped).toBe(isOpen)
      expect(result.unknown).toBe(missingOf(criteria, answersOf(replies)).length)
      expect(result.critical.asked).toBe(result.critical.met + result.partly.length + result.notMet.length)
    }),
  )
})

test('all met is 1, all met in part is half, nothing answered is 0 and said to be unknown', () => {
  const of = (each: Reply | undefined) => resultOf(criteria, answersOf(criteria.map(() => each)))
  expect([of('met').score, of('partly').score, of('not').score, of('not-applicable').score]).toEqual([1, 0.5, 0, null])
  expect(of(undefined)).toMatchObject({ score: 0, unknown: criteria.length, isCapped: true })
  expect(of('met')).toMatchObject({ isCapped: false, notMet: [], direct: null })
})

test('“met” is shown by a file or by a word of what shows it; with neither it is bare, and counted, the critical ones apart', () => {
  const asked = [
    { id: 'A', isCritical: true },
    { id: 'B', isCritical: true },
    ...['C', 'D', 'E'].map((id) => ({ id, isCritical: false })),
  ]
  const met = { reply: 'met' as const, note: '' }
  const answers = {
    A: met,
    B: met,
    C: { ...met, note: 'In the binder.' },
    D: met,
    E: { reply: 'not' as const, note: '' },
  }
  expect(shownOf(asked, answers, ['B', 'E'])).toEqual({ met: 4, bare: ['A', 'D'], critical: 1 })
})

test('where nearly all answers are one, one difference leaves kappa at 0 and AC1 near 1; what was answered most is said', () => {
  const ids = Array.from({ length: 125 }, (_, n) => String(n))
  const met = { reply: 'met' as const, note: '' }
  const one = Object.fromEntries(ids.map((id) => [id, met]))
  const agreement = agreementOf(ids, one, { ...one, 0: { reply: 'partly', note: '' } })
  expect(agreement).toEqual({ rated: 125, same: 124, kappa: 0, ac1: 0.992, most: { reply: 'met', answers: 249 } })
  expect(agreementOf([], {}, {})).toEqual({ rated: 0, same: 0, kappa: null, ac1: null, most: null })
  // Two categories at half each: chance explains as much by both measures.
  const half = [...Array(20).fill(['a', 'a']), ...Array(20).fill(['b', 'b']), ['a', 'b'], ['b', 'a']] as [
    string,
    string,
  ][]
  expect(ac1Of(half, ['a', 'b'])).toBe(kappaOf(half))
})

test('kappa: known values, the same from both sides, 1 only where all agree, never above', () => {
  // Cohen (1960) in its usual example: 20 and 15 of 50 agreed, 5 and 10 not.
  const pairs = [
    ...Array.from({ length: 20 }, () => ['yes', 'yes'] as const),
    ...Array.from({ length: 5 }, () => ['yes', 'no'] as const),
    ...Array.from({ length: 10 }, () => ['no', 'yes'] as const),
    ...Array.from({ length: 15 }, () => ['no', 'no'] as const),
  ]
  expect(kappaOf(pairs)).toBe(0.4)
  expect([kappaOf([]), kappaOf([['met', 'met']])]).toEqual([null, null])
  fc.assert(
    fc.property(fc.array(fc.tuple(reply, reply)), (all) => {
      const kappa = kappaOf(all)
      expect(kappaOf(all.map(([a, b]) => [b, a]))).toBe(kappa)
      expect(kappaOf([...all].reverse())).toBe(kappa)
      if (kappa === null) return
      expect(kappa).toBeGreaterThanOrEqual(-1)
      expect(kappa).toBeLessThanOrEqual(1)
      if (all.every(([a, b]) => a === b)) expect(kappa).toBe(1)
      else expect(kappa).toBeLessThan(1)
    }),
  )
})

test('two who differ are one once both said the same; whoever says something else begins anew', () => {
  fc.assert(
    fc.property(drawn, drawn, (one, other) => {
      const rated = (replies: readonly (Reply | undefined)[]) =>
        Object.fromEntries(
          Object.entries(answersOf(replies)).map(([id, each]) => [id, { ...each, way: 'documents' as const }]),
        )
      const [a, b, ids] = [rated(one), rated(other), criteria.map(({ id }) => id)]
      const open = differing(ids, a, b)
      expect(commonOf(ids, a, b, {}) === undefined).toBe(open.length > 0)
      const half = Object.fromEntries(
        open.map((id) => [id, settle(undefined, { reply: 'partly', note: 'x' }, 'first')] as const),
      )
      if (open.length > 0) expect(commonOf(ids, a, b, half)).toBeUndefined()
      const twice = Object.fromEntries(
        open.map((id) => [id, settle(half[id], { reply: 'partly', note: '' }, 'second')] as const),
      )
      const common = commonOf(ids, a, b, twice)
      for (const id of open) expect(common?.[id]).toEqual({ reply: 'partly', note: 'x' })
      for (const id of open) expect(settle(twice[id], { reply: 'met', note: '' }, 'first').by).toEqual(['first'])
    }),
  )
})

test('a service stands as its last accreditation says; a stranger who is refused does not change that', () => {
  const decided = (accreditation: string, on: string, decision: Registered['decision'], until: string | null) =>
    ({
      ...{ accreditation, service: 's', service_name: 'S', setting: 'outreach' as const, criteria: 'v', number: 1 },
      ...{ appraised_on: null, decision, conditions: [], valid_until: until, decided_at: new Date(on) },
    }) satisfies Registered
  const good = decided('own', '2026-01-01', 'accredited', '2028-12-31')
  const refused = decided('other', '2026-02-01', 'refused', null)
  expect(standingsOf([], '2026-03-01')).toEqual([])
  expect(standingsOf([refused], '2026-03-01')).toMatchObject([{ status: 'refused', since: '2026-02-01' }])
  expect(standingsOf([good, refused], '2026-03-01')).toMatchObject([{ status: 'accredited', since: '2026-01-01' }])
  expect(standingsOf([good], '2028-12-31')[0]?.status).toBe('accredited')
  expect(standingsOf([good], '2029-01-01')[0]?.status).toBe('ended')
  const suspended = decided('own', '2026-02-03', 'suspended', null)
  expect(standingsOf([good, suspended], '2026-03-01')).toMatchObject([
    { status: 'suspended', history: [{ decision: 'accredited' }, { decision: 'suspended' }] },
  ])
})
