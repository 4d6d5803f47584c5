// SPDX-License-Identifier: Apache-2.0
/**
 * The directory: what goes in, what comes out, in shapes that a browser may see. The words are those of HSDS 3.0 (Open
 * Referral). What is not known is null, or no term: neither is ever a no. Moments are ISO 8601 in UTC.
 */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { TermName } from '#reference/index.ts'
import { GENDERS, WHEN } from './asked.ts'
import type { Accuracy, CallsDesk } from './calls/contract.ts'
import type { Columns } from './columns.ts'
import type { DuplicatesDesk } from './duplicates/contract.ts'
import type { Freshness } from './fresh.ts'
import { type ByDay, type Opening, ORDINALS, WEEKDAYS } from './hours.ts'
import { type RoomField, roomFields } from './room.ts'
import type { Confirmations, ContactsDesk } from './true/contract.ts'

export { ageAsked, GENDERS, groupsOf, INSIDE, NEEDS, positionAsked, WHEN } from './asked.ts'
export type { Accuracy, TestCall } from './calls/contract.ts'
export { type Answers, CHECKED } from './calls/script.ts'
export { type Columns, NEEDED_COLUMNS, TAKEN, untaken } from './columns.ts'
export type { Reason } from './duplicates/alike.ts'
export type { ListedPair } from './duplicates/contract.ts'
export { FIELDS, type Field, isSameIn, isUnknownIn } from './duplicates/fields.ts'
export {
  type ByDay,
  isMonthly,
  nextDays,
  type OnHolidays,
  type Opening,
  ORDINALS,
  type Schedule,
  WEEKDAYS,
  type Weekday,
} from './hours.ts'
export { EVIDENCE, type Evidence, FOUND_TO_HELP, isFlagged, type Prevention, preventionIn } from './prevention.ts'
export { outdated, ROOM, type Room, type RoomField, type RoomTold } from './room.ts'
export type { Asked, Confirmations, Letters, ListingContact } from './true/contract.ts'
export type { ListingQuality, QualityPart } from './true/quality.ts'

