// SPDX-License-Identifier: Apache-2.0
import { controlsInForce } from '../controls.ts'
import type { Amount, Evidence, Finding, FindingKind, MatchOptions, MatchResult } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'
import { UNFOLD } from './alphabet.ts'
import { readAmounts } from './amounts.ts'
import { isDenied, isListed } from './boundaries.ts'
import { createCasIndex, readCas } from './cas.ts'
import { type Feature, floor } from './certainty.ts'
import { createContext, type LineContext, type TopicHit } from './context.ts'
import { domains } from './domains.ts'
import { createEntries, type Sense, signOf } from './entries.ts'
import { createFamilies } from './families.ts'
import { type Folded, unfold } from './fold.ts'
import { createHsIndex, readHs } from './hs.ts'
import { createInchikeyIndex, readInchikey } from './inchikey.ts'
import { judgeEquipment, judgeName } from './judge.ts'
import { createLetters, readLetters } from './letters.ts'
import { createHits, type Hits } from './lexicon.ts'
import { type Candidate, resolve } from './resolve.ts'
import { type Rewritten, rewrite } from './rewrite.ts'
import { createSpeller, type Speller } from './spelling.ts'
import { spellingWords } from './words.ts'

export interface TextMatcher {
  /** Everything found in one line of text. Never throws; a line of any length takes bounded time and memory. */
  match(line: string, options?: MatchOptions): MatchResult
  /** Every reading that was weighed, also those too uncertain to be findings, with what spoke for and against it. */
  explain(line: string, options?: MatchOptions): Reading[]
}

export interface Reading {
  id: string
  as: string
  by: Evidence
  span: [number, number]
  certainty: number
  features: readonly Feature[]
}

const evidenceOf = (sense: Sense): Evidence =>
  sense.kind === 'class'
    ? 'class'
    : sense.kind === 'equipment'
      ? 'equipment'
      : sense.nameKind === 'street'
        ? 'street'
        : sense.nameKind === 'code'
          ? 'code'
          : 'name'

