// SPDX-License-Identifier: Apache-2.0
/**
 * An answer that stands for so many milliseconds, to all who ask meanwhile. One that failed is told to those who waited for it,
 * and asked for anew by the next.
 */
export const standsFor = <T>(ms: number, ask: () => Promise<T>): (() => Promise<T>) => {
  let known: { at: number; answer: Promise<T> } | undefined
  return () => {
    const at = Date.now()
    if (known && Math.abs(at - known.at) <= ms) return known.answer
    const made = { at, answer: ask() }
    known = made
    made.answer.catch(() => {
      if (known === made) known = undefined
    })
    return made.answer
  }
}
