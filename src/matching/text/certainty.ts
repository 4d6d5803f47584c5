// SPDX-License-Identifier: Apache-2.0
/**
 * How certain a finding is: a sum of weights in log-odds, then the logistic function. The table is the whole model.
 * README.md says on which lines it was fitted and how to print the check.
 */
export const weights = {
  // What was found.
  'cas: as written': 5,
  'cas: broken, with dashes': 4,
  'cas: broken, no dashes': 0.3,
  'cas: without dashes, announced': 3,
  'cas: letters for digits': 3.5,
  'cas: announced': 1.5,
  'inchikey: whole': 6,
  'inchikey: skeleton': 1.8,
  'hs: exact': 2.5,
  'hs: preparation': 1.5,
  'hs: broader': -0.6,
  'hs: residual': -1.5,
  'hs: shared by several': -0.4,
  'name: sure': 4,
  'name: code': 3.2,
  'name: brand': 2.4,
  'name: slang': -0.9,
  'name: capitals, in capitals': 0.5,
  'name: three capitals': -0.7,
  'name: capitals, in small letters': -2.6,
  'name: everyday': -2.7,
  'name: describes': -0.8,
  'name: letter': -4.2,
  'name: same pieces': 2.6,
  'class word': 2.5,
  'family name': 2,
  'equipment: phrase': 2.5,
  'equipment: code': 0.5,
  'equipment: word': 0.8,
  // How it was written.
  'spelling: near': -1.0,
  'spelling: far': -2,
  'spelling: short name': -1.5,
  'spelling: brand': -3.2,
  'disguise: letters spaced out': -0.5,
  'disguise: look-alike letters': 0.3,
  'disguise: signs for letters': -0.3,
  inflected: -0.2,
  'isotope label': 2.5,
  'split by spaces': -2,
  'capital where a word has none': 0.4,
  'one of several': -0.2,
  'compared with': -3,
  // What the line says besides.
  'line: nothing else': 0.6,
  'line: a name alone': 1.6,
  'line: an everyday name alone': 3.3,
  'line: another substance': 1,
  'line: another everyday name of it': 1.2,
  'line: another substance, everyday word': 0.6,
  'line: retail amount': 1.7,
  'line: several retail amounts': 1,
  'amount beside the abbreviation': 1.2,
  'line: small amount': 0.7,
  'line: large amount': 0.3,
  'line: counted pieces': 0.3,
  'line: strength and count': 1.2,
  'line: per cent': 0.4,
  'line: price': 0.4,
  'line: amount and price': 1.1,
  'line: bargain': 1.2,
  'line: weighed plant': 1.2,
  'line: picture': 0.8,
  'line: deal': 2.2,
  'line: sale': 0.5,
  'line: quality': 1.0,
  'line: form': 0.6,
  'line: dose': 1.3,
  'line: pills': 0.3,
  'line: use': 1.5,
  'line: drug': 1.8,
  'line: plant': 1.5,
  'line: medicine': 0.6,
  'line: chemical': 0.7,
  'line: trade': 0.4,
  'line: machine': 0.9,
  'line: goods': -1.3,
  'line: more goods': -1.2,
} as const

export type Feature = keyof typeof weights

export const certaintyOf = (features: readonly Feature[]): number => {
  let sum = 0
  for (const feature of features) sum += weights[feature]
  return Math.round(100 / (1 + Math.exp(-sum))) / 100
}

/** Findings less certain than this are not given. */
export const floor = 0.55
