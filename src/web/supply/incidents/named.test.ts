// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { withoutNames } from './named.ts'

test('a name is taken out where it is a word of its own, whatever signs are in it', () => {
  const given = { title: 'Mr Li', account: 'Mr Li drove from Lille with Lithium. Li (A. B.) said $1.', place: 'Li' }
  expect(withoutNames(given, ['Li', 'A. B.'], '[$&]')).toEqual({
    ...{ title: 'Mr [$&]', place: 'Li' },
    account: 'Mr [$&] drove from Lille with Lithium. [$&] ([$&]) said $1.',
  })
})
