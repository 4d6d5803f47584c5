// SPDX-License-Identifier: Apache-2.0
/** What was read from a paragraph, as the form shows it: each field with the words that it was read from. */
import type { Suggestion } from '#supply/incidents/contract.ts'
import { type Given, rowOf } from './fields.ts'
import { closed } from './given.ts'

/**
 * By field: what was read, and from which words; `missing` where the text does not say it, with what stands there instead. It
 * travels with the form, and holds as long as the field says that.
 */
export type Read = Readonly<Record<string, Entry>>
interface Entry {
  value: string
  words: string
  missing?: true | undefined
}

/** What a report is asked for first: where the text does not say one of these, its field does. */
export const MAIN = ['kind', 'urgency', 'title', 'occurred', 'place.country', 'place.name', 'goods.0.name'] as const

const MOST_WORDS = 80

/** Every field of a report that is filled, for its form. */
export const givenFrom = (incident: object): Given =>
  Object.fromEntries(flat(incident).filter(([, value]) => value.trim() !== ''))

/** Every field that is filled, by where it stands: `{ goods: [{ name }] }` as `goods.0.name`. */
const flat = (value: unknown, at = ''): [string, string][] => {
  if (value === undefined || value === null || value === false) return []
  if (typeof value !== 'object') return [[at, value === true ? 'yes' : String(value)]]
  return Object.entries(value).flatMap(([key, each]) => flat(each, at === '' ? key : `${at}.${key}`))
}

/** What was seen and fills no field: firms whose part nobody tells, numbers that cannot be right. Each once. */
export const unplacedIn = (paragraph: string, { spans }: Suggestion): string[] => [
  ...new Set(
    spans.filter(({ part }) => part === 'party?' || part === 'identifier?').map(({ span }) => paragraph.slice(...span)),
  ),
]

const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`)

/** Fields that are filled whatever the text says. */
const standing = new Set(['goods.certainty', 'parties.knowledge', 'equipment.count', 'urgency'])
const isStanding = (field: string) => {
  const row = rowOf(field)
  return standing.has(row ? `${row.group}.${row.name}` : field)
}

/**
 * The form, filled, and what of it was read. The paragraph itself is the account. `home`: country that stands where the text
 * names none, ISO 3166-1 alpha-2.
 */
export function filledFrom(
  paragraph: string,
  { incident, spans }: Suggestion,
  home: string,
): { given: Given; read: Read } {
  const town = spans.find(({ part }) => part === 'place.name')
  const fields = [
    ...flat(incident).filter(([field, value]) => field !== 'account' && value.trim() !== ''),
    ...(town ? [['place.name', paragraph.slice(...town.span)] as [string, string]] : []),
  ]
  const wordsOf = (field: string) => {
    const exact = spans.filter(({ part }) => part === field)
    const near = exact.length > 0 || isStanding(field) ? exact : spans.filter(({ part }) => within(field, part))
    return near.map(({ span: [start, end] }) => paragraph.slice(start, end).replace(/\s+/g, ' ').trim())
  }
  const read = fields.flatMap(([field, value]) => {
    const words = [...new Set(wordsOf(field))].join(' … ').slice(0, MOST_WORDS)
    // Lists that stand on something by themselves were read only where their own words say so.
    return field.endsWith('.id') || (words === '' && isStanding(field)) ? [] : [[field, { value, words }] as const]
  })
  const found: Read = Object.fromEntries(read)
  const given: Given = { urgency: 'routine', 'place.country': home, ...Object.fromEntries(fields), account: paragraph }
  const missing = MAIN.filter((field) => !found[field]).map(
    (field) => [field, { value: given[field] ?? '', words: '', missing: true }] as const,
  )
  return { given, read: { ...found, ...Object.fromEntries(missing) } }
}

const isEntry = (entry: unknown): entry is Entry => {
  const { value, words, missing } = (entry ?? {}) as { value?: unknown; words?: unknown; missing?: unknown }
  const isMark = missing === undefined || missing === true
  return typeof value === 'string' && typeof words === 'string' && words.length <= MOST_WORDS && isMark
}

/** What still stands in the form as it was read; a field that somebody changed is theirs. Distrusts what was sent. */
export function stillRead(form: FormData, given: Given): Read {
  const moved = closed(form)
  const place = (field: string) => {
    const row = rowOf(field)
    if (!row) return field
    const to = moved.get(`${row.group}.${row.row}`)
    return to && `${to}.${row.name}`
  }
  try {
    const sent: unknown = JSON.parse(String(form.get('read') ?? '{}'))
    const entries = Object.entries((sent ?? {}) as object).flatMap(([field, entry]) => {
      const to = place(field)
      return to && isEntry(entry) && (given[to] ?? '') === entry.value ? [[to, entry] as const] : []
    })
    return Object.fromEntries(entries)
  } catch {
    return {}
  }
}

const isRead = (entry: Entry | undefined) => entry !== undefined && !entry.missing

/** A substance's id holds as long as its name is the one that was read. */
export const withoutStrayIds = (given: Given, read: Read): Given =>
  Object.fromEntries(
    Object.entries(given).filter(([field]) => !field.endsWith('.id') || isRead(read[field.replace(/id$/, 'name')])),
  )
