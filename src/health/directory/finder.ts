// SPDX-License-Identifier: Apache-2.0
/** What everybody may ask of the directory. No line in the ledger and none in a log: nobody is asked who they are. */
import type { Kysely, Transaction } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { sit } from '#platform/access/index.ts'
import { readCursor, writeCursor } from '#platform/http/index.ts'
import { ANYONE } from './access.ts'
import { type Area, areaNames, areasCalled, regionKeysOf } from './areas.ts'
import { type Gender, genderTerm, leftOutBy, NEEDS, positionAsked, spansFor } from './asked.ts'
import {
  type Aim,
  type FinderDesk,
  type FindPage,
  type FoundPlace,
  findQueryShape,
  STANDS,
  type Stands,
  WANTED,
} from './contract.ts'
import { correctAt } from './corrections.ts'
import {
  countFound,
  findListings,
  idsNamed,
  lastChange,
  lastSought,
  NEAREST,
  type PlacedRow,
  placedListings,
  placesCalled,
  type Rank,
  townsFrom,
  townsListed,
  WITHIN_KM,
} from './finding-store.ts'
import { multirange, type Opening } from './hours.ts'
import { openNearest } from './nearest.ts'
import { plain } from './rows.ts'
import { forgiven, slipsBetween, spelledOf } from './spelt.ts'
import { type DirectoryTables, listingById, phonesOf } from './store.ts'
import { foundOf } from './view.ts'

/** Who worries about somebody else sees first who helps relatives. */
const FOR_RELATIVES = ['population:life.relatives', 'intervention:rec.family', 'need:relative']

/** Who asks for these asks for what stands inside prisons and police stations too. */
const ASK_INSIDE = ['custody', 'legal']

const firstOf = (aim: Aim, gender: Gender | undefined, need: string): string[][] => [
  ...(aim === 'someone' ? [FOR_RELATIVES] : []),
  ...(gender ? [[genderTerm(gender)]] : []),
  ...(Object.hasOwn(NEEDS, need) ? [[NEEDS[need] ?? '']] : []),
]

/** Where a listing stands in the list: as it was ordered, or where nobody asked when, as it is said of it. */
const standsAt = (rank: number, opening: Opening | null, isAsked: boolean): Stands => {
  if (isAsked || rank > 2) return STANDS[rank] ?? 'unknown'
  return !opening || opening.isOpen === null ? 'unknown' : opening.isOpen ? 'open' : 'closed'
}

/** A place of its own: no town, and of this country where the node has one. */
const positioned = (position: { latitude: number; longitude: number }, country: string): FoundPlace => ({
  ...{ city: `${position.latitude}, ${position.longitude}`, region: null, country, services: 0 },
  ...{ ...position, isPosition: true },
})

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

const rankOf = (row: PlacedRow): Rank => [
  ...([
    row.rank_open,
    row.rank_first,
    row.rank_free,
    row.rank_confirmed,
    row.rank_reach,
    row.metres,
    row.rank_quality,
  ] as const),
  row.id,
]

/**
 * A cursor holds the moment of the first page: what opens in between moves nothing. Older than this it is none, or what has
 * closed since would be called open.
 */
const CURSOR_MINUTES = 10
const cursorOf = (now: Date, within: number, row: PlacedRow) =>
  writeCursor([JSON.stringify([now.getTime(), within, ...rankOf(row).slice(0, 7)]), row.id])
const rankFrom = (cursor: string, present: Date): { now: Date; within: number; after: Rank } | undefined => {
  const place = readCursor(cursor)
  if (!place.ok || !isId(place.value[1])) return undefined
  try {
    const numbers: unknown = JSON.parse(place.value[0])
    if (!Array.isArray(numbers) || numbers.length !== 9 || !numbers.every(Number.isSafeInteger)) return undefined
    const [now, within, ...rank] = numbers as [number, number, number, number, number, number, number, number, number]
    const age = present.getTime() - now
    if (age < 0 || age > CURSOR_MINUTES * 60_000) return undefined
    return { now: new Date(now), within, after: [...rank, place.value[1]] }
  } catch {
    return undefined
  }
}

