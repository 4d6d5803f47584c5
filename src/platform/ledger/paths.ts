// SPDX-License-Identifier: Apache-2.0
/** Proofs that a leaf stands in a tree, and that one tree continues another: RFC 6962, sections 2.1.1 and 2.1.2. */
import { EMPTY, extend, nodeHash, rootOf } from './tree.ts'

/** The largest power of two below `size`. */
const split = (size: number): number => {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

/** The root of these leaves' hashes. */
const root = (leaves: readonly Buffer[]): Buffer => rootOf(extend(EMPTY, leaves))

/** The hashes with which the leaf at `position` leads to the root, from the leaf upwards. */
export const inclusionPath = (position: number, leaves: readonly Buffer[]): Buffer[] => {
  if (leaves.length <= 1) return []
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return position < k
    ? [...inclusionPath(position, left), root(right)]
    : [...inclusionPath(position - k, right), root(left)]
}

/** The hashes with which the root of the first `older` leaves and the root of all are both made. */
export const consistencyPath = (older: number, leaves: readonly Buffer[], whole = true): Buffer[] => {
  if (older === leaves.length) return whole ? [] : [root(leaves)]
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return older <= k
    ? [...consistencyPath(older, left, whole), root(right)]
    : [...consistencyPath(older - k, right, false), root(left)]
}

/** The root that a leaf and its path lead to in a tree of `size`; undefined where the path cannot be one. */
export const rootByInclusion = (
  leaf: Buffer,
  position: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined => {
  if (!(position >= 0 && position < size)) return undefined
  let [at, last, made] = [position, size - 1, leaf]
  for (const other of path) {
    if (last === 0) return undefined
    const onRight = at % 2 === 1
    if (onRight || at === last) {
      made = nodeHash(other, made)
      // a leaf at the right edge has no neighbour on the levels that it skips
      while (!onRight && at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else made = nodeHash(made, other)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? made : undefined
}

/** The roots of the older and of the newer tree that a consistency path leads to (RFC 9162, 2.1.4.2). */
export const rootsByConsistency = (
  older: number,
  newer: number,
  olderRoot: Buffer,
  path: readonly Buffer[],
): { older: Buffer; newer: Buffer } | undefined => {
  if (!(older > 0 && older < newer)) return undefined
  const isFull = Number.isInteger(Math.log2(older)) // then the older root is itself a node of the newer tree
  const [first, ...rest] = isFull ? [olderRoot, ...path] : path
  if (first === undefined) return undefined
  let [at, last] = [older - 1, newer - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let [made, whole] = [first, first]
  for (const other of rest) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      made = nodeHash(other, made)
      whole = nodeHash(other, whole)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else whole = nodeHash(whole, other)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? { older: made, newer: whole } : undefined
}
