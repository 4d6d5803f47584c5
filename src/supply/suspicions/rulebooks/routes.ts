// SPDX-License-Identifier: Apache-2.0
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, answered, idempotent, jsonAnswer, jsonBody, problemAnswer, REFUSALS } from '#platform/http/index.ts'
import {
  EDITION_STATUSES,
  RULE_PROBLEMS,
  ruleCommandShape,
  ruleContentShape,
  SUSPICION_LEGS,
  type SuspicionsDesk,
} from '../contract.ts'

const path = '/api/suspicions/rules/{leg}'
const moment = (words: string) => z.string().describe(`${words} ISO 8601, UTC.`)
const count = (words: string) => z.number().int().describe(words)
const ofLeg = z.object({ leg: z.enum(SUSPICION_LEGS).describe('Of what they are asked.') })
const version = z.number().int().min(0).describe('As it was read; 0 where nothing is worked on.')
const CHANGED = { 412: problemAnswer('It was changed since.'), ...REFUSALS }

const beside = (words: string) =>
  z
    .object({
      all: count('All of them in that time.'),
      now: count('At which somebody looks by what is in force.'),
      would: count('At which somebody would look.'),
    })
    .describe(words)
const side = (words: string) =>
  z.object({ alerts: count('At which somebody looks.'), holds: count('Of these, held.') }).describe(words)
const changes = (words: string) =>
  z
    .object({
      shown: z
        .array(
          z.object({
            ref: z.string().describe('The firm’s own number.'),
            at: moment('When it came.'),
            alert: z.string().nullable().describe('Of its alert; null: nobody ever looked.'),
          }),
        )
        .describe('Newest first.'),
      besides: count('How many more.'),
    })
    .describe(words)
const comparison = z
  .object({
    since: moment('From then.'),
    until: moment('Till then.'),
    events: count('Orders, parcels or listings; of payments, accounts.'),
    now: side('By what is in force.'),
    would: side('By the edition.'),
    cases: beside('Decided against, or found to be something.'),
    reported: beside('Reported, whatever was decided.').nullable().describe('Null for who may not report.'),
    cleared: beside('Let go: looked at for nothing.'),
    flags: z
      .array(
        z.object({
          flag: z.string().describe('Red flag.'),
          now: count('Alerts in which it takes part.'),
          would: count('Alerts in which it would.'),
          trips: count('Days on which its cap would set it aside.'),
        }),
      )
      .describe('By name.'),
    more: changes('Newly looked at.'),
    fewer: changes('No longer looked at.'),
  })
  .openapi('RuleComparison', { description: 'The same past through two sets of red flags.' })
const edition = z
  .object({
    id: z.uuid().describe('Of the edition.'),
    leg: z.enum(SUSPICION_LEGS).describe('Of what it is asked.'),
    number: count('Counts from 1.'),
    status: z.enum(EDITION_STATUSES).describe('Where it stands.'),
    content: ruleContentShape.describe('What is set.'),
    replay: comparison.nullable().describe('Beside what was in force; null: never compared.'),
    isCompared: z.boolean().describe('Whether that was of what stands in it now.'),
    changedAt: moment('When it was changed last.'),
    shadowAt: moment('Since when it runs in the shadow.').nullable(),
    inForceAt: moment('Since when it is in force.').nullable(),
    pastAt: moment('Until when it was.').nullable(),
    drafted: z.array(z.string()).describe('Accounts that changed or proposed it.'),
    agreedBy: z.string().nullable().describe('Account of the other person, who put it in force.'),
    steps: z
      .array(
        z.object({
          at: moment('When.'),
          did: z.string().describe('What.'),
          text: z.string().describe('Why.'),
          by: z.string().describe('Account.'),
        }),
      )
      .describe('Oldest first.'),
    version: count('Goes up by one with each change.'),
    may: z.array(z.string()).describe('What you may do with it now.'),
  })
  .openapi('RuleEdition', { description: 'Red flags of a firm’s leg at one time.' })

const wrong = z.object({
  where: z.string().describe('Path in it.'),
  code: z.enum(RULE_PROBLEMS).describe('What is wrong, by name.'),
  text: z.string().describe('What is wrong.'),
  named: z.array(z.string()).describe('What the text names.'),
})