/** `Springfield, OR`: a name, and the region after the last comma. */
const partsOf = (place: string) => {
  const comma = place.lastIndexOf(',')
  if (comma === -1) return { called: plain(place), region: undefined }
  return { called: plain(place.slice(0, comma)), region: plain(place.slice(comma + 1)) }
}

const keysOf = (place: FoundPlace) => ({
  ...place,
  city_key: place.city === null ? null : plain(place.city),
  region_key: place.region === null ? null : plain(place.region),
})

/** Milliseconds for which the list without any question stands: what opens or closes meanwhile is said that much later. */
const BARE_FOR = 20_000

/** What a name means stands as long, since most people of a day ask for the same towns; and so many names. */
const [MEANT_FOR, MEANT] = [20_000, 500]
/** `isKept`: what nobody listed is not held, since it may be known the next moment, and may be anything that somebody typed. */
const openMeant = <T>(clock: () => Date, isKept: (answer: T) => boolean) => {
  const known = new Map<string, { answer: T; at: number }>()
  return async (name: string, ask: () => Promise<T>): Promise<T> => {
    const now = clock().getTime()
    const held = known.get(name)
    if (held && Math.abs(now - held.at) < MEANT_FOR) return held.answer
    const answer = await ask()
    if (known.size >= MEANT) known.clear()
    if (isKept(answer)) known.set(name, { answer, at: now })
    return answer
  }
}

/** Kilometres that nobody travels; a place farther away is none that is near. */
const FARTHEST_KM = 20_100
/** Towns that may be chosen without typing them, and milliseconds for which their names stand. */
const [TOWNS, NAMED_FOR] = [20, 60_000]
/** Of the nearest to a place so many are looked through first; of those that are called as was asked, fewer. */
const [NEAR, NEAR_NAMED] = [300, 40]
/** Areas of one name that are looked for; more are a beginning of a name, not a name. */
const MOST_AREAS = 10

const SHUT = { isOpen: false, changes: null }

/** What other rooms know of services, by their ids: closed whatever their hours say, and of a quality that was checked. */
export interface Beside {
  closed: readonly string[]
  accredited: readonly string[]
  /** Places that people may not leave, or of which that is disputed. */
  held?: ReadonlyMap<string, 'no' | 'disputed'>
  /** What an accreditor decided, of each that one decided of. */
  standings?: ReadonlyMap<string, string>
}

/** What listings call an area; else where the pack says that it is. */
const placesOf = async (trx: Transaction<DirectoryTables>, area: Area): Promise<FoundPlace[]> => {
  for (const key of area.keys) {
    const named = await placesCalled(trx, key)
    const fits = named.filter(
      ({ city, region, country }) =>
        country === area.country &&
        (area.level === 1
          ? city === null
          : plain(city ?? '') === key && (region === null || area.regionKeys.includes(plain(region)))),
    )
    if (fits.length > 0) return fits
  }
  const { country, region, latitude, longitude } = area
  return latitude === null ? [] : [{ city: area.names[0] ?? '', region, country, services: 0, latitude, longitude }]
}

/** Places of listings that are called so; else areas of a pack; else what begins so. */
const placesNamed = async (
  trx: Transaction<DirectoryTables>,
  called: string,
  region: string | undefined,
): Promise<FoundPlace[]> => {
  // `Salem, Oregon` is found where listings write OR.
  const regions = region === undefined ? undefined : regionKeysOf(region)
  const listed = await placesCalled(trx, called, regions)
  if (listed.some(({ city }) => city === null || plain(city) === called)) return listed
  const { isExact, areas } = areasCalled(called, region)
  const own: FoundPlace[] = []
  for (const area of areas.slice(0, MOST_AREAS)) own.push(...(await placesOf(trx, area)))
  const all = new Map([...(isExact ? [] : listed), ...own].map((place) => [JSON.stringify(place), place]))
  if (all.size > 0) return [...all.values()]
  return listed.length > 0 ? listed : placesLike(trx, called, regions)
}

