// SPDX-License-Identifier: Apache-2.0
import { ok, refuse } from '#basis/outcome.ts'
import {
  controlsInForce,
  createTextMatcher,
  type MatchOptions,
  type ReferenceData,
  type Substance,
} from '#matching/index.ts'
import { createCatalogue } from './catalogue.ts'
import type { LookupDesk, SubstanceRecord } from './contract.ts'
import { openStructures, type Structures } from './structures.ts'

const NEIGHBOURS = 8
/** Characters of a structure that is drawn. */
const LONGEST = 20_000

/** All that the reference knows of one substance, on the day asked for. */
const record = (
  data: ReferenceData,
  substance: Substance,
  structures: Structures,
): Omit<SubstanceRecord, 'controls' | 'neighbours'> => {
  const { id } = substance
  const molecule = substance.smiles === '' ? undefined : structures.matcher.match(substance.smiles)
  const classes = new Set(molecule?.ok ? molecule.result.findings.map((finding) => finding.id) : [])
  return {
    ...substance,
    history: data.controls[id] ?? [],
    names: data.names.filter((name) => name.id === id).map(({ name, kind, language }) => ({ name, kind, language })),
    salts: data.salts.filter((salt) => salt.id === id),
    hsCodes: data.hsCodes.filter((code) => code.ids.includes(id)).map(({ ids: _, ...code }) => code),
    classes: data.classes.filter((known) => classes.has(known.id)),
    drawing: structures.draw(substance.smiles),
    reference: data.version,
  }
}

/** The look-up over one set of reference data. `servedSince` is when this node first answered by it. */
export const createLookup = (data: ReferenceData, servedSince: string): LookupDesk => {
  const text = createTextMatcher(data)
  const catalogue = createCatalogue(data)
  const structures = openStructures(data)
  const summaries = (near: { id: string; similarity: number }[], options?: MatchOptions) =>
    near.flatMap(({ id, similarity }) => {
      const other = catalogue.get(id)
      return other ? [{ ...catalogue.summary(other, options), similarity }] : []
    })
  return {
    match: (line, options) => text.match(line, options),
    matchStructure: async (structure, options) => {
      const outcome = (await structures()).matcher.match(structure, options)
      if (outcome.ok) return ok(outcome.result)
      return refuse(outcome.problem === 'too-large' ? 'too-large' : 'unreadable', outcome.detail, 'structure')
    },
    substances: (query) => catalogue.page(query),
    substance: async (id, options) => {
      const substance = catalogue.get(id)
      if (!substance) return refuse('not-found', `No substance has the id ${id}.`, 'id')
      const loaded = await structures()
      const neighbours = summaries(loaded.neighbours(id, NEIGHBOURS), options)
      const controls = controlsInForce(data.controls[id] ?? [], options)
      return ok({ ...record(data, substance, loaded), controls, neighbours })
    },
    molecule: async (structure, options) => {
      const molecule = structure.length > LONGEST ? null : (await structures()).molecule(structure, NEIGHBOURS)
      if (!molecule) return refuse('unreadable', 'This structure cannot be read.', 'structure')
      return ok({ ...molecule, neighbours: summaries(molecule.neighbours, options) })
    },
    reference: () => ({ version: data.version, servedSince }),
  }
}
