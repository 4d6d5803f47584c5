// SPDX-License-Identifier: Apache-2.0
import { controlsInForce } from '../controls.ts'
import type { Amount, Evidence, Finding, FindingKind, MatchOptions, MatchResult } from '../findings.ts'
import type { Control, ReferenceData } from '../reference.ts'
import type { ReadAmount } from './amounts.ts'
import { type Feature, floor } from './certainty.ts'
import { createReader } from './reader.ts'

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

interface Known {
  kind: FindingKind
  name: string
  controls: readonly Control[]
}

const knownThings = (data: ReferenceData): Map<string, Known> => {
  const known = new Map<string, Known>()
  for (const { id, name } of data.equipment) known.set(id, { kind: 'equipment', name: name.en, controls: [] })
  for (const { id, name, control } of data.classes) known.set(id, { kind: 'class', name, controls: [control] })
  for (const { id, kind, name } of data.substances)
    known.set(id, { kind, name: name.en, controls: data.controls[id] ?? [] })
  return known
}

/** Field by field: leaving one out of a copy takes several times as long. */
const withoutSpelling = ({ text, span, value, unit, packs, packaging }: ReadAmount): Amount => {
  const amount: Amount = { text, span, value, unit }
  if (packs !== undefined) amount.packs = packs
  if (packaging !== undefined) amount.packaging = packaging
  return amount
}

export const createTextMatcher = (data: ReferenceData): TextMatcher => {
  const read = createReader(data)
  const known = knownThings(data)
  return {
    match: (line, options = {}) => {
      const { readings, amounts } = read(line, options)
      const findings: Finding[] = []
      for (const { id, as, by, start, end, certainty } of readings) {
        const thing = known.get(id)
        if (!thing || certainty < floor) continue
        const { kind, name, controls } = thing
        const span: [number, number] = [start, end]
        findings.push({ id, kind, name, controls: controlsInForce(controls, options), by, as, span, certainty })
      }
      if (options.amounts === false || amounts === null) return { findings, amounts: [], reference: data.version }
      return { findings, amounts: amounts().map(withoutSpelling), reference: data.version }
    },
    explain: (line, options = {}) =>
      read(line, options).readings.map(({ start, end, ...reading }) => ({ ...reading, span: [start, end] })),
  }
}
