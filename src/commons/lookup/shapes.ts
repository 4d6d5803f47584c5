// SPDX-License-Identifier: Apache-2.0
/** What comes in over HTTP, as zod shapes: they check requests and describe them. Answers: answer-shapes.ts. */
import { z } from '@hono/zod-openapi'
import { queryShape } from '#platform/http/index.ts'

export const MOST_LINES = 1000
const LONGEST = 1 << 20

const day = z.iso
  .date()
  .openapi({ description: 'Controls in force on this day; today where absent.', example: '2024-06-01' })
const jurisdiction = z.string().regex(/^(INT|[A-Z]{2})$/, 'INT or a two-letter country code')
const text = z.string().max(LONGEST)
const JURISDICTIONS = 'Only controls of these, INT or two-letter country codes; all where absent.'
const SPELLING = 'False leaves out misspellings and disguises.'

export const matchRequest = z
  .strictObject({
    text: text.optional().openapi({ description: 'One line.', example: '25 kg PMK ethyl glycidate, CAS 28578-16-7' }),
    lines: z.array(text).min(1).max(MOST_LINES).optional().openapi({ description: 'Lines, judged one by one.' }),
    structure: z.string().min(1).max(LONGEST).optional().openapi({ description: 'SMILES, InChI or molfile.' }),
    on: day.optional(),
    jurisdictions: z.array(jurisdiction).min(1).optional().openapi({ description: JURISDICTIONS }),
    spelling: z.boolean().optional().openapi({ description: SPELLING }),
  })
  .refine(
    ({ text, lines, structure }) => [text, lines, structure].filter((given) => given !== undefined).length === 1,
    'Give one of text, lines and structure.',
  )
  .openapi('MatchRequest', { description: 'One text, up to 1,000 lines, or one structure.' })

export const filesQuery = queryShape({
  column: z.string().optional().openapi({ description: 'The column (or JSON key) that holds text.' }),
  structure: z
    .string()
    .optional()
    .openapi({ description: 'The column (or JSON key) that holds molecules, instead of `column`.' }),
  input: z
    .enum(['csv', 'jsonl', 'lines'])
    .optional()
    .openapi({ description: 'csv where absent; lines has no columns, each line is a text.' }),
  format: z
    .enum(['jsonl', 'csv'])
    .optional()
    .openapi({ description: 'Of the answer: jsonl (one line a row) where absent, or csv (one line a finding).' }),
  encoding: z.string().optional().openapi({ description: 'utf-8 where absent.', example: 'windows-1252' }),
  on: day.optional(),
  jurisdictions: z
    .string()
    .regex(/^(INT|[A-Z]{2})(,(INT|[A-Z]{2}))*$/, 'INT or two-letter country codes, with commas between')
    .optional()
    .openapi({ description: `${JURISDICTIONS} Commas between.`, example: 'INT,FR' }),
  spelling: z.enum(['true', 'false']).optional().openapi({ description: SPELLING }),
})
  .refine(({ column, structure }) => column === undefined || structure === undefined, {
    error: 'Give column or structure, not both.',
    path: ['structure'],
  })
  .refine(({ input, column, structure }) => input !== 'lines' || (column ?? structure) === undefined, {
    error: 'Lines have no columns: leave out column and structure, or say input=csv or input=jsonl.',
    path: ['input'],
  })
  .openapi('FilesQuery')

export const substancesQuery = queryShape({
  q: z.string().max(200).optional().openapi({ description: 'Part of a name in any language, CAS number or InChIKey.' }),
  kind: z.enum(['listed', 'watch']).optional().openapi({ description: 'Only listed or only watched substances.' }),
  instrument: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'Only with a control of it in force.', example: '1988' }),
  page: z.coerce.number().int().min(1).optional().openapi({ description: 'From 1, 50 a page; 1 where absent.' }),
  on: day.optional(),
})

export const substanceQuery = queryShape({ on: day.optional() })

export const substanceParams = z.object({
  id: z.string().openapi({ description: 'Stable id of the substance, as answers give it.', example: 'ephedrine' }),
})
