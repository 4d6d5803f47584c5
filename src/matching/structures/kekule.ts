// SPDX-License-Identifier: Apache-2.0
/** Placing double bonds: a perfect matching over the atoms that lack one (Edmonds' blossoms, O(V·E)). */

/** For each vertex its partner, or -1; `undefined` when the graph has no perfect matching. */
export const perfectMatching = (neighbours: readonly (readonly number[])[]): Int32Array | undefined => {
  const n = neighbours.length
  const mate = new Int32Array(n).fill(-1)
  if (n % 2 === 1) return undefined
  for (let v = 0; v < n; v++) {
    if (mate[v]! >= 0) continue
    const free = neighbours[v]!.find((w) => mate[w]! < 0)
    if (free !== undefined) {
      mate[v] = free
      mate[free] = v
    }
  }
  for (let v = 0; v < n; v++) if (mate[v]! < 0 && !augment(neighbours, mate, v)) return undefined
  return mate
}

const augment = (neighbours: readonly (readonly number[])[], mate: Int32Array, root: number): boolean => {
  const n = mate.length
  const parent = new Int32Array(n).fill(-1)
  const base = Int32Array.from({ length: n }, (_, i) => i)
  const used = new Uint8Array(n)
  used[root] = 1
  const queue = [root]
  const common = (a: number, b: number): number => {
    const onPath = new Uint8Array(n)
    for (let x = a; ; x = parent[mate[x]!]!) {
      x = base[x]!
      onPath[x] = 1
      if (mate[x]! < 0) break
    }
    for (let x = b; ; x = parent[mate[x]!]!) {
      x = base[x]!
      if (onPath[x]) return x
    }
  }
  const markPath = (from: number, stop: number, via: number, inBlossom: Uint8Array) => {
    let child = via
    for (let v = from; base[v] !== stop; v = parent[mate[v]!]!) {
      inBlossom[base[v]!] = 1
      inBlossom[base[mate[v]!]!] = 1
      parent[v] = child
      child = mate[v]!
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!
    for (const w of neighbours[v]!) {
      if (base[v] === base[w] || mate[v] === w) continue
      if (w === root || (mate[w]! >= 0 && parent[mate[w]!]! >= 0)) {
        const top = common(v, w)
        const inBlossom = new Uint8Array(n)
        markPath(v, top, w, inBlossom)
        markPath(w, top, v, inBlossom)
        for (let i = 0; i < n; i++) {
          if (!inBlossom[base[i]!]) continue
          base[i] = top
          if (!used[i]) {
            used[i] = 1
            queue.push(i)
          }
        }
      } else if (parent[w]! < 0) {
        parent[w] = v
        if (mate[w]! < 0) {
          for (let x = w; x >= 0; ) {
            const previous = parent[x]!
            const next = mate[previous]!
            mate[x] = previous
            mate[previous] = x
            x = next
          }
          return true
        }
        used[mate[w]!] = 1
        queue.push(mate[w]!)
      }
    }
  }
  return false
}
