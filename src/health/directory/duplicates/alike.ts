// SPDX-License-Identifier: Apache-2.0
/**
 * Which listings may mean one service. Precision before cleverness: a person looks at each pair, and whoever is shown wrong ones
 * stops looking. Several services at one address are not one: without names that are alike there is no pair. Pure.
 */
import type { ListingContent } from '../contract.ts'
import { plain } from '../rows.ts'

export const REASONS = [
  ...(['name-same', 'name-like', 'address-same', 'phone-same', 'near', 'unit-differs', 'word-differs'] as const),
] as const
export type Reason = (typeof REASONS)[number]

export type Compared = Pick<ListingContent, 'name' | 'alternateName' | 'organization' | 'phones' | 'location'> & {
  /** Which file it came from. */
  source: string
}

export interface Alike {
  /** 0 to 1; a pair is shown from `SHOWN` on. */
  score: number
  reasons: Reason[]
}

/** Chosen on the labelled pairs of `labelled.json`; `alike.test.ts` holds what comes of it. */
export const SHOWN = 0.6

/** Words of a name that say nothing of which service it is. */
const EMPTY = new Set(
  'a and of for the at in inc llc llp ltd corp corporation co pc pllc dba la le les de des du et'.split(' '),
)
const ONE_WAY: Readonly<Record<string, string>> = {
  ...{ ctr: 'center', centre: 'center', centers: 'center', svcs: 'services', service: 'services', svc: 'services' },
  ...{ hlth: 'health', healthcare: 'health', dept: 'department', cnty: 'county', assoc: 'associates', prog: 'program' },
  ...{ servs: 'services', trt: 'treatment', alc: 'alcohol', behav: 'behavioral', counsel: 'counseling' },
  ...{ counselling: 'counseling', grp: 'group', tx: 'treatment', saint: 'st', mt: 'mount' },
}
const STREETS: Readonly<Record<string, string>> = {
  ...{ street: 'st', avenue: 'ave', av: 'ave', road: 'rd', boulevard: 'blvd', drive: 'dr', lane: 'ln', court: 'ct' },
  ...{ highway: 'hwy', parkway: 'pkwy', place: 'pl', square: 'sq', circle: 'cir', terrace: 'ter', north: 'n' },
  ...{ south: 's', east: 'e', west: 'w', northeast: 'ne', northwest: 'nw', southeast: 'se', southwest: 'sw' },
  ...{ first: '1st', second: '2nd', third: '3rd', fourth: '4th', fifth: '5th', sixth: '6th', seventh: '7th' },
}
/** Without the s of a plural. */
const one = (word: string) => word.replace(/(?<=\p{L}{2}[^s\P{L}])s$/u, '')

/** Words besides which two names may be those of one service. */
const GENERIC = new Set(
  'center services clinic program treatment office group associates department resident dba system'.split(' ').map(one),
)
/** Of two names alike but for one of these, each is a service of its own. */
const TELLING = new Set(
  [
    'men women male female youth adolescent teen adult child children family veterans outpatient inpatient residential',
    'detox detoxification withdrawal housing prison jail north south east west northeast northwest southeast southwest',
    'sobering crisis methadone opioid perinatal',
  ]
    .join(' ')
    .split(' ')
    .map(one),
)
const telling = (word: string) => TELLING.has(word.replace(/(?<=men|women)s$/, '')) || /^\d+$/.test(word)

