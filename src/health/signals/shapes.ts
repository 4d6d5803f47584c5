// SPDX-License-Identifier: Apache-2.0
/** A harm signal as it is reported, each part described for the API. */
import { z } from 'zod'
import { AGES, CERTAINTIES, EFFECTS, FORMS, GENDERS, SEVERITIES, SOURCES } from './codes.ts'
import { findPersons } from './persons.ts'

/** Free text in which nothing points to one person. */
const impersonal = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .superRefine((text, context) => {
      const [first] = findPersons(text)
      if (first)
        context.addIssue({
          code: 'custom',
          message: `“${first.text}” looks like something about one person (${first.mark}): leave it out.`,
          params: { mark: first.mark, text: first.text },
        })
    })

export const newSignalShape = z.strictObject({
  source: z.enum(SOURCES).optional().describe('As what it is reported; by the kind of the organisation where absent.'),
  substance: z
    .strictObject({
      told: impersonal(100).min(1).describe('As it was called by those who took or brought it, or found.'),
      id: z.string().max(100).optional().describe('Id in the registry: one of those found for the name, confirmed.'),
    })
    .describe('What it was.'),
  form: z.enum(FORMS).default('unknown').describe('What it looks like.'),
  appearance: impersonal(200).default('').describe('Colour, imprint, packaging.'),
  severity: z.enum(SEVERITIES).describe('The worst that was seen: grade of the Poisoning Severity Score.'),
  effects: z.array(z.enum(EFFECTS)).max(EFFECTS.length).default([]).describe('What was seen.'),
  region: z.string().max(12).describe('Code of an area of the country.'),
  day: z.iso.date().describe('The day on which it happened or was found. Only its week is kept.'),
  people: z.int().min(1).max(10_000).describe('How many were harmed or brought it. The number never leaves health.'),
  certainty: z.enum(CERTAINTIES).describe('How sure it is which substance it was.'),
  ages: z.enum(AGES).optional().describe('Band of ages. It never leaves health.'),
  gender: z.enum(GENDERS).optional().describe('It never leaves health.'),
  note: impersonal(1000).default('').describe('What a colleague would want to know. It never leaves health.'),
})
export type NewSignal = z.input<typeof newSignalShape>
export type SignalGiven = z.output<typeof newSignalShape>

/** Why a signal is withdrawn. */
export const reasonShape = impersonal(500).min(1)
