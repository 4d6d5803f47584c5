// SPDX-License-Identifier: Apache-2.0
/** CAS numbers, also those broken by spaces, odd dashes, invisible characters or letters that look like digits. */
import type { ReferenceData } from '../reference.ts'
import { type Alphabet, INVISIBLE, NINE, ZERO } from './alphabet.ts'
import type { Feature } from './certainty.ts'

export interface CasHit {
  id: string
  as: string
  span: [number, number]
  written: Feature
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

/** Where the line says that a CAS number follows: its digits with anything between them, or nothing. */
const readLoose = (text: string, start: number, alphabet: Alphabet, index: CasIndex): CasHit | null => {
  let value = 0
  let count = 0
  let found: CasHit | null = null
  for (let at = start, gap = 0; at < text.length && count < 10 && gap < 4; at++) {
    const k = alphabet[text.charCodeAt(at)] as number
    if (k >= ZERO && k <= NINE) {
      value = value * 10 + k - ZERO
      count++
      gap = 0
      const after = alphabet[text.charCodeAt(at + 1)] ?? 0
      const known = count >= 5 && !(after >= ZERO && after <= NINE) ? index.get(value) : undefined
      if (known) found = { ...known, span: [start, at + 1], written: 'cas: without dashes, announced' }
    } else if (k === 0 || k === INVISIBLE) gap++
    else break
  }
  return found
}

/** `6 3 0 3 - 2 1 - 5`: single digits, with both dashes kept. */
const spacedOut = (text: string, start: number, alphabet: Alphabet, index: CasIndex): CasHit | null => {
  const groups = [0, 0, 0]
  let group = 0
  let value = 0
  for (let at = start, gap = 0; at < text.length && at < start + 40; at++) {
    const code = text.charCodeAt(at)
    const k = alphabet[code] as number
    if (k >= ZERO && k <= NINE) {
      const next = alphabet[text.charCodeAt(at + 1)] ?? 0
      if (next >= ZERO && next <= NINE) return null
      value = value * 10 + k - ZERO
      groups[group] = (groups[group] as number) + 1
      gap = 0
      if (group === 2) {
        const known = (groups[0] as number) > 1 && groups[1] === 2 ? index.get(value) : undefined
        return known ? { ...known, span: [start, at + 1], written: 'cas: broken, with dashes' } : null
      }
    } else if (isDash(code)) {
      if (++group > 2) return null
    } else if ((k !== 0 && k !== INVISIBLE) || ++gap > 3) return null
  }
  return null
}

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
  announced: boolean,
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
      if (++count > most) return announced ? readLoose(text, start, alphabet, index) : null
      value = value * 10 + digit
    }
    if (count < least)
      return announced ? readLoose(text, start, alphabet, index) : spacedOut(text, start, alphabet, index)
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
    if (between === 0) return announced ? readLoose(text, start, alphabet, index) : null
    if (dash) dashes++
  }
  const after = alphabet[text.charCodeAt(at)]
  if (after !== undefined && after >= ZERO && after <= NINE) return null
  const known = index.get(value)
  if (!known) return null
  const written: Feature =
    looks > 0
      ? 'cas: letters for digits'
      : dashes < 2
        ? 'cas: broken, no dashes'
        : breaks > 0
          ? 'cas: broken, with dashes'
          : 'cas: as written'
  return { ...known, span: [start, at], written }
}
