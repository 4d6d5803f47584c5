// SPDX-License-Identifier: Apache-2.0
/** What one writes first: words in lower case, a tree of maps from word to word, the longest name from each place. */
import type { PeerName } from './names.ts'

interface Node {
  next: Map<string, Node>
  id: string | undefined
}

const word = /[\p{L}\p{N}]+/gu
const node = (): Node => ({ next: new Map(), id: undefined })

export const createTrie = (names: readonly PeerName[]) => {
  const root = node()
  for (const { id, text } of names) {
    let at = root
    for (const token of text.toLowerCase().match(word) ?? []) {
      let next = at.next.get(token)
      if (!next) {
        next = node()
        at.next.set(token, next)
      }
      at = next
    }
    if (at !== root) at.id ??= id
  }

  /** Ids of the names in one line. */
  return (line: string): string[] => {
    const tokens = line.toLowerCase().match(word)
    const found: string[] = []
    if (tokens === null) return found
    for (let i = 0; i < tokens.length; i++) {
      let at = root.next.get(tokens[i]!)
      let id: string | undefined
      for (let j = i + 1; at; at = at.next.get(tokens[j++] ?? '')) if (at.id !== undefined) id = at.id
      if (id !== undefined) found.push(id)
    }
    return found
  }
}
