// SPDX-License-Identifier: Apache-2.0
/** Ed25519 keys (RFC 8037) and what is signed with them outside of HTTP: compact JWS (RFC 7515). */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** `id` is the key's RFC 7638 thumbprint, so that nobody chooses it. */
export interface SigningKey {
  id: string
  /** The public part: 32 bytes as base64url. */
  x: string
  secret: KeyObject
}

export const keyId = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')

/** Throws where `x` is not a public key. */
export const publicKey = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })

/** `d` is the private seed as base64url. */
export const signingKey = ({ x, d }: { x: string; d: string }): SigningKey => ({
  id: keyId(x),
  x,
  secret: createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' }),
})

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))

/** `typ` says what the statement is, so that one kind never passes for another. */
export const signJws = (key: SigningKey, typ: string, payload: unknown): string => {
  const signed = `${encode({ alg: 'EdDSA', kid: key.id, typ })}.${encode(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), key.secret).toString('base64url')}`
}

/** The statement, or undefined where it is not one of that type by a key that `find` knows. */
export const readJws = (
  jws: string,
  typ: string,
  find: (kid: string) => KeyObject | undefined,
): { payload: unknown; kid: string } | undefined => {
  const [head = '', body = '', signature = '', ...more] = jws.split('.')
  try {
    const header = decode(head) as { alg?: unknown; kid?: unknown; typ?: unknown }
    if (more.length > 0 || header.alg !== 'EdDSA' || header.typ !== typ || typeof header.kid !== 'string') return
    const key = find(header.kid)
    if (!key || !verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return
    return { payload: decode(body), kid: header.kid }
  } catch {
    return undefined // not JSON: not a statement
  }
}
