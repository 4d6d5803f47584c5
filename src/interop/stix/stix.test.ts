// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewIncident } from '#supply/incidents/contract.ts'
import * as reported from '#supply/incidents/contract.ts'
import { CONTEXT, incidents } from './draw.testing.ts'
import {
  bundleOf,
  type ExchangedIncident,
  exchangedIncidentShape,
  fromBundle,
  markingId,
  observableId,
  type ReadBundle,
  type StixObject,
  toBundle,
  toObjects,
  VOCABULARY,
} from './index.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const read = (input: unknown, options = {}): ReadBundle => {
  const outcome = fromBundle(input, options)
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}
const SEIZURE: ExchangedIncident = exchangedIncidentShape.parse({
  ...{ id: '0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e11', kind: 'seizure', urgency: 'priority', title: 'Drums at the port' },
  ...{ account: 'Found behind tiles.', occurred: '2026-11-19', place: { country: 'ZZ', name: 'Port Zed' } },
  goods: [{ name: 'acetic anhydride', id: 'acetic-anhydride', amount: { value: '200', unit: 'L' }, form: 'liquid' }],
  equipment: [{ name: 'tablet press', count: 2 }],
  route: [
    { role: 'origin', country: 'ZZ' },
    { role: 'destination', country: 'FR', place: 'Le Havre', mode: '1' },
  ],
  parties: [{ role: 'consignor', name: 'Tiles Ltd', country: 'ZZ', knowledge: 'name-misused' }],
  identifiers: [
    { type: 'container', value: 'CSQU3054383' },
    { type: 'url', value: 'https://shop.example/a?b=c' },
    { type: 'phone', value: '+33123456789' },
  ],
  ...{ marking: 'amber', partiesMarking: 'red', recalled: false },
})
/** Nothing of ours: as OpenCTI or MISP would write it. */
const foreign = (object: Partial<StixObject>): StixObject => ({
  ...{ type: 'incident', spec_version: '2.1', id: 'incident--0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e12' },
  ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', name: 'Seen' },
  ...object,
})
const ofType = (objects: readonly StixObject[], type: string) => objects.filter((object) => object.type === type)

test('codes and shape are those with which an incident is reported', () => {
  expect(VOCABULARY).toEqual({
    ...{ kind: reported.KINDS, urgency: Object.keys(reported.URGENCIES), certainty: reported.CERTAINTIES },
    ...{ form: reported.FORMS, unit: reported.UNITS, leg: reported.LEG_ROLES, mode: Object.keys(reported.MODES) },
    ...{ party: reported.PARTY_ROLES, knowledge: reported.KNOWLEDGE, identifier: reported.IDENTIFIER_TYPES },
    marking: reported.releaseShape.shape.marking.unwrap().options,
  })
  const { id: _, marking, partiesMarking, recalled, ...content } = SEIZURE
  const asReported: NewIncident = content
  expect(reported.newIncidentShape.parse(asReported)).toEqual(content)
})

describe('identifiers', () => {
  // Those that other programs give; the ids in the standard's own examples do not follow its rule.
  test.each([
    ['ipv4-addr', { value: '198.51.100.3' }, '28bb3599-77cd-5a82-a950-b5bc3caf07c4'],
    ['domain-name', { value: 'example.com' }, 'bedb4899-d24b-5401-bc86-8f6b4cc18ec7'],
    ['email-addr', { value: 'john@example.com', display_name: 'John Doe' }, '7165e2a9-671f-585d-b1e1-ca59c671d934'],
    ['url', { value: 'https://example.com/research/index.html' }, '47c3cf9a-5027-5bf0-997a-017c7edc7c55'],
    [
      'user-account',
      { user_id: '1001', account_login: 'jdoe', account_type: 'unix', display_name: 'John Doe' },
      'f94d689e-707d-58c3-b803-c720bb6ed096',
    ],
  ])('of %s are those that everyone gives it', (type, properties, uuid) => {
    expect(observableId(type, properties)).toBe(`${type}--${uuid}`)
  })

  test('of an artifact are made of one digest alone', () => {
    const hashes = { 'SHA-256': 'a'.repeat(64), MD5: 'b'.repeat(32) }
    expect(observableId('artifact', { hashes })).toBe(observableId('artifact', { hashes: { MD5: hashes.MD5 } }))
    expect(observableId('artifact', {})).toBeUndefined()
  })

  test('are the same each time, and differ between incidents but for what belongs to everyone', () => {
    const ids = (incident: ExchangedIncident) => toObjects(incident, CONTEXT).map(({ id }) => id)
    fc.assert(
      fc.property(incidents, (incident) => {
        expect(ids(incident)).toEqual(ids(structuredClone(incident)))
      }),
    )
    const other = new Set(ids({ ...SEIZURE, id: '0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e13' }))
    const shared = ids(SEIZURE).filter((id) => other.has(id))
    expect(shared.map((id) => id.split('--')[0]).sort()).toEqual([
      ...['identity', 'marking-definition', 'marking-definition', 'url'],
    ])
  })

  test('stay when the amount is corrected', () => {
    const corrected = { ...SEIZURE, goods: SEIZURE.goods.map((each) => ({ ...each, certainty: 'confirmed' as const })) }
    const [before, after] = [SEIZURE, corrected].map((each) => toObjects(each, CONTEXT).map(({ id }) => id))
    expect(after).toEqual(before)
  })
})

