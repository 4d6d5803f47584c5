// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Handling, keyOf, MARKINGS } from '#platform/access/index.ts'
import { partnerKey } from '#platform/peers/index.ts'
import { mayCross, partsAway, payloadFor } from './between-nodes.ts'
import { newIncidentShape } from './contract.ts'

const [own, other, node, far, there] = Array.from({ length: 5 }, () => randomUUID()) as [
  ...[string, string, string, string, string],
]
const named = [partnerKey(node, there), partnerKey(far, there)]
const marking = fc.constantFrom(...MARKINGS)
const handling: fc.Arbitrary<Handling> = fc.record({
  originator: fc.constantFrom(own, other),
  audience: fc.subarray([keyOf.everyone, keyOf.organisation(own), keyOf.organisation(there), ...named], {
    minLength: 1,
  }),
  marking,
  purposes: fc.constant(['supply-control']),
  fields: fc.oneof(
    fc.constant({}),
    marking.map((each) => ({ parties: each, identifiers: each })),
  ),
  originatorControlled: fc.constant(true),
  keptUntil: fc.constant(null),
})
const content = newIncidentShape.parse({
  ...{ kind: 'seizure', title: 'Drums', place: { country: 'ZZ' } },
  parties: [{ role: 'consignee', name: 'Meridian Trading', country: 'NL' }],
  identifiers: [{ type: 'container', value: 'CSQU3054383' }],
})
const from = { id: own, name: 'Customs', kind: 'customs' }

test('an incident leaves for those whom its own author named, at that node, and for nobody else', () => {
  fc.assert(
    fc.property(handling, (drawn) => {
      const crosses = mayCross(drawn, own, node, there)
      expect(crosses).toBe(drawn.originator === own && drawn.audience.includes(partnerKey(node, there)))
      const payload = () =>
        payloadFor({ content, reported_at: new Date() }, drawn, new Map(), { from, node, to: [there] })
      if (!crosses) expect(payload).toThrow('did not name')
      else expect(payload()).toMatchObject({ marking: drawn.marking, to: [there] })
    }),
  )
})

test('what is marked more narrowly than the whole leaves nothing of itself, not even a country', () => {
  fc.assert(
    fc.property(handling, (drawn) => {
      const narrow = MARKINGS.indexOf(drawn.fields.parties ?? 'clear') > MARKINGS.indexOf(drawn.marking)
      const away = partsAway(content, drawn)
      expect('parties' in away || 'identifiers' in away).toBe(!narrow)
      if (!mayCross(drawn, own, node, there)) return
      const given = { content, reported_at: new Date() }
      const payload = JSON.stringify(payloadFor(given, drawn, new Map(), { from, node, to: [there] }))
      expect(/Meridian|CSQU|"NL"/.test(payload)).toBe(!narrow)
    }),
  )
})
