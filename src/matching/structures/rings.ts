// SPDX-License-Identifier: Apache-2.0
/** The smallest set of smallest rings, in bounded time: candidates from breadth-first search, chosen by elimination. */
import { type Molecule, otherEnd } from './molecule.ts'

export interface Ring {
  atoms: number[]
  bonds: number[]
}

/** Bonds that lie on some cycle: all but the bridges (Tarjan, without recursion). */
export const ringBondsOf = (molecule: Molecule): Uint8Array => {
  const n = molecule.atoms.length
  const inRing = new Uint8Array(molecule.bonds.length).fill(1)
  const order = new Int32Array(n).fill(-1)
  const low = new Int32Array(n)
  const via = new Int32Array(n).fill(-1)
  const next = new Int32Array(n)
  let time = 0
  for (let root = 0; root < n; root++) {
    if (order[root]! >= 0) continue
    const stack = [root]
    order[root] = low[root] = time++
    while (stack.length > 0) {
      const atom = stack.at(-1)!
      const bonds = molecule.bondsOf[atom]!
      if (next[atom]! < bonds.length) {
        const b = bonds[next[atom]!++]!
        if (b === via[atom]) continue
        const other = otherEnd(molecule.bonds[b]!, atom)
        if (order[other]! >= 0) low[atom] = Math.min(low[atom]!, order[other]!)
        else {
          order[other] = low[other] = time++
          via[other] = b
          stack.push(other)
        }
      } else {
        stack.pop()
        const b = via[atom]!
        if (b < 0) continue
        const parent = otherEnd(molecule.bonds[b]!, atom)
        low[parent] = Math.min(low[parent]!, low[atom]!)
        if (low[atom]! > order[parent]!) inRing[b] = 0
      }
    }
  }
  return inRing
}

/** A number as if drawn at random, so that the sum over a ring's bonds names the ring. */
const scatter = (bond: number): number => {
  const h = Math.imul(bond + 1, 0x9e3779b1)
  return Math.imul(h ^ (h >>> 15), 0x85ebca6b) >>> 0
}

/** Shortest ring through an edge, and those through a vertex and an edge (Horton), sorted by size. */
const candidates = (molecule: Molecule, inRing: Uint8Array, roots: Iterable<number>): Ring[] => {
  const n = molecule.atoms.length
  const found = new Map<number, Ring>()
  const depth = new Int32Array(n)
  const via = new Int32Array(n)
  const branch = new Int32Array(n)
  for (const root of roots) {
    depth.fill(-1)
    depth[root] = 0
    via[root] = -1
    branch[root] = -1
    const queue = [root]
    for (let head = 0; head < queue.length; head++) {
      const atom = queue[head]!
      for (const b of molecule.bondsOf[atom]!) {
        if (!inRing[b] || b === via[atom]) continue
        const other = otherEnd(molecule.bonds[b]!, atom)
        if (depth[other]! < 0) {
          depth[other] = depth[atom]! + 1
          via[other] = b
          branch[other] = atom === root ? other : branch[atom]!
          queue.push(other)
        } else if (
          branch[other] !== branch[atom] &&
          atom !== root &&
          other !== root &&
          (depth[other] === depth[atom]! + 1 || (depth[other] === depth[atom] && atom < other))
        ) {
          const ring = trace(molecule, via, atom, other, b)
          const key = ring.bonds.reduce((sum, bond) => sum + scatter(bond), 0)
          if (!found.has(key)) found.set(key, ring)
        }
      }
    }
  }
  return [...found.values()].sort((x, y) => x.bonds.length - y.bonds.length)
}

const trace = (molecule: Molecule, via: Int32Array, a: number, b: number, closing: number): Ring => {
  const left: number[] = [a]
  const right: number[] = [b]
  const bonds = [closing]
  const walk = (path: number[]) => {
    for (let atom = path[0]!; via[atom]! >= 0; ) {
      bonds.push(via[atom]!)
      atom = otherEnd(molecule.bonds[via[atom]!]!, atom)
      path.push(atom)
    }
  }
  walk(left)
  walk(right)
  return { atoms: [...left, ...right.slice(0, -1).reverse()], bonds }
}

/** Ring systems are treated one by one; a system of one ring needs no search. */
export const ringsOf = (molecule: Molecule): Ring[] => {
  const inRing = ringBondsOf(molecule)
  const rings: Ring[] = []
  const seen = new Uint8Array(molecule.atoms.length)
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || !molecule.bondsOf[start]!.some((b) => inRing[b])) continue
    const system = [start]
    seen[start] = 1
    let ends = 0
    for (let i = 0; i < system.length; i++) {
      for (const b of molecule.bondsOf[system[i]!]!) {
        if (!inRing[b]) continue
        ends++
        const other = otherEnd(molecule.bonds[b]!, system[i]!)
        if (!seen[other]) {
          seen[other] = 1
          system.push(other)
        }
      }
    }
    const wanted = ends / 2 - system.length + 1
    rings.push(
      ...independent(candidates(molecule, inRing, wanted === 1 ? [start] : system), wanted, molecule.bonds.length),
    )
  }
  return rings
}

/** The first `wanted` candidates that are not sums of earlier ones (elimination over bits). */
const independent = (rings: Ring[], wanted: number, bondCount: number): Ring[] => {
  if (wanted === rings.length) return rings
  const words = (bondCount + 31) >> 5
  const rows = new Map<number, Int32Array>()
  const chosen: Ring[] = []
  for (const ring of rings) {
    if (chosen.length === wanted) break
    const row = new Int32Array(words)
    for (const b of ring.bonds) row[b >> 5]! ^= 1 << (b & 31)
    for (let lead = leadOf(row); lead >= 0; lead = leadOf(row)) {
      const pivot = rows.get(lead)
      if (pivot === undefined) {
        rows.set(lead, row)
        chosen.push(ring)
        break
      }
      for (let w = 0; w < words; w++) row[w]! ^= pivot[w]!
    }
  }
  return chosen
}

const leadOf = (row: Int32Array): number => {
  for (let w = 0; w < row.length; w++) if (row[w] !== 0) return w * 32 + 31 - Math.clz32(row[w]! & -row[w]!)
  return -1
}
