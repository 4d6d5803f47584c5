// SPDX-License-Identifier: Apache-2.0
/** One molecule against everything: fragments, identities, classes. Independent of date and jurisdiction. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import type { Finding, Relation } from '../findings.ts'
import type { Control, ReferenceData, Substance } from '../reference.ts'
import { ADDITION, BY_RULE, classCertainty, IDENTITY, MIXED, MIXTURE, RELATIONS, rounded, STEREO } from './certainty.ts'
import { type CompiledClasses, classesOf, compileClasses } from './classes.ts'
import { derivedFrom, type Parents, parentsOf } from './derivatives.ts'
import { compositionOf, formulaOf } from './hash.ts'
import { type Entry, type Identified, identify, indexIdentities, type Known } from './identity.ts'
import { layersOf } from './inchi-layers.ts'
import { unmaskedOf } from './masked.ts'
import { type Molecule, neighboursOf } from './molecule.ts'
import { coveredBy, type Scopes, scopesOf } from './scopes.ts'
import { type Target, targetOf } from './search.ts'
import { type Fragment, fragmentsOf } from './standard.ts'

export interface Library {
  data: ReferenceData
  rdkit: RDKitModule
  known: Known
  parents: Parents
  classes: CompiledClasses
  scopes: Scopes
  /** First blocks of the InChIKeys of ordinary chemicals. */
  ordinary: ReadonlySet<string>
}

export const libraryOf = (data: ReferenceData, rdkit: RDKitModule): Library => {
  const index = indexIdentities(data.substances)
  const scopes = scopesOf(data.scopes)
  const reached = ({ substance }: Entry) =>
    (data.controls[substance.id] ?? []).some(
      (one) => coveredBy(scopes, one, 'esters') || coveredBy(scopes, one, 'ethers'),
    )
  const excepted = (data.exceptions ?? []).filter((one) => one.excepts === 'isomer').map((one) => one.inchikey)
  return {
    data,
    rdkit,
    known: { index, rdkit, excepted: new Set(excepted) },
    parents: parentsOf(index, reached),
    classes: compileClasses(data.classes),
    scopes,
    ordinary: new Set(data.ordinary.map((one) => one.inchikey.slice(0, 14)).filter((key) => key !== '')),
  }
}

const WATER = 'H2O1'
const PROTON = /^(\*-?\d+)?H\d+$/

export const analyse = (library: Library, given: Molecule): Finding[] => {
  const fragments = fragmentsOf(given)
  const findings = new Map<string, Finding>()
  fragments.forEach((fragment, index) => {
    const beside = fragments.filter((_, other) => other !== index).map((other) => other.formula)
    for (const finding of judge(library, fragment, beside)) {
      const known = findings.get(finding.id)
      if (known === undefined) findings.set(finding.id, finding)
      else known.atoms = [...new Set([...known.atoms!, ...finding.atoms!])].sort((a, b) => a - b)
    }
  })
  return [...findings.values()].sort(byKind)
}

const ORDER = ['listed', 'watch', 'class', 'equipment']
const byKind = (a: Finding, b: Finding): number =>
  ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.certainty - a.certainty || (a.id < b.id ? -1 : 1)

const judge = (library: Library, fragment: Fragment, beside: string[]): Finding[] => {
  const { molecule, formula } = fragment
  const mixed = beside.length > 0 && !fragment.neutralised && !formsSalts(molecule)
  const salted = fragment.neutralised || (beside.length > 0 && !mixed)
  const same = identify(library.known, molecule, formula, beside)
    .filter((one) => !isCounterIon(library, one, molecule, beside))
    .flatMap((one) => named(library, one, fragment, salted))
    .map((finding) => (mixed ? { ...finding, certainty: rounded(finding.certainty * MIXTURE) } : finding))
  const classes = classFindings(library, fragment)
  if (same.some((finding) => finding.kind === 'listed')) return [...same, ...classes]
  const others = [...same, ...unmasked(library, fragment), ...derived(library, fragment)]
  if (same.length > 0) return [...others, ...classes]
  const all = [...others, ...classes]
  return all.length > 0 && isOrdinary(library, molecule) ? [] : all
}

/** A base or an acid; toluene beside something else is part of a mixture, not a salt. */
const formsSalts = (molecule: Molecule): boolean =>
  molecule.atoms.some(({ z, hydrogens }, index) => z === 7 || (z === 8 && hydrogens > 0 && isAcidic(molecule, index)))

