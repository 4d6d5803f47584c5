// SPDX-License-Identifier: Apache-2.0
/** Practices over HTTP; cards of public ones need no account. */
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
import { deliveryAnswer, partnerAnswer } from '#platform/peers/index.ts'
import { cardOf } from './card.ts'
import {
  commandShape,
  EFFECTS,
  GRADES,
  LANGUAGES,
  newPracticeShape,
  OUTCOMES,
  type PracticesDesk,
  type PublicPractices,
  practiceQueryShape,
  REACHES,
  reuseShape,
  SETTINGS,
  STATUSES,
  translationShape,
} from './contract.ts'

const texts = z
  .object({
    title: z.string().describe('In one line.'),
    summary: z.string().describe('In a few lines.'),
    problem: z.string().describe('What was wrong.'),
    done: z.string().describe('What was done about it.'),
    result: z.string().describe('What came of it, and how one knows.'),
  })
  .describe('The parts of a practice in one language.')

const practice = z
  .object({
    id: z.string().describe('Of the practice.'),
    status: z.enum(STATUSES).describe('Where it stands.'),
    organisation: z.string().describe('Who shares it, and whom to ask.'),
    node: z
      .object({ id: z.string().describe('Of the node.'), name: z.string().describe('What it calls itself.') })
      .optional()
      .describe('The other node from which it came; absent where it is of this one.'),
    reach: z.enum(REACHES).describe('Shown to everybody with an account, or to everybody.'),
    texts: z
      .object({
        en: texts.optional().describe('In English.'),
        fr: texts.optional().describe('In French.'),
      })
      .describe('In the languages of its author.'),
    setting: z.enum(SETTINGS).describe('Among authorities and firms, among services for people, or across both.'),
    audience: z.array(z.string()).describe('Kinds of organisations for which it is of use.'),
    country: z.string().describe('ISO 3166-1 alpha-2.'),
    from: z.string().describe('Since when: a year, a month or a day.'),
    until: z.string().optional().describe('Until when; absent where it goes on.'),
    effect: z.enum(EFFECTS).describe('What came of it.'),
    grade: z.enum(GRADES).describe('How sure the evidence is, as in GRADE.'),
    costs: z.string().describe('What it cost; empty where that is not known.'),
    page: z.string().describe('A page of the organisation about it; may be empty.'),
    changed: z.string().describe('When it last changed, ISO 8601 in UTC.'),
    published: z.string().nullable().describe('ISO 8601 in UTC; null before.'),
    ended: z
      .object({ at: z.string().describe('ISO 8601 in UTC.'), reason: z.string().describe('Why.') })
      .nullable()
      .describe('Null unless it was withdrawn.'),
    reused: z.number().int().describe('Organisations that use it, as it is or adapted.'),
    version: z.number().int().describe('Goes up with each change.'),
    may: z.array(z.string()).describe('What this actor may do with it now.'),
  })
  .openapi('Practice', { description: 'What an organisation did, and what came of it.' })

const reuse = z
  .object({
    from: z.string().describe('The organisation that says so.'),
    outcome: z.enum(OUTCOMES).describe('What became of it there.'),
    note: z.string().describe('What it adds.'),
    at: z.string().describe('ISO 8601 in UTC.'),
  })
  .openapi('PracticeReuse', { description: 'What became of a practice at another organisation.' })
const translation = z
  .object({
    language: z.enum(LANGUAGES).describe('Into which language.'),
    from: z.string().describe('The organisation that made it.'),
    texts,
    at: z.string().describe('ISO 8601 in UTC.'),
  })
  .openapi('PracticeTranslation', { description: 'A translation of another organisation.' })

const record = practice
  .extend({
    reuses: z.array(reuse).describe('The latest word of each organisation.'),
    translations: z.array(translation).describe('Those of others.'),
    partners: z.array(z.string()).describe('Organisations of other nodes that are told, for its own editors.'),
    mayReuse: z.boolean().describe('Whether this actor may say what became of it.'),
    mayTranslate: z.boolean().describe('Whether this actor may add a translation.'),
  })
  .openapi('PracticeRecord', { description: 'A practice with what others say of it.' })
const page = z.object({
  items: z.array(practice),
  next: z.string().nullable().describe('The cursor of the next page.'),
})
const items = <S extends z.ZodType>(shape: S) => z.object({ items: z.array(shape).describe('All of them.') })
const card = z
  .looseObject({ '@context': z.string(), '@type': z.string(), name: z.string().optional(), url: z.string() })
  .describe('JSON-LD in the words of schema.org.')

const identified = byId('Of the practice.')
const version = z.number().int().min(1)
const CHANGES = {
  409: problemAnswer('Not possible as it stands.'),
  412: problemAnswer('It was changed since.'),
  ...REFUSALS,
}

