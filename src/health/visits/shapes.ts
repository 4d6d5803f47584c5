// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of visits, described. */
import { z } from '@hono/zod-openapi'
import { ANSWERS, ASKED, FOLLOW_UPS, GIVEN, TEAM } from './contract.ts'

const service = z.uuid().describe('Id of the place in the directory.')
const serviceName = z.string().describe('Its name when the visit was planned.')
const day = (of: string) => z.string().describe(`${of}: YYYY-MM-DD.`)
const moment = (of: string) => z.string().describe(`${of}: ISO 8601 in UTC.`)
const announced = z.boolean().describe('Whether the place is told before.')
const team = z.array(z.enum(TEAM)).describe('What those who went do.')
const asked = z
  .array(
    z.object({
      what: z.enum(ASKED).describe('All rooms, records, numbers, people alone, people of one’s choice.'),
      given: z.enum(GIVEN).describe('Whether the place gave it.'),
    }),
  )
  .describe('What was asked for.')

export const recommendation = z
  .object({
    id: z.uuid().describe('Of the recommendation.'),
    visit: z.uuid().describe('After which visit.'),
    number: z.number().int().describe('From 1 in each visit.'),
    ...{ service, serviceName },
    from: z.uuid().describe('Organisation of the mechanism.'),
    provider: z.uuid().describe('Organisation that answers.'),
    heldOn: day('Of the visit'),
    text: z.string().describe('What is recommended.'),
    sent: moment('When it went to the place'),
    answerBy: day('The last day for an answer'),
    answerRule: z.enum(['country', 'mechanism']).describe('Who sets that day.'),
    answers: z
      .array(
        z.object({
          answer: z.enum(ANSWERS).describe('Whether the place does it.'),
          text: z.string().describe('Reasons, and what is done by when.'),
          at: moment('When'),
        }),
      )
      .describe('The last one counts.'),
    followUps: z
      .array(
        z.object({
          state: z.enum(FOLLOW_UPS).describe('What the mechanism found.'),
          text: z.string().describe('For the place.'),
          at: moment('When'),
        }),
      )
      .describe('Oldest first.'),
    isLate: z.boolean().describe('Nobody answered by the day.'),
  })
  .openapi('VisitRecommendation', { description: 'What the mechanism recommended to a place, and what came of it.' })

const summaryFields = {
  id: z.uuid().describe('Of the visit.'),
  ...{ service, serviceName, announced },
  plannedOn: day('For which it is planned'),
  heldOn: day('On which it took place').nullable(),
  state: z.enum(['planned', 'dropped', 'held', 'sent']).describe('Where it stands.'),
  isPublished: z.boolean().describe('Whether everybody reads its summary.'),
  version: z.number().int().describe('Goes up with each change.'),
}
export const visitSummary = z.object(summaryFields).openapi('VisitSummary', { description: 'A visit in a list.' })
export const visit = z
  .object({
    ...summaryFields,
    ...{ team, asked },
    notes: z.string().describe('For the mechanism alone.'),
    recommendations: z.array(recommendation).describe('By number.'),
    runner: z.uuid().nullable().describe('Who runs the place, as an authority said; null where none did.'),
    summary: z
      .object({
        text: z.string().describe('Its words.'),
        proposedBy: z.uuid().describe('Account of who proposed it.'),
        proposed: moment('When it was proposed'),
        published: moment('When a second person published it; null before').nullable(),
      })
      .nullable()
      .describe('For everybody, once published; null where none was proposed.'),
    may: z.array(z.string()).describe('What may be done next.'),
  })
  .openapi('Visit', { description: 'A visit, for the mechanism alone.' })

export const publishedVisit = z
  .object({
    id: z.uuid().describe('Of the visit.'),
    ...{ service, serviceName, announced, team, asked },
    from: z.uuid().describe('Organisation of the mechanism.'),
    heldOn: day('Of the visit'),
    text: z.string().describe('The summary.'),
    recommendations: z.number().int().describe('How many there were on the day of publication.'),
    answered: z.number().int().describe('How many of them were answered on that day.'),
    published: day('On which it was published'),
  })
  .openapi('PublishedVisit', { description: 'What everybody reads of a visit.' })
