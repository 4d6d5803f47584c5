// SPDX-License-Identifier: Apache-2.0
/**
 * What points to the same goods, firm or person elsewhere: whether it is whole, the one spelling by which it is found
 * again, and the country that it names. Runs in a browser.
 */
import { ibanLength, isAirWaybill, isBech32, isContainer, isIban, isImo, isS10 } from './check-digits.ts'
import type { IdentifierType } from './codes.ts'

/** Country (ISO 3166-1 alpha-2) by prefix of ITU-T E.164, digits alone; '' where a prefix is shared by several. */
export type PhonePrefixes = ReadonlyMap<string, string>

const SPACES_AND_DASHES = /[\s\p{Pd}\u00ad\u200b-\u200f\u2060\ufeff]/gu

/** Arabic-Indic and Persian digits are digits too; full-width ones fall to NFKC. */
const plain = (value: string) =>
  value
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .trim()
const tight = (value: string) => plain(value).replace(SPACES_AND_DASHES, '').toUpperCase()
const phone = (value: string) => {
  const given = plain(value).replace(/\(0\)/g, '')
  const digits = given.replace(/\D/g, '')
  return given.startsWith('+') ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}
const address = (value: string): URL | undefined => {
  const given = plain(value)
  const whole = /^[\w.-]+\.onion(?:\/|$)/i.test(given) ? `http://${given}` : given
  return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined
}
const url = (value: string) => {
  const read = address(value)
  return read ? `${read.host.replace(/^www\./, '')}${read.pathname.replace(/\/+$/, '')}` : plain(value)
}
/** Base58 tells capitals apart; the other kinds of wallet do not. */
const wallet = (value: string) => {
  const given = plain(value).replace(SPACES_AND_DASHES, '')
  return /^(?:bc1|0x)/i.test(given) ? given.toLowerCase() : given
}

/** The one spelling by which the same thing is found again, however it was written. */
export const normalised = (type: IdentifierType, value: string): string => {
  if (type === 'phone') return phone(value)
  if (type === 'email') return plain(value).toLowerCase()
  if (type === 'handle') return plain(value).replace(/\s/g, '').replace(/^@+/, '').toLowerCase()
  if (type === 'url') return url(value)
  if (type === 'wallet') return wallet(value)
  if (type === 'address' || type === 'marking') return plain(value).replace(/\s+/g, ' ').toLowerCase()
  if (type === 'imo') return tight(value).replace(/^IMO/, '')
  return tight(value)
}

/** A region that ISO 3166-1 names; ZZ stands for the invented country of the demonstration. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) && REGIONS.of(code) !== undefined
const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
const NO_COUNTRY = new Set('AN BU CS DD DY EU EZ FX HV NH NT QO QU RH SU TP UK UN VD XA XB YD YU ZR'.split(' '))

type Check = (value: string) => string | undefined
const whole =
  (test: (value: string) => boolean, problem: string): Check =>
  (value) =>
    test(value) ? undefined : problem
const length =
  (least: number, most: number): Check =>
  (value) =>
    value.length < least
      ? `This is too short: at least ${least} characters are needed.`
      : value.length > most
        ? `This is too long: at most ${most} characters fit.`
        : undefined

const emailProblem: Check = (value) => {
  const at = value.indexOf('@')
  const domain = value.slice(at + 1)
  const good =
    at > 0 &&
    at <= 64 &&
    value.length <= 254 &&
    !/[\s,;<>()]/.test(value) &&
    domain.split('.').length > 1 &&
    domain.split('.').every((label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !/^-|-$/.test(label))
  return good ? undefined : 'An e-mail address looks like name@example.org.'
}
const ibanProblem: Check = (value) => {
  const due = ibanLength(value.slice(0, 2))
  if (due !== undefined && value.length !== due)
    return `An IBAN of ${value.slice(0, 2)} has ${due} characters; this has ${value.length}.`
  return isIban(value) ? undefined : 'The check digits of this IBAN do not fit.'
}
const urlProblem: Check = (value) => {
  const read = address(value)
  if (!read) return 'A web address begins with http:// or https://, or ends with .onion.'
  const label = read.hostname.split('.').at(-2) ?? ''
  if (!read.hostname.endsWith('.onion'))
    return read.hostname.includes('.') ? undefined : 'This web address names no site.'
  return /^(?:[a-z2-7]{56}|[a-z2-7]{16})$/.test(label)
    ? undefined
    : 'An onion address has 56 letters and digits (once 16).'
}
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]+$/
/** bech32 by its checksum; Ethereum, Tron and older Bitcoin by length and characters alone; others by length. */
const walletProblem: Check = (value) => {
  const problem = 'This wallet address has a character too many, too few or wrong.'
  if (value.startsWith('bc1')) return isBech32(value) ? undefined : problem
  if (value.startsWith('0x')) return /^0x[0-9a-f]{40}$/.test(value) ? undefined : problem
  if (/^[13]/.test(value) && value.length < 40)
    return value.length >= 26 && value.length <= 35 && BASE58.test(value) ? undefined : problem
  if (value.startsWith('T') && value.length < 40) return value.length === 34 && BASE58.test(value) ? undefined : problem
  return length(20, 150)(value)
}

const CHECKS: Record<IdentifierType, Check> = {
  container: whole(isContainer, 'A container number is four letters and seven digits; its check digit must fit.'),
  s10: whole(
    (value) => isS10(value) && isCountry(value.slice(11)),
    'A postal item number is two letters, nine digits and a country; its check digit must fit.',
  ),
  imo: whole(isImo, 'An IMO number has seven digits; its check digit must fit.'),
  'air-waybill': whole(isAirWaybill, 'An air waybill number has eleven digits; its check digit must fit.'),
  phone: whole(
    (value) => /^\+[1-9]\d{6,14}$/.test(value),
    "A phone number begins with + and the country's prefix, and has 7 to 15 digits.",
  ),
  email: emailProblem,
  iban: ibanProblem,
  url: urlProblem,
  wallet: walletProblem,
  'bill-of-lading': length(4, 35),
  seal: length(3, 35),
  invoice: length(2, 50),
  handle: length(2, 100),
  imprint: length(1, 50),
  plate: length(2, 15),
  address: length(8, 200),
  marking: length(2, 100),
}

/**
 * What is wrong with it, in one sentence; undefined where nothing is. Containers by ISO 6346, postal items by UPU S10,
 * ships by IMO resolution A.1117(30), air waybills by IATA Resolution 600a, accounts by ISO 13616, phones by ITU-T E.164.
 */
export const identifierProblem = (type: IdentifierType, value: string): string | undefined =>
  CHECKS[type](type === 'url' ? plain(value) : normalised(type, value))

const LONGEST_PREFIX = 7

/**
 * The country that it names, ISO 3166-1 alpha-2: by the prefix of a phone, the first letters of an IBAN, the last of a
 * postal item. Undefined where it names none, where several share the prefix, or where it is not whole.
 * `prefixes`: those of `reference/phone-prefixes.csv`; the longest that fits counts.
 */
export const countryOf = (type: IdentifierType, value: string, prefixes: PhonePrefixes): string | undefined => {
  if (identifierProblem(type, value) !== undefined) return undefined
  const spelling = normalised(type, value)
  if (type === 'iban') return spelling.slice(0, 2)
  if (type === 's10') return spelling.slice(-2)
  if (type !== 'phone') return undefined
  for (let digits = LONGEST_PREFIX; digits > 0; digits--) {
    const country = prefixes.get(spelling.slice(1, digits + 1))
    if (country !== undefined) return country || undefined
  }
  return undefined
}