export const createTextMatcher = (data: ReferenceData): TextMatcher => {
  const entries = createEntries(data)
  const { alphabet, lexicon, senses, wanted } = entries
  const casIndex = createCasIndex(data)
  const hsIndex = createHsIndex(data)
  const inchikeys = createInchikeyIndex(data)
  const domainOf = domains(data)
  const names = new Map<string, { kind: FindingKind; name: string }>([
    ...data.substances.map(({ id, kind, name }): [string, { kind: FindingKind; name: string }] => [
      id,
      { kind, name: name.en },
    ]),
    ...data.classes.map(({ id, name }): [string, { kind: FindingKind; name: string }] => [id, { kind: 'class', name }]),
    ...data.equipment.map(({ id, name }): [string, { kind: FindingKind; name: string }] => [
      id,
      { kind: 'equipment', name: name.en },
    ]),
  ])
  const classControls = new Map(data.classes.map(({ id, control }) => [id, [control]]))
  const letters = createLetters(data)
  const readFamilies = createFamilies(data)
  const hits = createHits()
  const again = createHits()
  let speller: Speller | null = null
  const spell = (): Speller => {
    if (!speller) {
      const { targets, shields, chemicals } = spellingWords(data, entries)
      speller = createSpeller(targets, shields, chemicals)
    }
    return speller
  }

  const scan = (line: string, out: Hits): Folded | null => {
    out.length = 0
    if (lexicon.scan(line, out)) return null
    out.length = 0
    const folded = unfold(line, (code) => alphabet[code] === UNFOLD)
    lexicon.scan(folded.text, out)
    return folded
  }

  /** Candidates among the hits of a line; `changes` where the line is rewritten and only what was changed counts. */
  const weigh = (text: string, from: Hits, context: LineContext, rewritten: Rewritten | null): Candidate[] => {
    const found: Candidate[] = []
    let deniedEnd = -1
    for (let h = 0; h < from.length; h += 4) {
      const [start, end, key, ending] = [
        from.values[h],
        from.values[h + 1],
        from.values[h + 2],
        from.values[h + 3],
      ] as [number, number, number, number]
      const list = senses[key] as Sense[]
      if (wanted[key] !== 1) {
        if (list.some(({ kind }) => kind === 'ordinary'))
          found.push({ start, end, sense: null, features: [], by: 'name' })
        continue
      }
      const changed = rewritten?.changes.filter((change) => change.start < end && change.end > start) ?? []
      if (rewritten && changed.length === 0) continue
      const place = { text, start, end, ending }
      // Of names that differ by a sign, the one that the line writes; else those without.
      const sign = list.some((sense) => sense.sign) ? signOf(text.slice(Math.max(0, start - 6), start)) : undefined
      const signed = list.filter((sense) => sense.sign === sign)
      const unsigned = list.filter((sense) => !sense.sign)
      const list2 = signed.length > 0 ? signed : unsigned.length > 0 ? unsigned : list
      const several = list2.filter(({ kind }) => kind === 'substance').length > 1
      for (const sense of list2) {
        if (sense.kind === 'ordinary' || sense.kind === 'topic') continue
        const features =
          sense.kind === 'equipment'
            ? judgeEquipment(sense, place, context)
            : sense.kind === 'class'
              ? (['class word'] as Feature[])
              : judgeName(sense, place, domainOf(sense.id), context)
        if (!features) {
          if (isListed(text.slice(deniedEnd, start)) || isDenied(text, start, end)) deniedEnd = Math.max(deniedEnd, end)
          continue
        }
        if (deniedEnd > 0 && start > deniedEnd && isListed(text.slice(deniedEnd, start))) {
          deniedEnd = end
          continue
        }
        if (several) features.push('one of several')
        if (sense.nameKind === 'street' && list.some(({ kind }) => kind === 'topic')) features.push('name: describes')
        let by = evidenceOf(sense)
        for (const change of changed) {
          if (change.kind === 'lookalike') features.push('disguise: look-alike letters')
          else if (change.kind === 'signs') features.push('disguise: signs for letters')
          if (change.cost > 0.05) features.push(change.cost > 1 ? 'spelling: far' : 'spelling: near')
          by = by === 'street' ? by : 'spelling'
        }
        if (changed.some(({ kind }) => kind === 'spelling') && sense.tier === 'brand') features.push('spelling: brand')
        if (changed.some(({ kind, start, end }) => kind === 'spelling' && end - start < 6))
          features.push('spelling: short name')
        found.push({ start, end, sense, features, by })
      }
    }
    return found
  }

  const numbers = (text: string, lax: boolean, announced: readonly number[], found: Candidate[]) => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const k = alphabet[code] as number
      const digit = k >= 27 && k <= 36
      const wordStart = i === 0 || (alphabet[text.charCodeAt(i - 1)] as number) === 0
      if (!digit) {
        if (code >= 65 && code <= 90) {
          let end = i
          while (text.charCodeAt(end) >= 65 && text.charCodeAt(end) <= 90) end++
          if (end - i === 14) {
            const hit = readInchikey(text, i, inchikeys)
            if (hit)
              found.push({
                start: hit.span[0],
                end: hit.span[1],
                sense: null,
                id: hit.id,
                as: hit.as,
                by: 'inchikey',
                features: [hit.whole ? 'inchikey: whole' : 'inchikey: skeleton'],
              })
          }
          if (end - i > 4) {
            i = end - 1
            continue
          }
        }
        if (!(lax && wordStart && 'OolISBZ'.includes(text[i] as string))) continue
      }
      const near = announced.some((at) => at <= i && i - at < 30)
      const hit = readCas(text, i, alphabet, casIndex, lax, near)
      if (hit) {
        found.push({
          start: hit.span[0],
          end: hit.span[1],
          sense: null,
          id: hit.id,
          as: hit.as,
          by: 'cas',
          features: [hit.written, ...(near ? (['cas: announced'] as Feature[]) : [])],
        })
        i = hit.span[1] - 1
      } else
        while (
          i + 1 < text.length &&
          (alphabet[text.charCodeAt(i + 1)] as number) >= 27 &&
          (alphabet[text.charCodeAt(i + 1)] as number) <= 36
        )
          i++
    }
  }

  const tariffs = (text: string, announced: readonly number[], found: Candidate[]) => {
    for (const at of announced) {
      const hit = readHs(text, at, hsIndex)
      if (!hit) continue
      const { ids, relation, hs6 } = hit.code
      for (const id of ids.length > 3 ? [] : ids)
        found.push({
          start: hit.span[0],
          end: hit.span[1],
          sense: null,
          id,
          as: hs6,
          by: 'hs',
          features: [`hs: ${relation}`, ...(ids.length > 1 ? (['hs: shared by several'] as Feature[]) : [])],
        })
    }
  }

  const read = (line: string, options: MatchOptions): { readings: Reading[]; amounts: Amount[] } => {
    const folded = scan(line, hits)
    const text = folded?.text ?? line
    const amounts = readAmounts(text)
    const topics: TopicHit[] = []
    const cas: number[] = []
    const tariff: number[] = []
    for (let h = 0; h < hits.length; h += 4)
      for (const sense of senses[hits.values[h + 2] as number] as Sense[])
        if (sense.kind === 'topic') {
          const [start, end] = [hits.values[h] as number, hits.values[h + 1] as number]
          topics.push({ start, end, topic: sense.id as TopicHit['topic'] })
          if (sense.id === 'cas') cas.push(end)
          if (sense.id === 'tariff') tariff.push(end)
        }
    const context = createContext(text, topics, amounts)
    const found = weigh(text, hits, context, null)
    readLetters(text, context, letters, domainOf, found)
    numbers(text, options.spelling !== false, cas, found)
    tariffs(text, tariff, found)
    if (options.spelling !== false) {
      readFamilies(text, found)
      const covered = (start: number, end: number) =>
        found.some(
          (candidate) =>
            candidate.start < end &&
            candidate.end > start &&
            (candidate.sense === null || candidate.sense.tier !== 'everyday'),
        )
      const rewritten = rewrite(text, spell(), covered)
      if (rewritten) {
        again.length = 0
        lexicon.scan(rewritten.text, again)
        const back = (at: number) => rewritten.at[at] as number
        const moved = createContext(rewritten.text, topics, amounts)
        for (const candidate of weigh(rewritten.text, again, moved, rewritten))
          if (candidate.sense) found.push({ ...candidate, start: back(candidate.start), end: back(candidate.end) })
      }
    }
    const place = (start: number, end: number): [number, number] =>
      folded ? [folded.at[start] as number, folded.at[end] as number] : [start, end]
    return {
      readings: resolve(found).map(({ start, end, ...reading }) => ({ ...reading, span: place(start, end) })),
      amounts: amounts.map(({ written: _, ...amount }) => ({ ...amount, span: place(...amount.span) })),
    }
  }

  const match = (line: string, options: MatchOptions = {}): MatchResult => {
    const { readings, amounts } = read(line, options)
    const findings: Finding[] = []
    for (const { id, as, by, span, certainty } of readings) {
      const known = names.get(id)
      if (!known || certainty < floor) continue
      const controls = controlsInForce(data.controls[id] ?? classControls.get(id) ?? [], options)
      findings.push({ id, ...known, controls, by, as, span, certainty })
    }
    return { findings, amounts, reference: data.version }
  }
  return { match, explain: (line, options = {}) => read(line, options).readings }
}
