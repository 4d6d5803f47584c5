// SPDX-License-Identifier: Apache-2.0
/** The practices desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { Delivery, Partner } from '#platform/peers/index.ts'

export const STATUSES = ['draft', 'published', 'withdrawn'] as const
export type Status = (typeof STATUSES)[number]

/** Where it was done: among authorities and firms, among services for people, or across both. */
export const SETTINGS = ['supply', 'health', 'both'] as const
export type Setting = (typeof SETTINGS)[number]

/** What came of it, as far as it was looked at. Classes of this house; registries of practices have ones of that kind. */
export const EFFECTS = ['beneficial', 'likely', 'mixed', 'none', 'harmful', 'not-evaluated'] as const
export type Effect = (typeof EFFECTS)[number]

/** How sure the evidence is, in the four steps of GRADE, or that there is none. */
export const GRADES = ['high', 'moderate', 'low', 'very-low', 'none'] as const
export type Grade = (typeof GRADES)[number]

/** Whom it is shown to here: everybody with an account, or everybody. */
export const REACHES = ['members', 'public'] as const
export type Reach = (typeof REACHES)[number]

export const OUTCOMES = ['used', 'adapted', 'did-not-work'] as const
export type ReuseOutcome = (typeof OUTCOMES)[number]

/** The six languages of the United Nations. Authors write in English or French; others may translate. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

const line = (most: number) => z.string().trim().min(1).max(most)

export const PARTS = { title: 200, summary: 600, problem: 4000, done: 8000, result: 4000 } as const
export type Part = keyof typeof PARTS

export const textsShape = z.strictObject({
  title: line(PARTS.title),
  /** In a few lines. */
  summary: line(PARTS.summary),
  /** What was wrong. */
  problem: line(PARTS.problem),
  /** What was done about it. */
  done: line(PARTS.done),
  /** What came of it, and how one knows. */
  result: line(PARTS.result),
})
export type Texts = z.output<typeof textsShape>

/** A year, a month or a day. */
const when = z.string().regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'Such as 2026-11.')

const fields = z.strictObject({
  texts: z
    .strictObject({ en: textsShape.optional(), fr: textsShape.optional() })
    .refine(({ en, fr }) => en || fr, 'It is written in English or in French.'),
  setting: z.enum(SETTINGS),
  /** Kinds of organisations for which it is of use: ids of `reference/organisation-kinds.csv`. */
  audience: z
    .array(z.string().regex(/^[a-z][a-z-]{1,59}$/))
    .min(1)
    .max(40),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  from: when,
  /** Absent: it goes on. */
  until: when.optional(),
  effect: z.enum(EFFECTS),
  grade: z.enum(GRADES),
  /** What it cost, where that is known. */
  costs: z.string().trim().max(500).default(''),
  /** A page of the organisation about it. */
  page: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default(''),
})

const coherent = ({ effect, grade }: { effect: Effect; grade: Grade }) =>
  (effect === 'not-evaluated') === (grade === 'none')
const UNEVALUATED = {
  path: ['grade'],
  message: 'Without an evaluation there is no evidence, and with one there is some.',
}
const ordered = ({ from, until }: { from: string; until?: string | undefined }) =>
  until === undefined || until.slice(0, Math.min(from.length, until.length)) >= from.slice(0, until.length)
const ORDER = { path: ['until'], message: 'It ended after it began.' }

/** What a practice says, whoever reads it. */
export const contentShape = fields.refine(coherent, UNEVALUATED).refine(ordered, ORDER)
export type Content = z.output<typeof contentShape>

export const newPracticeShape = fields
  .extend({
    reach: z.enum(REACHES).default('members'),
    /** Ids of organisations of other nodes that are told of it when it is published. */
    partners: z.array(z.uuid()).max(50).default([]),
  })
  .refine(coherent, UNEVALUATED)
  .refine(ordered, ORDER)
export type NewPractice = z.input<typeof newPracticeShape>
export type PracticeContent = z.output<typeof newPracticeShape>

export const commandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('publish') }),
  z.strictObject({ do: z.literal('withdraw'), reason: line(500) }),
])
export type Command = z.output<typeof commandShape>
export type Act = Command['do'] | 'revise'

export const reuseShape = z.strictObject({ outcome: z.enum(OUTCOMES), note: z.string().trim().max(2000).default('') })
export type NewReuse = z.input<typeof reuseShape>

export const translationShape = z.strictObject({ language: z.enum(LANGUAGES), texts: textsShape })
export type NewTranslation = z.input<typeof translationShape>

export const practiceQueryShape = z.strictObject({
  text: z.string().max(200).optional().describe('Words that stand in it; the last may be the beginning of one.'),
  setting: z.enum(SETTINGS).optional().describe('Only those of this setting.'),
  effect: z.enum(EFFECTS).optional().describe('Only those of which this came.'),
  status: z.enum(STATUSES).optional().describe('Only those in this state.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type PracticeQuery = z.input<typeof practiceQueryShape>

export interface Practice extends Content {
  id: string
  status: Status
  /** The organisation that shares it, and whom to ask. */
  organisation: string
  /** The other node from which it came; absent where it is of this one. */
  node?: { id: string; name: string }
  reach: Reach
  changed: string
  published: string | null
  ended: { at: string; reason: string } | null
  /** How many organisations say that they use it, as it is or adapted. */
  reused: number
  version: number
  /** What this actor may do with it now. */
  may: Act[]
}

export interface Reuse {
  /** The organisation that says so. */
  from: string
  outcome: ReuseOutcome
  note: string
  at: string
}

export interface Translation {
  language: Language
  /** The organisation that made it. */
  from: string
  texts: Texts
  at: string
}

export interface PracticeRecord extends Practice {
  reuses: Reuse[]
  translations: Translation[]
  /** Organisations of other nodes that are told; for its own editors. */
  partners: string[]
  mayReuse: boolean
  mayTranslate: boolean
}

export interface PracticePage {
  items: Practice[]
  next: string | null
}

export type PracticesRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'not-now' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, PracticesRefusal>>

export interface PracticesDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** A draft, for the editors of this organisation. */
  prepare(input: NewPractice, key?: string): Answer<Practice>
  revise(id: string, input: NewPractice, version: number, key?: string): Answer<Practice>
  /** Publish or withdraw. `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: Command, version: number, key?: string): Answer<Practice>
  /** Last changed first. */
  list(query?: PracticeQuery): Answer<PracticePage>
  count(query?: PracticeQuery): Answer<number>
  read(id: string): Answer<PracticeRecord>
  /** What became of it at this actor's organisation; said again, it takes the place of what was said. */
  reuse(id: string, input: NewReuse, key?: string): Answer<Reuse>
  /** A translation, shown as this organisation's; made again, it takes the place of the earlier one. */
  translate(id: string, input: NewTranslation, key?: string): Answer<Translation>
  /** Organisations of other nodes, by name. */
  partners(): Answer<Partner[]>
  /** What other nodes said of a practice of this organisation. */
  deliveries(id: string): Answer<Delivery[]>
}

/** A practice as everybody may read it, without an account. */
export interface PublicPractice extends Omit<PracticeRecord, 'may' | 'mayReuse' | 'mayTranslate' | 'partners'> {}

/** What everybody may read, without an account: those of this node that are marked public. */
export interface PublicPractices {
  /** Last changed first, 200 at most. */
  list(): Promise<Practice[]>
  open(id: string): Promise<PublicPractice | undefined>
  /** Names of organisations of other nodes, with their node, by id. */
  namesAway(): Promise<ReadonlyMap<string, string>>
}
