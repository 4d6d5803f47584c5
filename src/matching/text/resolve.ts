// SPDX-License-Identifier: Apache-2.0
/** Of several readings of one place the longest holds, then the surest; of the rest one finding a substance and place. */
import type { Evidence } from '../findings.ts'
import { certaintyOf, type Feature } from './certainty.ts'
import type { Sense } from './entries.ts'

export interface Candidate {
  start: number
  end: number
  /** Null for what is no name, and for an ordinary name that shields its place (then `id` is absent too). */
  sense: Sense | null
  id?: string
  as?: string
  by: Evidence
  features: Feature[]
}

export interface Resolved {
  start: number
  end: number
  id: string
  as: string
  by: Evidence
  certainty: number
  features: readonly Feature[]
}

/** From here on a finding makes others in its line more likely. */
const SUPPORTS = 0.85

const needsSupport = (features: readonly Feature[]) =>
  features.some(
    (feature) =>
      feature.startsWith('line:') ||
      feature === 'name: everyday' ||
      feature.startsWith('name: capitals') ||
      feature === 'name: three capitals',
  )

/** Herb, resin and extract are one thing to those who sell them. */
const likeOf = (id: string): string => (id.includes('cannabis') ? 'cannabis' : id)

const resolved = (candidate: Candidate, id: string, features: readonly Feature[]): Resolved => ({
  start: candidate.start,
  end: candidate.end,
  id,
  as: candidate.as ?? candidate.sense?.as ?? '',
  by: candidate.by,
  certainty: certaintyOf(features),
  features,
})

export const resolve = (candidates: readonly Candidate[]): Resolved[] => {
  if (candidates.length < 2) {
    const [only] = candidates
    const id = only?.id ?? only?.sense?.id
    return only && id ? [resolved(only, id, only.features)] : []
  }
  const sorted = [...candidates].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Candidate[] = []
  for (const candidate of sorted) {
    const last = kept.at(-1)
    if (last && candidate.start < last.end) {
      const same = candidate.start === last.start && candidate.end === last.end
      if (same) {
        if (candidate.by === last.by || !last.sense) kept.push(candidate)
        // What is a proper name of one thing is slang for another only where nothing else is meant.
        else if (
          last.by === 'street' &&
          candidate.sense &&
          certaintyOf(candidate.features) > certaintyOf(last.features)
        )
          kept[kept.length - 1] = candidate
        continue
      }
      if (candidate.end <= last.end) {
        // `DMT carts` is as sure as `DMT`.
        const inside = certaintyOf(candidate.features)
        if (
          candidate.sense &&
          last.sense &&
          candidate.sense.id === last.sense.id &&
          inside > certaintyOf(last.features)
        )
          kept[kept.length - 1] = { ...last, features: candidate.features, by: candidate.by }
        continue
      }
      const weak = last.sense?.tier === 'everyday' && candidate.sense?.tier === 'sure'
      if (!weak) continue
      kept.pop()
    }
    kept.push(candidate)
  }
  const first = kept.map(({ features }) => certaintyOf(features))
  const supporters = kept.filter(
    ({ id, sense }, i) => (first[i] as number) >= SUPPORTS && (id ?? sense?.id) && sense?.kind !== 'equipment',
  )
  const support = (at: number): boolean => {
    const { start } = kept[at] as Candidate
    return supporters.length > 0 && (supporters[0]?.start !== start || supporters.at(-1)?.start !== start)
  }
  /** `OG Kush wax`: two everyday names of one thing, at two places, where nothing else is sure. */
  const places = new Map<string, { first: number; last: number }>()
  for (const { sense, start, features } of kept)
    if (sense?.kind === 'substance' && features.includes('name: everyday')) {
      const of = likeOf(sense.id)
      const place = places.get(of)
      if (place) place.last = start
      else places.set(of, { first: start, last: start })
    }
  const doubled = ({ sense }: Candidate): boolean => {
    const place = sense ? places.get(likeOf(sense.id)) : undefined
    return place !== undefined && place.first !== place.last
  }
  const found: Resolved[] = []
  const seen = new Set<string>()
  kept.forEach((candidate, i) => {
    const id = candidate.id ?? candidate.sense?.id
    if (!id) return
    const key = `${id}@${candidate.start}-${candidate.end}`
    if (seen.has(key)) return
    seen.add(key)
    const everyday = candidate.features.includes('name: everyday')
    const aside = candidate.features.includes('name: describes') || candidate.features.includes('equipment: word')
    if (aside && support(i)) return
    const features: readonly Feature[] =
      needsSupport(candidate.features) && candidate.sense?.kind === 'substance' && support(i)
        ? [...candidate.features, everyday ? 'line: another substance, everyday word' : 'line: another substance']
        : everyday && doubled(candidate)
          ? [...candidate.features, 'line: another everyday name of it']
          : candidate.features
    found.push(resolved(candidate, id, features))
  })
  return found
}
