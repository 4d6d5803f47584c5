// SPDX-License-Identifier: Apache-2.0
/** What is counted to show that a promise is kept: indicators.csv, read apart from what matching works from. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import papaparse from 'papaparse'

export interface Indicator {
  /** Stable, such as `IND-001`. */
  id: string
  theme: string
  name: { en: string; fr: string }
  numerator: string
  /** Empty where the numerator stands alone. */
  denominator: string
  /** By what it is broken down. */
  disaggregation: string[]
  /** Units in which it may be given, such as `percent`. */
  units: string[]
  direction: 'up' | 'down' | 'towards' | 'context' | 'watch'
  benchmark: string
  frequency: string
  /** After which protocol; compare with the original before reporting by it. */
  protocol: string
  /** Paragraphs that it shows the progress of: of the resolution on treatment `OP` operative, `P` preambular; `R1-7`
   * is paragraph 7 of Resolution 63/1. */
  paragraphs: string[]
  computedFrom: string
  /** `small-numbers`: it counts people or what happened to them, so no figure goes out without the floor. */
  hides: 'small-numbers' | 'nothing'
}

const parted = (text: string | undefined) => (text ?? '').split(';').filter((part) => part !== '')

const indicatorOf = (row: Record<string, string>): Indicator => ({
  id: row.id ?? '',
  theme: row.theme ?? '',
  name: { en: row.name_en ?? '', fr: row.name_fr ?? '' },
  numerator: row.numerator ?? '',
  denominator: row.denominator ?? '',
  disaggregation: parted(row.disaggregation),
  units: parted(row.unit),
  direction: row.direction as Indicator['direction'],
  benchmark: row.benchmark ?? '',
  frequency: row.frequency ?? '',
  protocol: row.protocol ?? '',
  paragraphs: parted(row.paragraphs),
  computedFrom: row.computed_from ?? '',
  hides: row.hides === 'nothing' ? 'nothing' : 'small-numbers', // what is not said to be harmless is not shown
})

/** Every indicator, in the order of the file. Throws where the file is absent or a row has too few or many fields. */
export const loadIndicators = (): Indicator[] => {
  const text = readFileSync(join(import.meta.dirname, 'indicators.csv'), 'utf8')
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const [fault] = errors
  if (fault) throw new Error(`indicators.csv, row ${(fault.row ?? -1) + 2}: ${fault.message}`)
  return data.map(indicatorOf)
}
