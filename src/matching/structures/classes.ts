// SPDX-License-Identifier: Apache-2.0
/** Class definitions over a fragment: any pattern matches and no exclusion does. */
import type { ClassDefinition } from '../reference.ts'
import { massOf } from './mass.ts'
import { fits, type Needs, needsOf } from './needs.ts'
import { isIn, matchesOf, type Target } from './search.ts'
import { checkSmarts, type Query } from './smarts.ts'

interface Compiled {
  query: Query
  needs: Needs
}

export interface CompiledClass {
  definition: ClassDefinition
  /** Atoms of its smallest pattern. */
  size: number
  any: Compiled[]
  none: Compiled[]
}

export interface ClassHit {
  definition: ClassDefinition
  size: number
  /** Atoms of the fragment. */
  atoms: number[]
}

/** Patterns that several definitions share are compiled and searched once. */
export const compileClasses = (definitions: readonly ClassDefinition[]): CompiledClass[] => {
  const shared = new Map<string, Compiled>()
  const compile = (definition: ClassDefinition, smarts: string): Compiled => {
    const known = shared.get(smarts)
    if (known) return known
    const checked = checkSmarts(smarts)
    if (!checked.ok) throw new Error(`class ${definition.id}: ${checked.detail}`)
    const compiled = { query: checked.query, needs: needsOf(checked.query) }
    shared.set(smarts, compiled)
    return compiled
  }
  return definitions.map((definition) => {
    const any = definition.smarts.map((smarts) => compile(definition, smarts))
    const none = definition.exclude.map((smarts) => compile(definition, smarts))
    return { definition, size: Math.min(...any.map(({ needs }) => needs.atoms)), any, none }
  })
}

/** `perceive` is called only when some pattern's needs are met: most molecules never need their rings. */
export const classesOf = (
  classes: readonly CompiledClass[],
  composition: Int16Array,
  perceive: () => Target,
): ClassHit[] => {
  const hits: ClassHit[] = []
  const searched = new Map<Compiled, Int32Array[]>()
  const search = (compiled: Compiled): Int32Array[] => {
    let matches = searched.get(compiled)
    if (matches === undefined) {
      matches = fits(compiled.needs, composition) ? matchesOf(perceive(), compiled.query) : []
      searched.set(compiled, matches)
    }
    return matches
  }
  for (const { definition, size, any, none } of classes) {
    const matches = any.flatMap(search)
    if (matches.length === 0 || massOf(composition) > (definition.maxMass ?? Infinity)) continue
    if (none.some(({ needs, query }) => fits(needs, composition) && isIn(perceive(), query))) continue
    hits.push({ definition, size, atoms: [...new Set(matches.flatMap((match) => [...match]))].sort((a, b) => a - b) })
  }
  return hits
}
