// SPDX-License-Identifier: Apache-2.0
/** Which substance something is about, as far as a name or structure says. Matching is handed in. */
import type { MatchResult } from '#matching/index.ts'

export type MatchLine = (text: string, options?: { amounts?: boolean }) => MatchResult

/** Laboratories and poison centres write names; a street name or a misspelling is too little to say that it is the same. */
const LEAST_CERTAIN = 0.8

/** One spelling of a name, so that two reports of a substance that no registry knows come together. */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The substance of the registry that a name is one of; undefined where it says none, or more than one. */
export const registered = (name: string, match: MatchLine): string | undefined => {
  const found = match(name, { amounts: false }).findings.filter(
    ({ kind, certainty, by }) =>
      (kind === 'listed' || kind === 'watch') && certainty >= LEAST_CERTAIN && by !== 'street',
  )
  const ids = new Set(found.map(({ id }) => id))
  return ids.size === 1 ? [...ids][0] : undefined
}

/** By what signals about one substance are brought together: best known first. */
export const keyOfSubstance = ({ id, inchikey, name }: { id?: string | undefined; inchikey?: string; name: string }) =>
  id ?? (inchikey ? `inchikey:${inchikey}` : `name:${folded(name)}`)

/** Whether such a key is no more than the name as it was reported. */
export const isWords = (key: string): boolean => key.startsWith('name:')
