// SPDX-License-Identifier: Apache-2.0
/** Incidents in STIX 2.1, and the shapes of TAXII 2.1 in which they travel. Values in, values out: no server here. */
export { DEFINITIONS, EXTENSIONS, SCHEMA_PATH, STIX_SCHEMAS } from './definitions.ts'
export type { Suggested } from './foreign.ts'
export { derivedId, idOf, isStixId, observableId } from './ids.ts'
export { type ExchangedIncident, exchangedIncidentShape } from './incident.ts'
export { markingId, markingObject, markingOf } from './markings.ts'
export type { Bundle, StixObject } from './objects.ts'
export { fromBundle, type ReadBundle, type ReadOptions, type Source } from './read.ts'
export type { Refused, RefusedCode } from './sift.ts'
export * from './taxii.ts'
export {
  acceptsTaxii,
  isTaxiiContent,
  parseTaxiiQuery,
  type TaxiiAddress,
  type TaxiiQuery,
} from './taxii-requests.ts'
export { VOCABULARY } from './vocabulary.ts'
export { bundleOf, toBundle, toIncidentObject, toObjects, type WriteContext } from './write.ts'
