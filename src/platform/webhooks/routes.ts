// SPDX-License-Identifier: Apache-2.0
/**
 * Webhooks over HTTP, of every compartment whose events are told. No Idempotency-Key is taken: an answer holds a secret, which
 * is shown once and kept nowhere in clear; a program whose answer was lost asks for the list.
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  createApi,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  REFUSALS,
  raiseProblem,
  seatedAt,
} from '../http/index.ts'
import { newWebhookShape, type WebhooksDesk } from './contract.ts'

const compartment = z.string().max(100).describe('The part of the node whose events are told.')
const webhook = z
  .object({
    compartment,
    id: z.uuid().describe('Of the webhook.'),
    url: z.string().describe('The address that is told.'),
    kinds: z.array(z.string()).describe('Kinds of events.'),
    status: z.enum(['active', 'paused', 'disabled']).describe('Disabled: switched off by the node.'),
    trouble: z.string().nullable().describe('Code of what went wrong last; null where nothing did.'),
    failingSince: z.string().nullable().describe('ISO 8601 in UTC; null where it does not fail.'),
    waiting: z.number().int().describe('Events that are still to be told.'),
    version: z.number().int().describe('Goes up with each change.'),
  })
  .openapi('Webhook', { description: 'An address that is told of events; of this account alone.' })
const dead = z
  .object({
    compartment,
    id: z.uuid().describe('Of the delivery.'),
    webhook: z.uuid().describe('Whose it is.'),
    kind: z.string().describe('Of the event.'),
    record: z.string().describe('Id of the record.'),
    at: z.string().describe('When it happened, ISO 8601 in UTC.'),
    trouble: z.string().nullable().describe('Why it could not be told.'),
  })
  .openapi('DeadLetter', { description: 'An event that was tried to the end.' })
const offered = z.object({ compartment, kinds: z.array(z.string()).describe('Kinds that may be told.') })
const secret = z.string().describe('To check signatures with; shown this once.')
const CHANGED = { 409: problemAnswer('Not possible as it stands.'), 412: problemAnswer('It was changed since.') }

const list = createRoute({
  ...{ method: 'get', path: '/api/webhooks', operationId: 'listWebhooks', summary: 'Webhooks of this account' },
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(webhook).describe('Oldest first.'),
        dead: z.array(dead).describe('Newest first, of each compartment 200 at most.'),
        offered: z.array(offered).describe('What may be told.'),
      }),
      'With what could not be told.',
    ),
    ...REFUSALS,
  },
})
const subscribe = createRoute({
  ...{
    method: 'post',
    path: '/api/webhooks',
    operationId: 'subscribeWebhook',
    summary: 'Have events told to an address',
  },
  request: jsonBody(z.strictObject({ compartment, ...newWebhookShape.shape })),
  responses: {
    201: jsonAnswer(z.object({ webhook, secret }), 'With its secret.'),
    400: problemAnswer('The address is in a closed network, or this account has no purpose.'),
    429: problemAnswer('There are as many as one account may have.'),
    ...REFUSALS,
  },
})
const act = createRoute({
  ...{ method: 'post', path: '/api/webhooks/{id}/acts', operationId: 'actOnWebhook' },
  summary: 'Pause a webhook, resume it or give it a new secret',
  request: {
    params: byId('Of the webhook.'),
    ...jsonBody(
      z.strictObject({
        compartment,
        act: z
          .enum(['pause', 'resume', 'rotate'])
          .describe('Rotate: a new secret; the one before signs for a day more.'),
        version: z.number().int().min(1).describe('The one that was read.'),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(
      z.object({ webhook, secret: secret.nullable().describe('Null unless it is new.') }),
      'As it is now.',
    ),
    ...CHANGED,
    ...REFUSALS,
  },
})
const again = createRoute({
  ...{ method: 'post', path: '/api/webhook-deliveries/{id}/tries', operationId: 'tryDeliveryAgain' },
  summary: 'Try again to tell what could not be told',
  request: { params: byId('Of the delivery.'), ...jsonBody(z.strictObject({ compartment })) },
  responses: { 200: jsonAnswer(z.object({ waiting: z.boolean().describe('True.') }), 'It waits.'), ...REFUSALS },
})

/** This actor’s desks by compartment. */
export type WebhookDesks = readonly { compartment: string; desk: WebhooksDesk }[]

/** `desksOf` answers the desks of whoever asks, nothing where nobody is signed in. */
export const webhooksRoutes = (desksOf: (c: Context) => Promise<WebhookDesks | undefined>): Api => {
  const api = createApi()
  const desks = seatedAt(desksOf)
  const deskAt = async (c: Context, name: string): Promise<WebhooksDesk> =>
    (await desks(c)).find((each) => each.compartment === name)?.desk ??
    raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })

  api.openapi(list, async (c) => {
    const all = { items: [] as z.input<typeof webhook>[], dead: [] as z.input<typeof dead>[] }
    const own = await desks(c)
    for (const { compartment: name, desk } of own) {
      const listed = answered(c, await desk.list())
      all.items.push(...listed.webhooks.map((each) => ({ compartment: name, ...each })))
      all.dead.push(...listed.dead.map((each) => ({ compartment: name, ...each })))
    }
    const kinds = own.map((each) => ({ compartment: each.compartment, kinds: [...each.desk.kinds] }))
    return c.json({ ...all, offered: kinds }, 200)
  })
  api.openapi(subscribe, async (c) => {
    const { compartment: name, ...given } = c.req.valid('json')
    const made = answered(c, await (await deskAt(c, name)).subscribe(given))
    c.header('cache-control', 'no-store')
    return c.json({ webhook: { compartment: name, ...made.webhook }, secret: made.secret }, 201)
  })
  api.openapi(act, async (c) => {
    const { compartment: name, act: done, version } = c.req.valid('json')
    const changed = answered(c, await (await deskAt(c, name)).act(c.req.valid('param').id, done, version))
    c.header('cache-control', 'no-store')
    return c.json({ webhook: { compartment: name, ...changed.webhook }, secret: changed.secret }, 200)
  })
  api.openapi(again, async (c) => {
    const desk = await deskAt(c, c.req.valid('json').compartment)
    return c.json({ waiting: answered(c, await desk.again(c.req.valid('param').id)) }, 200)
  })
  return api
}
