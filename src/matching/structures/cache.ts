// SPDX-License-Identifier: Apache-2.0
/** Keeps the answers last asked for; a Map remembers the order in which keys came. */
export const createCache = <T>(most: number) => {
  const kept = new Map<string, T>()
  return (key: string, make: () => T): T => {
    const known = kept.get(key)
    if (known !== undefined) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    const made = make()
    kept.set(key, made)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return made
  }
}
