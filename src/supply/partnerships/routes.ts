// SPDX-License-Identifier: Apache-2.0
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  createApi,
  idempotent,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  queryShape,
  REFUSALS,
  seatedAt,
} from '#platform/http/index.ts'
import { CLASSES, FOUR_MS, STATUSES } from './codes.ts'
import { agreementCommandShape, agreementQueryShape, newAgreementShape, type PartnershipsDesk } from './contract.ts'
import { termsShape } from './terms.ts'

const summary = {
  id: z.uuid().describe('Of the agreement.'),
  title: z.string().describe('By which both parties know it.'),
  m: z.enum(FOUR_MS).describe('Manufacture, marketing, movement or monetisation.'),
  authority: z.uuid().describe('The organisation that offers it.'),
  partner: z.uuid().describe('The organisation with which it is made.'),
  status: z.enum(STATUSES).describe('Where it stands today.'),
  from: z.string().describe('The first day on which it holds.'),
  until: z.string().describe('The last.'),
  review: z.string().describe('The day by which both parties look at it.'),
  reviewDue: z.boolean().describe('Whether that day is near or over, while it holds.'),
  version: z.number().int().describe('Goes up with each change.'),
}
const section = z.object({
  id: z.string().describe('Of the part.'),
  heading: z.string().describe('In this language.'),
  paragraphs: z
    .array(z.object({ id: z.string().describe('Of the clause.'), text: z.string().describe('As it is signed.') }))
    .describe('Its clauses, filled in.'),
})
const text = z.object({
  number: z.number().int().describe('The version of the text.'),
  state: z.enum(['draft', 'offered', 'withdrawn', 'agreed']).describe('Where this text stands.'),
  holds: z.boolean().describe('Whether it holds today.'),
  terms: z.object(termsShape.shape).describe('What its clauses leave open.'),
  parties: z
    .object({ authority: z.string().describe('Its name.'), partner: z.string().describe('Its name.') })
    .describe('As they were called when it was drafted.'),
  text: z
    .object({ en: z.array(section).describe('English.'), fr: z.array(section).describe('French.') })
    .describe('What is signed.'),
  digest: z.string().describe('SHA-256 of the text in both languages, hexadecimal.'),
  drafted: z.string().describe('ISO 8601 in UTC.'),
  offered: z.string().nullable().describe('When the partner was shown it.'),
  agreed: z.string().nullable().describe('When the second party signed.'),
  signatures: z
    .array(z.object({ organisation: z.uuid().describe('The party.'), at: z.string().describe('ISO 8601 in UTC.') }))
    .describe('Who signed it.'),
})
const opening = z
  .object({
    kind: z.string().describe('Kind of record.'),
    purpose: z.string().describe('What it may be used for.'),
    most: z.string().describe('Up to this marking.'),
    classes: z.array(z.enum(CLASSES)).describe('What is shown of it.'),
    withheld: z.array(z.string()).describe('Fields that are not shown.'),
    readers: z
      .array(
        z.object({
          organisation: z
            .object({
              id: z.uuid().describe('Its id.'),
              name: z.string().describe('Its name.'),
              kind: z.string().describe('Its kind.'),
            })
            .describe('Whose people read it.'),
          reaches: z
            .string()
            .nullable()
            .describe('The narrowest marking that somebody there could read; null: nobody could.'),
        }),
      )
      .describe('Who would read it.'),
  })
  .openapi('AgreementOpening', { description: 'What an agreement lets its partner see of one kind of record.' })
const agreement = z
  .object({
    ...summary,
    texts: z.array(text).describe('Newest first.'),
    suspended: z
      .object({ by: z.uuid().describe('The party.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('Null unless it is suspended.'),
    ended: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('Null before.'),
    opens: z.array(opening).describe('What it lets the partner see.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Agreement', { description: 'What an authority and a partner agreed on, as its parties read it.' })

const identified = byId('Of the agreement.')
const path = '/api/agreements'

const list = createRoute({
  ...{ method: 'get', path, operationId: 'listAgreements', summary: 'Agreements of your organisation' },
  request: { query: queryShape(agreementQueryShape.shape) },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(z.object(summary)).describe('Newest first.') }), 'All of them.'),
    ...REFUSALS,
  },
})
const draft = createRoute({
  ...{ method: 'post', path, operationId: 'draftAgreement', summary: 'Draft an agreement with a partner' },
  request: { headers: idempotent, ...jsonBody(newAgreementShape) },
  responses: { 201: jsonAnswer(agreement, 'As it was drafted: nobody else sees it.'), ...REFUSALS },
})
const opens = createRoute({
  ...{ method: 'post', path: `${path}/openings`, operationId: 'previewAgreement' },
  summary: 'What an agreement on these terms would let the partner see',
  request: jsonBody(newAgreementShape),
  responses: {
    200: jsonAnswer(z.object({ items: z.array(opening).describe('One for each kind of record.') }), 'Nothing is kept.'),
    ...REFUSALS,
  },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readAgreement', summary: 'One agreement, with its texts' },
  request: { params: identified },
  responses: { 200: jsonAnswer(agreement, 'As this actor reads it today.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnAgreement' },
  summary: 'Revise, offer, sign, suspend, resume or end',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: agreementCommandShape, version: z.number().int().min(1) })),
  },
  responses: {
    200: jsonAnswer(agreement, 'As it is now.'),
    409: problemAnswer('Not possible as it stands, or for this person.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const partnershipsRoutes = (deskOf: (c: Context) => Promise<PartnershipsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']

  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list(c.req.valid('query'))) }, 200))
  api.openapi(draft, async (c) => {
    const drafted = await (await desk(c)).draft(c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, drafted), 201)
  })
  api.openapi(opens, async (c) => c.json({ items: answered(c, await (await desk(c)).opens(c.req.valid('json'))) }, 200))
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).act(id, command, version, keyOf(c.req.valid('header')))), 200)
  })
  return api
}
