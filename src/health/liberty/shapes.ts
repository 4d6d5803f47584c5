// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of the registers of liberty, described. */
import { z } from '@hono/zod-openapi'
import { AUTHORISERS, BASES, FOUND, INJURIES, REASONS, RESTRAINTS, WITHDRAWALS } from './contract.ts'

const service = z.uuid().describe('Id of the service in the directory.')
const moment = (of: string) => z.string().describe(`${of}: ISO 8601 in UTC.`)
const day = (of: string) => z.string().describe(`${of}: YYYY-MM-DD.`)
const version = z.number().int().describe('Goes up with each change.')

export const restraint = z
  .object({
    id: z.uuid().describe('Of the entry.'),
    organisation: z.uuid().describe('Who entered it.'),
    service,
    serviceName: z.string().describe('Its name when it was entered.'),
    kind: z.enum(RESTRAINTS).describe('Held by hands, by means, by a medicine, or shut in alone.'),
    reason: z.enum(REASONS).describe('Class of the reason.'),
    authorisedBy: z.enum(AUTHORISERS).describe('The role of who authorised it.'),
    began: moment('When it began'),
    ended: moment('When it ended; null while it has not').nullable(),
    injury: z.enum(INJURIES).describe('Whether anybody was injured.'),
    entered: moment('When it was entered'),
    reviewed: moment('When the place reviewed it; null before').nullable(),
    withdrawn: z
      .object({ at: moment('When'), why: z.enum(WITHDRAWALS).describe('Entered twice, or wrong.') })
      .nullable()
      .describe('Where it does not hold; it stays.'),
    isEndingMissing: z.boolean().describe('No ending was entered a day after it began.'),
    isLate: z.boolean().describe('It was entered more than a day after it began.'),
    isReviewMissing: z.boolean().describe('Nobody reviewed it within three days after its end.'),
    may: z.array(z.string()).describe('What may be done next.'),
    version,
  })
  .openapi('Restraint', { description: 'That somebody was held or shut in. No person stands in it.' })

const said = {
  organisation: z.uuid().describe('Who says so.'),
  by: z.enum(['provider', 'overseer']).describe('The place, or who watches over it.'),
  canLeave: z.enum(['yes', 'no']).describe('Whether everybody there may leave when they want.'),
  bases: z.array(z.enum(BASES)).describe('On which kinds of law people are held.'),
  on: day('When'),
}
export const statement = z
  .object({ service, serviceName: z.string().describe('Its name on that day.'), ...said })
  .openapi('LibertyStatement', { description: 'Who said whether people may leave a place.' })
export const sign = z
  .object({
    service,
    name: z.string().describe('Its name.'),
    canLeave: z.enum(['yes', 'no', 'disputed']).describe('Disputed: those who spoke say different things.'),
    said: z.array(z.object(said)).describe('Of each organisation its last word, the newest first.'),
    restraints: z
      .number()
      .int()
      .nullable()
      .describe('Entries of the twelve months before this one, to the nearest five; null: fewer than eight, or none.'),
    until: day('The last day that the number tells of'),
  })
  .openapi('LibertySign', { description: 'What everybody may know of a place.' })

export const place = z
  .object({
    id: z.uuid().describe('Of the place.'),
    name: z.string().describe('What it is called.'),
    address: z.string().describe('Where it is.'),
    received: moment('When it came'),
    state: z.enum(['waiting', ...FOUND]).describe('What was found.'),
    settled: moment('When that was said last; null before').nullable(),
    isLate: z.boolean().describe('Nobody said in 30 days what was found.'),
    version,
  })
  .openapi('UnlicensedPlace', { description: 'A place said to have no licence, and nothing of who said so.' })
