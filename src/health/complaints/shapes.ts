// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of complaints, described. */
import { z } from '@hono/zod-openapi'
import { OUTCOMES, STATES, THEMES } from './contract.ts'

const moment = (of: string) => z.string().describe(`${of} ISO 8601 in UTC.`)
const day = (of: string) => z.string().describe(`${of} YYYY-MM-DD.`)
const count = (of: string) => z.number().int().describe(of)
const service = z.uuid().describe('Of the service in the directory.')

export const complaintSummary = z.object({
  id: z.uuid().describe('Of the complaint.'),
  service,
  serviceName: z.string().describe('Its name when the complaint came.'),
  theme: z.enum(THEMES).describe('What it is about.'),
  received: moment('When it came.'),
  acknowledgeBy: day('By which day it is said that it came.'),
  answerBy: day('By which day it is answered.'),
  acknowledged: moment('When it was said that it came.').nullable(),
  answered: moment('When it was answered first.').nullable(),
  appealed: moment('When whoever complained appealed.').nullable(),
  decideBy: day('By which day the appeal is decided.').nullable(),
  decided: moment('When the authority decided.').nullable(),
  outcome: z.enum(OUTCOMES).nullable().describe('What the authority decided.'),
  closed: moment('When whoever complained closed it.').nullable(),
  state: z.enum(STATES).describe('Where it stands today.'),
  isLate: z.boolean().describe('Whether something should have been done by an earlier day.'),
  version: count('Goes up with each change.'),
})
export const complaint = complaintSummary
  .extend({
    name: z.string().describe('Of whoever complains; empty where they do not say.'),
    reach: z.string().describe('How to reach them; empty where they do not say.'),
    language: z.string().describe('In which they wrote.'),
    erased: moment('When its words were erased; its days stay.').nullable(),
    letters: z
      .array(
        z.object({
          number: count('From 1.'),
          writer: z.enum(['person', 'first', 'authority']).describe('Who wrote it; `first`: who answers first.'),
          text: z.string().describe('What was written.'),
          at: moment('When.'),
        }),
      )
      .describe('In their order.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Complaint', { description: 'A complaint about a service, for who answers it. Its code is told nowhere.' })

export const serviceFigures = z.object({
  service,
  name: z.string().describe('Its name.'),
  received: count('Complaints that came.'),
  open: count('Those of them that are not over.'),
  late: count('Not acknowledged, answered or decided by their day.'),
  lateSince: day('The earliest day that was missed.').nullable(),
  appealed: count('Those that were appealed.'),
})
export const runner = z
  .object({
    service,
    name: z.string().describe('Its name.'),
    provider: z.uuid().describe('The organisation that runs it.'),
    version: count('Goes up with each change.'),
  })
  .openapi('ServiceRunner', { description: 'Who runs a service, as the authority that keeps its listing says.' })
export const publicCount = z
  .object({
    year: count('Which year.'),
    until: day('The first day that is not counted any more.'),
    received: count('Complaints of the year, rounded; null where fewer than the floor.').nullable(),
    inTime: z.number().nullable().describe('Percent of those answered by their day; null where hidden.'),
  })
  .openapi('ComplaintCount', { description: 'Complaints about one service, as everybody may know them.' })