const isAcidic = (molecule: Molecule, oxygen: number): boolean =>
  neighboursOf(molecule, oxygen).some((next) =>
    molecule.bondsOf[next]!.some((bond) => molecule.bonds[bond]!.order === 2),
  )

/** Hydrates and bisulphite compounds of listed ketones, told as salts: an addition that water undoes. */
const unmasked = (library: Library, fragment: Fragment): Finding[] =>
  unmaskedOf(fragment.molecule).flatMap((molecule) =>
    identify(library.known, molecule, formulaOf(compositionOf(molecule)), [])
      .filter((one) => one.tautomer === 'no')
      .flatMap((one) => named(library, one, { ...fragment, molecule }, true))
      .map((finding) => ({ ...finding, certainty: rounded(finding.certainty * ADDITION) })),
  )

const derived = (library: Library, { molecule, composition }: Fragment): Finding[] =>
  derivedFrom(library.known, library.parents, molecule, composition).flatMap(({ parent, relation, mixed, atoms }) => {
    const { substance } = parent.entry
    const reach = relation === 'ester' ? 'esters' : 'ethers'
    const controls = (library.data.controls[substance.id] ?? []).filter((control) =>
      coveredBy(library.scopes, control, reach),
    )
    if (controls.length === 0) return []
    const certainty = RELATIONS[relation] * STEREO[parent.fit] * IDENTITY[substance.confidence] * (mixed ? MIXED : 1)
    return [
      {
        ...findingOf(substance, controls, certainty),
        relation,
        atoms: atoms.map((atom) => molecule.atoms[atom]!.origin).sort((a, b) => a - b),
      },
    ]
  })

/**
 * The tables name hydrochloric and sulphuric acid without their salts: alone or in water they count, as counter-ions
 * not. So does every mineral acid (hydriodic acid) that is watched.
 */
const isCounterIon = (library: Library, { entry }: Identified, molecule: Molecule, beside: string[]): boolean =>
  beside.some((formula) => formula !== WATER && !PROTON.test(formula)) &&
  entry.companions.length === 0 &&
  (molecule.atoms.every((atom) => atom.z !== 6) ||
    (library.data.exceptions ?? []).some((one) => one.excepts === 'salts' && one.id === entry.substance.id))

const relationOf = ({ fit, tautomer }: Identified, fragment: Fragment, salted: boolean): Relation => {
  if (tautomer !== 'no') return 'tautomer'
  if (fit !== 'same' && fit !== 'less') return 'stereoisomer'
  if (fragment.labelled) return 'isotopologue'
  return salted ? 'salt' : 'same'
}

const originsOf = (molecule: Molecule): number[] => molecule.atoms.map((atom) => atom.origin).sort((a, b) => a - b)

const named = (library: Library, one: Identified, fragment: Fragment, salted: boolean): Finding[] => {
  const { substance } = one.entry
  const relation = relationOf(one, fragment, salted)
  const all: Control[] = library.data.controls[substance.id] ?? []
  const controls =
    relation === 'stereoisomer' ? all.filter((control) => coveredBy(library.scopes, control, 'stereoisomers')) : all
  if (relation === 'stereoisomer' && all.length > 0 && controls.length === 0) return []
  const certainty =
    RELATIONS[relation] * STEREO[one.fit] * IDENTITY[substance.confidence] * (one.tautomer === 'rule' ? BY_RULE : 1)
  return [{ ...findingOf(substance, controls, certainty), relation, atoms: originsOf(fragment.molecule) }]
}

const findingOf = (substance: Substance, controls: Control[], certainty: number): Finding => ({
  id: substance.id,
  kind: substance.kind,
  name: substance.name.en,
  controls,
  by: 'structure',
  as: substance.inchikey,
  certainty: rounded(certainty),
})

const classFindings = (library: Library, { molecule, composition }: Fragment): Finding[] => {
  let target: Target | undefined
  const perceive = () => {
    target ??= targetOf(molecule)
    return target
  }
  return classesOf(library.classes, composition, perceive).map(({ definition, size, atoms }) => ({
    id: definition.id,
    kind: 'class',
    name: definition.name,
    controls: [definition.control],
    by: 'class',
    as: definition.name,
    atoms: atoms.map((atom) => molecule.atoms[atom]!.origin).sort((a, b) => a - b),
    certainty: rounded(classCertainty(definition, size)),
  }))
}

const isOrdinary = ({ rdkit, ordinary }: Library, molecule: Molecule): boolean => {
  const layers = layersOf(rdkit, molecule)
  return layers !== undefined && ordinary.has(rdkit.get_inchikey_for_inchi(layers.inchi).slice(0, 14))
}
