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
import {
  LICENCE_STATUSES,
  type LicencesCounter,
  licenceCommandShape,
  licenceQueryShape,
  newLicenceShape,
  type OversightDesk,
  STANDINGS,
  verifyShape,
} from './contract.ts'

import { addInspectionRoutes } from './inspections-routes.ts'

const words = z
  .object({ en: z.string().describe('English.'), fr: z.string().describe('French.') })
  .describe('As the reference data has it today.')
const { holder, activities, scope, from, until, conditions } = newLicenceShape.shape
const named = { scope: z.array(scope.element.extend({ name: words })).describe('With what, and how much.') }
const licence = z
  .object({
    ...{ holder, activities, from, until, conditions: conditions.unwrap().describe('On what conditions.'), ...named },
    id: z.uuid().describe('Of the licence.'),
    number: z.string().describe('As it stands on the licence.'),
    authority: z.uuid().describe('The organisation that grants it.'),
    standing: z.enum(STANDINGS).describe('Where it stands today.'),
    status: z.enum(LICENCE_STATUSES).describe('The same, whatever the day.'),
    steps: z
      .array(
        z.object({
          at: z.string().describe('ISO 8601 in UTC.'),
          did: z.string().describe('What was done.'),
          reason: z.string().describe('Why; empty where none is asked for.'),
          by: z.uuid().nullable().describe('Account of the officer; null for those who work elsewhere.'),
        }),
      )
      .describe('In the order in which they were taken.'),
    version: z.number().int().describe('Goes up with each change.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Licence', { description: 'What an authority lets a firm do with substances under control.' })
const page = z.object({
  items: z.array(licence),
  next: z.string().nullable().describe('The cursor of the next page.'),
})
const verification = z
  .object({
    number: z.string().describe('As it was asked for, in its usual spelling.'),
    day: z.string().describe('The day.'),
    valid: z.boolean().describe('False also for a number that is none, and where licences are not public.'),
    shown: z
      .object({
        ...{ activities, from, until, ...named },
        holder: z
          .object({ name: z.string().describe('As registered.'), country: z.string().describe('ISO 3166-1 alpha-2.') })
          .describe('Who holds it.'),
      })
      .nullable()
      .describe('Null unless it is valid and the law lets everybody know.'),
  })
  .openapi('LicenceVerification', { description: 'Whether a licence is in force on a day.' })

const path = '/api/licences'
const identified = byId('Of the licence.')

const list = createRoute({
  ...{ method: 'get', path, operationId: 'listLicences', summary: 'Licences, newest first' },
  request: { query: queryShape(licenceQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const record = createRoute({
  ...{ method: 'post', path, operationId: 'recordLicence', summary: 'Record an application for a licence' },
  request: { headers: idempotent, ...jsonBody(newLicenceShape) },
  responses: { 201: jsonAnswer(licence, 'As it was recorded: it is not granted yet.'), ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readLicence', summary: 'One licence' },
  request: { params: identified },
  responses: { 200: jsonAnswer(licence, 'As this actor may read it today.'), ...REFUSALS },
})
const decide = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'decideOnLicence' },
  summary: 'Propose, agree, decline, refuse, suspend, resume or revoke',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: licenceCommandShape, version: z.number().int().min(1) })),
  },
  responses: {
    200: jsonAnswer(licence, 'As it is now.'),
    409: problemAnswer('Not possible in this state, or for this person.'),
    412: problemAnswer('It was changed since.'),
    ...REFUSALS,
  },
})
const verify = createRoute({
  ...{ method: 'get', path: `${path}/verification`, operationId: 'verifyLicence' },
  summary: 'Whether a licence is in force on a day',
  request: { query: queryShape(verifyShape.shape) },
  responses: {
    200: jsonAnswer(verification, 'The same for a number that is none and for what is not public.'),
    404: problemAnswer('This process has no licences.'),
    422: REFUSALS[422],
  },
})

interface Doors {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<OversightDesk | undefined>
  /** Everybody's; undefined where this process does not hold the compartment. */
  counter: LicencesCounter | undefined
}

/** The room's routes. */
export const oversightRoutes = ({ deskOf, counter }: Doors): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']

  api.openapi(verify, async (c) => {
    const nobody = { ok: false as const, refusal: { code: 'not-found', detail: 'There is nothing here.' } }
    const verified = answered(c, counter ? await counter.verify(c.req.valid('query')) : nobody)
    c.header('cache-control', 'no-store')
    return c.json(verified, 200)
  })
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).licences(c.req.valid('query'))), 200))
  api.openapi(record, async (c) => {
    const recorded = await (await desk(c)).record(c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, recorded), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).licence(c.req.valid('param').id)), 200))
  api.openapi(decide, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).decide(id, command, version, keyOf(c.req.valid('header')))), 200)
  })
  addInspectionRoutes(api, desk)
  return api
}