const read = createRoute({
  ...{ method: 'get', path, operationId: 'readRules', summary: 'Red flags as your firm sets them' },
  request: { params: ofLeg },
  responses: {
    200: jsonAnswer(
      z.object({
        leg: z.enum(SUSPICION_LEGS).describe('Of what they are asked.'),
        inForce: edition.nullable().describe('Null: as they ship.'),
        open: edition.nullable().describe('That is worked on; null: none.'),
        editions: z
          .array(
            z.object({
              number: count('Counts from 1.'),
              status: z.enum(EDITION_STATUSES).describe('Where it stands.'),
              changedAt: moment('When it was changed last.'),
              inForceAt: moment('Since when it is in force.').nullable(),
            }),
          )
          .describe('Newest first.'),
        problems: z.array(wrong).describe('Of what is in force: red flags that stay down by now.'),
        mayDraft: z.boolean().describe('Whether you may change them.'),
      }),
      'Of your firm alone.',
    ),
    ...REFUSALS,
  },
})
const one = createRoute({
  ...{
    method: 'get',
    path: `${path}/editions/{number}`,
    operationId: 'readRuleEdition',
    summary: 'One edition of them',
  },
  request: { params: ofLeg.extend({ number: z.coerce.number().int().min(1).describe('Of the edition.') }) },
  responses: { 200: jsonAnswer(edition, 'As it stands.'), ...REFUSALS },
})
const check = createRoute({
  ...{ method: 'post', path: `${path}/check`, operationId: 'checkRules' },
  summary: 'All that is wrong with what you would set; nothing is kept',
  request: { params: ofLeg, ...jsonBody(ruleContentShape) },
  responses: {
    200: jsonAnswer(
      z.object({
        problems: z.array(wrong).describe('Nothing: it can be put in force.'),
      }),
      'One by one.',
    ),
    ...REFUSALS,
  },
})
const draft = createRoute({
  ...{ method: 'put', path: `${path}/draft`, operationId: 'draftRules' },
  summary: 'Begin an edition, or change the one that is worked on',
  request: {
    ...{ params: ofLeg, headers: idempotent },
    ...jsonBody(z.strictObject({ content: ruleContentShape.describe('All that is set.'), version })),
  },
  responses: { 200: jsonAnswer(edition, 'As it is now.'), ...CHANGED },
})
const compare = createRoute({
  ...{ method: 'post', path: `${path}/replay`, operationId: 'replayRules' },
  summary: 'Compare it with what is in force, over your own past: nobody is told anything',
  request: {
    params: ofLeg,
    ...jsonBody(
      z.strictObject({
        days: z.int().min(1).max(365).optional().describe('Till now; without: since it runs in the shadow.'),
        version,
      }),
    ),
  },
  responses: {
    200: jsonAnswer(edition, 'With the comparison.'),
    409: problemAnswer('There is nothing to compare.'),
    ...CHANGED,
  },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/acts`, operationId: 'actOnRules' },
  summary: 'Let it run in the shadow, propose it, or, as another person, put it in force',
  request: {
    ...{ params: ofLeg, headers: idempotent },
    ...jsonBody(z.strictObject({ command: ruleCommandShape.describe('What is done.'), version })),
  },
  responses: {
    200: jsonAnswer(edition, 'As it is now.'),
    409: problemAnswer('Not possible in this state, or for this person.'),
    ...CHANGED,
  },
})

/** Routes of the desk at which a firm sets its red flags. */
export const rulesRoutes = (api: Api, desk: (c: Context) => Promise<SuspicionsDesk>): void => {
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']
  api.openapi(read, async (c) =>
    c.json(answered(c, await (await desk(c)).rules(c.req.valid('param').leg)) as never, 200),
  )
  api.openapi(one, async (c) => {
    const { leg, number } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).edition(leg, number)) as never, 200)
  })
  api.openapi(check, async (c) => {
    const problems = answered(c, await (await desk(c)).checkRules(c.req.valid('param').leg, c.req.valid('json')))
    return c.json({ problems }, 200)
  })
  api.openapi(draft, async (c) => {
    const [{ leg }, { content, version: as }] = [c.req.valid('param'), c.req.valid('json')]
    const drafted = await (await desk(c)).draftRules(leg, content, as, keyOf(c.req.valid('header')))
    return c.json(answered(c, drafted) as never, 200)
  })
  api.openapi(compare, async (c) => {
    const [{ leg }, { days, version: as }] = [c.req.valid('param'), c.req.valid('json')]
    const compared = await (await desk(c)).replayRules(leg, days === undefined ? 'shadow' : { days }, as)
    return c.json(answered(c, compared) as never, 200)
  })
  api.openapi(act, async (c) => {
    const [{ leg }, { command, version: as }] = [c.req.valid('param'), c.req.valid('json')]
    const done = await (await desk(c)).actOnRules(leg, command, as, keyOf(c.req.valid('header')))
    return c.json(answered(c, done) as never, 200)
  })
}
