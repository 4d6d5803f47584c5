// SPDX-License-Identifier: Apache-2.0
/** Everybody's: whether a certificate is genuine. No account, no database: what is not in it cannot be asked about. */
import type { KeyObject } from 'node:crypto'
import type { CertificatesCounter } from '../contract.ts'
import { keySetOf, readCertificate } from './certificate.ts'

export const openCertificates = (key: KeyObject): CertificatesCounter => ({
  verify: (text) => {
    const certificate = readCertificate(text, key)
    return certificate ? { genuine: true, certificate } : { genuine: false, certificate: null }
  },
  keys: keySetOf(key),
})
