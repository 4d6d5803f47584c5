// SPDX-License-Identifier: Apache-2.0
/**
 * Objects of STIX 2.1 (OASIS Standard, 10 June 2021) as far as this node reads or writes them: what each type must
 * have. Members beyond these are kept as they came. Vocabularies that the standard leaves open are not checked.
 */
import { z } from 'zod'
import { EXTENSIONS } from './definitions.ts'
import { isStixId, typeOf } from './ids.ts'
import { goodsShape, identifierShape, legShape } from './incident.ts'

/** What all of them are at least. */
export interface StixObject {
  type: string
  id: string
  spec_version?: '2.1'
  [property: string]: unknown
}

/** A bundle; an envelope of TAXII has the same `objects`. */
export interface Bundle {
  type: 'bundle'
  id: string
  objects: StixObject[]
}

const id = z.string().refine(isStixId, 'This is no STIX identifier: type--UUID (RFC 4122).')
const idOf = (...types: string[]) =>
  id.refine((value) => types.includes(typeOf(value)), `This has to point to: ${types.join(', ')}.`)
const timestamp = z.iso.datetime('A timestamp is of RFC 3339, in UTC: 2026-11-22T06:00:00.000Z.')
const text = z.string()
const texts = z.array(text).min(1)
const open = (shape: z.ZodRawShape) => z.looseObject(shape)

const of = (type: string) => z.literal(type)
const reference = open({ source_name: text, description: text.optional(), url: text.optional() })
const common = {
  id,
  created_by_ref: idOf('identity').optional(),
  labels: texts.optional(),
  lang: text.optional(),
  confidence: z.int().min(0).max(100).optional(),
  revoked: z.boolean().optional(),
  external_references: z.array(reference).min(1).optional(),
  object_marking_refs: z.array(idOf('marking-definition')).min(1).optional(),
  granular_markings: z
    .array(open({ marking_ref: idOf('marking-definition').optional(), lang: text.optional(), selectors: texts }))
    .min(1)
    .optional(),
  extensions: z.record(z.string().max(250), open({})).optional(),
}
const version = z.literal('2.1', 'Only STIX 2.1 is read.')
const dated = { ...common, spec_version: version, created: timestamp, modified: timestamp }
const undated = { ...common, spec_version: version.optional() }

const place = open({ ...dated, type: of('location'), name: text.optional(), country: text.optional() }).refine(
  ({ region, country, latitude, longitude }) =>
    region !== undefined || country !== undefined || (typeof latitude === 'number' && typeof longitude === 'number'),
  'A location has a country, a region, or both coordinates.',
)
const refs = z.array(id).min(1)
const ofOurs = (definition: string) => ({ extensions: open({ [definition]: open({ extension_type: of('new-sdo') }) }) })

/** Everything else is checked by what its kind has in common. */
const SHAPES: Record<string, z.ZodType> = {
  identity: open({ ...dated, type: of('identity'), name: text, identity_class: text.optional() }),
  location: place,
  incident: open({ ...dated, type: of('incident'), name: text, description: text.optional() }),
  indicator: open({ ...dated, type: of('indicator'), pattern: text, pattern_type: text, valid_from: timestamp }),
  note: open({ ...dated, type: of('note'), content: text, object_refs: refs }),
  grouping: open({ ...dated, type: of('grouping'), context: text, object_refs: refs }),
  report: open({ ...dated, type: of('report'), name: text, published: timestamp, object_refs: refs }),
  sighting: open({ ...dated, type: of('sighting'), sighting_of_ref: id, where_sighted_refs: refs.optional() }),
  relationship: open({
    ...dated,
    ...{ type: of('relationship'), source_ref: id, target_ref: id, description: text.optional() },
    relationship_type: text.regex(/^[a-z0-9-]+$/, 'A type of relationship is in small letters, digits and hyphens.'),
  }),
  'marking-definition': open({ ...common, type: of('marking-definition'), spec_version: version, created: timestamp }),
  'extension-definition': open({
    ...dated,
    ...{ type: of('extension-definition'), name: text, schema: text, version: text },
    extension_types: z.array(
      z.enum(['new-sdo', 'new-sco', 'new-sro', 'property-extension', 'toplevel-property-extension']),
    ),
  }),
  'language-content': open({ ...dated, type: of('language-content'), object_ref: id, contents: open({}) }),
  'x-passerelle-substance': open({
    ...dated,
    ...ofOurs(EXTENSIONS.substance),
    ...{ type: of('x-passerelle-substance'), name: text, reference_id: text.optional() },
    ...{ amount: goodsShape.shape.amount, form: goodsShape.shape.form, certainty: goodsShape.shape.certainty },
  }),
  'x-passerelle-consignment': open({
    ...dated,
    ...ofOurs(EXTENSIONS.consignment),
    type: of('x-passerelle-consignment'),
    route: z.array(legShape).min(1).max(50).optional(),
    identifiers: z.array(identifierShape).min(1).max(50).optional(),
  }),
  'email-addr': open({ ...undated, type: of('email-addr'), value: text }),
  url: open({ ...undated, type: of('url'), value: text }),
  'ipv4-addr': open({ ...undated, type: of('ipv4-addr'), value: text }),
  'ipv6-addr': open({ ...undated, type: of('ipv6-addr'), value: text }),
  'domain-name': open({ ...undated, type: of('domain-name'), value: text }),
  'user-account': open({ ...undated, type: of('user-account'), user_id: text.optional() }),
  artifact: open({ ...undated, type: of('artifact'), mime_type: text.optional() }),
}
const OBSERVABLES = new Set([
  ...['autonomous-system', 'directory', 'email-message', 'file', 'mac-addr', 'mutex', 'network-traffic', 'process'],
  ...['software', 'windows-registry-key', 'x509-certificate'],
])
const anyDated = open({ ...dated, type: text.regex(/^[a-z][a-z0-9-]{1,248}[a-z0-9]$/) })
const anyUndated = open({ ...undated, type: text })

/** A type of our own that extensions make (`new-sco`) has no dates either. */
const shapeOf = (given: Record<string, unknown>) => {
  const type = typeof given.type === 'string' ? given.type : ''
  if (Object.hasOwn(SHAPES, type)) return SHAPES[type] ?? anyDated
  const isObservable = OBSERVABLES.has(type) || JSON.stringify(given.extensions ?? '').includes('"new-sco"')
  return isObservable ? anyUndated : anyDated
}

/** What is wrong with an object, and where; undefined for one that is as its type has to be. */
export const objectProblem = (given: Record<string, unknown>): { where: string; why: string } | undefined => {
  const read = shapeOf(given).safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    return { where: issue?.path.join('.') ?? '', why: issue?.message ?? 'This is no STIX object.' }
  }
  const { type, id, created, modified } = given as { type: string; id: string; created?: string; modified?: string }
  if (typeOf(id) !== type) return { where: 'id', why: `The identifier of this object begins with ${type}--.` }
  if (created !== undefined && modified !== undefined && Date.parse(modified) < Date.parse(created))
    return { where: 'modified', why: 'It was changed before it was made.' }
  return undefined
}
