// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

const PERIOD = /^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/
const AREA = /^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,6})?)?$/
const text = z.string().min(1).max(100)

export const factShape = z.strictObject({
  indicator: text,
  period: z.string().regex(PERIOD, 'a year, a quarter or a month: 2026, 2026-Q3, 2026-09'),
  area: z.string().regex(AREA, 'a code such as ZZ or ZZ-NO-1'),
  disaggregation: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'), text),
  source: text,
  value: z.number().nullable(),
  unit: text,
  floor: z.strictObject({ least: z.int().positive(), round: z.int().positive() }).nullable(),
  computedAt: z.iso.datetime(),
  certainty: z.enum(['complete', 'partial', 'estimated']),
})

export const queryShape = z.strictObject({
  indicators: z.array(text).max(200).optional(),
  areas: z.array(text).max(200).optional(),
  period: z.string().regex(PERIOD).optional(),
  from: z.string().regex(PERIOD).optional(),
  source: text.optional(),
  by: z.array(text).max(8).optional(),
  after: z.string().max(2000).optional(),
  limit: z.int().min(1).max(1000).optional(),
})

/** The key of the last fact of a page. */
export const placeShape = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])
