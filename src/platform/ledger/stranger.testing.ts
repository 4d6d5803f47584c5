// SPDX-License-Identifier: Apache-2.0
/**
 * What someone who trusts nothing of ours would write from RFC 6962 and the C2SP notes: it shares no line with the code
 * that it checks. Hashes are hexadecimal strings, trees are read by the definitions, recursively.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'

const sha = (hex: string) => createHash('sha256').update(hex, 'hex').digest('hex')
const node = (left: string, right: string) => sha(`01${left}${right}`)
const half = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)

export const leafOf = (text: string) => sha(`00${Buffer.from(text).toString('hex')}`)

export const treeHash = (leaves: string[]): string => {
  if (leaves.length === 0) return sha('')
  if (leaves.length === 1) return leaves[0] as string
  const k = half(leaves.length)
  return node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)))
}

/** The path is used up from its end, where the top of the tree is. */
const take = (path: string[]) => {
  const last = path.pop()
  if (last === undefined) throw new Error('The path is too short.')
  return last
}

const climb = (leaf: string, m: number, n: number, path: string[]): string => {
  if (n === 1) return leaf
  const [k, other] = [half(n), take(path)]
  return m < k ? node(climb(leaf, m, k, path), other) : node(other, climb(leaf, m - k, n - k, path))
}

const both = (m: number, n: number, old: string, path: string[], isWhole: boolean): [string, string] => {
  if (m === n) {
    const top = isWhole ? old : take(path)
    return [top, top]
  }
  const [k, other] = [half(n), take(path)]
  if (m <= k) {
    const [older, newer] = both(m, k, old, path, isWhole)
    return [older, node(newer, other)]
  }
  const [older, newer] = both(m - k, n - k, old, path, false)
  return [node(other, older), node(other, newer)]
}

const usedUp = <T>(path: string[], work: (path: string[]) => T): T | undefined => {
  const copy = [...path]
  try {
    const made = work(copy)
    return copy.length === 0 ? made : undefined
  } catch {
    return undefined
  }
}

export const standsIn = (leaf: string, m: number, n: number, path: string[], root: string): boolean =>
  m < n && usedUp(path, (rest) => climb(leaf, m, n, rest)) === root

export const continues = (m: number, n: number, path: string[], older: string, newer: string): boolean =>
  usedUp(path, (rest) => both(m, n, older, rest, true))?.join() === [older, newer].join()

const SPKI_ED25519 = '302a300506032b6570032100'

/** Reads a note with the 32 bytes of a public key; throws where it is not signed by it. */
export const openNote = (note: string, publicKey: string): { origin: string; size: number; root: string } => {
  const end = note.indexOf('\n\n')
  const text = note.slice(0, end + 1)
  const [dash, name = '', base64 = ''] = note.slice(end + 2, -1).split(' ')
  const signature = Buffer.from(base64, 'base64')
  const key = createPublicKey({ key: Buffer.from(SPKI_ED25519 + publicKey, 'hex'), format: 'der', type: 'spki' })
  const id = sha(Buffer.from(`${name}\n\x01`).toString('hex') + publicKey).slice(0, 8)
  const [origin = '', size, root = ''] = text.split('\n')
  if (dash !== '—' || name !== origin || signature.subarray(0, 4).toString('hex') !== id)
    throw new Error('Not its key.')
  if (!verify(null, Buffer.from(text), key, signature.subarray(4))) throw new Error('Not signed.')
  return { origin, size: Number(size), root: Buffer.from(root, 'base64').toString('hex') }
}
