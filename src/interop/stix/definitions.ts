// SPDX-License-Identifier: Apache-2.0
/** Our extensions of STIX 2.1 (section 7.3): who defines them, what they are, and the schemas that a node publishes. */
import type { StixObject } from './objects.ts'
import consignment from './schemas/x-passerelle-consignment.json' with { type: 'json' }
import incident from './schemas/x-passerelle-incident.json' with { type: 'json' }
import substance from './schemas/x-passerelle-substance.json' with { type: 'json' }

export const EXTENSIONS = {
  incident: 'extension-definition--451e6d9b-0bb8-4347-b669-20837a5ea6db',
  substance: 'extension-definition--c4f99a0c-7093-416b-9753-0ebccdf2585d',
  consignment: 'extension-definition--dbb3407f-85b8-4921-a62a-a071d0018c80',
} as const

/** Where a node serves `STIX_SCHEMAS`. */
export const SCHEMA_PATH = '/schemas/stix/'

/** JSON Schemas (draft 2020-12) by file name, to be served under `SCHEMA_PATH` as `application/schema+json`. */
export const STIX_SCHEMAS: Readonly<Record<string, object>> = {
  'x-passerelle-incident.json': incident,
  'x-passerelle-substance.json': substance,
  'x-passerelle-consignment.json': consignment,
}

/** Changes when a definition does; the same on every node, so that no two of them say different things by one id. */
export const PUBLISHED = '2026-11-22T00:00:00.000Z'
const VERSION = '1.0.0'

const common = { spec_version: '2.1', created: PUBLISHED, modified: PUBLISHED } as const

const publisher: StixObject = {
  ...{ type: 'identity', ...common },
  id: 'identity--32c76837-9c2a-423f-9627-42a676936f5c',
  name: 'Passerelle',
  description: 'The free software whose extensions of STIX these are.',
  identity_class: 'group',
}

const define = (name: keyof typeof EXTENSIONS, kind: string, description: string): StixObject => ({
  ...{ type: 'extension-definition', ...common },
  id: EXTENSIONS[name],
  created_by_ref: publisher.id,
  name: `x-passerelle-${name}`,
  description: `${description} Each node that writes it serves its JSON Schema at the path that "schema" gives.`,
  schema: `${SCHEMA_PATH}x-passerelle-${name}.json`,
  version: VERSION,
  extension_types: [kind],
})

/** The definitions and who made them: whoever reads our objects finds here what they mean. */
export const DEFINITIONS: readonly StixObject[] = [
  publisher,
  define('incident', 'property-extension', 'What happened to goods under control, where, and whom it concerns.'),
  define('substance', 'new-sdo', 'A substance as it was found or declared: how much, in which form, how sure.'),
  define('consignment', 'new-sdo', 'Goods on their way: the legs of their route and the numbers on papers and boxes.'),
]