describe('what is written', () => {
  const { objects } = toBundle(SEIZURE, CONTEXT)

  test('says the route, the goods and the parties to whoever does not know our extension', () => {
    const tied = ofType(objects, 'relationship').map(({ relationship_type, source_ref, target_ref }) =>
      [String(source_ref).split('--')[0], relationship_type, String(target_ref).split('--')[0]].join(' '),
    )
    expect(tied.sort()).toEqual([
      'identity located-at location',
      'incident concerns x-passerelle-consignment',
      'incident concerns x-passerelle-substance',
      'incident involves identity',
      'incident located-at location',
      'incident related-to url',
      'x-passerelle-consignment contains x-passerelle-substance',
      'x-passerelle-consignment destined-to location',
      'x-passerelle-consignment originates-from location',
    ])
    const firm = ofType(objects, 'identity').find(({ name }) => name === 'Tiles Ltd')
    expect(firm).toMatchObject({ identity_class: 'organization', roles: ['consignor'], labels: ['name-misused'] })
  })

  test('carries its marking on every part, and the narrower one on parties and identifiers', () => {
    const own = (object: StixObject) =>
      object.id.startsWith('url--') || object.name === 'Tiles Ltd' || object.relationship_type === 'involves'
    for (const object of objects.filter((each) => each.object_marking_refs))
      if (own(object)) expect(object.object_marking_refs, object.id).toEqual([markingId('red')])
    const [incident] = ofType(objects, 'incident')
    expect(incident?.object_marking_refs).toEqual([markingId('amber')])
    expect(incident?.granular_markings).toEqual([
      {
        marking_ref: markingId('red'),
        selectors: [expect.stringMatching(/parties$/), expect.stringMatching(/identifiers$/)],
      },
    ])
  })

  test('has no word of what is withheld', () => {
    const { parties: _p, identifiers: _i, ...rest } = SEIZURE
    expect(JSON.stringify(toBundle(rest, CONTEXT))).not.toMatch(/Tiles|CSQU|shop\.example|\+33/)
    expect(read(toBundle(rest, CONTEXT)).incidents[0]?.incident).toEqual({ ...rest, partiesMarking: undefined })
  })

  test('revokes what a recall took away, without saying again what it was', () => {
    const recalled: ExchangedIncident = {
      ...SEIZURE,
      ...{ title: '', account: '', place: { country: 'ZZ', name: '' }, recalled: true },
      ...{ goods: [], equipment: [], route: [], parties: [], identifiers: [] },
    }
    const context = { ...CONTEXT, modified: '2026-11-23T00:00:00.000Z', before: SEIZURE }
    const after = toBundle(recalled, context)
    expect(JSON.stringify(after)).not.toMatch(/Tiles|CSQU|Drums|Port Zed|Le Havre|anhydride/)
    const versioned = objects.filter(
      ({ id, modified }) => modified === CONTEXT.modified && !/^(identity--a3f1)/.test(id),
    )
    const renewed = after.objects.filter(({ modified }) => modified === context.modified)
    const isAnswered = ({ id }: StixObject) => renewed.some((object) => object.id === id)
    expect(versioned.filter((object) => !isAnswered(object))).toEqual([])
    const parts = renewed.filter(({ type, revoked }) => type !== 'incident' && !revoked)
    expect(parts.map(({ type }) => type).sort()).toEqual(['identity', 'location', 'relationship'])
    expect(read(after).incidents[0]?.incident).toMatchObject({ recalled: true, title: '' })
  })
})

