// SPDX-License-Identifier: Apache-2.0
/** CAS numbers, also those broken by spaces, odd dashes, invisible characters or letters that look like digits. */
import type { ReferenceData } from '../reference.ts'
import { type Alphabet, INVISIBLE, NINE, ZERO } from './alphabet.ts'

export interface CasHit {
  id: string
  as: string
  span: [number, number]
  /** How it was written: as it should be; with other separators; whole without any; with letters for digits. */
  written: 'plain' | 'broken' | 'joined' | 'lookalike'
}

interface Known {
  id: string
  as: string
}

export type CasIndex = Map<number, Known>

const digitsOf = (cas: string) => Number(cas.replace(/\D/g, ''))

export const createCasIndex = (data: ReferenceData): CasIndex => {
  const index: CasIndex = new Map()
  for (const { id, cas } of data.salts) if (cas) index.set(digitsOf(cas), { id, as: cas })
  for (const { id, cas } of data.substances) if (cas) index.set(digitsOf(cas), { id, as: cas })
  return index
}

const lookalikes: Record<string, number> = {
  O: 0,
  o: 0,
  О: 0,
  о: 0,
  Q: 0,
  l: 1,
  I: 1,
  '|': 1,
  i: 1,
  Z: 2,
  S: 5,
  s: 5,
  B: 8,
}

const HYPHEN = 45
const isDash = (code: number) =>
  code === HYPHEN || (code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe63 || code === 0xff0d ||
  code === 0xfe58 || code === 0x2043 || code === 0xad || code === 0x30fc // biome-ignore format: a list

/**
 * Reads a number of three groups from `start`, which is a digit. Between the groups stands a dash, or up to three
 * separators; null where there is no such number or no substance has it.
 */
export const readCas = (
  text: string,
  start: number,
  alphabet: Alphabet,
  index: CasIndex,
  lax: boolean,
): CasHit | null => {
  let value = 0
  let at = start
  let dashes = 0
  let breaks = 0
  let looks = 0
  for (let group = 0; group < 3; group++) {
    const most = group === 0 ? 7 : group === 1 ? 2 : 1
    const least = group === 0 ? 2 : most
    let count = 0
    for (; at < text.length; at++) {
      const k = alphabet[text.charCodeAt(at)] as number
      if (k === INVISIBLE) {
        breaks++
        continue
      }
      let digit = k >= ZERO && k <= NINE ? k - ZERO : -1
      if (digit < 0 && lax) {
        digit = lookalikes[text[at] as string] ?? -1
        if (digit >= 0) looks++
      }
      if (digit < 0) break
      if (++count > most) return null
      value = value * 10 + digit
    }
    if (count < least) return null
    if (group === 2) break
    let between = 0
    let dash = false
    for (; at < text.length && between < 4; at++) {
      const code = text.charCodeAt(at)
      const k = alphabet[code] as number
      if (isDash(code)) {
        if (dash) break
        dash = true
        if (code !== HYPHEN) breaks++
      } else if (k === INVISIBLE) breaks++
      else if (code === 32 || code === 46 || code === 47 || code === 95 || code === 160 || code === 183) breaks++
      else break
      between++
    }
    if (between === 0) return null
    if (dash) dashes++
  }
  const after = alphabet[text.charCodeAt(at)]
  if (after !== undefined && after >= ZERO && after <= NINE) return null
  const known = index.get(value)
  if (!known) return null
  const written = looks > 0 ? 'lookalike' : dashes === 2 && breaks === 0 ? 'plain' : 'broken'
  return { ...known, span: [start, at], written }
}
