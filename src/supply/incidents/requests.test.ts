// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDue, keysNaming, type Settle, type StoredStatus, settle, settlesOf, statusAt } from './requests.ts'

const day = 86_400_000
const asked = new Date('2026-03-02T10:00:00Z')
const due = '2026-03-09'
const commands: Settle[] = [{ do: 'accept' }, { do: 'answer', text: 'Yes.' }, { do: 'decline', text: 'No.' }]

test('whatever is done in whatever order: what may be done is what is offered, and what is settled stays so', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...commands), fc.nat(3)), { maxLength: 10 }), (acts) => {
      let status: StoredStatus = 'open'
      let answer: string | null = null
      let now = asked
      for (const [command, days] of acts) {
        now = new Date(now.getTime() + days * day)
        const settled = settle({ status, due }, command, now)
        expect(settled.ok).toBe(settlesOf({ status, due }, now).includes(command.do))
        if (now.toISOString().slice(0, 10) > due || answer !== null) expect(settled.ok).toBe(false)
        if (!settled.ok) continue
        ;({ status, answer } = settled.value)
        expect(answer === null).toBe(settled.value.settled_at === null)
      }
    }),
  )
})

test('a request expires with its day, unless it was settled', () => {
  const last = new Date('2026-03-09T23:59:59.999Z')
  const after = new Date('2026-03-10T00:00:00Z')
  for (const status of ['open', 'accepted'] as const) {
    expect(statusAt({ status, due }, last)).toBe(status)
    expect(statusAt({ status, due }, after)).toBe('expired')
  }
  expect(statusAt({ status: 'answered', due }, after)).toBe('answered')
})

test('a day for an answer is from today on, within a year', () => {
  expect(['2026-03-01', '2026-03-02', '2027-03-03', '2027-03-04'].map((each) => isDue(each, asked))).toEqual([
    ...[false, true, true, false],
  ])
})

test('an organisation is named by its own key and those of its roles, and by no other’s', () => {
  const audience = ['everyone', 'organisation:a', 'role:a:incidents:reader', 'organisation:ab', 'node:n:organisation:a']
  expect(keysNaming(audience, 'a')).toEqual(['organisation:a', 'role:a:incidents:reader'])
})
