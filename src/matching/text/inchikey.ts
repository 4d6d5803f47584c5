// SPDX-License-Identifier: Apache-2.0
import type { ReferenceData } from '../reference.ts'
import { once } from './context.ts'

export interface InchikeyHit {
  id: string
  as: string
  whole: boolean
  span: [number, number]
}

export interface InchikeyIndex {
  whole: Map<string, string>
  skeleton: Map<string, string[]>
  ordinary(): Set<string>
}

export const createInchikeyIndex = (data: ReferenceData): InchikeyIndex => {
  const whole = new Map<string, string>()
  const skeleton = new Map<string, string[]>()
  for (const { id, inchikey } of data.substances)
    if (inchikey) {
      whole.set(inchikey, id)
      const first = inchikey.slice(0, 14)
      skeleton.set(first, [...(skeleton.get(first) ?? []), id])
    }
  return { whole, skeleton, ordinary: once(() => new Set(data.ordinary.map(({ inchikey }) => inchikey))) }
}

const isCapital = (code: number) => code >= 65 && code <= 90
const pattern = /^[A-Z]{14}-[A-Z]{10}-[A-Z]/

/** An InChIKey from `start`, the first of fourteen capitals; its skeleton alone where only that is given. */
export const readInchikey = (text: string, start: number, index: InchikeyIndex): InchikeyHit | null => {
  for (let i = start; i < start + 14; i++) if (!isCapital(text.charCodeAt(i))) return null
  if (isCapital(text.charCodeAt(start + 14)) || (start > 0 && isCapital(text.charCodeAt(start - 1)))) return null
  const key = text.slice(start, start + 27).toUpperCase()
  if (pattern.test(key)) {
    const id = index.whole.get(key)
    if (id !== undefined) return { id, as: key, whole: true, span: [start, start + 27] }
    if (index.ordinary().has(key)) return null
  }
  const first = text.slice(start, start + 14)
  const ids = index.skeleton.get(first)
  const end = pattern.test(key) ? start + 27 : start + 14
  return ids ? { id: ids[0] as string, as: first, whole: false, span: [start, end] } : null
}
