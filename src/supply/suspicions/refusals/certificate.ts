// SPDX-License-Identifier: Apache-2.0
/**
 * What a firm shows of a refusal: that it refused somebody on a day, on what class of basis, signed by the node, and a
 * commitment to the rest. No customer, no red flag, no report stands in it, and none can be guessed from it: the commitment is
 * a SHA-256 under 32 random bytes. Before a court the firm opens it, and anybody sees that nothing was changed since.
 *
 * A compact JWS (RFC 7515) with Ed25519 (`EdDSA`, RFC 8037): a stranger verifies it with any library and the node's public key
 * (RFC 7517), without asking the node.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { BASIS_CLASSES, SCOPES } from '../codes.ts'
import type { Certificate } from '../contract.ts'

export const certificateShape = z.strictObject({
  iss: z.string().max(200).describe('Address of the node that signed it.'),
  jti: z.uuid().describe('Number of the certificate, and of nothing else.'),
  partner: z.string().min(1).max(200).describe('The firm that refused.'),
  refused: z.iso.date().describe('The day.'),
  until: z.iso.date().describe('Its last day.'),
  scope: z.enum(SCOPES).describe('What was refused.'),
  basis: z.enum(BASIS_CLASSES).describe('Class of the legal basis.'),
  commitment: z
    .string()
    .regex(/^[\w-]{43}$/)
    .describe('SHA-256 over salt and the rest, base64url: the firm can open it, and nobody can guess it.'),
})

/** A longer text is no certificate. */
export const LONGEST_CERTIFICATE = 2000
const TYPE = 'refusal+jwt'

const encode = (text: string) => Buffer.from(text).toString('base64url')

/** RFC 7638: the key's own name. */
const thumbprint = (key: KeyObject): string => {
  const { crv, kty, x } = key.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
}

/** The public key as a set of one (RFC 7517), for whoever verifies without asking. */
export const keySetOf = (privateKey: KeyObject): { keys: Record<string, unknown>[] } => {
  const key = createPublicKey(privateKey)
  return { keys: [{ ...key.export({ format: 'jwk' }), use: 'sig', alg: 'EdDSA', kid: thumbprint(key) }] }
}

/** `rest`: everything that the certificate does not say. `salt`: 32 random bytes, base64url. */
export const commitmentOf = (rest: string, salt: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'base64url')).update(rest).digest('base64url')

export const writeCertificate = (content: Certificate, privateKey: KeyObject): string => {
  const header = { alg: 'EdDSA', typ: TYPE, kid: thumbprint(createPublicKey(privateKey)) }
  const signed = `${encode(canonical(header))}.${encode(canonical(certificateShape.parse(content)))}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

const json = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** What it says, where this node signed exactly this text; undefined for everything else, whatever is wrong with it. */
export const readCertificate = (text: string, privateKey: KeyObject): Certificate | undefined => {
  const given = text.trim()
  const [header = '', content = '', signature = '', ...more] = given.split('.')
  if (given.length > LONGEST_CERTIFICATE || more.length > 0) return undefined
  const bytes = Buffer.from(signature, 'base64url')
  const key = createPublicKey(privateKey)
  // One spelling alone: base64url whose unused bits are set decodes to the same bytes.
  const isOneSpelling = [header, content].every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  if (!isOneSpelling || bytes.toString('base64url') !== signature || bytes.length !== 64) return undefined
  if (!verify(null, Buffer.from(`${header}.${content}`), key, bytes)) return undefined
  const { alg, typ } = (json(header) ?? {}) as { alg?: unknown; typ?: unknown }
  const parsed = certificateShape.safeParse(json(content))
  return alg === 'EdDSA' && typ === TYPE && parsed.success ? parsed.data : undefined
}
