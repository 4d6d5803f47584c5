// SPDX-License-Identifier: Apache-2.0
/**
 * Reads one line: an exact pass over all names, the numbers, then (unless left out) a second pass over the line as it
 * was probably meant. A line in which nothing stirs ends after the first pass.
 */
import type { MatchOptions } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'
import { isAscii, UNFOLD } from './alphabet.ts'
import { mayWeighLittle, type ReadAmount, readAmounts } from './amounts.ts'
import { isBargained } from './bargain.ts'
import { createContext, isRetail, once, type TopicHit } from './context.ts'
import { domains } from './domains.ts'
import { ANNOUNCES, NAME, SUPPORT, WEAK } from './entries.ts'
import { createFamilies } from './families.ts'
import { type Folded, unfold } from './fold.ts'
import { capitalBit, createHits, createNumbers, type Hits } from './hits.ts'
import { createLetters, readLetters } from './letters.ts'
import { createLexicon } from './lexicon.ts'
import { createNumberReader } from './numbers.ts'
import { type Candidate, type Resolved, resolve } from './resolve.ts'
import { createRewriter } from './rewrite.ts'
import { openSenses } from './senses.ts'
import { MAY_BARGAIN, MAY_RETAIL, signsAtAll } from './signs.ts'
import { createSpeller, MOST_OTHERS } from './spelling.ts'
import { tablesOf } from './tables.ts'
import { weigh } from './weigh.ts'

export interface Read {
  readings: Resolved[]
  /** Read when asked for; null where the line has no number. */
  amounts: (() => ReadAmount[]) | null
}

export type Reader = (line: string, options: MatchOptions) => Read

const none: never[] = []

/** An amount in words. */
const worded =
  /(?:^|\s)(?:half|dozen|quarter|one|two|three|four|five|six|ten|twenty|fifty|hundred|demi|medio|media|halbes|dutzend|douzaine|docena)\s/i

/** A number before grams, ounces or micrograms, in any script. */
const mayBeRetail = /\d ?(?:g|oz|ounce|u|µ|m|г|мк|克|غ|جرام)/i

/** Tells from left to right whether a word is already read as something to its end: the `fent` of `fent4nyl` is not it. */
const coverage = (found: readonly Candidate[]): ((from: number, to: number) => boolean) => {
  let spans: Candidate[] | undefined
  let at = 0
  let reach = -1
  return (_, to) => {
    spans ??= found.filter(({ sense }) => sense === null || sense.tier !== 'everyday').sort((a, b) => a.start - b.start)
    for (; at < spans.length && (spans[at] as Candidate).start < to; at++)
      reach = Math.max(reach, (spans[at] as Candidate).end)
    return reach >= to
  }
}

