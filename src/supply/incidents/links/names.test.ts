// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benignOf } from './benign.ts'
import { keysIn } from './keys.ts'
import { addressKey, companyKey } from './names.ts'

test('one firm has one key, in whatever legal form, script, case and order its name was written', () => {
  const one = ['Sunrise Fine Chemical Co., Ltd.', 'FINE CHEMICAL SUNRISE', 'Súnrise Fine-Chemical S.A.R.L.']
  expect(new Set(one.map(companyKey))).toEqual(new Set(['chemical fine sunrise']))
  expect(companyKey('ООО «Химпром Восток»')).toBe(companyKey('Khimprom Vostok LLC'))
  expect(companyKey('Ελληνικά Χημικά Α.Ε.')).toBe(companyKey('ELLINIKA CHIMIKA AE'))
  expect(companyKey('Weiß & Söhne GmbH & Co. KG')).toBe(companyKey('Sohne und Weiss'))
  expect(companyKey('Zakłady Azotowe Sp. z o.o.')).toBe(companyKey('Zaklady Azotowe'))
  expect(companyKey('华东化工有限公司')).toBe('华东化工有限公司')
})

test('different firms have different keys, and a name that every other firm has is no key', () => {
  expect(companyKey('Meridian Trading')).not.toBe(companyKey('Meridian Parcels'))
  for (const name of ['International Trading Co., Ltd.', 'Chemical Import Export GmbH', 'To order', 'ABC Ltd', '–'])
    expect(companyKey(name), name).toBeUndefined()
})

test('whatever the name, its words in another order and another legal form make the same key', () => {
  const word = fc.stringMatching(/^[A-Za-zéüñçöа-яα-ω]{3,12}$/u)
  const form = fc.constantFrom('Ltd.', 'GmbH', 'S.A.', 'LLC', 'S. r. l.', 'Co., Ltd', 'B.V.', 'ООО')
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), form, fc.boolean(), (words, legal, upper) => {
      const other = `${words.toReversed().join('  ')} ${legal}`
      expect(companyKey(upper ? other.toUpperCase() : other)).toBe(companyKey(words.join(' ')))
    }),
  )
})

test('an address is one with a number and words, in any order', () => {
  expect(addressKey('12, Harbour Street, Port Azur')).toBe(addressKey('Port Azur, Harbour St. 12'))
  expect(addressKey('Port Azur')).toBeUndefined()
})

const base = {
  ...{
    kind: 'seizure' as const,
    urgency: 'routine' as const,
    title: 'x',
    account: '',
    place: { country: 'ZZ', name: '' },
  },
  ...{ goods: [], equipment: [], route: [], parties: [], identifiers: [] },
}
const party = (name: string, over: object = {}) => ({
  ...{ role: 'consignee' as const, name, knowledge: 'unknown' as const, person: false, necessity: '', ...over },
})

test('persons, carriers that only carry, known benign values and routes without places are no keys', () => {
  const parties = [
    party('Ana Pérez Soto', { person: true, necessity: 'Signed for the goods.' }),
    party('Blue Anchor Lines', { role: 'carrier' }),
    party('MAERSK LINE'),
    party('Ministry of Health'),
    party('Northern Lights Ltd'),
    party('Blue Gull Haulage', { role: 'carrier', knowledge: 'suspected' }),
  ]
  const identifiers = [
    { type: 'phone' as const, value: '+44 20 7946 0123' },
    { type: 'email' as const, value: 'someone@example.com' },
    { type: 'container' as const, value: 'CSQU 305438-3' },
    { type: 'phone' as const, value: '00 44 20 8123 4567' },
    { type: 'seal' as const, value: 'ab-12 34' },
    { type: 'seal' as const, value: 'AB1234' },
    { type: 'invoice' as const, value: '17' },
  ]
  const route = [
    { role: 'origin' as const, country: 'XV', place: '' },
    { role: 'destination' as const, country: 'ZZ', place: 'Port Azur' },
  ]
  const keys = keysIn({ ...base, parties, identifiers, route })
  expect(keys.map(({ part, kind, value }) => [part, kind, value])).toEqual([
    ['parties', 'company', 'lights northern'],
    ['parties', 'company', 'blue gull haulage'],
    ['identifiers', 'phone', '+442081234567'],
    ['identifiers', 'seal', 'AB1234'],
  ])
  expect(benignOf('iban', 'GB29NWBK60161331926819')).toBe('example of a standard')
})

test('a route is from where to where, by places', () => {
  const legs = (from: string, to: string) => [
    { role: 'origin' as const, country: 'XV', place: from },
    { role: 'transit' as const, country: 'ZZ', place: 'Anywhere' },
    { role: 'destination' as const, country: 'ZZ', place: to },
  ]
  const [one] = keysIn({ ...base, route: legs('Valmora Harbour', 'PORT AZUR') })
  const [two] = keysIn({
    ...base,
    route: legs('valmora  harbour', 'Port-Azur').filter(({ role }) => role !== 'transit'),
  })
  expect(one?.value).toBe('XV valmora harbour > ZZ port azur')
  expect(two?.value).toBe(one?.value)
  expect(one?.shown).toBe('Valmora Harbour (XV) → PORT AZUR (ZZ)')
})
