// SPDX-License-Identifier: Apache-2.0
/** Numbers one after another, kept from line to line, so that a quiet line allocates nothing. */
export interface Numbers {
  values: Int32Array
  length: number
}
export const createNumbers = (): Numbers => ({ values: new Int32Array(64), length: 0 })

export const append = (list: Numbers, value: number): void => {
  if (list.length === list.values.length) {
    const grown = new Int32Array(2 * list.length)
    grown.set(list.values)
    list.values = grown
  }
  list.values[list.length++] = value
}

/** What one pass over a line saw. */
export interface Hits {
  /** Four numbers a hit: start, end, key, letters of an inflected ending left out. */
  found: Numbers
  /** The line has a digit; letters and digits stand side by side in one word. */
  digits: boolean
  mixed: boolean
  /** One bit for each Latin capital that stands alone. */
  capitals: number
  /** Where a number of several groups begins, as CAS numbers do, and where a word of fourteen letters does. */
  numbers: Numbers
  fourteens: Numbers
}

/** 0 for what is no Latin capital. */
export const capitalBit = (code: number): number => (code >= 65 && code <= 90 ? 1 << (code - 65) : 0)

export const createHits = (): Hits => ({
  found: createNumbers(),
  digits: false,
  mixed: false,
  capitals: 0,
  numbers: createNumbers(),
  fourteens: createNumbers(),
})

export const clear = (hits: Hits): void => {
  hits.found.length = 0
  hits.numbers.length = 0
  hits.fourteens.length = 0
  hits.digits = hits.mixed = false
  hits.capitals = 0
}
