// SPDX-License-Identifier: Apache-2.0
/** Secrets that this node keeps to use them: keys for other systems, secrets of signatures. AES-256-GCM. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export interface Sealer {
  /** `about`: what the secret belongs to, such as a row's id; it opens there alone. */
  seal(about: string, secret: string): Buffer
  /** Undefined where it was sealed for something else, by another node, or was changed. */
  open(about: string, sealed: Uint8Array): string | undefined
}

const IV = 12
const TAG = 16

/** `secret`: the node's own; `purpose` keeps what one room seals apart from what another does. */
export const openSealer = (secret: string, purpose: string): Sealer => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `passerelle ${purpose}`, 32))
  return {
    seal: (about, plain) => {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open: (about, sealed) => {
      const bytes = Buffer.from(sealed)
      if (bytes.length < IV + TAG) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG))
        return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
