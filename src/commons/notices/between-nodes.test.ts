// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Handling, keyOf, MARKINGS } from '#platform/access/index.ts'
import { idOf, partnerKey } from '#platform/peers/index.ts'
import { mayCross, payloadFor } from './between-nodes.ts'

const [own, other, node, far, there, elsewhere] = Array.from({ length: 6 }, () => randomUUID()) as [
  ...[string, string, string, string, string, string],
]
const named = [partnerKey(node, there), partnerKey(node, elsewhere), partnerKey(far, there)]
const handling: fc.Arbitrary<Handling> = fc.record({
  originator: fc.constantFrom(own, other),
  audience: fc.subarray([keyOf.everyone, keyOf.organisation(own), keyOf.organisation(there), ...named], {
    minLength: 1,
  }),
  marking: fc.constantFrom(...MARKINGS),
  purposes: fc.constant(['co-operation']),
  fields: fc.constantFrom({}, { contact: 'red' as const }),
  originatorControlled: fc.boolean(),
  keptUntil: fc.constant(null),
})
const said = { title: 'Seals', body: 'Numbered.', contact: '' }
const from = { id: own, name: 'Authority', kind: 'authority' }

test('a notice leaves for those whom its own author named, at that node, and for nobody else', () => {
  fc.assert(
    fc.property(handling, (drawn) => {
      const crosses = mayCross(drawn, own, node, there)
      expect(crosses).toBe(drawn.originator === own && drawn.audience.includes(partnerKey(node, there)))
      const payload = () => payloadFor(said, drawn, { from, node, to: [there] })
      if (!crosses) expect(payload).toThrow('did not name')
      else expect(payload()).toMatchObject({ marking: drawn.marking, fields: drawn.fields, to: [there] })
    }),
  )
})

test('red, everyone and originator control alone take nothing over the line', () => {
  const base: Handling = {
    ...{ originator: own, audience: [keyOf.everyone], marking: 'red', purposes: ['co-operation'] },
    ...{ fields: {}, originatorControlled: false, keptUntil: null },
  }
  expect(mayCross(base, own, node, there)).toBe(false)
  expect(mayCross({ ...base, marking: 'clear' }, own, node, there)).toBe(false)
  const audience = [partnerKey(node, there)]
  expect(mayCross({ ...base, audience }, own, node, there)).toBe(true)
  expect(mayCross({ ...base, audience, originatorControlled: true, originator: other }, own, node, there)).toBe(false)
})

test('what another node calls by an id has here an id of its own, a version 8 UUID', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, two) => {
      expect(idOf(one, two)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(idOf(one, two)).not.toBe(two)
      if (one !== two) expect(idOf(one, two)).not.toBe(idOf(two, one))
    }),
  )
})
