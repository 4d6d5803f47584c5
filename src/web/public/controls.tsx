// SPDX-License-Identifier: Apache-2.0
import type { Control } from '#matching/index.ts'
import { Tag } from '../kit/tag/tag.tsx'
import { useWords, type Words } from './words.tsx'

const conventions = new Set(['1961', '1971', '1988'])

/** The instrument in full: a convention by its name, a national text as the reference gives it. */
export const instrumentName = (words: Words, instrument: string) => words.maybe(`instrument.${instrument}`, instrument)

export const isConvention = (instrument: string) => conventions.has(instrument)

/** Who controls: a country by its name, `INT` as the conventions. */
export function jurisdictionName(words: Words, code: string): string {
  const regions = new Intl.DisplayNames(words.language, { type: 'region' })
  const country = /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code
  return words.maybe(`jurisdiction.${code}`, country)
}

/** Since when and until when, as precisely as is known. */
export function period({ t, date }: Words, { since, until }: Control): string {
  if (since === null)
    return until === null ? t('substance.periodUnknown') : t('substance.untilOnly', { until: date(until) })
  if (until === null) return t(since.length === 4 ? 'substance.sinceYear' : 'substance.since', { date: date(since) })
  return t('substance.fromTo', { since: date(since), until: date(until) })
}

/** `Schedule I` and `Table II` in the reader's language; a national list as the reference gives it. */
export function scheduleName({ t }: Words, { instrument, schedule }: Control): string {
  const [, kind, number] = /^(Schedule|Table) ([IV]+)$/.exec(schedule) ?? []
  if (!isConvention(instrument) || number === undefined) return schedule
  return t(kind === 'Table' ? 'schedule.table' : 'schedule.schedule', { number })
}

/** One control in a few words: `1988, Table I`. */
export const shortControl = (words: Words, control: Control) =>
  `${control.jurisdiction === 'INT' ? '' : `${jurisdictionName(words, control.jurisdiction)}: `}${control.instrument}${words.t('frame.comma')}${scheduleName(words, control)}`

export function Checked({ control }: { control: Control }) {
  const { t } = useWords()
  return control.checked ? (
    <Tag tone="sure">{t('substance.checked')}</Tag>
  ) : (
    <Tag tone="unsure">{t('substance.notChecked')}</Tag>
  )
}
