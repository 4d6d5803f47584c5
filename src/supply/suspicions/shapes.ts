// SPDX-License-Identifier: Apache-2.0
/** What HTTP tells of alerts, reports and batches, described. */
import { z } from '@hono/zod-openapi'
import {
  ALERT_STATUSES,
  FEEDBACKS,
  FINDINGS,
  HANDED_KINDS,
  HOLDERS,
  listingShape,
  orderShape,
  parcelShape,
  paymentShape,
  REPORT_STATUSES,
  SUSPICION_LEGS,
} from './contract.ts'
import { GOODS } from './orders/goods.ts'
import { ROW_PROBLEMS } from './orders/rows.ts'
import { OUTCOMES } from './rules/judge.ts'

const moment = (described: string) => z.string().describe(`${described} ISO 8601 in UTC.`)
export const version = z.number().int().describe('Goes up with each change.')

const leg = z.enum(SUSPICION_LEGS).describe('Of what it is.')

const good = z.object({
  item: z.number().int().describe('Place among the lines, from 0.'),
  id: z.string().describe('Id in the reference data.'),
  name: z.string().describe('Its English reference name.'),
  goods: z.enum(GOODS).describe('Kind of goods, of which red flags ask.'),
  kilograms: z.number().optional().describe('Kilograms or litres of the line; absent where none are said.'),
  control: z.string().describe('Control in force on the day of the order; empty: none.'),
  isChecked: z.boolean().describe('Whether the source of that control was read.'),
  certainty: z.number().describe('Of matching, between 0 and 1.'),
})
const shown = z.record(z.string(), z.unknown()).describe('Facts by path, as the condition found them.')
const said = z.object({ en: z.string().describe('English.'), fr: z.string().describe('French.') })
const ownWordsShape = z
  .object({
    text: said.describe('What it says of an event.'),
    unless: said.describe('What would have to be otherwise.'),
    fairness: said.describe('Whom it could wrong.'),
    source: z.string().describe('Where it comes from.'),
    certainty: z.enum(['published', 'not-compared', 'practice']).describe('Whether its source was read.'),
  })
  .describe('Words of a red flag of the firm’s own; without: it ships, and its words are known.')
const reason = z.object({
  flag: z.string().describe('Red flag.'),
  version: z.number().int().describe('Of its condition.'),
  group: z.string().describe('Two of one group are one indication.'),
  weight: z.number().int().describe('What it adds to the score.'),
  own: ownWordsShape.optional(),
  shown,
})
export const summary = {
  id: z.uuid().describe('Of the alert.'),
  leg,
  ref: z.string().describe('The firm’s own number of the order, or of the account.'),
  at: moment('When it was found.'),
  customer: z.string().describe('As it was given.'),
  status: z.enum(ALERT_STATUSES).describe('Where it stands.'),
  score: z.number().int().describe('Sum of weights.'),
  typologies: z.array(z.string()).describe('What it looks like.'),
  goods: z.array(z.string()).describe('What its lines are.'),
  assigned: z.string().nullable().describe('Account of who took it.'),
  due: z.string().nullable().describe('Until when it has to be reported, where it is to be; null once it was.'),
  awaited: z.string().nullable().describe('Day by which an answer, or a screening, is awaited of what is held.'),
  version,
}
const refusal = z.object({
  id: z.uuid().describe('Of the refusal.'),
  status: z.string().describe('proposed, in-force, appealed, upheld, lifted, declined or over.'),
  scope: z.string().describe('What is refused.'),
  basis: z.string().describe('Class of the legal basis.'),
  basisText: z.string().describe('Law, contract or code.'),
  goodFaith: z.string().describe('Why.'),
  customerText: z.string().describe('What the customer is told.'),
  until: z.string().describe('Its last day.'),
  flags: z.array(z.string()).describe('Red flags on which it rests.'),
  decidedBy: z.array(z.string()).describe('Accounts of who decided.'),
  certificate: z.string().nullable().describe('Compact JWS; null until a second person agreed.'),
  committed: z
    .object({
      rest: z.string().describe('What the certificate commits to.'),
      salt: z.string().describe('32 bytes, base64url.'),
    })
    .nullable()
    .describe('Opens the commitment: the firm’s alone.'),
})
const about = z
  .discriminatedUnion('leg', [
    z.object({
      leg: z.literal('order').describe('An order.'),
      order: orderShape.describe('As it came.'),
      found: z.array(good).describe('What its lines are.'),
    }),
    z.object({
      leg: z.literal('payment').describe('An account.'),
      account: z
        .object({
          number: z.string().describe('As the reporter numbers it.'),
          name: z.string().describe('Of the holder.'),
          holder: z.enum(HOLDERS).describe('Who holds it.'),
          since: moment('Its first payment here.'),
        })
        .describe('At which somebody looks.'),
      payments: z.array(paymentShape).describe('Of the quarter before, newest first.'),
      total: z.number().int().describe('How many there are of that quarter.'),
    }),
    z.object({
      leg: z.literal('parcel').describe('A parcel.'),
      parcel: parcelShape.describe('As it came.'),
      found: z.array(good).describe('What its contents are.'),
      alike: z.array(parcelShape).describe('Of 90 days, with an address or a sender in common, newest first.'),
    }),
    z.object({
      leg: z.literal('listing').describe('A listing.'),
      listing: listingShape.describe('As it came.'),
      found: z.array(good).describe('What it offers.'),
      alike: z.array(listingShape).describe('Of 90 days, with a seller, contact or picture in common, newest first.'),
    }),
  ])
  .describe('What it is of.')
