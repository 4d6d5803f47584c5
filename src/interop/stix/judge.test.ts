// SPDX-License-Identifier: Apache-2.0
/** What we write, judged by the schemas of the OASIS committee; and what we publish, by the schemas that we publish. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONTEXT, incidents } from './draw.testing.ts'
import { extensionShape } from './incident.ts'
import { DEFINITIONS, EXTENSIONS, fromBundle, SCHEMA_PATH, STIX_SCHEMAS, type StixObject, toBundle } from './index.ts'
import { markingObject } from './markings.ts'
import { VOCABULARY } from './vocabulary.ts'

const folder = join(import.meta.dirname, 'conformance')
const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'))
// Patterns of the committee escape a hyphen, which is no Unicode pattern.
const ajv = new Ajv2020({ strict: false, unicodeRegExp: false })
addFormats.default(ajv)

/** By the type that each of them is of. */
const judges = new Map(
  globSync('schemas/**/*.json', { cwd: folder }).map((path) => {
    const schema = json(join(folder, path))
    ajv.addSchema(schema)
    return [basename(path, '.json'), String(schema.$id)]
  }),
)
for (const schema of Object.values(STIX_SCHEMAS)) ajv.addSchema(schema)

const complaint = (schema: string, value: unknown) =>
  ajv.validate(schema, value) ? undefined : `${ajv.errorsText()}: ${JSON.stringify(value)}`
const judged = (object: StixObject) => complaint(judges.get(object.type) ?? judges.get('core') ?? '', object)
const ours = (name: string) => `${SCHEMA_PATH}${name}.json`
const extensionOf = (objects: readonly StixObject[]) => {
  const incident = objects.find(({ type }) => type === 'incident')
  return (incident?.extensions as Record<string, unknown> | undefined)?.[EXTENSIONS.incident]
}

test('every object of every drawn bundle is one by the OASIS schemas, and by ours', () => {
  fc.assert(
    fc.property(incidents, (incident) => {
      const { objects, id } = toBundle(incident, CONTEXT)
      expect(complaint(judges.get('identifier') ?? '', id)).toBeUndefined()
      expect(objects.map(judged).filter((each) => each !== undefined)).toEqual([])
      const custom = objects.filter(({ type }) => type.startsWith('x-'))
      expect(custom.map((each) => complaint(ours(each.type), each)).filter((each) => each !== undefined)).toEqual([])
      expect(complaint(ours('x-passerelle-incident'), extensionOf(objects))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

test('what a recall revokes is still whole', () => {
  fc.assert(
    fc.property(incidents, incidents, (before, after) => {
      const { objects } = toBundle({ ...after, id: before.id }, { ...CONTEXT, before })
      expect(objects.map(judged).filter((each) => each !== undefined)).toEqual([])
      const answer = fromBundle({ objects })
      expect(answer.ok && answer.value.refused).toEqual([])
    }),
  )
})

test('the judge does find fault', () => {
  const [object] = toBundle({ ...fc.sample(incidents, 1)[0]!, recalled: false }, CONTEXT).objects.filter(
    ({ type }) => type === 'incident',
  )
  for (const damage of [{ id: 'incident--1' }, { created: '2026-11-22' }, { name: 1 }, { labels: [] }])
    expect(judged({ ...object, ...damage } as StixObject)).toBeDefined()
})

test('markings of the Traffic Light Protocol 2.0 are those that were published', () => {
  for (const marking of VOCABULARY.marking) {
    expect(complaint('tlp2.0.json', markingObject(marking))).toBeUndefined()
    expect(judged(markingObject(marking))).toBeUndefined()
  }
})

test('definitions are whole, and each schema is where they say', () => {
  for (const definition of DEFINITIONS) expect(judged(definition)).toBeUndefined()
  const said = DEFINITIONS.flatMap(({ schema }) => (schema === undefined ? [] : [schema]))
  expect(said).toEqual(Object.keys(STIX_SCHEMAS).map((name) => `${SCHEMA_PATH}${name}`))
  for (const [name, schema] of Object.entries(STIX_SCHEMAS)) expect(schema).toMatchObject({ $id: SCHEMA_PATH + name })
})

test('the schema that we publish and the one that we read by agree on damaged extensions', () => {
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('', ' ', 'ZZ', 'seizure', '2026-02-30', 'a'.repeat(201)),
  )
  fc.assert(
    fc.property(incidents, fc.nat(), fc.nat(), junk, (incident, place, inner, value) => {
      const extension = structuredClone(extensionOf(toBundle(incident, CONTEXT).objects)) as Record<string, unknown>
      const keys = [...Object.keys(extension), 'other']
      const key = keys[place % keys.length] ?? ''
      const [first] = Array.isArray(extension[key]) ? (extension[key] as Record<string, unknown>[]) : [extension]
      const target = first !== null && typeof first === 'object' ? first : extension
      const names = Object.keys(target)
      target[target === extension ? key : (names[inner % names.length] ?? '')] = value
      // Ours takes lists that are empty, which STIX forbids and others may still send.
      fc.pre(!(Array.isArray(value) && value.length === 0))
      const isRead = extensionShape.safeParse(extension).success
      const problem = complaint(ours('x-passerelle-incident'), extension)
      expect(isRead, problem ?? JSON.stringify(extension)).toBe(problem === undefined)
    }),
    { numRuns: 400 },
  )
})

test('examples of the committee are read without a refusal', () => {
  for (const path of globSync('examples/*.json', { cwd: folder })) {
    const answer = fromBundle(readFileSync(join(folder, path)))
    expect(answer, path).toMatchObject({ ok: true, value: { refused: [] } })
    if (answer.ok) expect(answer.value.aside.length).toBe((json(join(folder, path)).objects as unknown[]).length)
  }
})
