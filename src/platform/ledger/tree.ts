// SPDX-License-Identifier: Apache-2.0
/**
 * The Merkle tree of RFC 6962, section 2.1, over SHA-256. Its edge (the roots of the full subtrees, left to right; their
 * sizes are the set bits of the tree's size) is all that is needed to add a leaf or to name the root.
 */
import { hash } from 'node:crypto'

const sha256 = (...parts: Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export const leafHash = (bytes: Uint8Array): Buffer => sha256(LEAF, bytes)
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)

export interface Edge {
  size: number
  roots: readonly Buffer[]
}

export const EMPTY: Edge = { size: 0, roots: [] }

/** The edge with these leaves' hashes added. */
export const extend = ({ size, roots }: Edge, leaves: readonly Buffer[]): Edge => {
  const stack = [...roots]
  let count = size
  for (const leaf of leaves) {
    let node = leaf
    for (let full = count; full % 2 === 1; full = (full - 1) / 2) node = nodeHash(stack.pop() as Buffer, node)
    stack.push(node)
    count++
  }
  return { size: count, roots: stack }
}

/** 32 bytes; of the empty tree the hash of nothing. */
export const rootOf = ({ roots }: Edge): Buffer =>
  roots.length === 0 ? sha256() : roots.reduceRight((right, left) => nodeHash(left, right))

const HASH_BYTES = 32

export const packEdge = ({ roots }: Edge): Buffer => Buffer.concat(roots)

export const unpackEdge = (size: number, bytes: Buffer): Edge => ({
  size,
  roots: Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  ),
})
