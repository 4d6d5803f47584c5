// SPDX-License-Identifier: Apache-2.0
/** Which of several files of one kind a file is. Pure. */
import type { Source } from './contract.ts'

const MOST = 100
/** A day, a month or a year, in figures, and the number that a browser puts behind the name of a second copy. */
const DATES = [
  /[\s_.-]*\(\d+\)$/,
  /[\s_.-]*(?:(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d)/g,
  /[\s_.-]*(?:19|20)\d\d[-_.](?:0[1-9]|1[0-2])(?!\d)/g,
  /[\s_.-]+(?:19|20)\d\d(?!\d)/g,
]

/**
 * As it was named; else, of a plain table, of which an organisation may have several, by its file without its date: the table of
 * next month is the same source. Of other kinds there is one unless it is named.
 */
export const sourceNameOf = (source: Source, given: string, file: string): string => {
  if (given.trim() !== '') return given.trim().slice(0, MOST)
  if (source !== 'csv') return ''
  const bare = file.replace(/^.*[/\\]/, '').replace(/\.[a-z]{1,5}$/i, '')
  const named = DATES.reduce((name, date) => name.replace(date, ''), bare).trim()
  return (named || bare).slice(0, MOST)
}
