// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { readAmounts } from './amounts.ts'

/** Line, then value and unit of each amount in it. */
test.each([
  ['3 x 200 L drum', '0.6 m3'],
  ['12 drums of 25 kg', '300 kg'],
  ['160 KGS/DRUM x 80 drums', '12800 kg'],
  ['1,000.5 kg', '1000.5 kg'],
  ['1 000,5 kg', '1000.5 kg'],
  ['25,000 KG', '25000 kg'],
  ['1.000.000 kg', '1000000 kg'],
  ['2½ g', '0.0025 kg'],
  ['½ oz', '0.0141747615625 kg'],
  ['3/4 oz', '0.02126214234375 kg'],
  ['half gram', '0.0005 kg'],
  ['a dozen tablets', '12 1'],
  ['10×100 g', '1 kg'],
  ['4x5L', '0.02 m3'],
  ['1000-l-IBC', '1 m3'],
  ['0,5 л', '0.0005 m3'],
  ['25 公斤', '25 kg'],
  ['胶囊 24粒', '24 1'],
  ['100x 200mg', '0.02 kg'],
  ['98% purity', '98 %'],
  ['0.1 M', '0.1 mol/L'],
  ['2 pallets', '2 1'],
  ["1000'S X 200 TINS", '200000 1'],
  ['50MCG/ML 2ML AMP', '0.000002 m3'],
  ['JWH-018 5 g', '0.005 kg'],
  ['2C-B, INV 2025/07112', ''],
  ['9 kg of 3-MMC', '9 kg'],
  ['18 kg de 3-CMC', '18 kg'],
  ['25 kg x 4', '100 kg'],
])('%s', (line, expected) => {
  const amounts = readAmounts(line)
  expect(amounts.map(({ value, unit }) => `${value} ${unit}`).join('; ')).toBe(expected)
  for (const { text, span } of amounts) {
    expect(line.slice(...span)).toBe(text)
    expect(span[1]).toBeLessThanOrEqual(line.length)
  }
})

test('packs and packaging are kept', () => {
  expect(readAmounts('3 x 200 L drums')[0]).toMatchObject({ packs: 3, packaging: 'drum', value: '0.6', unit: 'm3' })
})
