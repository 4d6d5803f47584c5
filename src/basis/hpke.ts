// SPDX-License-Identifier: Apache-2.0
/**
 * Sealing to a public key: HPKE (RFC 9180), base mode, one message a key. DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM;
 * the same code in Node and in a browser, on Web Cryptography alone. A sealed text is base64url of the ephemeral public key
 * (32 bytes) and the ciphertext with its tag. Whoever sealed cannot open.
 */

type Bytes = Uint8Array<ArrayBuffer>

const HASH = 32
const NONCE = 12
const KEM = 0x0020
const KDF = 0x0001
/** AEAD ids of RFC 9180, 7.3, with the bytes of their keys. This house seals with the second. */
const AEADS = { 1: 16, 2: 32 } as const
type Aead = keyof typeof AEADS

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)

const join = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
const two = (value: number): Bytes => new Uint8Array([value >> 8, value & 0xff])

export const toBase64Url = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
/** Throws where it is no base64url. */
export const fromBase64Url = (text: string): Bytes => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** HMAC-SHA-256. An empty key is the one of zeros that HMAC makes of it: not every browser imports none. */
export const hmac = async (key: Uint8Array, data: Uint8Array): Promise<Bytes> => {
  const raw = key.length === 0 ? new Uint8Array(HASH) : new Uint8Array(key)
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new Uint8Array(data)))
}

/** HKDF-Expand (RFC 5869, 2.3). */
const expand = async (key: Uint8Array, info: Uint8Array, length: number): Promise<Bytes> => {
  let [all, last] = [new Uint8Array(), new Uint8Array()]
  for (let block = 1; all.length < length; block++) {
    last = await hmac(key, join(last, info, new Uint8Array([block])))
    all = join(all, last)
  }
  return all.slice(0, length)
}

const VERSION = bytesOf('HPKE-v1')
const labelled = (suite: Uint8Array) => ({
  extract: (salt: Uint8Array, label: string, key: Uint8Array) => hmac(salt, join(VERSION, suite, bytesOf(label), key)),
  expand: (key: Uint8Array, label: string, info: Uint8Array, length: number) =>
    expand(key, join(two(length), VERSION, suite, bytesOf(label), info), length),
})

const NONE = new Uint8Array()

/** The shared secret of the KEM (RFC 9180, 4.1). */
const sharedSecret = async (dh: Uint8Array, ephemeral: Uint8Array, receiver: Uint8Array) => {
  const kem = labelled(join(bytesOf('KEM'), two(KEM)))
  const key = await kem.extract(NONE, 'eae_prk', dh)
  return kem.expand(key, 'shared_secret', join(ephemeral, receiver), HASH)
}

/** Key and nonce of the only message (RFC 9180, 5.1). */
const schedule = async (secret: Uint8Array, info: Uint8Array, aead: Aead) => {
  const hpke = labelled(join(bytesOf('HPKE'), two(KEM), two(KDF), two(aead)))
  const [psk, hash] = [await hpke.extract(NONE, 'psk_id_hash', NONE), await hpke.extract(NONE, 'info_hash', info)]
  const context = join(new Uint8Array([0]), psk, hash)
  const own = await hpke.extract(secret, 'secret', NONE)
  const key = await hpke.expand(own, 'key', context, AEADS[aead])
  return {
    key: await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']),
    nonce: await hpke.expand(own, 'base_nonce', context, NONCE),
  }
}

const X25519 = 'X25519'
/** An X25519 private key in PKCS #8 (RFC 8410) is these bytes and its own 32. */
const PKCS8 = new Uint8Array([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20])

const privateFrom = (seed: Uint8Array) =>
  crypto.subtle.importKey('pkcs8', join(PKCS8, seed), X25519, true, ['deriveBits'])
const publicFrom = (key: Uint8Array) => crypto.subtle.importKey('raw', new Uint8Array(key), X25519, true, [])
const agree = async (own: CryptoKey, other: Uint8Array) =>
  new Uint8Array(await crypto.subtle.deriveBits({ name: X25519, public: await publicFrom(other) }, own, HASH * 8))

/** A pair of keys as base64url of 32 bytes each. */
export interface KeyPair {
  publicKey: string
  privateKey: string
}

/** The pair whose private key these 32 bytes are. */
export const keyPairOf = async (seed: Uint8Array): Promise<KeyPair> => {
  const { x = '' } = await crypto.subtle.exportKey('jwk', await privateFrom(seed))
  return { publicKey: x, privateKey: toBase64Url(seed) }
}

export const newKeyPair = (): Promise<KeyPair> => keyPairOf(crypto.getRandomValues(new Uint8Array(HASH)))

/** Whether 32 bytes of base64url stand there, as a public key does. */
export const isKey = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** What a sealed text is for: it opens only where both are said as they were. */
export interface Purpose {
  info: string
  aad: string
}

/** Seals bytes to a public key. */
export const seal = async (publicKey: string, { info, aad }: Purpose, bytes: Uint8Array): Promise<string> => {
  const receiver = fromBase64Url(publicKey)
  const own = await newKeyPair()
  const ephemeral = fromBase64Url(own.publicKey)
  const dh = await agree(await privateFrom(fromBase64Url(own.privateKey)), receiver)
  const { key, nonce } = await schedule(await sharedSecret(dh, ephemeral, receiver), bytesOf(info), 0x0002)
  const additionalData = bytesOf(aad)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, new Uint8Array(bytes))
  return toBase64Url(join(ephemeral, new Uint8Array(sealed)))
}

/** Opens what was sealed to this pair; rejects where it was sealed to another, for something else, or was changed. */
export const open = async (
  { publicKey, privateKey }: KeyPair,
  { info, aad }: Purpose,
  sealed: string,
  aead: Aead = 0x0002,
): Promise<Uint8Array> => {
  const all = fromBase64Url(sealed)
  const [ephemeral, ciphertext] = [all.slice(0, HASH), all.slice(HASH)]
  const dh = await agree(await privateFrom(fromBase64Url(privateKey)), ephemeral)
  const secret = await sharedSecret(dh, ephemeral, fromBase64Url(publicKey))
  const { key, nonce } = await schedule(secret, bytesOf(info), aead)
  const additionalData = bytesOf(aad)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, ciphertext))
}

/** Whether this browser, or this Node, can do all of it; a page that is not reached over https cannot. */
export const canSeal = async (): Promise<boolean> => {
  try {
    const pair = await newKeyPair()
    const purpose = { info: 'try', aad: '' }
    return (await open(pair, purpose, await seal(pair.publicKey, purpose, NONE))).length === 0
  } catch {
    return false
  }
}