const list = createRoute({
  ...{ method: 'get', path: '/api/practices', operationId: 'listPractices' },
  summary: 'Practices, last changed first',
  request: { query: queryShape(practiceQueryShape.shape) },
  responses: { 200: jsonAnswer(page, 'One page.'), ...REFUSALS },
})
const prepare = createRoute({
  ...{ method: 'post', path: '/api/practices', operationId: 'preparePractice' },
  summary: 'Prepare a practice, as a draft',
  request: { headers: idempotent, ...jsonBody(newPracticeShape) },
  responses: { 201: jsonAnswer(practice, 'The draft.'), ...REFUSALS },
})
const read = createRoute({
  ...{ method: 'get', path: '/api/practices/{id}', operationId: 'readPractice' },
  summary: 'One practice, with what others say of it',
  request: { params: identified },
  responses: { 200: jsonAnswer(record, 'As this actor may read it.'), ...REFUSALS },
})
const revise = createRoute({
  ...{ method: 'put', path: '/api/practices/{id}', operationId: 'revisePractice' },
  summary: 'Change the draft of a practice',
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ practice: newPracticeShape, version })),
  },
  responses: { 200: jsonAnswer(practice, 'As it is now.'), ...CHANGES },
})
const act = createRoute({
  ...{ method: 'post', path: '/api/practices/{id}/acts', operationId: 'actOnPractice' },
  summary: 'Publish or withdraw a practice',
  request: { params: identified, headers: idempotent, ...jsonBody(z.strictObject({ command: commandShape, version })) },
  responses: { 200: jsonAnswer(practice, 'As it is now.'), ...CHANGES },
})
const say = createRoute({
  ...{ method: 'post', path: '/api/practices/{id}/reuses', operationId: 'reusePractice' },
  summary: 'Say what became of a practice of another organisation',
  request: { params: identified, headers: idempotent, ...jsonBody(reuseShape) },
  responses: { 201: jsonAnswer(reuse, 'As it was said.'), ...CHANGES },
})
const translate = createRoute({
  ...{ method: 'post', path: '/api/practices/{id}/translations', operationId: 'translatePractice' },
  summary: 'Add a translation of a practice of another organisation',
  request: { params: identified, headers: idempotent, ...jsonBody(translationShape) },
  responses: { 201: jsonAnswer(translation, 'As it was added.'), ...CHANGES },
})
const deliveries = createRoute({
  ...{ method: 'get', path: '/api/practices/{id}/deliveries', operationId: 'listPracticeDeliveries' },
  summary: 'What other nodes said of a practice that they were told',
  request: { params: identified },
  responses: { 200: jsonAnswer(items(deliveryAnswer), 'One for each node.'), ...REFUSALS },
})
const partners = createRoute({
  ...{ method: 'get', path: '/api/practice-partners', operationId: 'listPracticePartners' },
  summary: 'Organisations of other nodes that told practices, or may be told',
  request: {},
  responses: { 200: jsonAnswer(items(partnerAnswer), 'By name.'), ...REFUSALS },
})
const readCard = createRoute({
  ...{ method: 'get', path: '/api/practices/{id}/card', operationId: 'readPracticeCard' },
  summary: 'The card of a practice for other programs',
  request: { params: identified },
  responses: {
    200: {
      description: 'Without an account where it is public.',
      content: { 'application/ld+json': { schema: card } },
    },
    ...REFUSALS,
  },
})

interface RoutesPlan {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<PracticesDesk | undefined>
  /** What everybody may read. */
  everybody: PublicPractices
  /** Origin of this node. */
  origin: string
  /** Names of organisations of this node, by id. */
  names(): Promise<ReadonlyMap<string, string>>
}

export const practicesRoutes = ({ deskOf, everybody, origin, names }: RoutesPlan): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyIn = (c: { req: { valid(part: 'header'): { 'idempotency-key'?: string | undefined } } }) =>
    c.req.valid('header')['idempotency-key']
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).list(c.req.valid('query'))), 200))
  api.openapi(prepare, async (c) =>
    c.json(answered(c, await (await desk(c)).prepare(c.req.valid('json'), keyIn(c))), 201),
  )
  api.openapi(partners, async (c) => c.json({ items: answered(c, await (await desk(c)).partners()) }, 200))
  api.openapi(readCard, async (c) => {
    const { id } = c.req.valid('param')
    const found = (await everybody.open(id)) ?? answered(c, await (await desk(c)).read(id))
    const known = new Map([...(await names()), ...(await everybody.namesAway())])
    const nameOf = (of: string) => known.get(of) ?? of
    const url = `${origin}${found.reach === 'public' && !found.node ? '/en' : ''}/practices/${id}`
    c.header('content-type', 'application/ld+json; charset=utf-8')
    return c.body(JSON.stringify(cardOf(found, { url, nameOf, publisher: nameOf(found.organisation) }))) as never
  })
  api.openapi(read, async (c) => {
    const found = answered(c, await (await desk(c)).read(c.req.valid('param').id))
    c.header('etag', `"${found.version}"`)
    return c.json(found, 200)
  })
  api.openapi(revise, async (c) => {
    const { practice: input, version: known } = c.req.valid('json')
    return c.json(answered(c, await (await desk(c)).revise(c.req.valid('param').id, input, known, keyIn(c))), 200)
  })
  api.openapi(act, async (c) => {
    const { command, version: known } = c.req.valid('json')
    return c.json(answered(c, await (await desk(c)).act(c.req.valid('param').id, command, known, keyIn(c))), 200)
  })
  api.openapi(say, async (c) =>
    c.json(answered(c, await (await desk(c)).reuse(c.req.valid('param').id, c.req.valid('json'), keyIn(c))), 201),
  )
  api.openapi(translate, async (c) =>
    c.json(answered(c, await (await desk(c)).translate(c.req.valid('param').id, c.req.valid('json'), keyIn(c))), 201),
  )
  api.openapi(deliveries, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).deliveries(c.req.valid('param').id)) }, 200),
  )
  return api
}
