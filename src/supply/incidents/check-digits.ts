// SPDX-License-Identifier: Apache-2.0
/** Check digits, each by the rule of its standard. Each takes the normalised spelling and says whether it is whole. */

const digitAt = (text: string, at: number) => text.charCodeAt(at) - 48

/** ISO 6346: letters count from 10 and skip the multiples of 11; each place weighs twice the one before; modulo 11, 10 is 0. */
const letterOfContainer = (code: number) => {
  const plain = code - 55
  return plain + Math.floor((plain - 1) / 10)
}

/** ISO 6346: owner (3 letters), U, J or Z, serial (6 digits), check digit. */
export const isContainer = (value: string): boolean => {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(value)) return false
  let sum = 0
  for (let at = 0; at < 10; at++)
    sum += (at < 4 ? letterOfContainer(value.charCodeAt(at)) : digitAt(value, at)) * 2 ** at
  return (sum % 11) % 10 === digitAt(value, 10)
}

export { isS10 } from '#basis/s10.ts'

/** IMO ship identification number scheme, resolution A.1117(30): the first six digits weigh 7 to 2, modulo 10. */
export const isImo = (value: string): boolean => {
  if (!/^[1-9]\d{6}$/.test(value)) return false
  let sum = 0
  for (let at = 0; at < 6; at++) sum += digitAt(value, at) * (7 - at)
  return sum % 10 === digitAt(value, 6)
}

/** IATA Resolution 600a: airline (3 digits), serial (7 digits), check digit: the serial modulo 7. */
export const isAirWaybill = (value: string): boolean =>
  /^\d{11}$/.test(value) && Number(value.slice(3, 10)) % 7 === digitAt(value, 10)

/** Lengths of the IBAN by country, as registered under ISO 13616 (from memory; a country absent here is checked by digits alone). */
const IBAN_LENGTHS: Record<string, number> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((row) => [row.slice(0, 2), Number(row.slice(2))]),
)

/** How long an IBAN of this country is (ISO 13616); undefined where not known. */
export const ibanLength = (country: string): number | undefined => IBAN_LENGTHS[country]

/** ISO 13616 (ISO 7064, MOD 97-10): the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1. */
export const isIban = (value: string): boolean => {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value)) return false
  const length = ibanLength(value.slice(0, 2))
  if (length !== undefined && value.length !== length) return false
  let rest = 0
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(character, 36)
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97
  }
  return rest === 1
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** A Bitcoin address from `bc1` on, by its checksum: bech32 (BIP 173) for version 0, bech32m (BIP 350) for the later ones. */
export const isBech32 = (value: string): boolean => {
  if (!/^bc1[02-9ac-hj-np-z]{11,71}$/.test(value)) return false
  let sum = 1
  // The human-readable part `bc`, expanded: high bits, 0, low bits.
  for (const part of [3, 3, 0, 2, 3, ...[...value.slice(3)].map((character) => BECH32.indexOf(character))]) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ part
    GENERATOR.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator
    })
  }
  return sum === (value[3] === 'q' ? 1 : 0x2bc830a3)
}