export const createReader = (data: ReferenceData): Reader => {
  const { alphabet, keys, stirring, senses: columns, spelling, systematic } = tablesOf(data)
  const lexicon = createLexicon(alphabet, keys, stirring)
  const senses = openSenses(columns)
  const { wanted } = senses
  const domainOf = domains(data)
  const readNumbers = createNumberReader(data, alphabet)
  const readFamilies = createFamilies(data, systematic)
  const letters = createLetters(senses.letters())
  let namedLetters = 0
  for (const letter of letters.keys()) namedLetters |= capitalBit(letter.charCodeAt(0))
  const hits = createHits()
  const again = createHits()
  const numbers = createNumbers()
  const rewriter = once(() => createRewriter(createSpeller(spelling())))

  const needsUnfolding = (code: number) => alphabet[code] === UNFOLD
  const look = (line: string, out: Hits): Folded | null => {
    if (lexicon.look(line, out)) return null
    const folded = unfold(line, needsUnfolding)
    lexicon.look(folded.text, out)
    return folded
  }

  /** The line may hold a finding: a name, a number, or a weak name or letter with something that supports it. */
  const stirs = (text: string, amounts: () => ReadAmount[], lax: boolean): boolean => {
    let weak = false
    let support = false
    const { values, length } = hits.found
    for (let h = 0; h < length; h += 4) {
      const stir = wanted[values[h + 2] as number]
      if (stir === NAME || stir === ANNOUNCES) return true
      if (stir === WEAK) {
        // the whole line
        if ((values[h] as number) < 2 && (values[h + 1] as number) > text.length - 2) return true
        weak = true
      } else if (stir === SUPPORT) support = true
    }
    if (readNumbers.any(text, hits)) return true
    // Numbers are read with letters for digits in any line that stirs, so here every letter counts.
    if (support) return weak || (hits.capitals & (lax ? -1 : namedLetters)) !== 0
    if (!weak || !hits.digits) return false
    lexicon.ends(numbers)
    const signs = signsAtAll(text, numbers)
    return (
      ((signs & MAY_RETAIL) !== 0 && mayBeRetail.test(text) && mayWeighLittle(text) && amounts().some(isRetail)) ||
      ((signs & MAY_BARGAIN) !== 0 && isBargained(text))
    )
  }

  const topicsOf = (): TopicHit[] => {
    const topics: TopicHit[] = []
    const { values, length } = hits.found
    for (let h = 0; h < length; h += 4)
      for (const { kind, id } of senses.of(values[h + 2] as number))
        if (kind === 'topic')
          topics.push({ start: values[h] as number, end: values[h + 1] as number, topic: id as TopicHit['topic'] })
    return topics
  }

  const candidatesOf = (text: string, amounts: () => ReadAmount[], lax: boolean, stirring: boolean): Candidate[] => {
    const found: Candidate[] = []
    if (lax && hits.mixed) readNumbers.lookalikes(text, found)
    const topics = once(topicsOf)
    if (stirring) {
      lexicon.complete(hits)
      const context = createContext(text, topics, amounts)
      const ends = (wanted: string) =>
        topics()
          .filter(({ topic }) => topic === wanted)
          .map(({ end }) => end)
      found.push(...weigh(text, hits, senses, domainOf, context, null))
      readNumbers.read(text, hits, { cas: ends('cas'), tariff: ends('tariff') }, lax, found)
      if (hits.capitals !== 0 || !isAscii(text)) readLetters(text, context, letters, domainOf, found)
    }
    if (!lax) return found
    for (let round = 0; round <= MOST_OTHERS; round++) {
      const rewritten = rewriter()(text, coverage(found), round)
      if (!rewritten) return found
      if (rewritten.family && round === 0) readFamilies(text, found)
      if (rewritten.changes.length === 0) return found
      if (!stirring && round === 0) lexicon.complete(hits)
      lexicon.scan(rewritten.text, again)
      const context = createContext(rewritten.text, topics, amounts)
      for (const candidate of weigh(rewritten.text, again, senses, domainOf, context, rewritten.changes))
        if (candidate.sense)
          found.push({
            ...candidate,
            start: rewritten.at[candidate.start] as number,
            end: rewritten.at[candidate.end] as number,
          })
      if (!rewritten.more) return found
    }
    return found
  }

  const readWindow = (line: string, { spelling }: MatchOptions): Read => {
    const folded = look(line, hits)
    const text = folded?.text ?? line
    const { digits } = hits
    let made: ReadAmount[] | null = digits || worded.test(text) ? null : none
    const amounts = (): ReadAmount[] => {
      made ??= readAmounts(text)
      return made
    }
    const lax = spelling !== false
    const stirring = stirs(text, amounts, lax)
    const readings = stirring || lax ? resolve(candidatesOf(text, amounts, lax, stirring)) : none
    if (!folded) return { readings, amounts: made === none ? null : amounts }
    const { at } = folded
    return {
      readings: readings.map((reading) => ({
        ...reading,
        start: at[reading.start] as number,
        end: at[reading.end] as number,
      })),
      amounts: () =>
        amounts().map(({ span, ...amount }) => ({ ...amount, span: [at[span[0]] as number, at[span[1]] as number] })),
    }
  }

  return (line, options) => (line.length <= WINDOW ? readWindow(line, options) : readLong(line, options, readWindow))
}

/** A long line is read in windows that overlap, cut between words where there are any. */
const WINDOW = 16_384
const OVERLAP = 400

const readLong = (line: string, options: MatchOptions, readWindow: Reader): Read => {
  const readings: Resolved[] = []
  const amounts: ReadAmount[] = []
  let readTo = 0
  let amountsTo = 0
  for (let from = 0; ; ) {
    let to = Math.min(line.length, from + WINDOW)
    const space = to < line.length ? line.lastIndexOf(' ', to) : -1
    if (space > to - OVERLAP) to = space
    const window = readWindow(line.slice(from, to), options)
    const before = readTo
    for (const reading of window.readings) {
      const [start, end] = [reading.start + from, reading.end + from]
      if (start < before) continue
      readings.push({ ...reading, start, end })
      readTo = Math.max(readTo, end)
    }
    const amountsBefore = amountsTo
    for (const amount of window.amounts?.() ?? none) {
      const span: [number, number] = [amount.span[0] + from, amount.span[1] + from]
      if (span[0] < amountsBefore) continue
      amounts.push({ ...amount, span })
      amountsTo = Math.max(amountsTo, span[1])
    }
    if (to === line.length) return { readings, amounts: () => amounts }
    from = Math.max(to - OVERLAP, from + 1)
  }
}
