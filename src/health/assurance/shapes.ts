// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of assessments, applications and standings, described. */
import { z } from '@hono/zod-openapi'
import { DECISIONS, REPLIES, SETTINGS, STATES, WAYS } from './contract.ts'

const words = (of: string) =>
  z.object({ en: z.string().describe('English.'), fr: z.string().describe('French.') }).describe(of)
const setting = z.enum(SETTINGS).describe('Where the service works.')
const answer = z.object({
  reply: z.enum(REPLIES).describe('How far it is so.'),
  note: z.string().describe('What was written.'),
})
const rating = answer.extend({ way: z.enum(WAYS).describe('How it was checked.') })
const score = z.number().nullable().describe('From 0 to 1; null where nothing of it applies.')

export const serviceFound = z.object({
  id: z.uuid().describe('Of the service in the directory.'),
  name: z.string().describe('Its name.'),
  city: z.string().nullable().describe('Where it is; null where it helps from afar.'),
  setting: setting.nullable().describe('As far as its listing tells.'),
})

export const qualitySummary = z.object({
  id: z.uuid().describe('Of the self-assessment.'),
  organisation: z.uuid().describe('The provider.'),
  service: z.uuid().describe('Of the service in the directory.'),
  serviceName: z.string().describe('Its name when the self-assessment began.'),
  setting,
  number: z.number().int().describe('From 1, for each service.'),
  status: z.enum(['answering', 'valid', 'over']).describe('Where it stands today.'),
  from: z.string().nullable().describe('The first day on which it is valid; null until it is signed off.'),
  until: z.string().nullable().describe('The last.'),
  accreditation: z.uuid().nullable().describe('The application made with it.'),
  version: z.number().int().describe('Goes up with each change.'),
})

export const domains = z
  .array(z.object({ id: z.string().describe('Of the domain.'), name: words('Its name.') }))
  .describe('Of the criteria that apply.')
export const question = z.object({
  id: z.string().describe('Stable: another wording has another id.'),
  domain: z.string().describe('What it is about.'),
  isCritical: z.boolean().describe('Whether nothing is accredited while it is not met.'),
  name: words('In few words.'),
  criterion: words('What is asked.'),
  evidence: z.string().describe('What would show it, in English.'),
  answer: answer.nullable().describe('The service’s own; null where there is none.'),
})
export const evidenceFile = z.object({
  id: z.uuid().describe('Of the file.'),
  criterion: z.string().describe('Id of the criterion that it shows.'),
  name: z.string().describe('Without folders.'),
  type: z.string().describe('Media type, by its bytes.'),
  size: z.number().int().describe('Bytes.'),
  sha256: z.string().describe('Of the bytes as they are served, hexadecimal.'),
})
const shown = z
  .object({
    met: z.number().int().describe('Answers “met”.'),
    bare: z.array(z.string()).describe('Ids of those with neither a file nor a word of what shows it.'),
    critical: z.number().int().describe('Of those, how many are critical.'),
  })
  .nullable()
export const result = z
  .object({
    domains: z
      .array(
        z.object({
          domain: z.string().describe('Id of the domain.'),
          asked: z.number().int().describe('Criteria that apply.'),
          score,
        }),
      )
      .describe('In the order of the criteria.'),
    score,
    critical: z
      .object({
        asked: z.number().int().describe('Critical criteria that apply.'),
        met: z.number().int().describe('Of them, met.'),
      })
      .describe('Critical criteria.'),
    notMet: z.array(z.string()).describe('Critical criteria that are not met or not known.'),
    partly: z.array(z.string()).describe('Critical criteria that are met in part.'),
    unknown: z.number().int().describe('Criteria without an answer: counted as not met.'),
    isCapped: z.boolean().describe('Whether a critical criterion is not met.'),
    shown: shown.describe('What stands behind a service’s own answers; null in what others found.'),
    direct: z.number().nullable().describe('Share checked by interview or unannounced; null where nobody appraised.'),
  })
  .describe('Scores.')

