// SPDX-License-Identifier: Apache-2.0
/** The names that every side searches for: the same rows of the reference data, in the shape that peers take. */
import type { ReferenceData } from '#matching/index.ts'

export interface PeerName {
  id: string
  text: string
}

/** Shorter ones (`O`, `MD`) stand inside every line for a search that knows no words; the peers are spared them. */
export const SHORTEST = 3

/** Names, salts, CAS numbers, keys, HS codes and equipment of the reference data, each once for what it means. */
export const peerNames = (data: ReferenceData): PeerName[] => {
  const all: PeerName[] = [
    ...data.substances.flatMap(({ id, name, cas, inchikey }) =>
      [name.en, name.fr, cas, inchikey].map((text) => ({ id, text })),
    ),
    ...data.hsCodes.flatMap(({ hs6, ids }) => ids.map((id) => ({ id, text: hs6 }))),
    ...data.names.map(({ id, name }) => ({ id, text: name })),
    ...data.salts.flatMap(({ id, form, cas }) => [form, cas].map((text) => ({ id, text }))),
    ...data.equipment.flatMap(({ id, name, keywords }) =>
      [name.en, name.fr, ...keywords].map((text) => ({ id, text })),
    ),
  ]
  const once = new Map(all.map((entry) => [`${entry.id} ${entry.text.toLowerCase()}`, entry]))
  return [...once.values()].filter(({ text }) => text.length >= SHORTEST)
}
