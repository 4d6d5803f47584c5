// SPDX-License-Identifier: Apache-2.0
/** CAS numbers, InChIKeys and customs codes of a line, as candidates. */
import type { ReferenceData } from '../reference.ts'
import type { Alphabet } from './alphabet.ts'
import { createCasIndex, readCas } from './cas.ts'
import type { Feature } from './certainty.ts'
import type { Hits } from './hits.ts'
import { createHsIndex, readHs } from './hs.ts'
import { createInchikeyIndex, readInchikey } from './inchikey.ts'
import type { Candidate } from './resolve.ts'

export interface Announced {
  /** Ends of the words that announce a CAS number, and of those that announce a customs code. */
  cas: readonly number[]
  tariff: readonly number[]
}

export interface NumberReader {
  /** Whether the line has a CAS number or InChIKey that is known. */
  any(text: string, hits: Hits): boolean
  /** CAS numbers written with letters that look like digits. */
  lookalikes(text: string, found: Candidate[]): void
  read(text: string, hits: Hits, announced: Announced, lax: boolean, found: Candidate[]): void
}

/** How far behind `CAS` a number may begin. */
const NEAR = 30
/** More substances than this share a customs code that says nothing about any of them. */
const MOST_SHARED = 3

const isDigit = (code: number) => code >= 48 && code <= 57
const isDash = (code: number) => code === 45 || (code >= 0x2010 && code <= 0x2015) || code === 0x2212
const lookalike = new Uint8Array(128)
for (const letter of '0123456789OolISBZ') lookalike[letter.charCodeAt(0)] = 1

/** Two digits, or letters like them, before a dash, and one digit behind it, as a CAS number ends. */
const mayLookAlike = (text: string): boolean => {
  for (let at = 2; at < text.length - 1; at++)
    if (
      isDash(text.charCodeAt(at)) &&
      isDigit(text.charCodeAt(at + 1)) &&
      !isDigit(text.charCodeAt(at + 2)) &&
      lookalike[text.charCodeAt(at - 1)] === 1 &&
      lookalike[text.charCodeAt(at - 2)] === 1
    )
      return true
  return false
}
const lookalikeStart = /(?<![\p{L}\p{N}])[OolISBZQ][\dOolISBZ]{1,6}[-‐-―−](?=[\dOolISBZ]{2}[-‐-―−])/gu
const digitStart = /(?<!\d)\d/g

export const createNumberReader = (data: ReferenceData, alphabet: Alphabet): NumberReader => {
  const casIndex = createCasIndex(data)
  const inchikeys = createInchikeyIndex(data)
  const hsIndex = createHsIndex(data)

  const cas = (text: string, at: number, near: boolean, lax: boolean, found: Candidate[]) => {
    const hit = readCas(text, at, alphabet, casIndex, lax, near)
    if (!hit || found.some(({ by, start, end }) => by === 'cas' && start < hit.span[1] && end > hit.span[0])) return
    const features: Feature[] = near ? [hit.written, 'cas: announced'] : [hit.written]
    found.push({ start: hit.span[0], end: hit.span[1], sense: null, id: hit.id, as: hit.as, by: 'cas', features })
  }

  const tariffs = (text: string, at: number, found: Candidate[]) => {
    const hit = readHs(text, at, hsIndex)
    if (!hit) return
    const { ids, relation, hs6 } = hit.code
    const [start, end] = hit.span
    if (ids.length > MOST_SHARED) return
    const features: Feature[] = ids.length > 1 ? [`hs: ${relation}`, 'hs: shared by several'] : [`hs: ${relation}`]
    for (const id of ids) found.push({ start, end, sense: null, id, as: hs6, by: 'hs', features })
  }

  const read: NumberReader['read'] = (text, hits, announced, lax, found) => {
    for (let i = 0; i < hits.numbers.length; i++) {
      const at = hits.numbers.values[i] as number
      const near = announced.cas.some((end) => end <= at && at - end < NEAR)
      cas(text, at, near, lax, found)
    }
    for (const end of announced.cas)
      for (const { index } of text.slice(end, end + NEAR).matchAll(digitStart)) cas(text, end + index, true, lax, found)
    for (const at of announced.tariff) tariffs(text, at, found)
    for (let i = 0; i < hits.fourteens.length; i++) {
      const hit = readInchikey(text, hits.fourteens.values[i] as number, inchikeys)
      if (!hit) continue
      const features: Feature[] = [hit.whole ? 'inchikey: whole' : 'inchikey: skeleton']
      found.push({
        start: hit.span[0],
        end: hit.span[1],
        sense: null,
        id: hit.id,
        as: hit.as,
        by: 'inchikey',
        features,
      })
    }
  }

  return {
    any: (text, { numbers, fourteens }) => {
      for (let i = 0; i < numbers.length; i++)
        if (readCas(text, numbers.values[i] as number, alphabet, casIndex, false, false)) return true
      for (let i = 0; i < fourteens.length; i++)
        if (readInchikey(text, fourteens.values[i] as number, inchikeys)) return true
      return false
    },
    lookalikes: (text, found) => {
      if (!mayLookAlike(text)) return
      for (const { index } of text.matchAll(lookalikeStart)) cas(text, index, false, true, found)
    },
    read,
  }
}
