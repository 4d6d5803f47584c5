// SPDX-License-Identifier: Apache-2.0
/** What a maker or seller of equipment writes down of a customer. Days are `YYYY-MM-DD` in UTC, moments ISO 8601. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const PREMISES = ['factory', 'laboratory', 'workshop', 'shop', 'office', 'home', 'post-box', 'unknown'] as const
export const CHECKS = {
  identity: ['seen', 'not-seen'],
  licence: ['seen', 'not-needed', 'asked', 'not-asked', 'refused'],
  visit: ['visited', 'not-visited'],
  payment: ['transfer', 'card', 'cash', 'third-party', 'crypto', 'unknown'],
  transport: ['delivered', 'carrier', 'collected', 'forwarder', 'unknown'],
} as const
export type Check = keyof typeof CHECKS
export const RESULTS = ['open', 'satisfied', 'not-satisfied'] as const
export type CustomerResult = (typeof RESULTS)[number]

/** Months for which a record is kept after it was last looked at. */
export const KEPT = { least: 6, usual: 36, most: 120 } as const

const line = z.string().trim().max(200)

export const customerShape = z
  .strictObject({
    isPerson: z.boolean().default(false).describe('Whether the customer is a natural person.'),
    necessity: line.max(500).default('').describe('Why this person has to be named: asked of natural persons alone.'),
    name: line.min(1).describe('As it is registered, or as the person gave it.'),
    registration: line.default('').describe('Number in the register of firms.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).')
      .describe('ISO 3166-1 alpha-2.'),
    address: line.max(400).default('').describe('Where the equipment would stand.'),
    premises: z.enum(PREMISES).default('unknown').describe('What kind of place that is.'),
    equipment: z
      .array(
        z.strictObject({
          asked: line.min(1).describe('In the words of the customer.'),
          count: z.int().min(1).max(100_000).default(1).describe('How many.'),
        }),
      )
      .min(1)
      .max(20)
      .describe('What it asked for; matching says what it is.'),
    use: z.string().trim().min(1).max(1000).describe('For what, as the customer says.'),
    checks: z
      .strictObject({
        identity: z.enum(CHECKS.identity).default('not-seen').describe('Whether a paper was seen; it is not copied.'),
        licence: z.enum(CHECKS.licence).default('not-asked').describe('Of what the customer makes.'),
        visit: z.enum(CHECKS.visit).default('not-visited').describe('Whether the premises were visited.'),
        payment: z.enum(CHECKS.payment).default('unknown').describe('How it pays.'),
        transport: z.enum(CHECKS.transport).default('unknown').describe('How the goods reach it.'),
      })
      .prefault({})
      .describe('What was checked.'),
    note: z.string().trim().max(2000).default('').describe('What was seen.'),
    keptMonths: z
      .int()
      .min(KEPT.least)
      .max(KEPT.most)
      .default(KEPT.usual)
      .describe('How long it is kept after it was last looked at.'),
  })
  .refine(({ isPerson, necessity }) => !isPerson || necessity.length >= 10, {
    message: 'Say why this person has to be named, or name the firm.',
    path: ['necessity'],
  })
export type NewCustomer = z.input<typeof customerShape>
export type CustomerContent = z.output<typeof customerShape>

export const customerCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('correct'), customer: customerShape.describe('All of it: it is open again.') }),
  z.strictObject({
    do: z.literal('conclude'),
    result: z.enum(RESULTS).describe('Whether the firm is satisfied.'),
    reason: line.min(1).max(1000).describe('Why.'),
    review: z.iso.date().describe('By which day it is looked at again: within two years.'),
  }),
  z
    .strictObject({
      do: z.literal('hand'),
      to: z
        .array(z.uuid())
        .max(20)
        .describe('All authorities that read it from now on; none: it is the firm’s alone again.'),
      reason: line.max(1000).default('').describe('Why, for their officers: asked where there is one.'),
    })
    .refine(({ to, reason }) => to.length === 0 || reason !== '', { message: 'Say why.', path: ['reason'] }),
])
export type CustomerCommand = z.input<typeof customerCommandShape>

export interface CustomerStep {
  at: string
  did: 'record' | 'correct' | 'hand' | CustomerResult
  /** Empty where none is asked for. */
  reason: string
  /** Account of who did it. */
  by: string
  /** Of a handing over: all authorities that read it from then on. */
  to?: string[]
}

export interface Customer extends Omit<CustomerContent, 'equipment'> {
  id: string
  /** `id` and `name`: what the reference data knows it as; null where it is none of that. */
  equipment: (CustomerContent['equipment'][number] & { id: string | null; name: { en: string; fr: string } | null })[]
  result: CustomerResult
  /** Checks without which nobody is satisfied. */
  missing: Check[]
  review: string
  isDue: boolean
  /** The last day on which it is kept. */
  keptUntil: string
  /** The firm that knows it, and whether that is this actor's own. */
  firm: string
  isOwn: boolean
  /** Authorities that read it; of these an officer is told their own alone. */
  handedTo: string[]
  /** Why the firm handed it over: to an officer, what was said when it came to this authority. */
  handedWhy: string
  /** For the firm alone. */
  steps: CustomerStep[]
  recorded: string
  /** Of the firm’s own; 0 to an officer, who changes nothing and is not told how often others are let in. */
  version: number
}

export type CustomersRefusal = Refusal<'not-found' | 'not-valid' | 'changed' | 'not-now' | 'key-reused'>
type Told<T> = Promise<Outcome<T, CustomersRefusal>>

/** Of one who checks customers for a firm; an officer of an authority has `list` and `open` of what was handed over. */
export interface CustomersDesk {
  may: readonly string[]
  /** Newest first, those of one result where it is given. */
  list(result?: CustomerResult): Told<Customer[]>
  open(id: string): Told<Customer>
  /** To which a record may be handed. */
  authorities(): Told<{ id: string; name: string }[]>
  record(input: NewCustomer, key?: string): Told<Customer>
  /** `version`: the one that was read; refused with `changed` where it is another by now. */
  act(id: string, command: CustomerCommand, version: number, key?: string): Told<Customer>
  /** Removes it, with all that was written in it. */
  remove(id: string, version: number): Told<string>
}
