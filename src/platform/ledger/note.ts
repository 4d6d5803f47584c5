// SPDX-License-Identifier: Apache-2.0
/**
 * A checkpoint as a text that can be published: origin, size and root under an Ed25519 signature, in the form of C2SP
 * tlog-checkpoint and signed-note, which witnesses and verifiers of others read too.
 */
import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

export interface Checkpoint {
  /** Which ledger: a name without spaces or `+`, such as `node.example/commons`. */
  origin: string
  /** Number of lines. */
  size: number
  /** 32 bytes. */
  root: Buffer
}

const ED25519 = 1
const KEY_HASH_BYTES = 4

const rawPublic = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')

/** Signed-note: the first four bytes of a hash of name, algorithm and key say which key signed. */
const keyHash = (name: string, publicKey: KeyObject): Buffer =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), rawPublic(publicKey)]),
    'buffer',
  ).subarray(0, KEY_HASH_BYTES)

const isOrigin = (origin: string): boolean => /^[^\s+]+$/u.test(origin)

export const writeNote = ({ origin, size, root }: Checkpoint, privateKey: KeyObject): string => {
  if (!isOrigin(origin)) throw new Error(`"${origin}" cannot name a ledger: no spaces, no "+".`)
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  const signature = sign(null, Buffer.from(text), privateKey)
  const line = Buffer.concat([keyHash(origin, createPublicKey(privateKey)), signature]).toString('base64')
  return `${text}\n— ${origin} ${line}\n`
}

const NOTE =
  /^(?<text>(?<origin>[^\s+]+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n)\n(?<signed>(?:— [^\n]+\n)+)$/u

/**
 * What a note says, if one of these keys signed it; otherwise undefined. Lines of other signers, such as witnesses, are
 * passed over. A signature has one spelling: base64 whose unused bits are set (RFC 4648, 3.5) is another text, so refused,
 * and two who compare checkpoints byte by byte never hold two of one ledger.
 */
export const readNote = (note: string, publicKeys: readonly KeyObject[]): Checkpoint | undefined => {
  const { text = '', origin = '', size = '', root = '', signed = '' } = NOTE.exec(note)?.groups ?? {}
  const isSigned = signed.split('\n').some((line) => {
    const [, name, base64 = ''] = line.split(' ')
    const bytes = Buffer.from(base64, 'base64')
    return (
      name === origin &&
      bytes.toString('base64') === base64 &&
      publicKeys.some(
        (key) =>
          keyHash(origin, key).equals(bytes.subarray(0, KEY_HASH_BYTES)) &&
          verify(null, Buffer.from(text), key, bytes.subarray(KEY_HASH_BYTES)),
      )
    )
  })
  const bytes = Buffer.from(root, 'base64')
  return isSigned && bytes.toString('base64') === root ? { origin, size: Number(size), root: bytes } : undefined
}