describe('a round trip', () => {
  test('gives every drawn incident back exactly, whoever else is in the bundle', () => {
    fc.assert(
      fc.property(fc.uniqueArray(incidents, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }), (drawn) => {
        const answer = read(bytes(bundleOf(drawn.flatMap((each) => toObjects(each, CONTEXT)))))
        expect(answer.incidents.map(({ incident }) => incident)).toEqual(drawn)
        expect(answer).toMatchObject({ aside: [], refused: [], suggestions: [] })
        expect(answer.incidents[0]).toMatchObject({
          ...{ created: CONTEXT.created, modified: CONTEXT.modified, by: { name: CONTEXT.organisation.name } },
        })
      }),
    )
  })

  test('of an id that STIX does not take gives that id back', () => {
    const incident = { ...SEIZURE, id: '0192f0c1-7b1e-7cc3-98c4-dc0c0c07398f' }
    expect(read(toBundle(incident, CONTEXT)).incidents[0]?.incident.id).toBe(incident.id)
  })
})

/** What may happen to one object on the way, or be done to it. */
const damages: fc.Arbitrary<(object: StixObject) => unknown> = fc.oneof(
  fc.anything().map((junk) => () => junk),
  fc.jsonValue().map((junk) => () => junk),
  fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.anything())).map(([place, junk]) => (object: StixObject) => {
    const keys = Object.keys(object)
    return { ...object, [keys[place % keys.length] ?? 'id']: junk }
  }),
  fc.nat().map((place) => (object: StixObject) => {
    const keys = Object.keys(object)
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== keys[place % keys.length]))
  }),
)