/** Places that may be meant where nothing is called so, at most. */
const MOST_LIKE = 6

/** Towns whose names are a slip of the finger, or a short form, away; a single one of them is asked about too, not taken for it. */
const placesLike = async (
  trx: Transaction<DirectoryTables>,
  called: string,
  regions: readonly string[] | undefined,
): Promise<FoundPlace[]> => {
  const spelled = spelledOf(called)
  // Two letters that changed places may be the first two.
  const letters = [...new Set(spelled.flatMap((each) => [...each.replaceAll(' ', '').slice(0, 2)]))]
  if (letters.length === 0) return []
  const slips = (key: string) => Math.min(...spelled.map((each) => slipsBetween(each, key)))
  const like = (await townsFrom(trx, letters))
    .filter(({ region }) => regions === undefined || (region !== null && regions.includes(plain(region))))
    .map((place) => ({ place, by: slips(place.city_key ?? '') }))
    .filter(({ by }) => by <= forgiven(called))
    .sort((a, b) => a.by - b.by || b.place.services - a.place.services)
  return like.slice(0, MOST_LIKE).map(({ place: { city_key: _, ...place } }) => ({ ...place, isLike: true }))
}

export const openFinder = (
  db: Kysely<DirectoryTables>,
  clock = () => new Date(),
  beside: () => Promise<Beside> = () => Promise.resolve({ closed: [], accredited: [] }),
  country = '',
  timeZone = '',
): FinderDesk => {
  const bare = new Map<string, { page: FindPage; changed: string | null; shut: string; at: number }>()
  const names = new Map<string, { names: string[]; at: number }>()
  const nearest = openNearest(() => sit(db, ANYONE, placedListings), clock)
  const meant = openMeant<FoundPlace[]>(clock, (places) => places.length > 0)
  const called = openMeant<ReadonlySet<string> | undefined>(clock, (ids) => ids?.size !== 0)
  const placesFor = async (trx: Transaction<DirectoryTables>, place: string) => {
    // Nobody's position stays here, not even for a moment.
    const position = positionAsked(place)
    if (position) return [positioned(position, country)]
    const { called, region } = partsOf(place)
    return called === '' ? [] : meant(JSON.stringify([called, region]), () => placesNamed(trx, called, region))
  }
  return {
    find: async (query) => {
      const given = findQueryShape.safeParse(query)
      if (!given.success)
        return refuse(
          'not-valid',
          given.error.issues[0]?.message ?? 'Not valid.',
          given.error.issues[0]?.path.join('.'),
        )
      const {
        aim,
        place: named,
        text,
        what,
        when,
        gender,
        need,
        age,
        free,
        tested,
        language,
        limit,
        cursor,
      } = given.data
      const from: { now: Date; within: number; after?: Rank } | undefined =
        cursor === undefined ? { now: clock(), within: WITHIN_KM } : rankFrom(cursor, clock())
      if (!from) return refuse('not-valid', 'This is no cursor that a list gave.', 'cursor')
      // Of whom nothing is asked, everybody is answered the same, and it takes the longest: every listing is ordered.
      const isBare =
        [named, text, what, need, cursor ?? ''].every((each) => each === '') &&
        !(free || tested) &&
        (age ?? language ?? when ?? gender) === undefined
      const { closed: shut, accredited, held = new Map<string, 'no' | 'disputed'>(), standings } = await beside()
      const said = JSON.stringify([shut, accredited, [...held], [...(standings ?? [])]])
      return sit(db, ANYONE, async (trx) => {
        const changed = isBare ? await lastChange(trx) : null
        const known = bare.get(`${aim} ${limit}`)
        const isSame = known && known.changed === changed && known.shut === said
        const isNow = isSame && Math.abs(from.now.getTime() - known.at) < BARE_FOR
        if (isBare && isNow) return ok(known.page)
        const places = await placesFor(trx, named)
        const [only, ...others] = places
        // A name that means several places, or none, finds nothing until it is said which.
        if (named !== '' && (!only || others.length > 0 || only.isLike))
          return ok({ items: [], next: null, total: 0, place: null, places, within: null })
        const place = only ?? null
        const wanted = {
          ...{ text, age, isFree: free, isTested: tested, language, place: place && keysOf(place) },
          when: when ? { spans: multirange(spansFor(when, timeZone || 'UTC', from.now)), now: from.now } : null,
          leftOut: gender ? leftOutBy(gender) : null,
          terms: Object.hasOwn(WANTED, what) ? (WANTED[what] ?? null) : null,
          ...{ first: firstOf(aim, gender, need), within: from.within, isNearest: from.within > WITHIN_KM },
        }
        const isInsideApart = !ASK_INSIDE.includes(what)
        const asked = { limit, shut, accredited, held: [...held.keys()], isInsideApart, ...from }
        let { rows, total } = await findListings(trx, wanted, asked)
        // Where nothing stands as near as people travel, the nearest is better than nothing.
        if (
          place !== null &&
          place.latitude !== null &&
          !from.after &&
          rows.every(({ city_key }) => city_key === null)
        ) {
          const around = { latitude: place.latitude, longitude: place.longitude ?? 0, country: place.country }
          // Of what is called so, where few are; else what is asked for is common, or known by its terms alone.
          const last = lastSought(text)
          const few = last === undefined ? undefined : await called(last, () => idsNamed(trx, last))
          const near = await nearest.around(around, few ? NEAR_NAMED : NEAR, few)
          let widened = await findListings(trx, { ...wanted, isNearest: true, among: near }, asked)
          // What is asked for is rare: all that are called so are looked through, or all of the country.
          const isMore = few === undefined || few.size > near.length
          if (isMore && widened.rows.filter(({ city_key }) => city_key !== null).length < NEAREST)
            widened = await findListings(trx, { ...wanted, isNearest: true, ...(few && { among: [...few] }) }, asked)
          const reach = Math.ceil(widened.farthest / 1000)
          if (reach > WITHIN_KM) {
            from.within = Math.min(reach, FARTHEST_KM) + 1
            rows = widened.rows
            total = widened.total
          }
        }
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const answer: FindPage = {
          items: page.map((row) => {
            const found = foundOf(row, from.now, place)
            const word = held.get(found.id)
            const opening = shut.includes(found.id) ? SHUT : found.opening
            const stands = standsAt(row.rank_open, opening, when !== undefined)
            const standing = standings?.get(found.id)
            return { ...found, opening, stands, ...(word && { held: word }), ...(standing && { standing }) }
          }),
          next: rows.length > limit && last ? cursorOf(from.now, from.within, last) : null,
          // After the last page nothing tells how many there are.
          ...{ total: total ?? (from.after ? await countFound(trx, wanted) : 0), place, places: [] },
          within: from.within > WITHIN_KM ? from.within : null,
        }
        if (isBare) bare.set(`${aim} ${limit}`, { page: answer, changed, shut: said, at: from.now.getTime() })
        return ok(answer)
      })
    },
    placeNames: async (language) => {
      const known = names.get(language)
      if (known && Math.abs(clock().getTime() - known.at) < NAMED_FOR) return known.names
      const towns = await sit(db, ANYONE, (trx) => townsListed(trx, TOWNS))
      const all = new Map([...towns, ...areaNames(country, language)].map((name) => [plain(name), name]))
      const made = [...all.values()].sort((a, b) => a.localeCompare(b, language))
      names.set(language, { names: made, at: clock().getTime() })
      return made
    },
    correct: correctAt(db, clock),
    phones: async (ids) => (ids.length === 0 ? new Map() : sit(db, ANYONE, (trx) => phonesOf(trx, ids.filter(isId)))),
    open: async (id) => {
      if (!isId(id)) return undefined
      const row = await sit(db, ANYONE, (trx) => listingById(trx, id))
      return row && foundOf(row, clock(), null)
    },
  }
}
