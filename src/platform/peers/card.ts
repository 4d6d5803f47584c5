// SPDX-License-Identifier: Apache-2.0
/** What a node shows of itself, and the few letters by which two people make sure that it is the right node. */
import { createHash } from 'node:crypto'
import { z } from 'zod'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Plain http only where nothing leaves the machine; no credentials, query or fragment. */
const safeAddress = (text: string) => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  const private_ = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
  return private_ && `${username}${password}${search}${hash}` === '' && !text.endsWith('/')
}

/** Lower case, as the database writes it. */
export const uuid = z.uuid().lowercase()

export const address = z
  .string()
  .max(500)
  .refine(safeAddress, 'An https address without a slash at its end; http on this machine alone.')

export const cardShape = z.strictObject({
  id: uuid.describe('Id of the node, made once.'),
  name: z.string().trim().min(1).max(200).describe('What the node is called.'),
  address: address.describe('Where its peers reach it.'),
  key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .describe('Its public Ed25519 key, base64url (`x` of RFC 8037).'),
})
export type Card = z.infer<typeof cardShape>

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford: none looks like another

/** 100 bits of the hash of id and key, in five groups: short enough for a telephone, too long to be met by chance. */
export const fingerprint = ({ id, key }: Pick<Card, 'id' | 'key'>): string => {
  const hash = createHash('sha256').update(`${id}\n${key}`).digest('hex')
  const bits = BigInt(`0x${hash.slice(0, 25)}`)
  const letters = Array.from({ length: 20 }, (_, i) => LETTERS[Number((bits >> BigInt(95 - 5 * i)) & 31n)]).join('')
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** Whether what a person typed is that fingerprint: spaces, dashes and case do not matter, nor O for 0 and I for 1. */
export const sameFingerprint = (typed: string, expected: string): boolean => {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return plain === expected.replaceAll('-', '')
}
