// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '#matching/index.ts'
import type { ReferenceSummary } from './protocol.ts'

/** The page fetches the facts once, from our own origin, and hands them to each worker as they came. */
export const unpack = (packed: string): ReferenceData => JSON.parse(packed) as ReferenceData

export function summarise(data: ReferenceData): ReferenceSummary {
  const controls = [...Object.values(data.controls).flat(), ...data.classes.map(({ control }) => control)]
  return {
    version: data.version,
    substances: data.substances.length,
    names: data.names.length,
    jurisdictions: [...new Set(controls.map(({ jurisdiction }) => jurisdiction))].sort(),
  }
}
