// SPDX-License-Identifier: Apache-2.0
/** What a row of each file of a country pack holds. Every row says where it is from and how sure that is. */
import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
const filled = z.string().min(1, 'must not be empty')
const orEmpty = <S extends z.ZodType>(shape: S) => z.union([z.literal(''), shape])
const yesOrNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')
const parted = filled.transform((text) => text.split(';'))
const address = z.url({ protocol: /^https$/, error: 'must be an https address' })

/** `checked`: the text named as source was read. `unchecked`: from memory. `fictional`: invented, and says so. */
const certain = { source: id, certainty: z.enum(['checked', 'unchecked', 'fictional']) }
const named = { name_en: filled, name_fr: filled, name_ar: z.string(), ...certain }

const TIME = /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?)?$/
const knownZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

export const COUNTRY = z.strictObject({
  /** ISO 3166-1 alpha-2. */
  code: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
  kind: z.enum(['real', 'fictional']),
  /** ISO 4217. */
  currency: orEmpty(z.string().regex(/^[A-Z]{3}$/, 'three capital letters')),
  /** Of the IANA database. */
  time_zone: orEmpty(z.string().refine(knownZone, 'not a time zone of the IANA database')),
  dialling_code: orEmpty(z.string().regex(/^\+\d{1,3}$/, 'a plus sign and up to three digits')),
  ...named,
})

const degrees = (most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((given) => given === null || Math.abs(given) <= most, `degrees from -${most} to ${most}`)

/** The files of a pack besides country.csv, by name without `.csv`. */
export const FILES = {
  sources: z.strictObject({
    id,
    title: filled,
    publisher: filled,
    licence: filled,
    read_on: z.iso.date(),
    address: orEmpty(address),
  }),
  languages: z.strictObject({
    /** BCP 47. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language tag'),
    role: z.enum(['official', 'service']),
    ...certain,
  }),
  areas: z.strictObject({
    code: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}(-[A-Z0-9]{1,6})?$/, 'a code such as ZZ-NO or ZZ-NO-1'),
    parent: z.string(),
    level: z.coerce.number().int().min(1).max(3),
    kind: filled,
    /** Of its middle, WGS 84; empty where nobody wrote it down. */
    latitude: degrees(90),
    longitude: degrees(180),
    ...named,
  }),
  law: z.strictObject({
    id,
    topic: filled,
    /** How a lawyer cites it. */
    reference: filled,
    in_force_from: z.iso.date(),
    ...named,
  }),
  thresholds: z.strictObject({ id, value: z.coerce.number().positive(), unit: filled, law: id, ...named }),
  clocks: z.strictObject({
    id,
    urgency: orEmpty(z.enum(['flash', 'immediate', 'priority', 'routine'])),
    starts_with: z.enum(['receipt', 'discovery', 'event', 'last-confirmation']),
    within: z.string().regex(TIME, 'an ISO 8601 duration of days, hours and minutes, such as PT24H'),
    counted_in: z.enum(['clock', 'calendar-days', 'working-days']),
    law: id,
    ...named,
  }),
  'help-lines': z.strictObject({
    id,
    purpose: z.enum(['emergency', 'poison', 'support', 'crisis', 'ill-treatment']),
    number: filled,
    text_number: z.string(),
    web: orEmpty(address),
    hours: z.string().regex(/^(24\/7|\d\d:\d\d-\d\d:\d\d)$/, '24/7 or times such as 08:00-22:00'),
    languages: parted,
    cost: z.enum(['free', 'local-call', 'charged']),
    anonymous: yesOrNo,
    ...named,
  }),
  crossings: z.strictObject({
    id,
    state: z.enum(['open', 'closed']),
    /** Id of the threshold under which counts are hidden on the way, or `none`. */
    floor: id,
    law: id,
    reason_en: filled,
    reason_fr: filled,
    ...certain,
  }),
  /** Public holidays of the whole country, of whole years: of a year without a row nothing is known. */
  holidays: z.strictObject({ date: z.iso.date(), ...named }),
  organisations: z.strictObject({ kind: id, present: yesOrNo, ...certain }),
  /** What services here are held to besides `reference/quality-criteria.csv`, in the same columns. */
  criteria: z.strictObject({
    id: z.string().regex(/^[A-Z]{2}-[A-Z]{3}-\d\d$/, 'a code such as ZZ-RGT-01'),
    /** Of `reference/quality-domains.csv`. */
    domain: z.string().regex(/^[A-Z]{3}$/, 'three capital letters'),
    criterion_en: filled,
    criterion_fr: filled,
    evidence_en: filled,
    weight: z.coerce.number().int().min(2).max(5),
    critical: yesOrNo,
    applies_to: parted,
    verification: parted,
    paragraphs: parted,
    ...named,
  }),
} as const

export type FileName = keyof typeof FILES
export type RowOf<F extends FileName> = z.output<(typeof FILES)[F]>

/** What differs by country. A pack without a file has no rows there: the facts are unknown, not absent. */
export type CountryPack = { country: z.output<typeof COUNTRY> } & { [F in FileName]: RowOf<F>[] }

/** The passages between the wings, and to everybody, that a country opens or closes; a pack that names one names all. */
export const CROSSINGS = [
  'harm-signal-to-warnings',
  'warning-to-health',
  'place-to-licensing',
  'warning-to-targets',
  'report-to-incident',
  'medicine-signals-to-oversight',
  'facts-to-commitments',
  'licence-validity-to-public',
  'licence-content-to-public',
] as const
