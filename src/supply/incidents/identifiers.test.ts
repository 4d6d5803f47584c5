// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPhonePrefixes } from '#reference/index.ts'
import { IDENTIFIER_TYPES, type IdentifierType } from './codes.ts'
import { countryOf, identifierProblem, isCountry, normalised } from './identifiers.ts'

const prefixes = loadPhonePrefixes()

/** Published examples of the standards, or of who registers them, and invented values made by their rules. */
const WHOLE: [IdentifierType, string, string][] = [
  ['container', 'CSQU 305438 3', 'CSQU3054383'],
  ['container', 'msku4829103', 'MSKU4829103'],
  ['s10', 'RB 123 456 785 GB', 'RB123456785GB'],
  ['s10', 'rr482119036cn', 'RR482119036CN'],
  ['s10', 'RB600177335ZZ', 'RB600177335ZZ'],
  ['imo', 'IMO 9074729', '9074729'],
  ['air-waybill', '020-1234 5675', '02012345675'],
  ['iban', 'GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
  ['iban', 'fr14 2004 1010 0505 0001 3M02 606', 'FR1420041010050500013M02606'],
  ['phone', '+44 (0)20 7946 0018', '+442079460018'],
  ['phone', '0033 1 99 00 12 34', '+33199001234'],
  ['phone', '+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', '+971501234567'],
  ['email', ' Sales@Example.ORG ', 'sales@example.org'],
  ['handle', '@Chem_King', 'chem_king'],
  ['url', 'HTTPS://www.Example.org/Shop/?id=4#top', 'example.org/Shop'],
  ['url', `${'abcdefg2'.repeat(7)}.onion/x/`, `${'abcdefg2'.repeat(7)}.onion/x`],
  ['wallet', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  [
    'wallet',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  ],
  ['wallet', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
  ['wallet', `0x${'aB'.repeat(20)}`, `0x${'ab'.repeat(20)}`],
  ['imprint', 'm 30', 'M30'],
  ['plate', 'ab-123-cd', 'AB123CD'],
  ['seal', 'EC 449201', 'EC449201'],
]

test.each(WHOLE)('%s %s is whole and found again as %s', (type, value, spelling) => {
  expect(identifierProblem(type, value)).toBeUndefined()
  expect(normalised(type, value)).toBe(spelling)
})

const BROKEN: [IdentifierType, string][] = [
  ['container', 'CSQU3054384'],
  ['container', 'CSQX3054383'],
  ['s10', 'RB123456786GB'],
  ['s10', 'RB123456785QQ'],
  ['imo', '9074728'],
  ['imo', '90747291'],
  ['air-waybill', '020-12345676'],
  ['iban', 'GB82WEST12345698765433'],
  ['iban', 'GB82WEST1234569876543'],
  ['phone', '020 7946 0018'],
  ['phone', '+1234567890123456'],
  ['phone', '+0 123 456 789'],
  ['email', 'sales@example'],
  ['email', 'sales example@example.org'],
  ['email', 'sales@-example.org'],
  ['url', 'ftp://example.org'],
  ['url', 'javascript:alert(1)'],
  ['url', 'http://short.onion/'],
  ['url', 'just words'],
  ['wallet', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
  ['wallet', `0x${'ab'.repeat(32)}`],
  ['wallet', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN0'],
  ['seal', 'x'],
  ['plate', 'a plate that goes on and on'],
]

test.each(BROKEN)('%s %s is not', (type, value) => {
  expect(identifierProblem(type, value)).toMatch(/^[A-Z].*\.$/)
})

test('one wrong digit of an IBAN is always noticed', () => {
  // The other standards are blind to some slips, and say so: 10 stands for 0, a weight shares a factor with 10, 7 is 0.
  const slip = (value: string, at: number, by: number) =>
    value.slice(0, at) + String((Number(value[at]) + by) % 10) + value.slice(at + 1)
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      expect(identifierProblem('iban', slip('DE89370400440532013000', at, by))).toBeDefined()
    }),
  )
})

test('whatever is written, an answer comes, and one spelling stays itself', () => {
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFIER_TYPES), fc.string({ unit: 'binary', maxLength: 200 }), (type, value) => {
      const spelling = normalised(type, value)
      if (identifierProblem(type, value) !== undefined) return
      countryOf(type, value, prefixes)
      // A web address loses its scheme on the way, and is not read again.
      if (type !== 'url') expect(normalised(type, spelling)).toBe(spelling)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['phone', '+33 1 99 00 12 34', 'FR'],
  ['phone', '+1 202 555 0147', 'US'],
  ['phone', '+1 514 555 0147', 'CA'],
  ['phone', '+1 876 555 0147', 'JM'],
  ['phone', '+7 701 555 01 47', 'KZ'],
  ['phone', '+7 495 555 01 47', 'RU'],
  ['phone', '+999 12 345 678', 'ZZ'],
  ['phone', '+800 1234 5678', undefined],
  ['phone', '+590 690 12 34 56', undefined],
  ['phone', '01 99 00 12 34', undefined],
  ['iban', 'DE89370400440532013000', 'DE'],
  ['iban', 'DE89370400440532013001', undefined],
  ['s10', 'RR482119036CN', 'CN'],
  ['container', 'CSQU3054383', undefined],
] as const)('%s %s names %s', (type, value, country) => {
  expect(countryOf(type, value, prefixes)).toBe(country)
})

test('every prefix of the reference data names a country or none, and is short enough to be looked up', () => {
  for (const [prefix, country] of prefixes) {
    expect(prefix).toMatch(/^[1-9]\d{0,6}$/)
    expect(country === '' || country === 'XK' || isCountry(country), `${prefix} ${country}`).toBe(true)
  }
})
