// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { neighbours } from './boundaries.ts'

const around = (line: string, name: string) => {
  const start = line.lastIndexOf(name)
  return neighbours(line, start, start + name.length, true)
}

test.each([
  ['4-bromo-toluene', 'toluene', 'derivative'],
  ['toluene diisocyanate', 'toluene', 'derivative'],
  ['piperidine-4-carboxylic acid', 'piperidine', 'derivative'],
  ['(2-hydroxyethyl)piperidine', 'piperidine', 'derivative'],
  ['vinyl ether', 'ether', 'derivative'],
  ['acetone-free', 'acetone', 'negated'],
  ['ohne Aceton', 'Aceton', 'negated'],
  ['contains no ephedrine', 'ephedrine', 'negated'],
  ['sans eau, acétone', 'acétone', 'negated'],
  ["exempt d'acétone", 'acétone', 'negated'],
  ['non-acetone remover', 'acetone', 'negated'],
  ['不含丙酮', '丙酮', 'negated'],
  ['norephedrine, ephedrine', 'ephedrine', 'same'],
  ['Novocain, ketamine', 'ketamine', 'same'],
  ['Bohnen, Aceton', 'Aceton', 'same'],
  ['weisse Bohne, Aceton', 'Aceton', 'same'],
  ['sinapis or toluene', 'toluene', 'same'],
  ['the casino, ketamine', 'ketamine', 'same'],
  ['мебель из безана, эфедрин', 'эфедрин', 'same'],
  ['(±)-ephedrine', 'ephedrine', 'same'],
  ['d,l-ephedrine HCl', 'ephedrine', 'same'],
  ['ketamine-d3', 'ketamine', 'same'],
  ['free shipping, acetone', 'acetone', 'same'],
  ['morphine-like effect', 'morphine', 'compared'],
] as const)('%s', (line, name, expected) => expect(around(line, name)).toBe(expected))
