// SPDX-License-Identifier: Apache-2.0
/**
 * Reads one line: an exact pass over all names, the numbers, then (unless left out) a second pass over the line as it
 * was probably meant. A line in which nothing stirs ends after the first pass.
 */
import type { MatchOptions } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'
import { UNFOLD } from './alphabet.ts'
import { type ReadAmount, readAmounts } from './amounts.ts'
import { createContext, type TopicHit } from './context.ts'
import { domains } from './domains.ts'
import { createEntries, type Sense } from './entries.ts'
import { createFamilies } from './families.ts'
import { type Folded, unfold } from './fold.ts'
import { createLetters, readLetters } from './letters.ts'
import { createHits, type Hits } from './lexicon.ts'
import { createNumberReader } from './numbers.ts'
import { type Candidate, type Resolved, resolve } from './resolve.ts'
import { createRewriter, type Rewriter } from './rewrite.ts'
import { createSpeller } from './spelling.ts'
import { weigh } from './weigh.ts'
import { spellingWords } from './words.ts'

export interface Read {
  readings: Resolved[]
  amounts: ReadAmount[]
}

export type Reader = (line: string, options: MatchOptions) => Read

const none: readonly never[] = []

/** Tells from left to right whether a place is already read as something. */
const coverage = (found: readonly Candidate[]): ((start: number, end: number) => boolean) => {
  const spans = found
    .filter(({ sense }) => sense === null || sense.tier !== 'everyday')
    .sort((a, b) => a.start - b.start)
  let at = 0
  let reach = -1
  return (start, end) => {
    for (; at < spans.length && (spans[at] as Candidate).start < end; at++)
      reach = Math.max(reach, (spans[at] as Candidate).end)
    return reach > start
  }
}

export const createReader = (data: ReferenceData): Reader => {
  const entries = createEntries(data)
  const { alphabet, lexicon, senses, wanted } = entries
  const domainOf = domains(data)
  const readNumbers = createNumberReader(data, alphabet)
  const readFamilies = createFamilies(data)
  const letters = createLetters(data)
  const hits = createHits()
  const again = createHits()
  let made: Rewriter | null = null
  const rewriter = (): Rewriter => {
    if (made) return made
    const { targets, shields, chemicals } = spellingWords(data, entries)
    made = createRewriter(createSpeller(targets, shields, chemicals))
    return made
  }

  const needsUnfolding = (code: number) => alphabet[code] === UNFOLD
  const scan = (line: string, out: Hits): Folded | null => {
    if (lexicon.scan(line, out)) return null
    const folded = unfold(line, needsUnfolding)
    lexicon.scan(folded.text, out)
    return folded
  }

  const stirs = (): boolean => {
    if (hits.numbers.length > 0 || hits.fourteens.length > 0) return true
    for (let h = 2; h < hits.length; h += 4) if (wanted[hits.values[h] as number] !== 0) return true
    return false
  }

  const topicsOf = (): TopicHit[] => {
    const topics: TopicHit[] = []
    for (let h = 0; h < hits.length; h += 4)
      for (const sense of senses[hits.values[h + 2] as number] as Sense[])
        if (sense.kind === 'topic')
          topics.push({
            start: hits.values[h] as number,
            end: hits.values[h + 1] as number,
            topic: sense.id as TopicHit['topic'],
          })
    return topics
  }

  const candidatesOf = (text: string, amounts: ReadAmount[], lax: boolean, stirring: boolean): Candidate[] => {
    const found: Candidate[] = []
    const topics = topicsOf()
    const context = createContext(text, topics, amounts)
    if (stirring) {
      const ends = (wanted: string) => topics.filter(({ topic }) => topic === wanted).map(({ end }) => end)
      found.push(...weigh(text, hits, entries, domainOf, context, null))
      readNumbers(text, hits, { cas: ends('cas'), tariff: ends('tariff') }, lax, found)
      readLetters(text, context, letters, domainOf, found)
    }
    if (!lax) return found
    const rewritten = rewriter()(text, coverage(found))
    if (!rewritten) return found
    if (rewritten.family) readFamilies(text, found)
    if (rewritten.changes.length === 0) return found
    lexicon.scan(rewritten.text, again)
    const moved = createContext(rewritten.text, topics, amounts)
    for (const candidate of weigh(rewritten.text, again, entries, domainOf, moved, rewritten.changes))
      if (candidate.sense)
        found.push({
          ...candidate,
          start: rewritten.at[candidate.start] as number,
          end: rewritten.at[candidate.end] as number,
        })
    return found
  }

  const readWindow = (line: string, { spelling }: MatchOptions): Read => {
    const folded = scan(line, hits)
    const text = folded?.text ?? line
    const stirring = stirs()
    const amounts = hits.digits || stirring ? readAmounts(text) : (none as unknown as ReadAmount[])
    const lax = spelling !== false
    const readings =
      stirring || lax ? resolve(candidatesOf(text, amounts, lax, stirring)) : (none as unknown as Resolved[])
    if (folded)
      for (const place of [...readings, ...amounts.map(({ span }) => span)])
        if (Array.isArray(place)) {
          place[0] = folded.at[place[0] as number] as number
          place[1] = folded.at[place[1] as number] as number
        } else {
          place.start = folded.at[place.start] as number
          place.end = folded.at[place.end] as number
        }
    return { readings, amounts }
  }

  return (line, options) => (line.length <= WINDOW ? readWindow(line, options) : readLong(line, options, readWindow))
}

/** A long line is read in windows that overlap, cut between words where there are any. */
const WINDOW = 16_384
const OVERLAP = 400

const readLong = (line: string, options: MatchOptions, readWindow: Reader): Read => {
  const read: Read = { readings: [], amounts: [] }
  let readingsTo = 0
  let amountsTo = 0
  for (let from = 0; from < line.length; ) {
    let to = Math.min(line.length, from + WINDOW)
    if (to < line.length) {
      const space = line.lastIndexOf(' ', to)
      if (space > to - OVERLAP) to = space
    }
    const window = readWindow(line.slice(from, to), options)
    for (const reading of window.readings) {
      const [start, end] = [reading.start + from, reading.end + from]
      if (start < readingsTo) continue
      read.readings.push({ ...reading, start, end })
    }
    for (const amount of window.amounts) {
      const span: [number, number] = [amount.span[0] + from, amount.span[1] + from]
      if (span[0] >= amountsTo) read.amounts.push({ ...amount, span })
    }
    readingsTo = Math.max(readingsTo, ...read.readings.slice(-50).map(({ end }) => end))
    amountsTo = Math.max(amountsTo, ...read.amounts.slice(-50).map(({ span }) => span[1]))
    if (to === line.length) break
    from = Math.max(to - OVERLAP, from + 1)
  }
  return read
}
