// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP Message Signatures (RFC 9421) with Ed25519, over a digest of the body (RFC 9530). A request covers method, target
 * and body; an answer covers status, date and body, and the signature of the request that it answers.
 */
import { createHash, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { SigningKey } from './keys.ts'

const TAG = 'passerelle-peer'
const REQUEST = ['@method', '@target-uri', 'content-type', 'content-digest']
const ANSWER = ['@status', 'date', 'content-digest', 'signature;req']

/** Seconds for which a request is meant to be read. */
const LIFETIME = 60

type Headers = Record<string, string>
export interface SignedRequest {
  method: string
  url: string
  headers: Headers
}
export interface SignedAnswer {
  status: number
  headers: Headers
}

/** What a signature says about itself; times in seconds since 1970. */
export interface Said {
  keyid: string
  created: number
  expires: number
  nonce: string
}
export type SignatureRefusal = {
  code: 'unsigned' | 'digest-wrong' | 'not-covered' | 'unknown-peer' | 'signature-wrong'
  detail: string
}

export const digestOf = (body: Uint8Array): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`

const signWith = (key: SigningKey, fields: string[], params: string[], now: Date) => ({
  key: { id: key.id, alg: 'ed25519', sign: async (base: Buffer) => sign(null, base, key.secret) },
  name: 'peer',
  fields,
  params,
  paramValues: {
    created: now,
    expires: new Date(now.getTime() + LIFETIME * 1000),
    nonce: randomBytes(16).toString('base64url'),
    tag: TAG,
  },
})

/** Headers of a POST of JSON. */
export const signRequest = async (key: SigningKey, url: string, body: Uint8Array, now: Date): Promise<Headers> => {
  const headers = { 'content-type': 'application/json', 'content-digest': digestOf(body) }
  const params = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag']
  const signed = await httpbis.signMessage(signWith(key, REQUEST, params, now), { method: 'POST', url, headers })
  return signed.headers as Headers
}

/** Headers that an answer gets, bound to its request. */
export const signAnswer = async (
  key: SigningKey,
  answer: { status: number; body: Uint8Array },
  request: SignedRequest,
  now: Date,
): Promise<Headers> => {
  const headers = { date: now.toUTCString(), 'content-digest': digestOf(answer.body) }
  const config = signWith(key, ANSWER, ['created', 'keyid', 'alg', 'tag'], now)
  const signed = await httpbis.signMessage(config, { status: answer.status, headers }, request)
  return signed.headers as Headers
}

/** The component identifiers of a signature base, one a line, without their values. */
const coveredBy = (base: Buffer) =>
  base
    .toString('utf8')
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(': ')))

/**
 * Whether a key that `find` knows signed at least the `required` components of this message. Says nothing about time:
 * the library's clock cannot be set, so its own check is switched off here and `times.ts` judges.
 */
export const checkSigned = async (
  message: SignedRequest | SignedAnswer,
  required: readonly string[],
  find: (keyid: string) => Promise<KeyObject | undefined>,
  request?: SignedRequest,
): Promise<Outcome<Partial<Said> & { keyid: string }, SignatureRefusal>> => {
  const said: Partial<Said>[] = []
  let known = false
  let covered: string[] = []
  const keyLookup = async (parameters: object) => {
    const { created, expires, nonce, keyid } = parameters as Record<string, unknown>
    const seconds = created instanceof Date ? created.getTime() / 1000 : created
    said.push({ created: seconds, expires, nonce, keyid } as Partial<Said>)
    const key = typeof keyid === 'string' && said.length === 1 ? await find(keyid) : undefined
    if (!key) return null
    known = true
    const check = async (base: Buffer, signature: Buffer) => {
      covered = coveredBy(base)
      return verify(null, base, key, signature)
    }
    return { algs: ['ed25519'], verify: check }
  }
  let good: boolean | null = false
  let problem = 'The signature does not fit the message and the key.'
  try {
    const config = { keyLookup, tolerance: Number.MAX_SAFE_INTEGER }
    good = await httpbis.verifyMessage(config, message as SignedAnswer, request) // it takes requests too
  } catch (cause) {
    problem = `The signature cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`.slice(0, 300)
  }
  const [first, ...others] = said
  if (!first) return refuse('unsigned', 'There is no signature (RFC 9421) that can be read.')
  if (others.length > 0) return refuse('signature-wrong', 'There is more than one signature.')
  if (!known) return refuse('unknown-peer', 'No active peer signs with this key.')
  if (!good) return refuse('signature-wrong', problem)
  const missing = required.filter((component) => !covered.includes(component))
  if (missing.length > 0) return refuse('not-covered', `The signature does not cover ${missing.join(', ')}.`)
  return ok(first as Partial<Said> & { keyid: string })
}

const componentId = (field: string) => field.replace(/^([^;]+)/, '"$1"')

/** Checks digest and signature of a request that a peer sent us. */
export const checkRequest = async (
  request: SignedRequest,
  body: Uint8Array,
  find: (keyid: string) => Promise<KeyObject | undefined>,
): Promise<Outcome<Said, SignatureRefusal>> => {
  if (!request.headers['signature-input'] || !request.headers.signature)
    return refuse('unsigned', 'Sign the request as RFC 9421 says: there is no Signature or no Signature-Input.')
  if (request.headers['content-digest'] !== digestOf(body))
    return refuse('digest-wrong', 'Content-Digest is not the sha-256 of the body that arrived.')
  const checked = await checkSigned(request, REQUEST.map(componentId), find)
  if (!checked.ok) return checked
  const { created, expires, nonce, keyid } = checked.value
  if (
    !Number.isSafeInteger(created) ||
    !Number.isSafeInteger(expires) ||
    typeof nonce !== 'string' ||
    nonce.length > 200
  )
    return refuse('not-covered', 'The signature needs created, expires and a nonce of at most 200 characters.')
  return ok({ created: created as number, expires: expires as number, nonce, keyid })
}

/** Checks that an answer is the peer's and answers this very request; answers with which key it is signed. */
export const checkAnswer = async (
  answer: SignedAnswer,
  body: Uint8Array,
  request: SignedRequest,
  find: (keyid: string) => Promise<KeyObject | undefined>,
): Promise<Outcome<{ keyid: string }, SignatureRefusal>> => {
  if (answer.headers['content-digest'] !== digestOf(body))
    return refuse('digest-wrong', 'The answer has no digest, or not that of its body.')
  return checkSigned(answer, ANSWER.map(componentId), find, request)
}
