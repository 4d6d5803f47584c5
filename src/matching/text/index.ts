// SPDX-License-Identifier: Apache-2.0
import { controlsInForce } from '../controls.ts'
import type { Finding, MatchOptions, MatchResult } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'
import { NINE, UNFOLD, ZERO } from './alphabet.ts'
import { type CasHit, createCasIndex, readCas } from './cas.ts'
import { createEntries } from './entries.ts'
import { unfold } from './fold.ts'
import { createHits } from './lexicon.ts'

export interface TextMatcher {
  /** Everything found in one line of text. Never throws; a line of any length takes bounded time and memory. */
  match(line: string, options?: MatchOptions): MatchResult
}

export const createTextMatcher = (data: ReferenceData): TextMatcher => {
  const { alphabet, lexicon, senses } = createEntries(data)
  const casIndex = createCasIndex(data)
  const substances = new Map(data.substances.map((substance) => [substance.id, substance]))
  const hits = createHits()

  const match = (line: string, options: MatchOptions = {}): MatchResult => {
    hits.length = 0
    let text = line
    let at: Uint32Array | null = null
    if (!lexicon.scan(text, hits)) {
      hits.length = 0
      ;({ text, at } = unfold(line, (code) => alphabet[code] === UNFOLD))
      lexicon.scan(text, hits)
    }
    const findings: Finding[] = []
    const place = (start: number, end: number): [number, number] =>
      at ? [at[start] as number, at[end] as number] : [start, end]
    const add = (id: string, by: Finding['by'], as: string, span: [number, number], certainty: number) => {
      const substance = substances.get(id)
      if (!substance) return
      const controls = controlsInForce(data.controls[id] ?? [], options)
      findings.push({ id, kind: substance.kind, name: substance.name.en, controls, by, as, span, certainty })
    }
    for (let i = 0; i < text.length; i++) {
      const k = alphabet[text.charCodeAt(i)] as number
      if (k < ZERO || k > NINE) continue
      const found: CasHit | null = readCas(text, i, alphabet, casIndex, false)
      if (found) add(found.id, 'cas', found.as, place(...found.span), found.written === 'plain' ? 0.99 : 0.9)
      while (
        i < text.length &&
        (alphabet[text.charCodeAt(i)] as number) >= ZERO &&
        (alphabet[text.charCodeAt(i)] as number) <= NINE
      )
        i++
    }
    let until = 0
    for (let h = 0; h < hits.length; h += 4) {
      const [start, end, key] = [hits.values[h] as number, hits.values[h + 1] as number, hits.values[h + 2] as number]
      const longer = hits.values[h + 4] === start && h + 4 < hits.length
      if (start < until || longer) continue
      until = end
      for (const sense of senses[key] ?? [])
        if (sense.kind !== 'ordinary' && sense.nameKind !== 'street' && end - start > 3)
          add(sense.id, sense.nameKind === 'code' ? 'code' : 'name', sense.as, place(start, end), 0.95)
    }
    return { findings, amounts: [], reference: data.version }
  }
  return { match }
}
