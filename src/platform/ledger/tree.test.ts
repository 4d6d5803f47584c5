// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNote, writeNote } from './note.ts'
import { consistencyPath, inclusionPath, rootByInclusion, rootsByConsistency } from './paths.ts'
import { continues, leafOf, openNote, standsIn, treeHash } from './stranger.testing.ts'
import { EMPTY, extend, leafHash, packEdge, rootOf, unpackEdge } from './tree.ts'

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`line ${i}`)))
const hex = (hashes: readonly Buffer[]) => hashes.map((each) => each.toString('hex'))

test('roots are those that certificate transparency publishes for its test leaves', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')))
  const rootAt = (size: number) => rootOf(extend(EMPTY, leaves.slice(0, size))).toString('hex')
  expect([0, 1, 2, 3, 8].map(rootAt)).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ])
})

test('an edge that was put away goes on as if all leaves were there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 5 }), (batches) => {
      const leaves = leavesOf(batches.reduce((sum, size) => sum + size, 0))
      let edge = EMPTY
      for (const size of batches) {
        edge = extend(edge, leaves.slice(edge.size, edge.size + size))
        edge = unpackEdge(edge.size, packEdge(edge))
      }
      expect(rootOf(edge).toString('hex')).toBe(treeHash(hex(leaves)))
    }),
  )
})

const aTree = fc
  .integer({ min: 1, max: 130 })
  .chain((size) => fc.record({ size: fc.constant(size), at: fc.nat(size - 1) }))

test('a stranger agrees with each path to a leaf, and nobody takes it for another place or another leaf', () => {
  fc.assert(
    fc.property(aTree, fc.nat(200), ({ size, at }, other) => {
      const leaves = leavesOf(size)
      const [leaf, root] = [leaves[at] as Buffer, rootOf(extend(EMPTY, leaves))]
      const path = inclusionPath(at, leaves)
      expect(rootByInclusion(leaf, at, size, path)?.equals(root)).toBe(true)
      expect(standsIn(leafOf(`line ${at}`), at, size, hex(path), root.toString('hex'))).toBe(true)
      if (other !== at) expect(rootByInclusion(leaf, other, size, path)?.equals(root) ?? false).toBe(false)
      expect(rootByInclusion(leafHash(Buffer.of(7)), at, size, path)?.equals(root)).toBe(false)
      expect(rootByInclusion(leaf, at, size, [...path, root])?.equals(root) ?? false).toBe(false)
      if (path.length > 0) expect(rootByInclusion(leaf, at, size, path.slice(1))?.equals(root) ?? false).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('a stranger agrees that a tree continues another, and a tree with another past continues nothing', () => {
  fc.assert(
    fc.property(aTree, ({ size, at }) => {
      const [leaves, older] = [leavesOf(size), at + 1]
      const [first, whole] = [rootOf(extend(EMPTY, leaves.slice(0, older))), rootOf(extend(EMPTY, leaves))]
      const path = consistencyPath(older, leaves)
      expect(continues(older, size, hex(path), first.toString('hex'), whole.toString('hex'))).toBe(true)
      if (older === size) {
        expect(path).toEqual([])
        return
      }
      expect(rootsByConsistency(older, size, first, path)).toEqual({ older: first, newer: whole })
      const changed = leaves.with(at, leafHash(Buffer.of(7)))
      const other = rootsByConsistency(older, size, first, consistencyPath(older, changed))
      expect(other?.older.equals(first) && other.newer.equals(rootOf(extend(EMPTY, changed)))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('a stranger opens a note with the bare key, and one changed anywhere is opened by nobody', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const bare = Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url').toString('hex')
  const checkpoint = { origin: 'node.example/commons', size: 20_852, root: leafHash(Buffer.of(1)) }
  const note = writeNote(checkpoint, privateKey)
  expect(openNote(note, bare)).toEqual({ ...checkpoint, root: checkpoint.root.toString('hex') })
  expect(readNote(note, [publicKey])).toEqual(checkpoint)
  expect(readNote(`${note}— witness.example AAAAAAAA\n`, [publicKey])).toEqual(checkpoint)
  expect(readNote(note, [generateKeyPairSync('ed25519').publicKey])).toBeUndefined()
  const changedAt = (text: string, at: number) =>
    `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
  for (let at = 0; at < note.length - 1; at++) {
    expect(readNote(changedAt(note, at), [publicKey]), changedAt(note, at)).toBeUndefined()
  }
  const ending = (size: number): string => {
    const longer = writeNote({ ...checkpoint, size }, privateKey)
    return longer.endsWith('A=\n') ? longer : ending(size + 1)
  }
  const last = ending(checkpoint.size)
  expect(readNote(last, [publicKey])).toBeDefined()
  expect(readNote(changedAt(last, last.length - 3), [publicKey]), 'bits that no byte has').toBeUndefined()
  expect(() => writeNote({ ...checkpoint, origin: 'two words' }, privateKey)).toThrow('two words')
})
