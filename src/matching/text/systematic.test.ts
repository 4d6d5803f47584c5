// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest'
import { loadReference } from '#reference/index.ts'
import { createTextMatcher } from '../index.ts'
import { piecesOf, prepared, signatureOf } from './pieces.ts'

const signature = (name: string) => {
  const pieces = piecesOf(prepared(name))
  return pieces && signatureOf(pieces)
}

const same: string[][] = [
  ['1-phenylpropan-2-one', '2-Propanone, 1-phenyl-', 'phenyl-2-propanone', '1-fenil-2-propanona', '1-фенилпропан-2-он'],
  [
    'N-(1-phenethylpiperidin-4-yl)-N-phenylpropanamide',
    'N-phenyl-N-[1-(2-phenylethyl)-4-piperidyl]propionamide',
    '1-phenethyl-4-(N-propionylanilino)piperidine',
  ],
  ['4-methylmethcathinone', '2-(methylamino)-1-(4-methylphenyl)propan-1-one', '4-Metilmetcatinona'],
  ['p-fluorofentanyl', 'para-fluorofentanyl', '4-fluorfentanilo', '4-фторфентанил'],
  ['N,N-dimethyltryptamine', '2-(1H-indol-3-yl)-N,N-dimethylethanamine', '3-[2-(dimethylamino)ethyl]indole'],
  [
    '17-methyl-7,8-didehydro-4,5alpha-epoxymorphinan-3,6alpha-diol',
    '7,8-Didehydro-4,5-epoxy-17-methylmorphinan-3,6-diol',
  ],
]

test.each(same)('%s has the pieces of its other names', (first, ...others) => {
  expect(signature(first)).not.toBeNull()
  for (const other of others) expect(signature(other), other).toBe(signature(first))
})

test.each([
  ['4-methylmethcathinone', '3-methylmethcathinone'],
  ['4-ethylmethcathinone', '4-methylethcathinone'],
  ['4-fluorofentanyl', "4'-fluorofentanyl"],
  ['2-[(4-ethoxyphenyl)methyl]-5-nitrobenzimidazole', '2-[(4-methoxyphenyl)methyl]-5-nitrobenzimidazole'],
  ['1-phenylpropan-2-one', '1-phenylbutan-2-one'],
  ['N-methyl-1-phenylpropan-2-amine', 'N-ethyl-1-phenylpropan-2-amine'],
])('%s is not %s', (one, other) => {
  expect(signature(one)).not.toBe(signature(other))
})

test('words that are no chemistry have no pieces', () => {
  for (const line of ['4-door sedan', 'USB-C cable (2 m)', 'mid-century armchair', '3-in-1 printer', 'T-shirt (XL)'])
    expect(signature(line), line).toBeNull()
})

const matcher = createTextMatcher(loadReference())
const idsIn = (line: string) => matcher.match(line).findings.map(({ id }) => id)

test('a name that no list writes so is found by its pieces, in a line of text', () => {
  expect(idsIn('25 kg methyl 1-(2-phenylethyl)-4-[phenyl(propionyl)amino]piperidine-4-carboxylate HCl, China')).toEqual(
    ['carfentanil'],
  )
  expect(idsIn('order 5-(pentan-2-yl)-5-(prop-2-en-1-yl)-pyrimidine-2,4,6(1H,3H,5H)-trione, 5 g')).toEqual([
    'secobarbital',
  ])
})

test('a compound that has the pieces of a name and more is not it', () => {
  expect(idsIn('4-bromo-1-(3-iodo-4-phenylbutyl)-piperidin-4-ol 10 g')).toEqual([])
})
