// SPDX-License-Identifier: Apache-2.0
/** What the routes answer, as OpenAPI describes it; the types are those of contract.ts. */
import { z } from '@hono/zod-openapi'
import { deliveryAnswer, partnerAnswer } from '#platform/peers/index.ts'
import {
  ADVISORY_STATUSES,
  CAP_CERTAINTIES,
  CAP_SEVERITIES,
  CAP_URGENCIES,
  LANGUAGES,
  type Language,
  READERS,
  RECOMMENDATIONS,
  SEVERITIES,
  SOURCES,
  WATCHED_STATUSES,
} from './codes.ts'

const moment = (what: string) => z.string().describe(`${what} ISO 8601 in UTC.`)
const version = z.number().int().describe('Goes up with each change.')
const may = z.array(z.string()).describe('What this actor may do with it now.')
const about = z
  .object({
    id: z.string().optional().describe('Of the registry.'),
    name: z.string().describe('As it was reported, or as the registry has it.'),
  })
  .describe('The substance; its id where the registry has it.')

export const signalAnswer = z
  .object({
    id: z.string().describe('Of the signal.'),
    source: z.enum(SOURCES).describe('Kind of whoever saw it.'),
    substance: about,
    severity: z.enum(SEVERITIES).nullable().describe('Of a harm.'),
    count: z.string().nullable().describe('`1-7`, or a number rounded to 5; null where one event was reported.'),
    region: z.string().nullable().describe('Code of a country or of an area of its pack.'),
    week: z.string().describe('Such as 2026-W47.'),
    day: z.string().nullable().describe('The day on which it was identified or published.'),
    confidence: z.string().nullable().describe('Of a laboratory.'),
    methods: z.array(z.string()).describe('Of a laboratory.'),
    note: z.string().describe('What else is known.'),
    reference: z.string().describe('Where it can be read.'),
    reported: moment('When it was reported here.'),
    from: z
      .string()
      .nullable()
      .describe('The organisation that reported it; null where it crossed from the health side.'),
    attachments: z
      .array(
        z
          .object({
            id: z.string().describe('Of the file.'),
            name: z.string().describe('Its name.'),
            type: z.string().describe('Its media type.'),
            size: z.number().int().describe('In bytes.'),
          })
          .describe('A file.'),
      )
      .describe('Files, such as spectra.'),
    withdrawn: z
      .object({ at: moment('When.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('That whoever reported it withdrew it; null where it stands.'),
  })
  .openapi('WarningSignal', { description: 'What points to a danger. Nothing about a person.' })

export const watchedAnswer = z
  .object({
    id: z.string().describe('Of the substance under watch.'),
    status: z.enum(WATCHED_STATUSES).describe('Where it stands.'),
    identity: z
      .object({
        id: z.string().optional().describe('Of the registry.'),
        name: z.string().describe('Its name.'),
        names: z.array(z.string()).describe('Other names that people say.'),
        structure: z.string().describe('SMILES, or as it was given.'),
        inchikey: z.string().describe('InChIKey.'),
        formula: z.string().describe('Molecular formula.'),
        mass: z.number().nullable().describe('Of the most abundant isotopes, in u.'),
        cas: z.string().describe('CAS number.'),
      })
      .describe('What it is; empty where it is not known.'),
    recommendation: z.enum(RECOMMENDATIONS).nullable().describe('What is recommended.'),
    opened: moment('When it was proposed.'),
    changed: moment('When it last changed.'),
    reason: z.string().nullable().describe('Why it is not watched.'),
    signals: z.number().int().describe('Signals about it that this actor may read.'),
    trend: z
      .array(
        z.object({
          week: z.string().describe('Such as 2026-W47.'),
          signals: z.number().int().describe('How many.'),
        }),
      )
      .describe('Of the last 12 weeks, oldest first.'),
    version,
    may,
  })
  .openapi('Watched', { description: 'A substance under watch, or proposed for it.' })

export const watchedRecordAnswer = z
  .looseObject({ ...watchedAnswer.shape, allSignals: z.array(signalAnswer).describe('Newest first.') })
  .openapi('WatchedRecord', {
    description:
      'With what matching said of it (`novelty`), its `assessment`, `incidents` that this actor may read itself, its history (`steps`), `advisories` and `drawing` (SVG).',
  })

export const advisoryAnswer = z
  .looseObject({
    id: z.string().describe('Of the advisory.'),
    watched: z.string().describe('The substance under watch.'),
    substance: about,
    status: z.enum(ADVISORY_STATUSES).describe('Where it stands.'),
    published: z.string().nullable().describe('ISO 8601 in UTC; null before.'),
    ended: z.string().nullable().describe('When it expired or was withdrawn.'),
    reason: z.string().nullable().describe('Why it was withdrawn.'),
    version,
    may,
  })
  .openapi('Advisory', { description: 'An advisory as its own officers see it; `content` is what was prepared.' })

const text = z.object({
  headline: z.string().describe('In one line.'),
  description: z.string().describe('What is known.'),
  instruction: z.string().describe('What to do; may be empty.'),
  reviewed: z.boolean().describe('Whether a native reader has read it.'),
})

const away = z.object({ id: z.string().describe('Of the node.'), name: z.string().describe('What it calls itself.') })

export const publishedAnswer = z
  .object({
    id: z.string().describe('Of the advisory.'),
    reader: z.enum(READERS).describe('For whom this version is written.'),
    status: z.enum(['published', 'expired', 'withdrawn']).describe('Whether it holds.'),
    substance: about,
    severity: z.enum(CAP_SEVERITIES).describe('As in CAP 1.2.'),
    urgency: z.enum(CAP_URGENCIES).describe('As in CAP 1.2.'),
    certainty: z.enum(CAP_CERTAINTIES).describe('As in CAP 1.2.'),
    regions: z.array(z.string()).describe('Where it holds.'),
    areas: z
      .array(
        z.object({
          code: z.string().describe('Of the area.'),
          name: z
            .object({ en: z.string().describe('English.'), fr: z.string().describe('French.') })
            .describe('Its name.'),
          level: z.number().int().describe('0 is the country.'),
        }),
      )
      .describe('Names of the regions.'),
    publisher: z.string().describe('Who published it.'),
    node: away.optional().describe('The other node from which it came; absent where it was published at this one.'),
    texts: z
      .object(
        Object.fromEntries(LANGUAGES.map((each) => [each, text.optional().describe(`In the language ${each}.`)])) as {
          [L in Language]: z.ZodOptional<typeof text>
        },
      )
      .describe('By language.'),
    published: moment('When it was published.'),
    expires: moment('From when it holds no more.'),
    ended: z.string().nullable().describe('When it expired or was withdrawn.'),
    reason: z.string().nullable().describe('Why it was withdrawn.'),
    version,
  })
  .openapi('PublishedAdvisory', { description: 'One version of a published advisory.' })

export const readAnswer = z.object({
  own: advisoryAnswer.nullable().describe('All of it, where it is this actor’s organisation’s.'),
  withdrawnFinds: z
    .array(
      z.object({
        signal: z.string().describe('Of the find.'),
        name: z.string().describe('As it was reported.'),
        at: moment('When it was withdrawn.'),
        reason: z.string().describe('Why.'),
      }),
    )
    .describe('For its own officers: finds that were withdrawn after it was begun.'),
  versions: z.array(publishedAnswer).describe('Those for this actor.'),
  acknowledged: z.boolean().describe('Whether this actor said that it read it.'),
  adopted: z
    .string()
    .nullable()
    .describe('The advisory that this organisation began from it; null where there is none.'),
  mayAdopt: z.boolean().describe('Whether this actor may begin one from it.'),
})

export const viewerAnswer = z.object({
  reader: z.enum(READERS).describe('The version.'),
  whom: z.enum(['organisation', 'everybody', 'health']).describe('Whom.'),
  organisation: z.object({ id: z.string(), name: z.string(), kind: z.string() }).optional().describe('Which one.'),
  node: away.optional().describe('Of that organisation, where it is not of this one.'),
})

export const deliveriesAnswer = z.object({
  deliveries: z.array(deliveryAnswer).describe('One for each node that was told.'),
  untold: z
    .array(partnerAnswer)
    .describe('Named, and not told: their nodes took no messages for them when it was published.'),
})

export const receiptsAnswer = z.object({
  people: z.number().int().describe('People who said that they read it.'),
  organisations: z.array(z.object({ organisation: z.string(), people: z.number().int(), first: z.string() })),
})

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('The cursor of the next page.') })
