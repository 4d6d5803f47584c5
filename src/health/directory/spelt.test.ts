// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { forgiven, slipsBetween, spelledOf } from './spelt.ts'

test('short forms are written out and the other way about, and slips of the finger are counted', () => {
  expect(spelledOf('st louis')).toEqual(['st louis', 'saint louis'])
  expect(spelledOf('fort lanor')).toEqual(['fort lanor', 'ft lanor'])
  expect(spelledOf('karvel')).toEqual(['karvel'])
  expect([
    slipsBetween('prot selvane', 'port selvane'),
    slipsBetween('portlnd', 'portland'),
    slipsBetween('', 'ab'),
  ]).toEqual([1, 1, 2])
  expect([slipsBetween('bend', 'bend'), slipsBetween('karvel', 'marvel')]).toEqual([0, 1])
  expect(['rom', 'bend', 'port selvane'].map(forgiven)).toEqual([0, 1, 2])
})
