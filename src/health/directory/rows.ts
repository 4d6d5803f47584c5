// SPDX-License-Identifier: Apache-2.0
/** What a file becomes before anything is kept: rows with what they are known by, and what is to be said of them. Pure. */
import { z } from 'zod'
import type { Outcome } from '#basis/outcome.ts'
import { countryCodes } from '#countries/index.ts'
import type { Columns } from './columns.ts'
import type { DirectoryRefusal, ListingContent, RowNote } from './contract.ts'
import { type Fault, mend } from './mending.ts'
import { type Column, ROOM_COLUMNS } from './open/table.ts'
import { isAhead, tooEarly } from './room.ts'

export interface Row {
  line: number
  /** Of a package of several. */
  file?: string
  /** Name and address: these files have no id that lasts. */
  key: string
  listing: ListingContent
  /** `YYYY-MM-DD`: when its source last had it confirmed; absent where it does not say. */
  confirmed?: string
}

export interface Rows {
  rows: Row[]
  refused: RowNote[]
  notes: RowNote[]
  /** Of a plain table: as they were read. */
  columns?: Columns
}

/** `columns`: of a plain table. */
export type ReadFile = (bytes: Uint8Array, columns?: Columns) => Promise<Outcome<Rows, DirectoryRefusal>>

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
/** Of ISO 3166, or with a pack here. */
export const isCountry = (code: string) =>
  COUNTRIES.of(code) !== undefined || countryCodes().includes(code.toLowerCase())

/** Small letters and figures alone, parted by one space: what two ways of writing a name have in common. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const keyOfRow = (...parts: readonly string[]): string => parts.map(plain).join('|')

/**
 * Takes rows one after another; the first of each key stays, and what is not in shape is left out and said with its line.
 * `headed`: how the file heads a column of ours.
 */
export const collect = (headed: (column: Column) => string = (column) => column) => {
  const known = new Set<string>()
  const made: Rows = { rows: [], refused: [], notes: [] }
  /** Of one file of a package; without a name, of the only one. */
  const at = (file?: string) => {
    const told = (line: number, code: RowNote['code'], given?: string): RowNote => ({
      ...{ line, code, ...(file !== undefined && { file }) },
      ...(given !== undefined && { given: given.slice(0, 120) }),
    })
    const refuse = (line: number, code: RowNote['code'], given?: string) =>
      void made.refused.push(told(line, code, given))
    const note = (line: number, code: RowNote['code'], given?: string) => void made.notes.push(told(line, code, given))
    const take = (line: number, key: string, listing: unknown, confirmed?: string) => {
      const { listing: kept, faults } = mend(listing)
      const toldOf = ({ column, given }: Fault) => `${headed(column)}: ${given}`
      if (kept === null) return refuse(line, 'not-valid', faults.map(toldOf).join('; '))
      if (known.has(key)) return refuse(line, 'repeated')
      known.add(key)
      for (const fault of faults) note(line, fault.code, toldOf(fault))
      if (!isCountry(kept.location.country)) note(line, 'odd-country', `${headed('country')}: ${kept.location.country}`)
      const now = new Date()
      for (const field of tooEarly(kept, now)) {
        const { on, ...figure } = kept[field] ?? {}
        note(line, 'not-yet', `${headed(ROOM_COLUMNS[field])}: ${Object.values(figure).join()} (${on})`)
        kept[field] = null
      }
      const isDay = confirmed !== undefined && z.iso.date().safeParse(confirmed).success
      const isToCome = isDay && isAhead(confirmed, now)
      if (confirmed !== undefined && (!isDay || isToCome))
        note(line, isToCome ? 'not-yet' : 'left-out', `${headed('assured_date')}: ${confirmed}`)
      made.rows.push({
        ...{ line, key, listing: kept, ...(file !== undefined && { file }) },
        ...(isDay && !isToCome && { confirmed }),
      })
    }
    return { take, refuse, note }
  }
  return { made, at, ...at() }
}
export type Collecting = ReturnType<ReturnType<typeof collect>['at']>

/** A position on Earth, or nothing: an empty one, one out of range, and 0, 0 in the Gulf of Guinea are none. */
export const positionOf = (
  latitude: unknown,
  longitude: unknown,
): { latitude: number; longitude: number } | undefined => {
  if ([latitude, longitude].some((each) => each === null || each === '' || each === undefined)) return undefined
  const [north, east] = [Number(latitude), Number(longitude)]
  const isThere = Math.abs(north) <= 90 && Math.abs(east) <= 180 && !(north === 0 && east === 0)
  return isThere ? { latitude: north, longitude: east } : undefined // NaN is not within either
}
