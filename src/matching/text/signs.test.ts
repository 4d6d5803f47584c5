// SPDX-License-Identifier: Apache-2.0
/** What the look beside numbers refuses, the slower reading would have refused too. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayWeighLittle, readAmounts } from './amounts.ts'
import { isBargained } from './bargain.ts'
import { isRetail } from './context.ts'
import { MAY_BARGAIN, signsOf } from './signs.ts'

const parts =
  '0 3 10 20 50 0,02 0.5 ½ half dozen £ € $ = 4 for pour for £ à a e eur euros each la pièce pop pro stück за шт g mg kg oz t µg г кг - + . , / x ×'
    .split(' ')
    .concat([' ', ' ', ' ', '\u00a0'])
const line = fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((all) => all.join(''))

test('a line with the price of so many has the signs of one', () => {
  fc.assert(
    fc.property(line, (text) => {
      if (isBargained(text)) expect(signsOf(text) & MAY_BARGAIN).toBe(MAY_BARGAIN)
    }),
    { numRuns: 20_000 },
  )
  expect(signsOf('12.50 CHF, free returns')).toBe(0)
})

test('a line in which little is weighed is not passed over', () => {
  fc.assert(
    fc.property(line, (text) => {
      if (readAmounts(text).some(isRetail)) expect(mayWeighLittle(text)).toBe(true)
    }),
    { numRuns: 20_000 },
  )
  expect(mayWeighLittle('25 kg in 3 drums')).toBe(false)
})
