// SPDX-License-Identifier: Apache-2.0
/** Standard atomic weights (IUPAC 2021, abridged) of the elements that class definitions with a mass limit can meet. */
const WEIGHTS: Readonly<Record<number, number>> = {
  1: 1.008,
  5: 10.81,
  6: 12.011,
  7: 14.007,
  8: 15.999,
  9: 18.998,
  14: 28.085,
  15: 30.974,
  16: 32.06,
  17: 35.45,
  34: 78.971,
  35: 79.904,
  53: 126.904,
}

/** Molecular mass in u; 0 counts for an element without a weight here, so that a doubt speaks for control. */
export const massOf = (composition: Int16Array): number =>
  composition.reduce((sum, count, z) => sum + (z > 0 ? count * (WEIGHTS[z] ?? 0) : 0), 0)
