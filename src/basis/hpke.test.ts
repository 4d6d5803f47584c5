// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, canSeal, isKey, keyPairOf, newKeyPair, open, seal, toBase64Url } from './hpke.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

test('opens the vector of RFC 9180, A.1.1', async () => {
  const pair = await keyPairOf(hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'))
  expect(pair.publicKey).toBe(toBase64Url(hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d')))
  const enc = '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'
  const ct = 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'
  const purpose = { info: 'Ode on a Grecian Urn', aad: 'Count-0' }
  const opened = await open(pair, purpose, toBase64Url(hex(enc + ct)), 0x0001)
  expect(Buffer.from(opened).toString()).toBe('Beauty is truth, truth beauty')
})

// A second implementation, on node:crypto alone and with nothing of the first: AES-256-GCM as this house uses it.
const stranger = (seed: Buffer, info: string, aad: string, sealed: string): string => {
  const der = (prefix: string, key: Buffer) => Buffer.concat([Buffer.from(prefix, 'hex'), key])
  const privateKey = createPrivateKey({
    key: der('302e020100300506032b656e04220420', seed),
    format: 'der',
    type: 'pkcs8',
  })
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const all = Buffer.from(sealed, 'base64url')
  const enc = all.subarray(0, 32)
  const publicKey = createPublicKey({ key: der('302a300506032b656e032100', enc), format: 'der', type: 'spki' })
  const dh = diffieHellman({ privateKey, publicKey })
  const kem = Buffer.from('4b454d0020', 'hex')
  const hpke = Buffer.from('48504b45002000010002', 'hex')
  const extract = (suite: Buffer, salt: Buffer, label: string, ikm: Buffer) =>
    createHmac('sha256', salt).update('HPKE-v1').update(suite).update(label).update(ikm).digest()
  // One block of HMAC expands to 32 bytes and fewer.
  const expand = (suite: Buffer, key: Buffer, label: string, about: Buffer, length: number) =>
    createHmac('sha256', key)
      .update(Buffer.from([0, length]))
      .update('HPKE-v1')
      .update(suite)
      .update(label)
      .update(about)
      .update(Buffer.from([1]))
      .digest()
      .subarray(0, length)
  const none = Buffer.alloc(0)
  const shared = expand(kem, extract(kem, none, 'eae_prk', dh), 'shared_secret', Buffer.concat([enc, own]), 32)
  const context = Buffer.concat([
    Buffer.from([0]),
    extract(hpke, none, 'psk_id_hash', none),
    extract(hpke, none, 'info_hash', Buffer.from(info)),
  ])
  const secret = extract(hpke, shared, 'secret', none)
  const cipher = createDecipheriv(
    'aes-256-gcm',
    expand(hpke, secret, 'key', context, 32),
    expand(hpke, secret, 'base_nonce', context, 12),
  )
  cipher.setAAD(Buffer.from(aad)).setAuthTag(all.subarray(-16))
  return Buffer.concat([cipher.update(all.subarray(32, -16)), cipher.final()]).toString('utf8')
}

test('what is sealed here another implementation opens, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), async (text, info, aad) => {
      const pair = await newKeyPair()
      const sealed = await seal(pair.publicKey, { info, aad }, bytesOf(text))
      const seed = Buffer.from(pair.privateKey, 'base64url')
      expect(stranger(seed, info.toWellFormed(), aad.toWellFormed(), sealed)).toBe(text.toWellFormed())
    }),
    { numRuns: 25 },
  )
})

test('another key, another purpose and a changed byte open nothing', async () => {
  const pair = await newKeyPair()
  const purpose = { info: 'a', aad: 'b' }
  const sealed = await seal(pair.publicKey, purpose, bytesOf('told'))
  expect(isKey(pair.publicKey)).toBe(true)
  expect(Buffer.from(await open(pair, purpose, sealed)).toString()).toBe('told')
  await expect(open(await newKeyPair(), purpose, sealed)).rejects.toThrow()
  await expect(open(pair, { ...purpose, info: 'x' }, sealed)).rejects.toThrow()
  await expect(open(pair, { ...purpose, aad: 'x' }, sealed)).rejects.toThrow()
  const changed = Buffer.from(sealed, 'base64url')
  changed.set([(changed.at(-1) ?? 0) ^ 1], changed.length - 1)
  await expect(open(pair, purpose, changed.toString('base64url'))).rejects.toThrow()
  expect(await seal(pair.publicKey, purpose, bytesOf('told'))).not.toBe(sealed)
  expect(await canSeal()).toBe(true)
})
