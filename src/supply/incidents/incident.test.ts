// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IncidentCommand, IncidentContent } from './contract.ts'
import { actsOf, countriesOf, decide, type Standing, wordsIn } from './incident.ts'

const [first, second] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
const release = { audience: [], partners: [], agreements: [], marking: 'amber' as const }
const now = new Date('2026-03-02T10:00:00Z')
const standing = (over: Partial<Standing> = {}): Standing => ({
  ...{ status: 'draft', urgency: 'flash', proposed: null },
  ...over,
})
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('inside the country one officer releases, and receivers are asked to look within the urgency’s time', () => {
  const decided = decide(standing(), { do: 'release', release }, { account: first, abroad: false }, now)
  expect(decided).toMatchObject({
    value: { status: 'released', released: { at: now, lookBy: new Date('2026-03-02T10:15:00Z') } },
  })
})

test('what leaves the country takes a second officer', () => {
  const decided = decide(standing(), { do: 'release', release }, { account: first, abroad: true }, now)
  expect(decided).toMatchObject({ value: { status: 'proposed', proposed: { by: first } } })
  const proposed = standing({ status: 'proposed', proposed: { by: first, release } })
  expect(codeOf(decide(proposed, { do: 'agree' }, { account: first, abroad: false }, now))).toBe('second-person')
  expect(decide(proposed, { do: 'agree' }, { account: second, abroad: false }, now)).toMatchObject({
    value: { status: 'released', proposed: null },
  })
  expect(actsOf(proposed, first)).toEqual(['decline'])
  expect(actsOf(proposed, second)).toEqual(['agree', 'decline'])
})

const commands: IncidentCommand[] = [
  { do: 'release', release },
  { do: 'agree' },
  { do: 'decline' },
  { do: 'investigate' },
  { do: 'close', reason: 'done' },
  { do: 'recall', reason: 'wrong firm' },
]
const act = fc.record({
  command: fc.constantFrom(...commands),
  account: fc.constantFrom(first, second),
  abroad: fc.boolean(),
})

test('whatever is done in whatever order: what may be done is what is offered, and nothing abroad by one alone', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      let at = standing()
      let proposer: string | null = null
      for (const { command, account, abroad } of acts) {
        const offered = actsOf(at, account).includes(command.do)
        const decided = decide(at, command, { account, abroad }, now)
        expect(decided.ok).toBe(offered)
        if (!decided.ok) continue
        const { status, proposed, released } = decided.value
        if (released && command.do === 'agree') expect(account).not.toBe(proposer)
        if (released && command.do === 'release') expect(abroad).toBe(false)
        if (proposed) proposer = proposed.by
        at = { ...at, status, proposed: proposed === undefined ? at.proposed : proposed }
      }
    }),
  )
})

const content: IncidentContent = {
  ...{ kind: 'seizure', urgency: 'routine', title: 'Drums', account: 'In a container', goods: [], equipment: [] },
  place: { country: 'ZZ', name: 'Port Azur' },
  route: [{ role: 'origin', country: 'IN', place: '' }],
  parties: [{ role: 'consignee', name: 'Meridian', country: 'NL', knowledge: 'unknown', person: false, necessity: '' }],
  identifiers: [
    { type: 'phone', value: '+33 6 12 34 56 78' },
    { type: 's10', value: 'RR473124829GB' },
  ],
}

test('the countries concerned come from place, route, parties, phone numbers and postal items', () => {
  expect(countriesOf(content, new Map([['33', 'FR']]))).toEqual(['FR', 'GB', 'IN', 'NL', 'ZZ'])
})

test('nothing is found by a party or an identifier: those may need more clearance', () => {
  expect(wordsIn(content)).toContain('Port Azur')
  expect(wordsIn(content)).not.toMatch(/Meridian|RR47/)
})
