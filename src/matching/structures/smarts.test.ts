// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { checkSmarts } from './smarts.ts'

it.each([
  'c1ccccc1',
  '[NX3;H1,H2;!$(N-[C,S]=[O,S])]-[CX4]',
  '[#6]~[!#1;R0]',
  '[Cl,Br,$([OX2][CH3])]',
  '[nH]1ccc2c1cccc2',
])('%s is understood', (smarts) => expect(checkSmarts(smarts)).toMatchObject({ ok: true }))

it.each([
  ['', /no atom/],
  ['C1CC', /ring closure 1 is not closed/],
  ['[Zz]', /no element is called|cannot read/],
  ['[C@H](N)C', /stereochemistry is not supported/],
  ['CC.N', /several components/],
  ['[C;^2]', /cannot read "\^"/],
  ['C(', /not closed/],
  [`${'[$('.repeat(9)}C${')]'.repeat(9)}`, /nested deeper/],
  ['C'.repeat(301), /more than 300 atoms/],
  ['C'.repeat(5000), /longer than/],
])('%.20s is refused: %s', (smarts, reason) => {
  const checked = checkSmarts(smarts)
  expect(checked.ok ? '' : checked.detail).toMatch(reason)
})
