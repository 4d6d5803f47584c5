// SPDX-License-Identifier: Apache-2.0
/** A form on the page of an incident that was refused: it comes back as it was sent, with what is wrong at its field. */
import type { IncidentsRefusal } from '#supply/incidents/contract.ts'

export interface KeptForm {
  /** Which form of the page. */
  of: string
  /** Where something can be put right; null where it is not about a field. */
  field: string | null
  code: Exclude<IncidentsRefusal['code'], 'not-found' | 'second-person'>
  /** By the names of its fields. */
  given: Readonly<Record<string, string>>
}

/** Every text of a form, by name. */
export const givenIn = (form: FormData): KeptForm['given'] =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')]] : [])),
  )

/** What a form shows: what was sent of it where it is the one that was refused, else what it begins with. */
export const keptOf = (refused: KeptForm | undefined, of: string, sentence: string | undefined) => {
  const own = refused?.of === of ? refused : undefined
  return {
    isRefused: own !== undefined,
    said: (name: string, otherwise = '') => ({
      defaultValue: own?.given[name] ?? otherwise,
      error: own?.field === name ? sentence : undefined,
    }),
  }
}
