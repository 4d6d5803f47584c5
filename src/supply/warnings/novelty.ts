// SPDX-License-Identifier: Apache-2.0
/** Is a substance new, of which class, near to what: matching's answer, kept with the version of the data that gave it. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Control, MatchResult } from '#matching/index.ts'
import type { Identity, Novelty, WarningsRefusal } from './contract.ts'
import { type MatchLine, registered } from './substance.ts'

interface Near {
  id: string
  name: { en: string; fr: string }
  similarity: number
  controls: Control[]
}

/** As much of a registry as early warning asks: the public look-up is one. */
export interface Registry {
  match: MatchLine
  matchStructure(structure: string): Promise<Outcome<MatchResult>>
  substance(id: string): Promise<
    Outcome<{
      id: string
      name: { en: string; fr: string }
      cas: string
      smiles: string
      inchikey: string
      formula: string
      names: { name: string }[]
      controls: Control[]
      neighbours: Near[]
      drawing: string | null
    }>
  >
  /** What is worked out from a structure alone. */
  molecule(
    structure: string,
  ): Promise<
    Outcome<{ inchikey: string; formula: string; mass: number | null; drawing: string | null; neighbours: Near[] }>
  >
  reference(): { version: string }
}

export interface Known {
  identity: Identity
  novelty: Novelty
}

/** Names that people say: systematic ones are long, and the structure says them better. */
const MOST_NAMES = 12
const LONGEST_NAME = 40

const spoken = (names: readonly { name: string }[]): string[] =>
  [...new Set(names.map(({ name }) => name).filter((name) => name.length <= LONGEST_NAME))].slice(0, MOST_NAMES)

const nearOf = ({ id, name, similarity, controls }: Near): Novelty['near'][number] => ({
  id,
  name,
  similarity,
  controls,
})

/** The id of the registry that a structure is: the substance itself, not its salt, ester or relative. */
const sameAs = ({ findings }: MatchResult): string | undefined =>
  findings.find(({ kind, relation }) => (kind === 'listed' || kind === 'watch') && relation === 'same')?.id

/** All that is known of a registered substance. */
const fromRegistry = async (registry: Registry, id: string, at: string): Promise<Known | undefined> => {
  const found = await registry.substance(id)
  if (!found.ok) return undefined
  const { name, cas, smiles, inchikey, formula, names, controls, neighbours } = found.value
  const molecule = smiles === '' ? undefined : await registry.molecule(smiles)
  const judged = smiles === '' ? undefined : await registry.matchStructure(smiles)
  const findings = judged?.ok ? judged.value.findings.filter((finding) => finding.id !== id) : []
  return {
    identity: {
      ...{ id, name: name.en, names: spoken(names), structure: smiles },
      ...{ inchikey, formula, cas, mass: molecule?.ok ? molecule.value.mass : null },
    },
    novelty: {
      ...{ at, reference: registry.reference().version, known: { id, name }, controls },
      ...{ findings: findings.map(findingOf), near: neighbours.map(nearOf) },
    },
  }
}

const findingOf = ({ id, kind, name, controls, relation, certainty }: MatchResult['findings'][number]) => ({
  ...{ id, kind, name, controls, certainty },
  ...(relation && { relation }),
})

/**
 * What is known of a substance by its structure, else by its name. Refuses with `unreadable` a structure that cannot be
 * read. A name that no registry knows answers an identity that is a name and nothing else.
 */
export const askRegistry = async (
  registry: Registry,
  { name, structure }: { name: string; structure?: string | undefined },
  now: Date,
): Promise<Outcome<Known, WarningsRefusal>> => {
  const at = now.toISOString()
  const nothing = { at, reference: registry.reference().version, known: null, controls: [], findings: [], near: [] }
  if (structure === undefined) {
    const id = registered(name, registry.match)
    const known = id === undefined ? undefined : await fromRegistry(registry, id, at)
    if (known) return ok(known)
    const identity = { name, names: [], structure: '', inchikey: '', formula: '', mass: null, cas: '' }
    return ok({ identity, novelty: nothing })
  }
  const judged = await registry.matchStructure(structure)
  if (!judged.ok) return refuse('unreadable', judged.refusal.detail, 'substance.structure')
  const id = sameAs(judged.value)
  const known = id === undefined ? undefined : await fromRegistry(registry, id, at)
  if (known) {
    const names = known.identity.name === name ? known.identity.names : [name, ...known.identity.names]
    return ok({ ...known, identity: { ...known.identity, names } })
  }
  const molecule = await registry.molecule(structure)
  const { inchikey, formula, mass, neighbours } = molecule.ok
    ? molecule.value
    : { inchikey: '', formula: '', mass: null, neighbours: [] }
  return ok({
    identity: { name, names: [], structure, inchikey, formula, mass, cas: '' },
    novelty: { ...nothing, findings: judged.value.findings.map(findingOf), near: neighbours.map(nearOf) },
  })
}
