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
import { CHECKS, type Check, type CustomersDesk, customerCommandShape, customerShape, RESULTS } from './contract.ts'

const { equipment: _, ...plain } = customerShape.shape
const name = z.object({ en: z.string().describe('English.'), fr: z.string().describe('French.') })
const customer = z
  .object({
    ...plain,
    id: z.uuid().describe('Of the record.'),
    equipment: z
      .array(
        z.object({
          asked: z.string().describe('In the words of the customer.'),
          count: z.number().int().describe('How many.'),
          id: z.string().nullable().describe('Id in the reference data; null where matching knows none.'),
          name: name.nullable().describe('Of the reference data.'),
        }),
      )
      .describe('What it asked for.'),
    result: z.enum(RESULTS).describe('Whether the firm is satisfied.'),
    missing: z.array(z.enum(Object.keys(CHECKS) as [Check, ...Check[]])).describe('Checks that have to be made first.'),
    review: z.string().describe('By which day it is looked at again.'),
    isDue: z.boolean().describe('Whether that day is near or over.'),
    keptUntil: z.string().describe('The last day on which it is kept.'),
    firm: z.uuid().describe('The firm that knows it.'),
    isOwn: z.boolean().describe('Whether that is your own.'),
    handedTo: z.array(z.uuid()).describe('Authorities that read it; of these an officer is told their own alone.'),
    handedWhy: z.string().describe('Why the firm handed it over.'),
    steps: z
      .array(
        z.object({
          at: z.string().describe('ISO 8601 in UTC.'),
          did: z.enum(['record', 'correct', 'hand', ...RESULTS]).describe('What was done.'),
          reason: z.string().describe('Empty where none is asked for.'),
          by: z.string().describe('Account of who did it.'),
          to: z.array(z.uuid()).optional().describe('Of a handing over: who reads it from then on.'),
        }),
      )
      .describe('In the order in which they were taken.'),
    recorded: z.string().describe('ISO 8601 in UTC.'),
    version: z.number().int().describe('Goes up with each change; 0 to an officer.'),
  })
  .openapi('Customer', {
    description:
      'What a maker or seller of equipment knows of a customer: its own, until it hands one record to an authority.',
  })

const path = '/api/customers'
const identified = byId('Of the record.')
const CHANGED = { 412: problemAnswer('It was changed since.'), ...REFUSALS }
const list = createRoute({
  ...{ method: 'get', path, operationId: 'listCustomers', summary: 'Customers of your firm that were checked' },
  request: { query: queryShape({ result: z.enum(RESULTS).optional().describe('Of this result alone.') }) },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(customer).describe('Newest first.') }), 'All of them.'),
    ...REFUSALS,
  },
})
const record = createRoute({
  ...{ method: 'post', path, operationId: 'recordCustomer', summary: 'Write down what is known of a customer' },
  request: { headers: idempotent, ...jsonBody(customerShape) },
  responses: { 201: jsonAnswer(customer, 'As it is kept.'), ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readCustomer', summary: 'One customer of your firm' },
  request: { params: identified },
  responses: { 200: jsonAnswer(customer, 'As it is kept.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnCustomer' },
  summary: 'Correct what is known of a customer, say whether your firm is satisfied, or hand it to an authority',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        command: customerCommandShape.describe('What is done.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(customer, 'As it is now.'),
    409: problemAnswer('Something was not checked.'),
    ...CHANGED,
  },
})
const remove = createRoute({
  ...{ method: 'delete', path: `${path}/{id}`, operationId: 'removeCustomer' },
  summary: 'Remove what is known of a customer',
  request: {
    params: identified,
    query: z.strictObject({ version: z.coerce.number().int().min(1).describe('The one that was read.') }),
  },
  responses: { 204: { description: 'It is gone.' }, ...CHANGED },
})

/** `deskOf`: the desk of whoever asks, nothing where nobody is signed in. */
export const customersRoutes = (deskOf: (c: Context) => Promise<CustomersDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  api.openapi(list, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).list(c.req.valid('query').result)) }, 200),
  )
  api.openapi(record, async (c) => {
    const kept = await (await desk(c)).record(c.req.valid('json'), c.req.valid('header')['idempotency-key'])
    return c.json(answered(c, kept), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const [{ command, version }, { id }] = [c.req.valid('json'), c.req.valid('param')]
    const acted = await (await desk(c)).act(id, command, version, c.req.valid('header')['idempotency-key'])
    return c.json(answered(c, acted), 200)
  })
  api.openapi(remove, async (c) => {
    answered(c, await (await desk(c)).remove(c.req.valid('param').id, c.req.valid('query').version))
    return c.body(null, 204)
  })
  return api
}
