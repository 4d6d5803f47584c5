// SPDX-License-Identifier: Apache-2.0
/** Class definitions over a fragment: any pattern matches and no exclusion does. */
import type { ClassDefinition } from '../reference.ts'
import { massOf } from './mass.ts'
import { fits, type Needs, needsOf } from './needs.ts'
import { matchesOf, type Target } from './search.ts'
import { checkSmarts, type Query } from './smarts.ts'

interface Compiled {
  query: Query
  needs: Needs
}

interface CompiledClass {
  definition: ClassDefinition
  /** Atoms of its smallest pattern. */
  size: number
  /** Places of its patterns among all. */
  any: number[]
  none: number[]
}

export interface CompiledClasses {
  /** Each pattern once, however many definitions share it. */
  patterns: Compiled[]
  classes: CompiledClass[]
}

export interface ClassHit {
  definition: ClassDefinition
  size: number
  /** Atoms of the fragment. */
  atoms: number[]
}

/** Throws where a pattern cannot be compiled, naming the class. */
export const compileClasses = (definitions: readonly ClassDefinition[]): CompiledClasses => {
  const patterns: Compiled[] = []
  const places = new Map<string, number>()
  const compile = (definition: ClassDefinition, smarts: string): number => {
    const known = places.get(smarts)
    if (known !== undefined) return known
    const checked = checkSmarts(smarts)
    if (!checked.ok) throw new Error(`class ${definition.id}: ${checked.detail}`)
    const place = patterns.push({ query: checked.query, needs: needsOf(checked.query) }) - 1
    places.set(smarts, place)
    return place
  }
  const classes = definitions.map((definition) => {
    const any = definition.smarts.map((smarts) => compile(definition, smarts))
    const none = definition.exclude.map((smarts) => compile(definition, smarts))
    return { definition, size: Math.min(...any.map((place) => patterns[place]!.needs.atoms)), any, none }
  })
  return { patterns, classes }
}

const NONE: Int32Array[] = []

/** `perceive` is called only when some pattern's needs are met: rings and aromaticity cost more than the sieve. */
export const classesOf = (
  { patterns, classes }: CompiledClasses,
  composition: Int16Array,
  perceive: () => Target,
): ClassHit[] => {
  const hits: ClassHit[] = []
  const searched: (Int32Array[] | undefined)[] = new Array(patterns.length)
  const search = (place: number): Int32Array[] => {
    const { needs, query } = patterns[place]!
    searched[place] ??= fits(needs, composition) ? matchesOf(perceive(), query) : NONE
    return searched[place]
  }
  for (const { definition, size, any, none } of classes) {
    if (!any.some((place) => search(place).length > 0) || massOf(composition) > (definition.maxMass ?? Infinity))
      continue
    if (none.some((place) => search(place).length > 0)) continue
    const atoms = new Set(any.flatMap((place) => search(place).flatMap((match) => [...match])))
    hits.push({ definition, size, atoms: [...atoms].sort((a, b) => a - b) })
  }
  return hits
}
