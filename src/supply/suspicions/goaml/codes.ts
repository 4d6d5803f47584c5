// SPDX-License-Identifier: Apache-2.0
/** Which codes of a unit's schema stand for what: the unit says it once, for all who report to it. */
import { z } from 'zod'
import type { GoamlSchema } from '#interop/goaml/index.ts'
import { PAYMENT_KINDS } from '../payments/payment.ts'

const code = z.string().trim().max(60).default('')

/** Characters of an XML name, and of a path of some. */
const PATH = /^[A-Za-z_][\w.-]*(?:\/[A-Za-z_][\w.-]*){0,7}$/
const MOST_FIXED = 40

export const goamlCodesShape = z.strictObject({
  report: code.describe('Of a report of suspicious transactions (report_code).'),
  submission: code.describe('How it is sent (submission_code).'),
  indicator: code.describe('That stands with every report (report_indicators).'),
  modes: z
    .partialRecord(z.enum(PAYMENT_KINDS), code.describe('A code of that list.'))
    .default({})
    .describe('How it was paid (transmode_code), by the kinds of this project.'),
  funds: z
    .partialRecord(z.enum(PAYMENT_KINDS), code.describe('A code of that list.'))
    .default({})
    .describe('With what (from_funds_code, to_funds_code).'),
  fixed: z
    .record(z.string().regex(PATH, 'A path such as transaction/transmode_comment.'), z.string().trim().min(1).max(255))
    .refine((all) => Object.keys(all).length <= MOST_FIXED, `At most ${MOST_FIXED} of them.`)
    .default({})
    .describe('What stands at a path where nothing is known.'),
})
export type GoamlCodes = z.output<typeof goamlCodesShape>

/** Types of the schema from which the codes are. */
export const CODE_LISTS = {
  ...{ report: 'report_type', submission: 'submission_type', indicator: 'report_indicator_type' },
  ...{ modes: 'conduction_type', funds: 'funds_type' },
} as const
export type CodeList = keyof typeof CODE_LISTS

export const listsOf = (schema: GoamlSchema): Record<CodeList, { code: string; means: string }[]> => ({
  report: schema.codesOf(CODE_LISTS.report),
  submission: schema.codesOf(CODE_LISTS.submission),
  indicator: schema.codesOf(CODE_LISTS.indicator),
  modes: schema.codesOf(CODE_LISTS.modes),
  funds: schema.codesOf(CODE_LISTS.funds),
})