export const qualityAssessment = qualitySummary
  .extend({
    criteria: z.string().describe('Version of the criteria.'),
    domains,
    questions: z.array(question).describe('Those that apply, in their order.'),
    files: z.array(evidenceFile).describe('In the order in which they were added.'),
    missing: z.array(z.string()).describe('Ids without an answer, or that do not apply without a reason.'),
    result,
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('QualityAssessment', { description: 'What a service answers of its own quality.' })

export const caseSummary = z.object({
  id: z.uuid().describe('Of the application.'),
  organisation: z.uuid().describe('The provider.'),
  body: z.uuid().describe('The organisation that decides.'),
  service: z.uuid().describe('Of the service in the directory.'),
  serviceName: z.string().describe('Its name when it was assessed.'),
  setting,
  state: z.enum(STATES).describe('Where it stands.'),
  applied: z.string().describe('When the provider applied.'),
  isMine: z.boolean().describe('Whether it waits for this actor.'),
  version: z.number().int().describe('Goes up with each change.'),
})
const decision = {
  decision: z.enum(DECISIONS).describe('What was decided.'),
  conditions: z.array(z.string()).describe('Under which conditions.'),
  until: z.string().nullable().describe('The last day of the accreditation.'),
}
const reason = z.string().describe('Why, for the provider.')
export const qualityCase = caseSummary
  .extend({
    assessment: z.uuid().describe('The self-assessment.'),
    criteria: z.string().describe('Version of the criteria.'),
    seats: z
      .array(
        z.object({
          organisation: z.uuid().describe('Whose appraiser.'),
          isTaken: z.boolean().describe('Whether somebody took it.'),
          isDone: z.boolean().nullable().describe('Whether that person is done; told to the body alone.'),
        }),
      )
      .describe('The two seats of appraisers.'),
    left: z.array(z.uuid()).describe('Organisations whose appraiser left for a tie.'),
    domains,
    questions: z.array(question).describe('For the body, and appraisers without a tie.'),
    files: z.array(evidenceFile).describe('The same.'),
    shown: shown.describe('What stood behind the answers as the service signed them; null for everybody else.'),
    mine: z
      .object({
        answers: z.record(z.string(), rating).describe('By id of the criterion.'),
        isDone: z.boolean().describe('Whether they are done.'),
        version: z.number().int().describe('Goes up with each change.'),
        missing: z.array(z.string()).describe('Ids without an answer.'),
      })
      .nullable()
      .describe('This actor’s own answers; null where it does not appraise.'),
    differences: z
      .array(
        z.object({
          id: z.string().describe('Of the criterion.'),
          ratings: z.array(rating).describe('What both said.'),
          settled: answer
            .extend({
              isAgreed: z.boolean().describe('Whether both said so.'),
              isMine: z.boolean().describe('Whether this actor did.'),
            })
            .nullable()
            .describe('What is proposed to agree on.'),
        }),
      )
      .describe('Once both are done.'),
    agreement: z
      .object({
        rated: z.number().int().describe('Criteria that both rated.'),
        same: z.number().int().describe('On which they said the same.'),
        kappa: z.number().nullable().describe('Cohen’s kappa.'),
        ac1: z.number().nullable().describe('Gwet’s AC1, which says more where nearly all answers are the same.'),
        most: z
          .object({
            reply: z.enum(REPLIES).describe('Which.'),
            answers: z.number().int().describe('How many of both’s.'),
          })
          .nullable()
          .describe('What was answered most.'),
      })
      .nullable()
      .describe('How far both agreed.'),
    result: result.nullable().describe('Of the appraisal.'),
    proposal: z
      .object({ ...decision, reason, isMine: z.boolean().describe('Whether this actor made it.') })
      .nullable()
      .describe('What waits for a second signature; for the body alone.'),
    appeal: z.string().nullable().describe('Why the provider appeals.'),
    decisions: z
      .array(
        z.object({
          ...{ ...decision, reason, number: z.number().int().describe('From 1.') },
          at: z.string().describe('When the second person signed.'),
        }),
      )
      .describe('In their order.'),
    open: z.array(z.enum(DECISIONS)).describe('What may be proposed now.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Accreditation', { description: 'An application for accreditation, as whoever asks may read it.' })

export const standing = z
  .object({
    service: z.uuid().describe('Of the service in the directory.'),
    name: z.string().describe('Of the service.'),
    setting,
    status: z.enum([...DECISIONS, 'ended']).describe('As two people of the body signed; ended: its last day is over.'),
    since: z.string().describe('The day of the decision.'),
    until: z.string().nullable().describe('The last day of the accreditation.'),
    conditions: z.array(z.string()).describe('Under which conditions.'),
    appraised: z.string().nullable().describe('Day of the appraisal.'),
    criteria: z.string().describe('Version of the criteria.'),
    history: z
      .array(
        z.object({
          decision: z.enum(DECISIONS).describe('What was decided.'),
          on: z.string().describe('The day.'),
        }),
      )
      .describe('In its order.'),
  })
  .openapi('QualityStanding', { description: 'What everybody may know of the quality of a service.' })