/** Files that can be imported. */
/** The plain table first: what somebody has who has none of the others. */
export const SOURCES = ['csv', 'hsds', 'data-inclusion', 'samhsa', 'findtreatment'] as const
export type Source = (typeof SOURCES)[number]
export const isSource = (name: string | undefined): name is Source => SOURCES.some((each) => each === name)

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'A time is written 09:30; 24:00 ends a day.')
/** A name of the IANA alone: the sign of an offset is read in two ways. */
const isTimeZone = (name: string) => {
  try {
    return /^[A-Z]\w+\//i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
const text = (most: number) => z.string().trim().max(most)

const MONTHLY = ORDINALS.flatMap((ordinal) => WEEKDAYS.map((day) => `${ordinal}${day}` as const))

const scheduleShape = z
  .strictObject({
    byday: z
      .array(z.enum([...WEEKDAYS, ...MONTHLY] as [ByDay, ...ByDay[]]))
      .min(1)
      .max(7),
    opensAt: time,
    closesAt: time,
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().optional(),
  })
  .refine(({ byday }) => new Set(byday.map((each) => each.length > 2)).size === 1, {
    path: ['byday'],
    error: 'Days of each week and days of a month are two schedules.',
  })
  .refine(({ validFrom, validTo }) => validFrom === undefined || validTo === undefined || validFrom <= validTo, {
    path: ['validTo'],
    error: 'The last day is not before the first.',
  })
  .refine(({ opensAt, closesAt }) => opensAt !== closesAt && opensAt !== '24:00', {
    path: ['closesAt'],
    error: 'A whole day is written 00:00 to 24:00.',
  })

const phoneShape = z.strictObject({
  number: text(40).regex(/^(?=(?:\D*\d){2})\+?[\d ().-]{3,}$/, 'A telephone number has digits.'),
  extension: text(12).regex(/^\d*$/).default(''),
  type: z.enum(['voice', 'intake', 'hotline', 'text']).default('voice'),
})

const locationShape = z
  .strictObject({
    address1: text(200).default(''),
    address2: text(200).default(''),
    /** Null where it helps by telephone or online alone. */
    city: text(100).min(1).nullable(),
    /** Region or state; null where it helps in the whole country. */
    region: text(100).min(1).nullable(),
    postalCode: text(20).default(''),
    /** How one comes there, in the words of its keeper: HSDS `transportation`. */
    directions: text(500).default(''),
    /** What stands in the way of who does not walk, see or hear well, and what does not: HSDS `accessibility`. */
    accessibility: text(500).default(''),
    country: z.string().regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2.'),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    /** A refuge shows its area alone; its address and position are not kept at all. */
    isAddressPublic: z.boolean().default(true),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ['longitude'],
    error: 'A position has latitude and longitude.',
  })
  .refine(({ latitude, longitude }) => latitude !== 0 || longitude !== 0, {
    path: ['latitude'],
    error: '0, 0 is a point in the sea, and stands where a position was left out.',
  })

export const newListingShape = z
  .strictObject({
    organization: text(200).default(''),
    name: text(300).min(1),
    alternateName: text(300).default(''),
    website: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null),
    /** Ids of the taxonomy of services that are known to be true. */
    terms: z.array(z.string().max(60)).max(120).default([]),
    phones: z.array(phoneShape).max(6).default([]),
    location: locationShape,
    schedules: z.array(scheduleShape).min(1).max(21).nullable().default(null),
    timeZone: z.string().max(60).refine(isTimeZone, 'This is no time zone.').nullable().default(null),
    /** What it does on public holidays of its country; null: not known. */
    holidays: z.enum(['open', 'closed']).nullable().default(null),
    /** In years; null: not known. */
    minimumAge: z.number().int().min(0).max(120).nullable().default(null),
    maximumAge: z.number().int().min(0).max(120).nullable().default(null),
    /** ISO 639, and `sgn` for a sign language; null: not known. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(60)
      .nullable()
      .default(null),
    ...roomFields,
  })
  .refine(({ schedules, timeZone }) => (schedules === null) === (timeZone === null), {
    path: ['timeZone'],
    error: 'Hours are hours of a time zone.',
  })
  .refine(({ terms }) => terms.filter((term) => term.startsWith('evidence:')).length <= 1, {
    path: ['terms'],
    error: 'A programme has one class of evidence, or none.',
  })
  .refine(({ minimumAge, maximumAge }) => minimumAge === null || maximumAge === null || minimumAge <= maximumAge, {
    path: ['maximumAge'],
    error: 'The highest age is not below the lowest.',
  })
export type NewListing = z.input<typeof newListingShape>
export type ListingContent = z.output<typeof newListingShape>

export interface Listing extends ListingContent {
  id: string
  /** Where it came from: `own` is written here. */
  source: Source | 'own'
  /** `YYYY-MM-DD`; null where nobody confirmed it to this node. */
  confirmed: string | null
  /** When its source no longer had it. */
  left: string | null
  /** Withdrawn by whoever looks after it. */
  ended: { at: string; reason: string } | null
  /** Another listing stands for it: a person said that both are one service. */
  mergedInto: string | null
  changed: string
  version: number
}

/** A listing as one is found: what stands in a list. */
export interface Found extends Listing {
  /** Null where hours are not known. */
  opening: Opening | null
  /** How long ago somebody confirmed it; null where nobody did. */
  freshness: Freshness | null
  /** Of places and waiting: what was said too long ago to be known now. */
  outdated: readonly RoomField[]
  /** In a list: people may not leave it, or those who spoke say different things; absent where they may, or nobody said. */
  held?: 'no' | 'disputed'
  /** What an accreditor decided of it, where one did; absent: nobody checked it. */
  standing?: string
  /** In a list: where it stands there. `inside`: in a prison or police station, where nobody comes who is free. */
  stands?: Stands
  /** Whether the public holidays of its country are known for this year. */
  holidaysKnown: boolean
  /** From the middle of the place asked for; null where either is not known, or no place was asked for. */
  metres: number | null
}

/** In the order of a list. `open`, `closed`: now, or when it was asked for. */
export const STANDS = ['open', 'closed', 'unknown', 'inside', 'held'] as const
export type Stands = (typeof STANDS)[number]

/** A city, or with `city` null a whole region, that listings name; or an area of a country's pack. */
export interface FoundPlace {
  city: string | null
  region: string | null
  country: string
  /** How many services are there. */
  services: number
  latitude: number | null
  longitude: number | null
  /** Somebody's own, rounded to about a kilometre. */
  isPosition?: true
  /** Not called so, only nearly. */
  isLike?: boolean
}

export const AIMS = ['help', 'someone'] as const
export type Aim = (typeof AIMS)[number]

/** What one may ask for in few words; each stands for terms of the taxonomy, of which one is enough. */
export const WANTED: Readonly<Record<string, readonly string[]>> = {
  talk: ['setting:dig.line', 'intervention:ehl.helpline', 'intervention:psy', 'intervention:psy.counsel'],
  treatment: ['setting:hc.outpatient', 'setting:hc.daycare', 'intervention:phar', 'intervention:assess.full'],
  opioid: ['intervention:phar.oat.methadone', 'intervention:phar.oat.bup', 'intervention:phar.oat.bupxr'],
  withdrawal: [
    ...['intervention:phar.wd.opioid', 'intervention:phar.wd.alcohol', 'intervention:phar.wd.benzo'],
    'intervention:phar.wd.stim',
  ],
  residential: ['setting:res', 'setting:res.short', 'setting:res.long', 'setting:hc.inpatient'],
  naloxone: ['intervention:hr.naloxone'],
  harm: [
    ...['intervention:hr', 'intervention:hr.nsp', 'intervention:hr.naloxone', 'intervention:hr.check'],
    ...['intervention:hr.sif', 'setting:com.dropin', 'setting:com.outreach', 'setting:com.consumption'],
  ],
  recovery: ['intervention:rec.peer', 'intervention:rec.mutual', 'intervention:rec.aftercare', 'setting:com.peer'],
  living: [
    ...['setting:res.recovery', 'setting:res.emergency', 'setting:soc.housing', 'setting:soc.employment'],
    ...['intervention:rec.housing', 'intervention:rec.employment'],
  ],
  /** Rights on arrest and after: whoever helps, wherever they do it. */
  legal: ['intervention:rec.legal', 'setting:cj.court'],
  /** Services in places of detention, and those that help when somebody leaves one. */
  custody: [
    ...['setting:cj.police', 'setting:cj.remand', 'setting:cj.prison', 'population:jus.prison'],
    ...['population:jus.release', 'intervention:jus.release'],
  ],
  prevention: [
    ...['intervention:prev', 'intervention:prev.infancy', 'intervention:prev.earlyedu', 'intervention:prev.parenting'],
    ...['intervention:prev.school.skills', 'intervention:prev.school.climate', 'intervention:prev.vulnerable'],
    ...[
      'intervention:prev.mentoring',
      'intervention:prev.work',
      'intervention:prev.community',
      'intervention:prev.env',
    ],
    ...['intervention:prev.night', 'intervention:prev.media', 'intervention:early.brief'],
    // Of a programme of which only this is known.
    ...[
      'strategy:skills',
      'strategy:norms',
      'strategy:family',
      'strategy:bonding',
      'strategy:mentor',
      'strategy:rules',
    ],
    ...['strategy:adverse', 'strategy:adverse.fear', 'strategy:adverse.lecture', 'strategy:adverse.testimony'],
    ...['strategy:adverse.police', 'strategy:adverse.esteem', 'strategy:adverse.morals', 'strategy:adverse.testing'],
  ],
}

export const findQueryShape = z.strictObject({
  aim: z.enum(AIMS).default('help'),
  /** A city, or a city and its region after a comma, or a region; or a position, `44.05, -123.09`. */
  place: z.string().trim().max(120).default(''),
  /** Words of a name. */
  text: z.string().trim().max(120).default(''),
  what: z.string().max(20).default(''),
  /** By the clock of the country. What is known to be closed then is left out; what nobody knows comes after. */
  when: z.enum(WHEN).optional(),
  /** Who is known to be for another one alone is left out, who is known to be for this one comes first. */
  gender: z.enum(GENDERS).optional(),
  /** One of `NEEDS`: who is known to think of it comes first. */
  need: z.string().max(20).default(''),
  age: z.coerce.number().int().min(0).max(120).optional(),
  free: z.boolean().default(false),
  /** Only programmes of prevention that studies found to help, or likely to. */
  tested: z.boolean().default(false),
  /** ISO 639, or `sgn`: who is known not to speak it is left out, who is known to comes first. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  limit: z.number().int().min(1).max(50).default(20),
  cursor: z.string().max(500).optional(),
})
export type FindQuery = z.input<typeof findQueryShape>

export interface FindPage {
  items: Found[]
  next: string | null
  total: number
  /** The place that was meant; null where none was asked for, or which one is not clear. */
  place: FoundPlace | null
  /** Places that may be meant, most services first, where it is not clear. */
  places: FoundPlace[]
  /** Kilometres within which was looked, where nothing stands as near as people travel; else null. */
  within: number | null
}

export const CONCERNS = ['closed', 'phone', 'hours', 'address', 'other'] as const
export const newListingCorrectionShape = z
  .strictObject({ concerns: z.enum(CONCERNS), note: text(1000).default('') })
  .refine(({ concerns, note }) => concerns !== 'other' || note !== '', {
    path: ['note'],
    error: 'Say what is wrong.',
  })
export type NewListingCorrection = z.input<typeof newListingCorrectionShape>

/** What somebody said is wrong, as it waits for an editor. */
export interface ListingCorrection {
  id: string
  listing: string
  concerns: (typeof CONCERNS)[number]
  note: string
  received: string
  version: number
}
/** Whether an editor found it so. */
export const OUTCOMES = ['true', 'not-true'] as const

/** What everybody may ask, without an account. Nothing of it is kept. */
export interface FinderDesk {
  find(query: FindQuery): Promise<Outcome<FindPage, DirectoryRefusal>>
  /** Names to choose a place by: areas of the country's pack, and towns of listings. */
  placeNames(language: string): Promise<string[]>
  /** Undefined where there is nothing of that id. Of one that was withdrawn: its name, its area, when and why. */
  open(id: string): Promise<Found | undefined>
  /** Published telephone numbers of these, by id; one that was withdrawn has none. */
  phones(ids: readonly string[]): Promise<ReadonlyMap<string, Found['phones']>>
  /** Says that something of a listing is wrong. `not-now`: enough wait for it already. */
  correct(id: string, input: NewListingCorrection): Promise<Outcome<null, DirectoryRefusal>>
}

/** A line of the country pack. */
export interface HelpLine {
  number: string
  /** Such as `24/7`; as the pack writes it. */
  hours: string
  /** When it opens, by the clock there, where it is closed now; else null. */
  opens: string | null
  /** `ar` where the pack says it in Arabic too. */
  name: { en: string; fr: string; ar?: string }
}

/** A drawing of where the services of a page are; places in its own units. */
export interface HelpMap {
  width: number
  height: number
  /** A path: land as it is there, with its coasts; empty where there is none. */
  land: string
  /** One mark for those that stand too near to each other to be told apart. */
  marks: { x: number; y: number; numbers: number[] }[]
  scale: { km: number; width: number }
}

/** What a public page of help needs. */
export interface Finding {
  desk: FinderDesk
  /** Those with a position, by their number in the list; null where none has one. */
  map(listings: readonly { number: number; location: Listing['location'] }[]): HelpMap | null
  /** What came of test calls, of the last 365 days. */
  accuracy(): Promise<Accuracy>
  /** Of links of letters. */
  confirmations: Confirmations
  /** Of the country; empty where no pack says it, and then nothing but `now` is known of when. */
  timeZone: string
  /** Null where the country’s pack does not say. */
  emergency: HelpLine | null
  poison: HelpLine | null
  /** Somebody to talk to: where nobody answers the usual number now, one that is answered before it. As of when it is read. */
  readonly support: HelpLine[]
  /** Who hears of ill-treatment and is independent. */
  independent: HelpLine | null
  /** Of this node, for addresses that are printed. */
  origin: string
  /** Names of the terms of the taxonomy. */
  terms: ReadonlyMap<string, TermName>
}

/** A row of a file, and what is to be said of it. */
export interface RowNote {
  /** From 1; of JSON, the place of the row. 0: of what the file does not have, or of a file as a whole. */
  line: number
  /** Which one of a package of several. */
  file?: string
  code:
    | ('fields' | 'no-name' | 'no-city' | 'no-region' | 'repeated' | 'not-valid' | 'open-quote' | 'too-long')
    | ('left-edited' | 'left-kept' | 'left-merged' | 'left-paired')
    | ('edited-here' | 'not-active' | 'left-out' | 'no-position' | 'short-postal-code')
    | ('website' | 'phone' | 'latin-1' | 'odd-hours' | 'odd-position' | 'odd-age' | 'odd-language')
    | ('odd-zone' | 'no-zone' | 'zone-of-country' | 'odd-country' | 'not-yet')
    | ('no-parent' | 'too-many' | 'not-read' | 'column')
  /** What stood there, where that helps. */
  given?: string
}

export interface ImportReport {
  source: Source
  /** Which of several files of that kind; absent: the only one. */
  named?: string
  /** SHA-256 of the file, hexadecimal. */
  sha256: string
  rows: number
  added: number
  changed: number
  same: number
  /** Came back after it had left the source. */
  back: number
  /** Marked, since the source no longer has them. */
  left: number
  /** Their names, in order; 100 at most. Absent where there are none. */
  leaving?: string[]
  /** Names of what is new and of what changes, in the order of the file; 50 at most. */
  adding?: string[]
  changing?: string[]
  /** Rows that were not taken, and why. */
  refused: RowNote[]
  /** Rows that were taken, with something left out or doubtful. */
  notes: RowNote[]
  /** Of a plain table: which of its columns says what. */
  columns?: Columns
}

export interface ListingPage {
  items: Listing[]
  next: string | null
}

/** `not-this-format`: the file is not what `--from` says. */
export type DirectoryRefusal = Refusal<
  'not-found' | 'not-valid' | 'changed' | 'not-now' | 'key-reused' | 'not-this-format'
>
type Answer<T> = Promise<Outcome<T, DirectoryRefusal>>

export const LISTED_STATES = ['listed', 'asked', 'left', 'ended'] as const
export const listQueryShape = z.strictObject({
  /** Words of a name. */
  text: z.string().trim().max(120).default(''),
  /** `asked`: something waits that somebody said is wrong; `left`: its source no longer has it; `ended`: withdrawn. */
  state: z.enum(LISTED_STATES).optional(),
})
export type ListQuery = z.input<typeof listQueryShape>

/** What was done with a listing, newest first. Who: this person, a colleague, or the node itself. */
export interface HistoryLine {
  at: string
  verb: string
  by: 'you' | 'colleague' | 'node'
}

/** A file that was looked at and not taken over yet. */
export interface Upload {
  id: string
  source: Source
  /** Of the file. */
  name: string
  /** Which of several files of that kind. */
  named: string
  at: string
  /** What taking it over would do, as of when it came; nothing while a column that is needed is not chosen. */
  report: ImportReport
  /** Of a plain table: its headings, each with what stands below it first. */
  headings: { heading: string; example: string }[]
}

/** Of whoever looks after listings. */
export interface DirectoryDesk extends ContactsDesk, DuplicatesDesk, CallsDesk {
  may: readonly string[]
  /** `key`: an Idempotency-Key. */
  add(input: NewListing, key?: string): Answer<Listing>
  /** Says something else of it, as of today. What nobody confirmed as it is now counts as not confirmed. */
  change(id: string, input: NewListing, version: number, key?: string): Answer<Listing>
  /** Says that it is true today. */
  confirm(id: string, version: number, key?: string): Answer<Listing>
  withdraw(id: string, reason: string, version: number, key?: string): Answer<Listing>
  /** Those that this organisation looks after, by name. */
  list(query?: ListQuery & { limit?: number; cursor?: string }): Answer<ListingPage>
  count(query?: ListQuery): Answer<number>
  open(id: string): Answer<Listing>
  history(id: string): Answer<HistoryLine[]>
  /** What was said to be wrong with one and waits, oldest first. */
  corrections(id: string): Answer<ListingCorrection[]>
  settle(id: string, outcome: (typeof OUTCOMES)[number], version: number, key?: string): Answer<ListingCorrection>
  /** What an import would do; nothing is kept. */
  preview(source: Source, bytes: Uint8Array, columns?: Columns, named?: string): Answer<ImportReport>
  /**
   * All of it or nothing. The same file twice changes nothing. `columns`: as last time and as its headings say, where absent. `named`: which
   * of several files of that kind: a file says of its own rows alone which are gone.
   */
  import(source: Source, bytes: Uint8Array, columns?: Columns, named?: string): Answer<ImportReport>
  /** Looks at a file and keeps it for a day, so that it can be taken over once its report was read. `named`: as `sourceNameOf` reads it. */
  upload(source: Source, name: string, bytes: Uint8Array, key?: string, named?: string): Answer<Upload>
  uploaded(id: string): Answer<Upload>
  /** Says which column of a table that was sent says what, and looks at it again. */
  chooseColumns(id: string, columns: Columns, key?: string): Answer<Upload>
  /** Imports a file that was looked at. */
  takeOver(id: string, key?: string): Answer<ImportReport>
}