export const alert = z
  .object({
    ...summary,
    about,
    reasons: z.array(reason).describe('Heaviest first.'),
    unless: z.array(z.array(z.string())).describe('Red flags without which nobody would look: each set by itself.'),
    record: z
      .array(
        z.object({
          flag: z.string().describe('Red flag.'),
          known: z.number().int().describe('How often it is known what was found.'),
          found: z.number().int().describe('How often anything was.'),
        }),
      )
      .describe('Of parcels and listings: what these red flags led to before.'),
    finding: z.enum(FINDINGS).nullable().describe('What was found; null: not known.'),
    before: z
      .array(
        z.object({
          id: z.uuid().describe('Of the order.'),
          ref: z.string().describe('Its number.'),
          at: moment('When it came in.'),
          kilograms: z.number().describe('Of goods under control or watched.'),
          kinds: z.array(z.string()).describe('Kinds of goods.'),
          outcome: z.enum(OUTCOMES).describe('As it was judged.'),
        }),
      )
      .describe('Orders of this customer in the year before.'),
    steps: z
      .array(
        z.object({
          at: moment('When.'),
          did: z.string().describe('What was done.'),
          text: z.string().describe('Why.'),
          by: z.string().describe('Account.'),
          until: z.string().optional().describe('Until when it was asked for, or is kept.'),
          customerText: z.string().optional().describe('What the sender or seller was told.'),
          finding: z.enum(FINDINGS).optional().describe('What was found.'),
        }),
      )
      .describe('In the order in which they were taken.'),
    refusal: refusal.nullable().describe('Null: nobody was refused.'),
    reports: z
      .array(
        z.object({
          id: z.uuid().describe('Of the report.'),
          at: moment('When it was sent.'),
          status: z.enum(REPORT_STATUSES).describe('Whether the authority has it.'),
          feedback: z.string().nullable().describe('What the authority says of it.'),
        }),
      )
      .describe('That were made of it.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Suspicion', {
    description: 'An order, an account, a parcel or a listing at which a firm looks. Nobody else reads it.',
  })

export const reportSummary = {
  id: z.uuid().describe('Of the report.'),
  leg,
  at: moment('When it was sent.'),
  from: z.uuid().describe('The firm.'),
  fromName: z.string().describe('Its name then.'),
  to: z.uuid().describe('Who receives it.'),
  customer: z.string().describe('As it was given.'),
  status: z.enum(REPORT_STATUSES).describe('Whether the authority has it.'),
  feedback: z.enum(FEEDBACKS).nullable().describe('What the authority says of it.'),
  version,
}
export const handedDraft = z
  .object({
    id: z.uuid().describe('Of the draft.'),
    at: moment('When.'),
    kind: z.enum(HANDED_KINDS).describe('What it is.'),
    title: z.string().describe('In one line.'),
  })
  .openapi('HandedDraft', { description: 'A draft of an incident that was handed over.' })
export const report = z
  .object({
    ...reportSummary,
    content: z
      .object({
        reporter: z
          .object({
            organisation: z.uuid().describe('The firm.'),
            name: z.string().describe('Its name then.'),
          })
          .describe('Who reports.'),
        about,
        flags: z
          .array(z.object({ flag: z.string().describe('Red flag.'), own: ownWordsShape.optional(), shown }))
          .describe('On which it rests.'),
        decision: z.enum(ALERT_STATUSES).describe('What the firm had decided.'),
        before: z
          .object({
            orders: z.number().int().describe('Of the year before.'),
            kilograms: z.number().describe('All together.'),
          })
          .nullable()
          .describe('What the customer ordered before; null of payments.'),
        rentity: z.number().int().nullable().describe('goAML number of the reporter; null where it was not said.'),
        circumstances: z.string().describe('What happened.'),
        steps: z.string().describe('What was done to find out.'),
        necessity: z.string().describe('Why a person is named.'),
        orallyAt: z.string().nullable().describe('When the authority was told by voice.'),
      })
      .describe('The report.'),
    due: z.string().nullable().describe('Until when it had to be sent.'),
    receivedAt: z.string().nullable().describe('When the authority acknowledged it.'),
    answeredAt: z.string().nullable().describe('When it gave feedback.'),
    drafts: z.array(handedDraft).describe('Drafts of incidents that were handed over; none for the firm.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('SuspicionReport', { description: 'A report of a suspicious order or transaction, to one receiver.' })

export const taken = z.object({
  id: z.uuid().describe('Of the order here.'),
  outcome: z
    .enum(OUTCOMES)
    .describe('pass; alert: somebody looks at it; hold: nothing is supplied until somebody did.'),
  alert: z.string().nullable().describe('Of the alert; null: none.'),
})
export const batch = z.object({
  rows: z.number().int().describe('Below the header.'),
  kept: z.number().int().describe('Those that are new here.'),
  known: z.number().int().describe('Those that were here, unchanged.'),
  alerts: z.number().int().describe('At how many of them, or accounts, somebody looks now.'),
  held: z.number().int().describe('Of these: held.'),
  problems: z
    .array(
      z.object({
        line: z.number().int().describe('In the file, from 1.'),
        code: z.enum(ROW_PROBLEMS).describe('What is wrong.'),
        given: z.string().describe('Where, or what stands there.'),
      }),
    )
    .describe('What was not kept.'),
  isLatin1: z.boolean().describe('Whether it was read as Windows-1252.'),
})