const wordsOf = (name: string): string[] =>
  plain(name.replace(/['’]/g, ''))
    .split(' ')
    .map((word) => one(ONE_WAY[word] ?? word))
    .filter((word) => word !== '' && !EMPTY.has(word))

const UNIT = /\b(?:suite|ste|unit|apt|apartment|room|rm|building|bldg|floor|fl|no)\b.*$/
/** The street with its number, and the suite or building apart. */
const addressOf = ({ address1, address2 }: Compared['location']) => {
  const all = plain(`${address1} ${address2.replace(/^#?\s*(?=\d+[a-z]?$)/i, 'ste ')}`.replaceAll('#', ' ste '))
  const unit = UNIT.exec(all)?.[0] ?? ''
  const street = all.slice(0, all.length - unit.length).trim()
  return {
    street: street
      .split(' ')
      .map((word) => STREETS[word] ?? word)
      .join(' '),
    unit: unit
      .replace(/\b(?:suite|ste|unit|room|rm|building|bldg|floor|fl|no)\b/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  }
}

const digitsOf = ({ phones }: Compared) =>
  phones
    .filter(({ type }) => type !== 'text')
    .map(({ number }) => number.replace(/\D/g, '').slice(-10))
    .filter((each) => each.length >= 5)

/** Metres on a sphere (haversine); undefined where either has no position. */
export const metresBetween = (a: Compared['location'], b: Compared['location']): number | undefined => {
  if (a.latitude === null || b.latitude === null || a.longitude === null || b.longitude === null) return undefined
  const [x, y] = [a.latitude, b.latitude].map((each) => (each * Math.PI) / 180) as [number, number]
  const [tall, wide] = [y - x, ((b.longitude - a.longitude) * Math.PI) / 180]
  return (
    12_742_000 *
    Math.asin(Math.min(1, Math.hypot(Math.sin(tall / 2), Math.sqrt(Math.cos(x) * Math.cos(y)) * Math.sin(wide / 2))))
  )
}
const NEAR = 150

interface Prepared {
  source: string
  /** All that it is called by. */
  words: ReadonlySet<string>
  address: ReturnType<typeof addressOf>
  digits: string[]
  city: string
  location: Compared['location']
}

export const prepare = (listing: Compared): Prepared => ({
  source: listing.source,
  words: new Set(wordsOf(`${listing.name} ${listing.alternateName} ${listing.organization}`)),
  address: addressOf(listing.location),
  ...{ digits: digitsOf(listing), city: plain(listing.location.city ?? ''), location: listing.location },
})

/** How much a word says: those that many names have say little. */
export const weigher = (all: readonly Prepared[]): ((word: string) => number) => {
  const counts = new Map<string, number>()
  for (const { words } of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => Math.log(2 + all.length / (counts.get(word) ?? 1))
}

/**
 * How alike what two are called by is: 1 where one has all words of the other and that one no telling word besides. `isOther`:
 * each has a word of its own, as two
 * programmes of one organisation have, or one has a telling one, or any in the same source.
 */
const nameLike = (a: Prepared, b: Prepared, weigh: (word: string) => number) => {
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weigh(word), 0)
  const both = [...a.words].filter((word) => b.words.has(word))
  const cities = new Set([...a.city.split(' '), ...b.city.split(' ')])
  const own = (one: Prepared, other: Prepared) =>
    [...one.words].filter((word) => !other.words.has(word) && !GENERIC.has(word) && !cities.has(word))
  const [onlyA, onlyB] = [own(a, b), own(b, a)]
  // A source that calls one of two by a word more means another one by it.
  const isApart = a.source === b.source && onlyA.length + onlyB.length > 0
  const isOther = isApart || (onlyA.length > 0 && onlyB.length > 0) || [...onlyA, ...onlyB].some(telling)
  const [all, least] = [sum(new Set([...a.words, ...b.words])), Math.min(sum(a.words), sum(b.words))]
  const jaccard = sum(both) / (all || 1)
  return { like: isOther ? jaccard : sum(both) / (least || 1), isOther, jaccard }
}

export const compare = (a: Prepared, b: Prepared, weigh: (word: string) => number): Alike => {
  const { like, isOther: otherWord, jaccard } = nameLike(a, b, weigh)
  const isThere = a.city === b.city && a.address.street !== '' && a.address.street === b.address.street
  const metres = metresBetween(a.location, b.location)
  const isNear = !isThere && metres !== undefined && metres <= NEAR
  const isPhone = a.digits.some((each) => b.digits.includes(each))
  const otherUnit = isThere && a.address.unit !== '' && b.address.unit !== '' && a.address.unit !== b.address.unit
  const reasons: Reason[] = [
    ...(jaccard >= 0.95 ? (['name-same'] as const) : like >= 0.5 ? (['name-like'] as const) : []),
    ...(isThere ? (['address-same'] as const) : []),
    ...(isPhone ? (['phone-same'] as const) : []),
    ...(isNear ? (['near'] as const) : []),
    ...(otherUnit ? (['unit-differs'] as const) : []),
    ...(otherWord ? (['word-differs'] as const) : []),
  ]
  // By name alone a chain's two places would be one; by place and number alone its two services.
  // Two offices of one name may share a switchboard: a number never makes a pair.
  const isPair = (like >= 0.5 && isThere) || (jaccard >= 0.95 && isNear && !otherWord)
  const sum = 0.5 * like + (isThere ? 0.3 : isNear ? 0.2 : 0) + (isPhone ? 0.2 : 0)
  const score = Math.max(0, Math.min(1, sum - (otherUnit ? 0.25 : 0) - (otherWord ? 0.35 : 0)))
  return { score: isPair ? Math.round(score * 100) / 100 : 0, reasons }
}

export interface Pair extends Alike {
  a: string
  b: string
}

/** As many share one street or number at most before it says nothing: a hospital's switchboard, a campus. */
const MOST_SHARING = 60

/**
 * Pairs that are shown, most alike first. Only listings that share a street in a town, a telephone number or a place on a grid
 * of some 300 metres are compared, so that a country's listings take seconds.
 */
export const pairsAmong = (listings: readonly { id: string; listing: Compared }[]): Pair[] => {
  const all = listings.map(({ id, listing }) => ({ id, made: prepare(listing) }))
  const weigh = weigher(all.map(({ made }) => made))
  const blocks = new Map<string, number[]>()
  const put = (key: string, at: number) => void (blocks.get(key)?.push(at) ?? blocks.set(key, [at]))
  all.forEach(({ made: { address, city, digits, location } }, at) => {
    if (address.street !== '') put(`s|${city}|${address.street}`, at)
    for (const each of new Set(digits)) put(`p|${each}`, at)
    if (location.latitude === null || location.longitude === null) return
    const [row, column] = [Math.floor(location.latitude * 370), Math.floor(location.longitude * 300)]
    for (const dx of [0, 1]) for (const dy of [0, 1]) put(`g|${row + dx}|${column + dy}`, at)
  })
  const seen = new Set<string>()
  const pairs: Pair[] = []
  for (const block of blocks.values()) {
    if (block.length > MOST_SHARING) continue
    for (const [index, i] of block.entries())
      for (const j of block.slice(index + 1)) {
        const [one, other] = [all[i], all[j]]
        if (!one || !other || i === j) continue
        const [a, b] = one.id < other.id ? [one, other] : [other, one]
        if (seen.has(`${a.id} ${b.id}`)) continue
        seen.add(`${a.id} ${b.id}`)
        const alike = compare(a.made, b.made, weigh)
        if (alike.score >= SHOWN) pairs.push({ a: a.id, b: b.id, ...alike })
      }
  }
  return pairs.sort((x, y) => y.score - x.score || (x.a < y.a ? -1 : 1))
}
