// SPDX-License-Identifier: Apache-2.0
/** Help lines of a country's pack as of a moment: a number that nobody answers at night is given with that, and never alone. Pure. */
import type { HelpLine } from './contract.ts'
import { openingAt, WEEKDAYS } from './hours.ts'

/** Hours as a pack writes them: `24/7`, or the same on each day, `08:00-22:00`. */
export const lineAt = (
  { number, hours, name }: Omit<HelpLine, 'opens'>,
  timeZone: string,
  now: Date,
): HelpLine & { isOpen: boolean | null } => {
  const [opensAt = '', closesAt = ''] = hours.split('-')
  if (hours === '24/7') return { number, hours, name, opens: null, isOpen: true }
  if (timeZone === '') return { number, hours, name, opens: null, isOpen: null }
  const daily = { schedules: [{ byday: WEEKDAYS, opensAt, closesAt }], timeZone, holidays: 'open' as const }
  const { isOpen, changes } = openingAt(daily, now, () => false)
  return { number, hours, name, opens: isOpen ? null : (changes?.time ?? opensAt), isOpen }
}

/** The first while it is answered, or nobody knows; while it is not, another one that is before it. */
export const linesNow = (lines: readonly Omit<HelpLine, 'opens'>[], timeZone: string, now: Date): HelpLine[] => {
  const [first, ...others] = lines.map((line) => lineAt(line, timeZone, now))
  if (!first) return []
  const open = first.isOpen === false ? others.find(({ isOpen }) => isOpen) : undefined
  return [...(open ? [open] : []), first].map(({ isOpen: _, ...line }) => line)
}
