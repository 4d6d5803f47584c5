// SPDX-License-Identifier: Apache-2.0
/** The code lists that a form offers. Sent as data, so that the contract itself stays on the server. */
import {
  CERTAINTIES,
  FORMS,
  IDENTIFIER_TYPES,
  KINDS,
  KNOWLEDGE,
  LEG_ROLES,
  MODES,
  PARTY_ROLES,
  UNITS,
  URGENCIES,
  usuallyKnown,
} from '#supply/incidents/contract.ts'

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as K[]

export const choices = {
  kinds: KINDS,
  urgencies: keysOf(URGENCIES),
  certainties: CERTAINTIES,
  /** By kind of incident, what stands where nobody says how the goods are known. */
  usuallyKnown: Object.fromEntries(KINDS.map((kind) => [kind, usuallyKnown(kind)])),
  forms: FORMS,
  units: UNITS,
  roles: LEG_ROLES,
  modes: keysOf(MODES),
  parties: PARTY_ROLES,
  knowledge: KNOWLEDGE,
  identifiers: IDENTIFIER_TYPES,
}
export type Choices = typeof choices
