// SPDX-License-Identifier: Apache-2.0
/** What goes in, checked. Nothing here has a place for a person. */
import { z } from 'zod'
import {
  ASPECTS,
  CAP_CERTAINTIES,
  CAP_SEVERITIES,
  CAP_URGENCIES,
  CONFIDENCES,
  GRADES,
  HARM_SOURCES,
  LANGUAGES,
  METHODS,
  RECOMMENDATIONS,
  SEVERITIES,
} from './codes.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const text = (most: number) => z.string().trim().max(most)

/** ISO 8601, such as `2026-W47`. */
export const week = z.string().regex(/^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/, 'A week is written as 2026-W47.')

/** A country, or an area of its pack: `ZZ`, `ZZ-NO-1`. */
export const region = z
  .string()
  .regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,6}){0,3}$/, 'A region is the code of a country or of an area of its pack.')

export const substanceNamed = z.strictObject({
  /** Of the registry (`reference/substances.csv`). */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
    .optional(),
  name: line(200),
})

/**
 * A harm that crossed over from the health wing: an event, and nothing about a person. Numbers under 8 are one word, others
 * are rounded to 5. `id` is made by the crossing, so that it points to nothing over there.
 */
export const carriedSignalShape = z.strictObject({
  id: z.uuid(),
  sourceKind: z.enum(HARM_SOURCES),
  substance: substanceNamed,
  severity: z.enum(SEVERITIES),
  region,
  week,
  count: z.union([z.literal('1-7'), z.string().regex(/^[1-9]\d{0,4}[05]$/, '1-7, or a number rounded to 5.')]),
})
export type CarriedSignal = z.output<typeof carriedSignalShape>

/** SMILES, InChI or a molfile, as the matcher reads them. */
const structure = line(20_000)

const seenOn = z.iso.date().refine((day) => day <= new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), {
  message: 'That day has not come yet.',
})

const identification = z.strictObject({
  source: z.literal('laboratory'),
  substance: z.strictObject({ name: line(200), structure: structure.optional() }),
  confidence: z.enum(CONFIDENCES),
  methods: z.array(z.enum(METHODS)).min(1).max(METHODS.length),
  /** The day on which it was identified, or published. */
  seenOn,
  region,
  note: text(4000).default(''),
  reference: text(200).default(''),
  /** Organisations whose officers are told. */
  to: z.array(z.uuid()).min(1).max(20),
  /** Claims of files that were sent, such as spectra. */
  attachments: z.array(z.string().max(2000)).max(5).default([]),
})
const publication = z.strictObject({
  ...identification.omit({ confidence: true, methods: true, to: true, region: true }).shape,
  source: z.literal('literature'),
  reference: line(500),
  region: region.optional(),
})

/** What is reported here, by a laboratory or from what was published. */
export const newSignalShape = z.discriminatedUnion('source', [identification, publication])
export type NewSignal = z.input<typeof newSignalShape>

export const findWithdrawalShape = z.strictObject({ reason: line(500) })
export type FindWithdrawal = z.output<typeof findWithdrawalShape>

export const assessmentShape = z.partialRecord(
  z.enum(ASPECTS),
  z.strictObject({ grade: z.enum(GRADES), text: line(2000) }),
)
export type Assessment = z.output<typeof assessmentShape>

const note = text(1000).default('')
export const watchedCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('watch'), note }),
  z.strictObject({ do: z.literal('identify'), name: line(200), structure: structure.optional(), note }),
  z.strictObject({
    do: z.literal('assess'),
    assessment: assessmentShape.refine((parts) => Object.keys(parts).length > 0, 'Say at least one thing.'),
    note,
  }),
  z.strictObject({ do: z.literal('recommend'), recommendation: z.enum(RECOMMENDATIONS), note: line(1000) }),
  /** It is the same as another one, which takes its signals over. */
  z.strictObject({ do: z.literal('join'), into: z.uuid() }),
  z.strictObject({ do: z.literal('dismiss'), reason: line(500) }),
])
export type WatchedCommand = z.input<typeof watchedCommandShape>

const advisoryText = z.strictObject({
  headline: line(160),
  description: line(6000),
  instruction: text(4000).default(''),
  /** Whether a native reader of this language has read it. */
  reviewed: z.boolean().default(false),
})
const texts = z.partialRecord(z.enum(LANGUAGES), advisoryText)
const whole = texts.refine((all) => all.en && all.fr, 'It is written in English and in French.')

export const newAdvisoryShape = z
  .strictObject({
    severity: z.enum(CAP_SEVERITIES),
    urgency: z.enum(CAP_URGENCIES),
    certainty: z.enum(CAP_CERTAINTIES),
    /** Where it holds. */
    regions: z.array(region).min(1).max(50),
    expires: z.iso.datetime(),
    versions: z.strictObject({ public: whole, professional: whole.optional(), restricted: whole.optional() }),
    readers: z.strictObject({
      /** Organisations of other nodes that are told the public version; everybody here reads it. */
      public: z.array(z.uuid()).max(50).default([]),
      /** Organisations that read the professional version; those of other nodes are told the public one too. */
      professional: z.array(z.uuid()).max(200).default([]),
      restricted: z.array(z.uuid()).max(200).default([]),
      /** Whether the professional version crosses over to services of the health wing. */
      health: z.boolean().default(false),
    }),
  })
  .refine(({ versions, readers }) => versions.professional || !(readers.health || readers.professional.length > 0), {
    message: 'There is no professional version for these to read.',
    path: ['versions', 'professional'],
  })
  .refine(({ versions, readers }) => versions.restricted || readers.restricted.length === 0, {
    message: 'There is no restricted version for these to read.',
    path: ['versions', 'restricted'],
  })
export type NewAdvisory = z.input<typeof newAdvisoryShape>
export type AdvisoryContent = z.output<typeof newAdvisoryShape>
export type AdvisoryText = z.output<typeof advisoryText>

export const adoptionShape = z.strictObject({
  /** Where it holds here: its authors could not say that. */
  regions: z.array(region).min(1).max(50),
})
export type Adoption = z.input<typeof adoptionShape>

export const advisoryCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('propose') }),
  z.strictObject({ do: z.literal('agree') }),
  z.strictObject({ do: z.literal('decline') }),
  z.strictObject({ do: z.literal('withdraw'), reason: line(500) }),
])
export type AdvisoryCommand = z.output<typeof advisoryCommandShape>
