// SPDX-License-Identifier: Apache-2.0
/** What this server says of itself (FHIR R4, CapabilityStatement): searches of IHE mCSD (ITI-90) and what changed (ITI-91). */
import { PROFILES, type Type } from './map.ts'
import { INCLUDES, REVINCLUDES, SIFTS } from './query.ts'

export const TYPES = Object.keys(PROFILES) as Type[]

const KINDS: Record<string, string> = {
  ...{ name: 'string', organization: 'reference', location: 'reference', partof: 'reference', _lastUpdated: 'date' },
}
/** Modifiers need no line of their own. */
const paramsOf = (type: Type) =>
  Object.keys(SIFTS[type])
    .filter((name) => !name.includes(':'))
    .map((name) => ({ name, type: KINDS[name] ?? 'token' }))

/** `origin`: this node's. `at`: since when it says so, ISO 8601. */
export const capabilityStatement = (origin: string, at: string) => ({
  resourceType: 'CapabilityStatement',
  ...{ status: 'active', date: at, kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json'] },
  software: { name: 'Passerelle' },
  implementation: { description: 'The directory of services of this node', url: `${origin}/fhir` },
  rest: [
    {
      mode: 'server',
      documentation: 'Read only, without an account. Of each resource its present version alone is kept for others.',
      resource: TYPES.map((type) => ({
        ...{ type, supportedProfile: [PROFILES[type]] },
        interaction: ['read', 'search-type', 'history-instance', 'history-type'].map((code) => ({ code })),
        ...{ versioning: 'versioned', readHistory: false, updateCreate: false },
        searchInclude: INCLUDES[type],
        ...(REVINCLUDES[type].length > 0 && { searchRevInclude: REVINCLUDES[type] }),
        searchParam: paramsOf(type),
      })),
    },
  ],
})
