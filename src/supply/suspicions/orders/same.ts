// SPDX-License-Identifier: Apache-2.0
/**
 * Whether two customers of one firm are the same, however they are spelt: keys that both have. A name alone is a key only
 * where the country is the same too; a shared address or telephone makes nobody the same, it is told apart (`sharedOf`).
 */
import type { Customer } from './order.ts'

/** Words of a firm's form, in the languages that the data has: they tell nothing apart. */
const FORMS = new Set(
  'ltd limited llc inc corp corporation co company gmbh ag sa sarl sas srl spa bv nv oy ab as plc pty pvt kg ooo zao fze fzco sro doo kft'.split(
    ' ',
  ),
)

/** Letters that people write in more ways than one, folded; signs become spaces. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu, '$1') // S.A. is SA
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ł', 'l')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A name without the firm's form, its words in one order. */
export const nameKey = (name: string): string => {
  const words = foldName(name).split(' ')
  const telling = words.filter((word) => !FORMS.has(word))
  return (telling.length > 0 ? telling : words).sort().join(' ')
}

const digits = (text: string) => text.replace(/\D/g, '').replace(/^00/, '')

/** Nine last digits: with and without the country's code. */
const phoneKey = (phone: string): string | undefined => {
  const all = digits(phone)
  return all.length >= 7 ? all.slice(-9) : undefined
}

/** Providers whose addresses anybody may have; data, and no judgement of who uses them. */
const FREE_MAIL =
  /@(?:gmail|googlemail|outlook|hotmail|live|yahoo|proton|protonmail|icloud|mail|gmx|yandex|qq|163|tutanota|aol)\./i

export const isFreeMail = (email: string): boolean => FREE_MAIL.test(email)

export const mailDomain = (email: string): string => /@([^\s@]+)$/.exec(email.toLowerCase())?.[1] ?? ''

/** By these two customers are one. */
export const sameKeys = ({ ref, name, country, registration, email }: Customer): string[] => [
  ...(ref ? [`ref ${ref}`] : []),
  ...(registration ? [`registration ${country} ${foldName(registration).replaceAll(' ', '')}`] : []),
  ...(email ? [`email ${email.toLowerCase()}`] : []),
  `name ${country} ${nameKey(name)}`,
]

/** What different customers may have in common, and seldom do. */
export const sharedKeys = ({ address, phone }: Pick<Customer, 'address' | 'phone'>): string[] => {
  const place = foldName(address).split(' ').sort().join(' ')
  const called = phoneKey(phone)
  return [...(place.length >= 8 ? [`address ${place}`] : []), ...(called ? [`phone ${called}`] : [])]
}

/** Of what `sharedKeys` makes. */
export const isShared = (key: string): boolean => key.startsWith('address ') || key.startsWith('phone ')
