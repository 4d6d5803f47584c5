// SPDX-License-Identifier: Apache-2.0
/** Symbols by atomic number, and the valences that an uncharged atom may have without asking a toolkit. */
const SYMBOLS =
  '* H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm'.split(
    ' ',
  )

const NUMBERS = new Map(SYMBOLS.map((symbol, z) => [symbol, z]))

export const symbolOf = (z: number): string => SYMBOLS[z] ?? '*'
export const numberOf = (symbol: string): number | undefined => NUMBERS.get(symbol)

const VALENCES: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  5: [3],
  6: [4],
  7: [3],
  8: [2],
  9: [1],
  14: [4],
  15: [3, 5],
  16: [2, 4, 6],
  17: [1],
  33: [3, 5],
  34: [2, 4, 6],
  35: [1],
  52: [2, 4, 6],
  53: [1],
}

/** Allowed valences; a charged atom behaves as its neighbour in the periodic table (N+ as C, O- as F). */
export const valencesOf = (z: number, charge: number): readonly number[] | undefined => {
  if (charge === 0) return VALENCES[z]
  if (z === 6) return [4 - Math.abs(charge)]
  if (z === 5 || z === 14) return [(z === 5 ? 3 : 4) - charge]
  const group = VALENCES[z - charge]
  return VALENCES[z] === undefined ? undefined : (group ?? [0])
}

const NON_METALS = new Set([0, 1, 2, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 33, 34, 35, 36, 52, 53, 54, 85, 86])
export const isMetal = (z: number): boolean => !NON_METALS.has(z)

/** Outer electrons of the elements that can take part in an aromatic ring. */
export const OUTER: Readonly<Record<number, number>> = {
  5: 3,
  6: 4,
  7: 5,
  8: 6,
  14: 4,
  15: 5,
  16: 6,
  33: 5,
  34: 6,
  52: 6,
}
