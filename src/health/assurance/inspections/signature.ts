// SPDX-License-Identifier: Apache-2.0
/** Whether a device signed a sheet: ECDSA P-256 with SHA-256, the signature as two numbers (IEEE P1363), as browsers make it. */
import { webcrypto } from 'node:crypto'
import { signedText } from './sheet.ts'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

const keyIn = (spki: string) => webcrypto.subtle.importKey('spki', bytesOf(spki), CURVE, false, ['verify'])

/** Whether it is a key of this kind at all. */
export const isKey = (spki: string): Promise<boolean> =>
  keyIn(spki).then(
    () => true,
    () => false,
  )

export const isSigned = async (spki: string, sheet: string, signature: string): Promise<boolean> => {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  return webcrypto.subtle.verify(algorithm, await keyIn(spki), bytesOf(signature), signedText(sheet))
}
