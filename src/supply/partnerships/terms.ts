// SPDX-License-Identifier: Apache-2.0
/** The terms of an agreement: what its clauses leave open, as it is filled in. Days are `YYYY-MM-DD`, in UTC. */
import { z } from 'zod'
import { CEILINGS, CLASSES, PURPOSES, RECORD_KINDS, REFUSALS } from './codes.ts'

const day = z.iso.date()
const some = <T extends readonly [string, ...string[]]>(codes: T, described: string) =>
  z
    .array(z.enum(codes))
    .max(codes.length)
    .transform((all) => codes.filter((code): code is T[number] => all.includes(code)))
    .describe(described)

/** Five years and a day. */
const LONGEST = 1827 * 86_400_000

const between = (from: string, until: string) => Date.parse(until) - Date.parse(from)

export const termsShape = z
  .strictObject({
    title: z.string().trim().min(1).max(120).describe('By which both parties know it.'),
    from: day.describe('The first day on which it holds.'),
    until: day.describe('The last day on which it holds.'),
    review: day.describe('The day by which both parties look at it together.'),
    purposes: some(PURPOSES, 'What may be done with what is told.').refine(
      (all) => all.length > 0,
      'Choose a purpose.',
    ),
    classes: some(CLASSES, 'What the partner sees of records that are told under it.').default([]),
    marking: z.enum(CEILINGS).default('amber').describe('The narrowest marking that it covers (TLP 2.0).'),
    answerDays: z.int().min(1).max(90).default(10).describe('Working days within which a question is answered.'),
    refusals: some(REFUSALS, 'When a party may say no.').default([...REFUSALS]),
    legalBasis: z.string().trim().min(3).max(500).describe('The law under which the parties may do this.'),
    retentionMonths: z.int().min(1).max(120).default(24).describe('Months after which the partner erases it.'),
    noticeDays: z.int().min(0).max(365).default(30).describe('Days between saying that one ends it and its end.'),
    special: z.string().trim().max(2000).default('').describe('What only these two parties agree on.'),
  })
  .superRefine(({ from, until, review, classes }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (between(from, until) < 0) wrong('until', 'It ends on or after the day on which it begins.')
    if (between(from, until) > LONGEST) wrong('until', 'It holds for five years at most; then it is renewed.')
    if (between(from, review) < 0 || between(review, until) < 0) wrong('review', 'It is looked at while it holds.')
    for (const { opens, fields } of Object.values(RECORD_KINDS))
      if (Object.values(fields).some((field) => classes.includes(field)) && !classes.includes(opens))
        wrong('classes', 'Who is concerned is told only with what happened.')
  })
export type Terms = z.output<typeof termsShape>
export type GivenTerms = z.input<typeof termsShape>
