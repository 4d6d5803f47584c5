// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { sourceNameOf } from './source-name.ts'

test('the table of next month is the same source, and another table is another one', () => {
  for (const [file, name] of [
    ['services-2026-07.csv', 'services'],
    ['services_20260731.csv', 'services'],
    ['Services 31.07.2026 (2).csv', 'Services'],
    ['/home/a/2026-07-01 north shore.csv', 'north shore'],
    ['beds 2026.csv', 'beds'],
    ['2026-07-01.csv', '2026-07-01'],
    ['zone 51.csv', 'zone 51'],
  ] as const)
    expect(sourceNameOf('csv', '', file), file).toBe(name)
  expect(sourceNameOf('csv', ' The north ', 'x.csv')).toBe('The north')
  expect(sourceNameOf('hsds', '', 'export.json')).toBe('')
  expect(sourceNameOf('hsds', 'Town of Oxley', 'export.json')).toBe('Town of Oxley')
})
