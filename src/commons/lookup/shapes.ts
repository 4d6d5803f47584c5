// SPDX-License-Identifier: Apache-2.0
/** What comes in and goes out over HTTP, as zod shapes: they check requests and describe the API. */
import { z } from '@hono/zod-openapi'

export const MOST_LINES = 1000
const LONGEST = 1 << 20

const day = z.iso
  .date()
  .openapi({ description: 'Controls in force on this day; today where absent.', example: '2024-06-01' })
const jurisdiction = z.string().regex(/^(INT|[A-Z]{2})$/, 'INT or a two-letter country code')
const text = z.string().max(LONGEST).openapi({ example: '25 kg PMK ethyl glycidate, CAS 28578-16-7' })

export const matchRequest = z
  .strictObject({
    text: text.optional(),
    lines: z.array(text).min(1).max(MOST_LINES).optional(),
    structure: z.string().min(1).max(LONGEST).optional().openapi({ description: 'SMILES, InChI or molfile.' }),
    on: day.optional(),
    jurisdictions: z.array(jurisdiction).min(1).optional().openapi({ description: 'Only these; all where absent.' }),
    spelling: z.boolean().optional().openapi({ description: 'False leaves out misspellings and disguises.' }),
  })
  .refine(
    ({ text, lines, structure }) => [text, lines, structure].filter((given) => given !== undefined).length === 1,
    'Give one of text, lines and structure.',
  )
  .openapi('MatchRequest', { description: 'One text, up to 1,000 lines, or one structure.' })

const control = z
  .object({
    jurisdiction: z.string(),
    instrument: z.string(),
    schedule: z.string(),
    since: z.string().nullable(),
    until: z.string().nullable(),
    precision: z.enum(['day', 'year']).nullable(),
    checked: z.boolean().openapi({ description: 'True only where a source was read that says so.' }),
    source: z.string(),
  })
  .openapi('Control')

const kind = z.enum(['listed', 'class', 'watch', 'equipment'])

const finding = z
  .object({
    id: z.string(),
    kind,
    name: z.string(),
    controls: z.array(control),
    by: z.enum(['cas', 'inchikey', 'name', 'spelling', 'code', 'street', 'hs', 'structure', 'class', 'equipment']),
    as: z.string().openapi({ description: 'The reference entry that matched.' }),
    relation: z
      .enum(['same', 'salt', 'isotopologue', 'stereoisomer', 'tautomer', 'isomer', 'ester', 'ether'])
      .optional(),
    span: z.tuple([z.number().int(), z.number().int()]).optional(),
    atoms: z.array(z.number().int()).optional(),
    certainty: z.number().openapi({ description: 'Of the findings said to be 0.9 certain, nine in ten are right.' }),
  })
  .openapi('Finding')

const amount = z
  .object({
    text: z.string(),
    span: z.tuple([z.number().int(), z.number().int()]),
    value: z.string(),
    unit: z.enum(['kg', 'm3', '1', '%', 'mol/L']),
    packs: z.number().optional(),
    packaging: z.string().optional(),
  })
  .openapi('Amount')

export const matchedRow = z
  .object({
    line: z.number().int().openapi({ description: 'Counted from 1, without a header.' }),
    text: z.string(),
    findings: z.array(finding),
    amounts: z.array(amount),
    reference: z.string().openapi({ description: 'Version of the reference data that answered.' }),
    error: z.object({ code: z.string(), detail: z.string() }).optional(),
  })
  .openapi('MatchedRow')

export const matchAnswer = z
  .object({ reference: z.string(), results: z.array(matchedRow) })
  .openapi('MatchAnswer', { description: 'One result a line, in the order asked.' })

export const filesQuery = z
  .object({
    column: z.string().optional().openapi({ description: 'The column that holds text.' }),
    structure: z.string().optional().openapi({ description: 'The column that holds molecules, instead of `column`.' }),
    input: z.enum(['csv', 'jsonl', 'lines']).optional().openapi({ description: 'csv where absent.' }),
    format: z.enum(['jsonl', 'csv']).optional().openapi({ description: 'jsonl where absent.' }),
    encoding: z.string().optional().openapi({ description: 'utf-8 where absent.' }),
    on: day.optional(),
  })
  .openapi('FilesQuery')

export const substancesQuery = z.object({
  q: z.string().max(200).optional().openapi({ description: 'Part of a name in any language, CAS number or InChIKey.' }),
  kind: z.enum(['listed', 'watch']).optional(),
  instrument: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'Only with a control of it in force.', example: '1988' }),
  page: z.coerce.number().int().min(1).optional(),
  on: day.optional(),
})

const named = z.object({ en: z.string(), fr: z.string() })

const summary = z
  .object({
    id: z.string(),
    kind: z.enum(['listed', 'watch']),
    name: named,
    group: z.string(),
    cas: z.string(),
    controls: z.array(control),
  })
  .openapi('SubstanceSummary')

export const substancePage = z
  .object({
    items: z.array(summary),
    total: z.number().int(),
    page: z.number().int(),
    pages: z.number().int(),
    reference: z.string(),
  })
  .openapi('SubstancePage')

export const substanceRecord = summary
  .extend({
    smiles: z.string(),
    inchikey: z.string(),
    formula: z.string(),
    confidence: z.enum(['two-sources', 'one-source', 'knowledge']),
    reason: z.string(),
    history: z.array(control),
    names: z.array(z.object({ name: z.string(), kind: z.string(), language: z.string() })),
    salts: z.array(z.object({ id: z.string(), form: z.string(), cas: z.string() })),
    hsCodes: z.array(z.object({ hs6: z.string(), description: z.string(), relation: z.string() })),
    classes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        jurisdiction: z.string(),
        definition: z.string(),
        note: z.string(),
        control,
      }),
    ),
    neighbours: z.array(summary.extend({ similarity: z.number() })),
    drawing: z.string().nullable(),
    reference: z.string(),
  })
  .openapi('Substance')

export const referenceVersion = z
  .object({ version: z.string(), servedSince: z.iso.datetime() })
  .openapi('ReferenceVersion')
