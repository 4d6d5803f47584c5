// SPDX-License-Identifier: Apache-2.0
/** The peers of fuzzy search: each is asked one line, and answers the one name that it holds for the best. */
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { PeerName } from './names.ts'

export interface Best {
  id: string
  /** Higher is better; comparable within one peer only. */
  score: number
}
export interface Peer {
  name: string
  /** Its best match above the threshold that it comes with. */
  best(line: string): Best | undefined | Promise<Best | undefined>
}

const word = /[\p{L}\p{N}]+/gu
export const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? []

/** Fuzzy 0.2 of a word's length; a name counts only where each of its words is found, else any word is a hit. */
export const miniSearchPeer = (names: readonly PeerName[]): Peer => {
  const index = new MiniSearch<PeerName & { key: number }>({ idField: 'key', fields: ['text'], tokenize: wordsOf })
  index.addAll(names.map((entry, key) => ({ ...entry, key })))
  const length = names.map(({ text }) => new Set(wordsOf(text)).size)
  return {
    name: 'MiniSearch, fuzzy 0.2',
    best: (line) => {
      const [first] = index.search(line, { fuzzy: 0.2, filter: ({ id, terms }) => terms.length >= length[id]! })
      return first && { id: names[first.id]!.id, score: first.score }
    },
  }
}

/** Its search by words, made for queries of several; threshold 0.6 as it comes. */
export const fusePeer = (names: readonly PeerName[]): Peer => {
  const index = new Fuse(names, { keys: ['text'], includeScore: true, useTokenSearch: true, ignoreLocation: true })
  return {
    name: 'Fuse.js, token search',
    best: (line) => {
      const [first] = index.search(line, { limit: 1 })
      return first && { id: first.item.id, score: 1 - (first.score ?? 1) }
    },
  }
}
