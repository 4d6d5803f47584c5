// SPDX-License-Identifier: Apache-2.0
/** Systematic names that are in no list as they are written but have the pieces of one that is (see pieces.ts). */
import type { ReferenceData } from '../reference.ts'
import { once } from './context.ts'
import type { Sense } from './entries.ts'
import { piecesOf, prepared, signatureOf } from './pieces.ts'
import type { Candidate } from './resolve.ts'
import { senseOf } from './sense.ts'

/** Names of more words are read in part. */
const MOST_WORDS = 8

const signatureOfName = (name: string): string | null => {
  const found = piecesOf(prepared(name))
  return found && signatureOf(found)
}

/** What a name says of how the atoms lie in space: of names with the same pieces, the one that says the same is meant. */
const stereoOf = (name: string): string =>
  (name.match(/\d*[RS](?=[,)*])|\([+±−-](?:\/-)?\)|(?<![\p{L}])(?:[DL]|DL|rac|[dl])(?=-)|cis|trans/gu) ?? []).join()

const systematicKinds = new Set(['inn', 'iupac', 'translation'])

export type SystematicTables = {
  /** One line for each structure that the names tell apart: its pieces, the id, the name; no id where others have them. */
  lines: Uint8Array
}

export const makeSystematic = (data: ReferenceData): SystematicTables => {
  const lines = Array.from(
    signaturesOf(data),
    ([signature, sense]) => `${signature}\t${sense?.id ?? ''}\t${sense?.as ?? ''}`,
  )
  return { lines: new TextEncoder().encode(lines.join('\n')) }
}

const openSystematic = ({ lines }: SystematicTables): Map<string, Sense | null> => {
  const table = new Map<string, Sense | null>()
  for (const line of new TextDecoder().decode(lines).split('\n')) {
    const [signature, id, as] = line.split('\t') as [string, string, string]
    table.set(signature, id === '' ? null : systematicSense(id, as))
  }
  return table
}

const systematicSense = (id: string, as: string) => senseOf('substance', id, as, 'sure', 'iupac')

/** Each structure that the names tell apart; null where other chemicals have these pieces too. */
const signaturesOf = (data: ReferenceData): Map<string, Sense | null> => {
  const table = new Map<string, Sense | null>()
  const skeletons = new Map(data.substances.map(({ id, inchikey }) => [id, inchikey.slice(0, 14)]))
  for (const { name } of data.ordinary) {
    const signature = /\d|[a-z]-[a-z]/.test(name) ? signatureOfName(name) : null
    if (signature) table.set(signature, null)
  }
  const add = (id: string, as: string) => {
    const signature = signatureOfName(as)
    if (!signature) return
    const known = table.get(signature)
    const sense = systematicSense(id, as)
    table.set(`${signature} ${stereoOf(as)}`, sense)
    if (known === undefined) table.set(signature, sense)
    // Isomers that differ in space alone are not told apart: the first stands for all.
    else if (known && known.id !== id && skeletons.get(known.id) !== skeletons.get(id)) table.set(signature, null)
  }
  for (const { id, name, kind } of data.names) if (systematicKinds.has(kind) && /\d/.test(name)) add(id, name)
  return table
}

interface Word {
  start: number
  end: number
  text: string
  /** Absent until somebody asks: of most words nobody does. */
  pieces?: string[] | null
}

const piecesIn = (word: Word | undefined): string[] | null => {
  if (!word) return null
  if (word.pieces === undefined) word.pieces = word.text.length > 1 ? piecesOf(prepared(word.text)) : null
  return word.pieces
}

/** Words that may be parts of a systematic name; a comma ends an inverted parent: `2-Propanone, 1-phenyl-`. */
const wordsOf = (text: string): Word[] => {
  const words: Word[] = []
  for (const { 0: match, index } of text.matchAll(/[^\s;|"“”«»【】]+/gu)) {
    const lead = /^[([{'*~.:-]*(?=\p{L}{3})/u.exec(match)?.[0].length ?? 0
    let inner = match.slice(lead).replace(/[,.:!?*~]+$/, '')
    // A bracket that opens outside the word closes outside the name too.
    while (/[)\]}]$/.test(inner) && (inner.match(/[([{]/g)?.length ?? 0) < (inner.match(/[)\]}]/g)?.length ?? 0))
      inner = inner.slice(0, -1)
    const start = index + lead
    words.push({ start, end: start + inner.length, text: inner })
  }
  return words
}

/** A word with a locant, a bracket or a hyphen, and with letters enough to name something. */
const isAnchor = (word: Word): boolean =>
  word.text.length > 5 &&
  /[\d()[\]-]/.test(word.text) &&
  /\p{L}{3}/u.test(word.text) &&
  (piecesIn(word)?.length ?? 0) > 1

/** A name of the lists stands here, but for a sign of isomerism, say. */
const covers = (other: Candidate, start: number, end: number): boolean =>
  Math.min(other.end, end) - Math.max(other.start, start) > 0.6 * (end - start)

export type SystematicReader = (text: string, found: Candidate[]) => void

export const createSystematic = (tables: () => SystematicTables): SystematicReader => {
  const structures = once(() => openSystematic(tables()))
  return (text, found) => {
    const words = wordsOf(text)
    for (let w = 0; w < words.length; w++) {
      if (!isAnchor(words[w] as Word)) continue
      let from = w
      while (from > 0 && w - from < MOST_WORDS && piecesIn(words[from - 1])) from--
      let to = w + 1
      while (to < words.length && to - w < MOST_WORDS && piecesIn(words[to])) to++
      const run = words.slice(from, to)
      const signature = signatureOf(run.flatMap(({ pieces }) => pieces as string[]))
      const known = signature === null ? null : structures().get(signature)
      w = to - 1
      if (!known) continue
      const [start, end] = [(run[0] as Word).start, (run.at(-1) as Word).end]
      if (found.some((other) => covers(other, start, end))) continue
      const sense = structures().get(`${signature} ${stereoOf(text.slice(start, end))}`) ?? known
      found.push({ start, end, sense, by: 'name', features: ['name: same pieces'] })
    }
  }
}
