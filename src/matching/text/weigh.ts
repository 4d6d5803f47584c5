// SPDX-License-Identifier: Apache-2.0
/** From the hits of the lexicon to candidates with the features that speak for and against them. */
import type { Evidence } from '../findings.ts'
import { isListed } from './boundaries.ts'
import type { Feature } from './certainty.ts'
import type { Domain, LineContext } from './context.ts'
import { type Sense, signOf } from './entries.ts'
import type { Hits } from './hits.ts'
import { isDenied, judgeEquipment, judgeName, type Place, placeOf } from './judge.ts'
import type { Candidate } from './resolve.ts'
import type { Changed } from './rewrite.ts'
import type { Senses } from './senses.ts'

const evidenceOf = ({ kind, nameKind }: Sense): Evidence =>
  kind === 'class' || kind === 'equipment' ? kind : nameKind === 'street' || nameKind === 'code' ? nameKind : 'name'

/** Of names that differ by a sign, those with the sign that the line writes; else those without. */
const withSign = (senses: readonly Sense[], text: string, start: number): readonly Sense[] => {
  if (!senses.some(({ sign }) => sign)) return senses
  const written = signOf(text.slice(Math.max(0, start - 6), start))
  const same = written === undefined ? [] : senses.filter(({ sign }) => sign === written)
  if (same.length > 0) return same
  const unsigned = senses.filter(({ sign }) => !sign)
  return unsigned.length > 0 ? unsigned : senses
}

/** What a rewritten place says about the way it was written. */
const changeFeatures = (changes: readonly Changed[], { tier }: Sense): Feature[] => {
  const features: Feature[] = []
  for (const { kind, cost, start, end } of changes) {
    if (kind === 'lookalike') features.push('disguise: look-alike letters')
    else if (kind === 'signs') features.push('disguise: signs for letters')
    else if (tier === 'brand') features.push('spelling: brand')
    if (cost > 0.05) features.push(cost > 1 ? 'spelling: far' : 'spelling: near')
    if (kind === 'spelling' && end - start < 6) features.push('spelling: short name')
  }
  return features
}

/** The changes that lie within start and end; both lists run from left to right. */
const within = (changes: readonly Changed[], start: number, end: number): Changed[] => {
  let low = 0
  for (let high = changes.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((changes[middle] as Changed).end <= start) low = middle + 1
    else high = middle
  }
  const found: Changed[] = []
  for (; low < changes.length && (changes[low] as Changed).start < end; low++) found.push(changes[low] as Changed)
  return found
}

/** `changes` where the line was rewritten: then only what lies on a change counts. */
export const weigh = (
  text: string,
  { found: { values, length } }: Hits,
  senses: Senses,
  domainOf: (id: string) => Domain,
  context: LineContext,
  changes: readonly Changed[] | null,
): Candidate[] => {
  const found: Candidate[] = []
  let denied = -1
  // What was refused, until something behind it asks whether the line denies it.
  let refused: Place | null = null
  for (let h = 0; h < length; h += 4) {
    const start = values[h] as number
    const end = values[h + 1] as number
    const key = values[h + 2] as number
    const here = senses.of(key)
    if (!here.some(isWanted)) {
      if (here.some(({ kind }) => kind === 'ordinary'))
        found.push({ start, end, sense: null, features: [], by: 'name' })
      continue
    }
    const changed = changes ? within(changes, start, end) : []
    if (changes && changed.length === 0) continue
    const place = placeOf(text, start, end, values[h + 3] as number)
    const meant = withSign(here, text, start)
    const several = meant.filter(({ kind }) => kind === 'substance').length > 1
    const describes = here.some(({ kind }) => kind === 'topic')
    // `hash`, `kush`: of what is weighed they say what it is, not of which kind.
    const isPlantWord = here.some(({ kind, id }) => kind === 'topic' && id === 'plant')
    for (const sense of meant) {
      const features = featuresOf(sense, place, domainOf, context)
      if (sense.kind === 'ordinary' || sense.kind === 'topic') continue
      if (refused && isDenied(refused)) denied = Math.max(denied, refused.end)
      refused = null
      const listed = denied >= 0 && start > denied && isListed(text.slice(denied, start))
      if (listed) denied = Math.max(denied, end)
      else if (!features) refused = place
      if (listed || !features) continue
      if (several) features.push('one of several')
      if (isPlantWord && sense.nameKind === 'street' && features.includes('line: retail amount'))
        features.push('line: weighed plant')
      else if (describes && sense.nameKind === 'street') features.push('name: describes')
      features.push(...changeFeatures(changed, sense))
      const own = evidenceOf(sense)
      found.push({ start, end, sense, features, by: changed.length > 0 && own !== 'street' ? 'spelling' : own })
    }
  }
  return found
}

const isWanted = ({ kind }: Sense) => kind !== 'ordinary' && kind !== 'topic'

const featuresOf = (
  sense: Sense,
  place: Place,
  domainOf: (id: string) => Domain,
  context: LineContext,
): Feature[] | null => {
  if (sense.kind === 'equipment') return judgeEquipment(sense, place, context)
  if (sense.kind === 'class') return ['class word']
  return sense.kind === 'substance' ? judgeName(sense, place, domainOf(sense.id), context) : null
}
