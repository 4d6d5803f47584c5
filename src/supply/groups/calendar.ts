// SPDX-License-Identifier: Apache-2.0
/**
 * Meetings as a calendar that other programs read: iCalendar, RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545). Moments are in
 * UTC (form 2 of section 3.3.5), so that no definition of a time zone has to travel with them.
 */
import type { Meeting } from './contract.ts'

/** Section 3.3.11: a text. Other control characters have no place in one. */
const textOf = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replaceAll('\n', '\\n')

/** Section 3.1: at most 75 octets in a line; what is over goes on after a line end and a space. No character is cut. */
const folded = (line: string): string => {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

const stampOf = (moment: string): string => `${moment.slice(0, 19).replace(/[-:]/g, '')}Z`

interface CalendarPlan {
  /** Of the group. */
  title: string
  /** Of this node, for ids that are the same whoever reads them. */
  host: string
  meetings: readonly Meeting[]
}

/** The whole file, with its line ends. A meeting that was cancelled stays in it, and says so. */
export const calendarOf = ({ title, host, meetings }: CalendarPlan): string => {
  const events = meetings.flatMap((each) => [
    'BEGIN:VEVENT',
    `UID:${each.id}@${host}`,
    `DTSTAMP:${stampOf(each.changed)}`,
    `SEQUENCE:${each.version - 1}`,
    `DTSTART:${stampOf(each.starts)}`,
    `DTEND:${stampOf(each.ends)}`,
    `SUMMARY:${textOf(`${title}: ${each.title}`)}`,
    `STATUS:${each.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:CONFIDENTIAL',
    ...(each.place ? [`LOCATION:${textOf(each.place)}`] : []),
    ...(each.link ? [`URL:${each.link}`] : []),
    ...(each.agenda ? [`DESCRIPTION:${textOf(each.agenda)}`] : []),
    'END:VEVENT',
  ])
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Passerelle//Groups//EN', ...events, 'END:VCALENDAR']
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
