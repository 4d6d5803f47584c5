// SPDX-License-Identifier: Apache-2.0
/**
 * What a pattern cannot match without: so many atoms, so many of an element. Read from the pattern itself, always on
 * the side of "perhaps", so the sieve never loses a match (`needs.test.ts`).
 */
import type { AtomTest, Query } from './smarts.ts'

export interface Needs {
  atoms: number
  /** Pairs of element and least count. */
  elements: [number, number][]
}

/** Elements that an atom test can accept; undefined for "any". */
export const elementsOf = (test: AtomTest): Set<number> | undefined => {
  switch (test.is) {
    case 'element':
      return new Set([test.z])
    case 'inside':
      return elementsOf(test.query.atoms[0]!)
    case 'and': {
      let all: Set<number> | undefined
      for (const each of test.tests) {
        const one = elementsOf(each)
        if (one) all = all === undefined ? one : all.intersection(one)
      }
      return all
    }
    case 'or': {
      const all = new Set<number>()
      for (const each of test.tests) {
        const one = elementsOf(each)
        if (one === undefined) return undefined
        for (const z of one) all.add(z)
      }
      return all
    }
    default:
      return undefined
  }
}

export const needsOf = (query: Query): Needs => {
  const counts = new Map<number, number>()
  for (const test of query.atoms) {
    const elements = elementsOf(test)
    if (elements?.size !== 1) continue
    const [z] = elements
    counts.set(z!, (counts.get(z!) ?? 0) + 1)
  }
  return { atoms: query.atoms.length, elements: [...counts] }
}

export const fits = (needs: Needs, composition: Int16Array): boolean => {
  for (const [z, least] of needs.elements) if (composition[z]! < least) return false
  return true
}
