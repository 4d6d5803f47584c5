// SPDX-License-Identifier: Apache-2.0
/** The /h layer: `1-3,5H,2H2,(H,6,7)(H2,8,9)` says fixed hydrogens and groups that share mobile ones. */

export interface Hydrogens {
  /** By atom, numbered from 0. */
  fixed: Map<number, number>
  mobile: { count: number; minus: number; atoms: number[] }[]
}

const rangesIn = (text: string): number[] =>
  text.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map(Number)
    if (!from) return []
    const last = Math.min(to ?? from, from + 2000)
    return Array.from({ length: last - from + 1 }, (_, index) => from + index - 1)
  })

export const hydrogensIn = (layer: string): Hydrogens => {
  const mobile = [...layer.matchAll(/\(H(\d*)(-?)(\d*),([\d,]+)\)/g)].map(([, count, minus, charges, atoms]) => ({
    count: Number(count || 1),
    minus: minus ? Number(charges || 1) : 0,
    atoms: rangesIn(atoms!),
  }))
  const fixed = new Map<number, number>()
  for (const [, atoms, count] of layer.replace(/\([^)]*\)/g, '').matchAll(/([\d,-]+)H(\d*)/g))
    for (const atom of rangesIn(atoms!)) fixed.set(atom, Number(count || 1))
  return { fixed, mobile }
}
