// SPDX-License-Identifier: Apache-2.0
/**
 * What a test call asks, and what follows. Who calls says that it is a check of the directory, asks for nobody, and takes no
 * appointment. Pure.
 */
import { z } from 'zod'
import type { Listing } from '../contract.ts'

/** Fields that are asked for where the listing says something of them. Waiting is what it says of its availability. */
export const CHECKED = ['hours', 'cost', 'waiting'] as const
export type Checked = (typeof CHECKED)[number]
const yesNo = z.enum(['yes', 'no'])
/** `unknown`: whoever answered could not say. */
const checked = z.enum(['right', 'wrong', 'unknown'])

export const answersShape = z
  .strictObject({
    /** Whether somebody answered a number of the listing, at the third try at the latest, on three days. */
    answered: yesNo,
    /** Whether it is this service; absent where nobody answered. */
    isService: yesNo.optional(),
    /** Whether it takes people now, or says where else they are taken. */
    takesPeople: yesNo.optional(),
    hours: checked.optional(),
    cost: checked.optional(),
    waiting: checked.optional(),
  })
  .refine(({ answered, isService }) => (answered === 'yes') === (isService !== undefined), {
    path: ['isService'],
    error: 'Whether it is the service is asked where somebody answers.',
  })
  .refine(({ isService, takesPeople }) => (isService === 'yes') === (takesPeople !== undefined), {
    path: ['takesPeople'],
    error: 'The rest is asked where it is the service.',
  })
export type Answers = z.output<typeof answersShape>

/** What of a listing there is to ask for. */
export const askedOf = ({ schedules, terms }: Pick<Listing, 'schedules' | 'terms'>): Checked[] => {
  const says = (facet: string) => terms.some((term) => term.startsWith(`${facet}:`) && !term.endsWith(':unknown'))
  return CHECKED.filter((field) =>
    field === 'hours' ? schedules !== null : field === 'cost' ? says('cost') : says('availability'),
  )
}

/**
 * Exact: every checked field was right: its number is answered, it is the service and takes people, and hours, cost and waiting are as listed. Where
 * nobody could say, the field was not checked. Functional: good enough to obtain care, whatever else is wrong: a number is answered, it is the
 * service, and it takes people. IND-014 and IND-015 of reference/indicators.csv, after Riley et al. 2024 (PMC11260587), whose
 * means were 56.0 % and 82.8 %. What counts as good enough is our reading of it, for a directory without appointments.
 */
export const judge = (answers: Answers, asked: readonly Checked[]): { isExact: boolean; isFunctional: boolean } => {
  const isFunctional = answers.answered === 'yes' && answers.isService === 'yes' && answers.takesPeople === 'yes'
  return { isFunctional, isExact: isFunctional && asked.every((field) => answers[field] !== 'wrong') }
}

/** Fewer calls than this say nothing of a directory: no share is told. */
export const FEWEST_CALLS = 30
/** Calls of so many days are counted. */
export const COUNTED_DAYS = 365