describe('what is damaged', () => {
  test('never throws and costs no other object', () => {
    fc.assert(
      fc.property(
        incidents,
        fc.array(fc.tuple(fc.nat(), damages), { minLength: 1, maxLength: 5 }),
        (incident, drawn) => {
          const { objects, ...bundle } = toBundle(incident, CONTEXT)
          const damaged: unknown[] = [...objects]
          for (const [place, damage] of drawn)
            damaged[place % objects.length] = damage(objects[place % objects.length] as StixObject)
          const answer = read({ ...bundle, objects: damaged })
          const whole = objects.flatMap((object, index) => (damaged[index] === object ? [index] : []))
          const lost = answer.refused.filter(({ index, code }) => whole.includes(index) && code !== 'points-nowhere')
          // Only one that now has the id of another can stand in its way.
          const doubled = new Set(lost.filter(({ code }) => code === 'repeated').map(({ index }) => index))
          expect(lost.filter(({ index }) => !doubled.has(index))).toEqual([])
          const place = objects.findIndex(({ type }) => type === 'incident')
          if (damaged[place] === objects[place] && !doubled.has(place))
            expect(answer.incidents.find(({ index }) => index === place)?.incident).toEqual(incident)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('anything at all gets an answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), fc.uint8Array(), fc.string()), (junk) => {
        expect(typeof fromBundle(junk).ok).toBe('boolean')
        expect(typeof fromBundle({ objects: [junk] }).ok).toBe('boolean')
      }),
    )
  })

  const { objects } = toBundle(SEIZURE, CONTEXT)
  const at = objects.findIndex(({ type }) => type === 'incident')
  const extension = Object.keys(objects[at]?.extensions ?? {})[0] ?? ''
  const given = objects[at]?.extensions as Record<string, object>
  const extended = (members: object) => ({ extensions: { [extension]: { ...given[extension], ...members } } })
  const uuid = '0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e19'
  const bad = (where: string, code = 'wrong-shape') => ({ where, code })
  test.each([
    ['an unknown kind', extended({ kind: 'theft' }), bad(`extensions.${extension}.kind`, 'unknown-code')],
    [
      'an unknown unit',
      extended({ goods: [{ name: 'a', amount: { value: '1', unit: 'lb' } }] }),
      bad(`extensions.${extension}.goods.0.amount.unit`, 'unknown-code'),
    ],
    [
      'a person without necessity',
      extended({ parties: [{ role: 'driver', name: 'A', person: true }] }),
      bad(`extensions.${extension}.parties.0.necessity`),
    ],
    ['a member that the extension has not', extended({ colour: 'red' }), bad(`extensions.${extension}`)],
    ['the id of another incident', extended({ id: uuid }), bad(`extensions.${extension}.id`)],
    ['an id of another type', { id: `report--${uuid}` }, bad('id')],
    ['an id that is none', { id: 'incident--1' }, bad('id')],
    ['a day that is none', { modified: '2026-02-30T00:00:00.000Z' }, bad('modified')],
    ['changed before it was made', { modified: '2020-01-01T00:00:00.000Z' }, bad('modified')],
    ['STIX 2.0', { spec_version: '2.0' }, bad('spec_version')],
    ['a marking of nobody', { object_marking_refs: [`marking-definition--${uuid}`] }, bad('object_marking_refs')],
    ['a zero character', { name: 'a\0b' }, bad('name', 'not-text')],
    ['no title', { name: ' ' }, bad('name')],
    ['a title of 201 characters', { name: 'a'.repeat(201) }, bad('name')],
    ['a type that only looks like text', { type: { toString: 1 } }, bad('type')],
    ['a prototype', JSON.parse('{"__proto__":{"a":1}}') as object, bad('__proto__', 'not-text')],
  ])('%s is refused with its place, the rest kept', (_, members, expected) => {
    const copy: unknown[] = [...objects]
    copy[at] = JSON.parse(JSON.stringify({ ...objects[at] }).replace(/}$/, `,${JSON.stringify(members).slice(1)}`))
    const answer = read({ type: 'bundle', objects: copy })
    expect(answer.incidents).toEqual([])
    expect(answer.refused.find(({ index }) => index === at)).toMatchObject(expected)
    expect(answer.refused.filter(({ index, code }) => index !== at && code !== 'points-nowhere')).toEqual([])
  })

  test('a narrower mark on any part is obeyed for the whole', () => {
    const copy: unknown[] = [...objects]
    copy[at] = { ...objects[at], granular_markings: [{ marking_ref: markingId('red'), selectors: ['name'] }] }
    expect(read({ objects: copy }).incidents[0]?.incident).toMatchObject({ marking: 'red' })
  })

  test('what is nested deeper than 64 levels is refused, the rest kept', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = { deep }
    const sent = `{"objects":[${JSON.stringify(foreign({}))},${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`
    for (const input of [sent, { objects: [foreign({}), { deep }] }])
      expect(read(input)).toMatchObject({ suggestions: [{ index: 0 }], refused: [{ index: 1, code: 'too-deep' }] })
  })

  test('64 levels are read', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
    const codes = (levels: number) =>
      read({ objects: [foreign({ x_other: nested(levels) })] }).refused.map(({ code, where }) => [code, where.length])
    // The object itself is the first of them; of a long way the first 200 characters are told.
    expect(codes(63)).toEqual([])
    expect(codes(64)).toEqual([['too-deep', 7 + 2 * 63]])
    expect(codes(65)).toEqual([['too-deep', 7 + 2 * 63]])
  })

  test('an object twice, and ends that are nowhere, are refused', () => {
    const tie = foreign({
      ...{
        type: 'relationship',
        id: 'relationship--0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e15',
        relationship_type: 'related-to',
      },
      ...{ source_ref: foreign({}).id, target_ref: 'identity--0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e16' },
    })
    const answer = read({ type: 'bundle', objects: [foreign({}), foreign({ name: 'Again' }), tie] })
    expect(answer.refused).toMatchObject([
      { index: 1, code: 'repeated' },
      { index: 2, code: 'points-nowhere', where: 'target_ref' },
    ])
    const known = read({ objects: [foreign({}), tie] }, { knows: () => true })
    expect(known).toMatchObject({ refused: [], aside: [{ index: 1 }] })
  })

  test('too large, no JSON, no UTF-8 and no bundle are refused as a whole', () => {
    const code = (input: unknown, options = {}) => {
      const answer = fromBundle(input, options)
      return answer.ok ? 'read' : answer.refusal.code
    }
    expect(code(bytes({ objects: [] }))).toBe('read')
    expect(code(bytes({ objects: ['x'.repeat(2000)] }), { maxBytes: 1000 })).toBe('too-large')
    expect(code(bytes({ objects: Array(200_000).fill(0) }))).toBe('too-large')
    expect(code(bytes({ type: 'incident' }))).toBe('not-a-bundle')
    expect(code(new TextEncoder().encode('{"objects": ['))).toBe('not-json')
    expect(code(new Uint8Array([0x22, 0xff, 0x22]))).toBe('not-json')
    expect(read({ objects: [foreign({}), foreign({ id: 'incident--x' })] }, { maxBytes: 150 })).toMatchObject({
      ...{ suggestions: [{ index: 0 }], refused: [{ index: 1, code: 'too-large' }] },
    })
  })

  test.each([
    ['many small objects', () => JSON.stringify({ objects: Array(170_000).fill([]) })],
    [
      'one hub with many ends',
      () =>
        JSON.stringify({
          objects: [
            foreign({}),
            ...Array.from({ length: 20_000 }, (_, place) =>
              foreign({
                ...{
                  type: 'relationship',
                  id: `relationship--0b0ff3d2-6a0c-4c36-9b0e-${String(place).padStart(12, '0')}`,
                },
                ...{ relationship_type: 'related-to', source_ref: foreign({}).id, target_ref: foreign({}).id },
              }),
            ),
          ],
        }),
    ],
    ['one long text', () => JSON.stringify({ objects: [foreign({ name: 'a'.repeat(9_000_000) })] })],
    ['10 MB of addresses', () => JSON.stringify({ objects: [foreign({ labels: ['a@'.repeat(4_900_000)] })] })],
  ])('%s take no longer than their size', (_, make) => {
    const sent = make()
    const started = performance.now()
    expect(fromBundle(sent, {}).ok).toBe(true)
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})

