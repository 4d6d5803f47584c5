// SPDX-License-Identifier: Apache-2.0
/**
 * A reader of iCalendar that takes nothing but what RFC 5545 allows of what is written here: content lines (3.1), the calendar
 * (3.6) with its VERSION and PRODID once, events (3.6.1) with what is required once and nothing twice, moments in UTC (3.3.5),
 * texts (3.3.11). Throws where a line is anything else.
 */

const ONCE = ['UID', 'DTSTAMP', 'DTSTART']
const MOMENTS = ['DTSTAMP', 'DTSTART', 'DTEND']
const TEXTS = ['SUMMARY', 'DESCRIPTION', 'LOCATION']
const KNOWN = [...ONCE, ...TEXTS, 'DTEND', 'SEQUENCE', 'STATUS', 'CLASS', 'URL']

const refuse = (what: string): never => {
  throw new Error(`Not RFC 5545: ${what}`)
}

const unfolded = (file: string): string[] => {
  if (!file.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(file)) refuse('lines end with CRLF.')
  for (const line of file.slice(0, -2).split('\r\n'))
    if (Buffer.byteLength(line) > 75) refuse(`a line of ${Buffer.byteLength(line)} octets.`)
  return file
    .slice(0, -2)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
}

const textIn = (value: string): string => {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value) || /\\[^\\;,nN]/.test(value)) refuse(`a text that is not escaped: ${value}`)
  return value.replace(/\\([\\;,nN])/g, (_, found: string) => (found.toLowerCase() === 'n' ? '\n' : found))
}

/** Its events, by the names of their properties. */
export const readCalendar = (file: string): Partial<Record<string, string>>[] => {
  const events: Partial<Record<string, string>>[] = []
  const head: Record<string, string> = {}
  let event: Record<string, string> | undefined
  const lines = unfolded(file)
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR') refuse('no calendar.')
  for (const line of lines.slice(1, -1)) {
    const [, name = '', value = ''] = /^([A-Z-]+):(.*)$/s.exec(line) ?? refuse(`a line without a name: ${line}`)
    if (line === 'BEGIN:VEVENT') event = event ? refuse('an event in an event.') : {}
    else if (line === 'END:VEVENT') {
      const done = event ?? refuse('an event ends that did not begin.')
      for (const each of ONCE) if (done[each] === undefined) refuse(`an event without ${each}.`)
      events.push(done)
      event = undefined
    } else {
      const into = event ?? head
      if (into[name] !== undefined) refuse(`${name} twice.`)
      if (event && !KNOWN.includes(name)) refuse(`${name} in an event.`)
      if (MOMENTS.includes(name) && !/^\d{8}T\d{6}Z$/.test(value)) refuse(`${name} is ${value}.`)
      if (name === 'SEQUENCE' && !/^\d+$/.test(value)) refuse(`${name} is ${value}.`)
      if (name === 'STATUS' && !['CONFIRMED', 'CANCELLED', 'TENTATIVE'].includes(value)) refuse(`${name} is ${value}.`)
      into[name] = TEXTS.includes(name) ? textIn(value) : value
    }
  }
  if (head.VERSION !== '2.0' || !head.PRODID) refuse('a calendar without VERSION and PRODID.')
  return events
}