describe('a bundle of another system', () => {
  test('becomes a suggestion that a person completes, and the rest is kept aside', () => {
    const uuid = '0b0ff3d2-6a0c-4c36-9b0e-4d8a3c6f1e'
    const place = foreign({ type: 'location', id: `location--${uuid}21`, name: 'Port Zed', country: 'ZZ' })
    const address = { type: 'email-addr', id: `email-addr--${uuid}22`, value: 'seller@shop.example' }
    const actor = foreign({ type: 'threat-actor', id: `threat-actor--${uuid}23` })
    const tie = (end: number, kind: string, target: string) =>
      foreign({
        ...{ type: 'relationship', id: `relationship--${uuid}${end}`, relationship_type: kind },
        ...{ source_ref: foreign({}).id, target_ref: target },
      })
    const answer = read({
      type: 'bundle',
      id: 'bundle--of no interest',
      objects: [
        foreign({ description: 'Seen at the port.', object_marking_refs: [markingId('green')] }),
        ...[place, address, actor, tie(31, 'located-at', place.id), tie(32, 'related-to', address.id)],
        tie(33, 'attributed-to', actor.id),
      ],
    })
    expect(answer.suggestions).toMatchObject([
      {
        incident: {
          ...{ title: 'Seen', account: 'Seen at the port.', marking: 'green', recalled: false, goods: [] },
          ...{
            place: { country: 'ZZ', name: 'Port Zed' },
            identifiers: [{ type: 'email', value: 'seller@shop.example' }],
          },
        },
        ...{ missing: ['kind'], cut: [] },
      },
    ])
    expect(answer.aside.map(({ index }) => index)).toEqual([3, 6])
    expect(answer.refused).toEqual([])
  })

  test('of several versions the latest is read', () => {
    const later = foreign({ name: 'Later', modified: '2026-02-01T00:00:00Z' })
    const answer = read({ objects: [later, foreign({})] })
    expect(answer.suggestions.map(({ incident }) => incident.title)).toEqual(['Later'])
    expect(answer.aside.map(({ index }) => index)).toEqual([1])
  })
})
