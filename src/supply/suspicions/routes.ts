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
  raiseProblem,
  seatedAt,
} from '#platform/http/index.ts'
import {
  alertCommandShape,
  alertQueryShape,
  type CertificatesCounter,
  goamlCodesShape,
  listingShape,
  newDraftShape,
  newReportShape,
  orderShape,
  parcelShape,
  paymentShape,
  reportCommandShape,
  reportQueryShape,
  SUSPICION_LEGS,
  type SuspicionsDesk,
} from './contract.ts'
import { certificateShape, LONGEST_CERTIFICATE } from './refusals/certificate.ts'
import { rulesRoutes } from './rulebooks/routes.ts'
import { alert, batch, handedDraft, report, reportSummary, summary, taken, version } from './shapes.ts'

const path = '/api/suspicions'
/** Bytes of one file of orders; a larger one is several. */
const LARGEST_FILE = 64 << 20

const pageOf = <S extends z.ZodRawShape>(shape: S) =>
  z.object({
    items: z.array(z.object(shape)).describe('One page.'),
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
const CHANGED = { 412: problemAnswer('It was changed since.'), ...REFUSALS }
const ofAlert = byId('Of the alert.')
const ofReport = byId('Of the report.')
const acted = <S extends z.ZodType>(command: S) =>
  jsonBody(z.strictObject({ command: command.describe('What is done.'), version: z.number().int().min(1) }))

const take = createRoute({
  ...{ method: 'post', path: `${path}/orders`, operationId: 'takeOrder', summary: 'Have an order judged and kept' },
  request: { headers: idempotent, ...jsonBody(orderShape) },
  responses: {
    200: jsonAnswer(taken, 'The same for an order that is sent again.'),
    409: problemAnswer('Another order has this number.'),
    ...REFUSALS,
  },
})
const takeFile = createRoute({
  ...{ method: 'post', path: `${path}/orders/files`, operationId: 'takeOrders' },
  summary: 'Have a CSV of orders judged and kept, a row a line of an order',
  request: {
    body: {
      required: true,
      content: { 'text/csv': { schema: z.string().describe('UTF-8 or Windows-1252, with a header.') } },
    },
  },
  responses: {
    200: jsonAnswer(batch, 'What was kept, and what was not, line by line.'),
    413: problemAnswer('The file is too large.'),
    ...REFUSALS,
  },
})
const takePayment = createRoute({
  ...{ method: 'post', path: `${path}/payments`, operationId: 'takePayment' },
  summary: 'Have a payment judged and kept',
  request: { headers: idempotent, ...jsonBody(paymentShape) },
  responses: {
    200: jsonAnswer(
      z.object({
        id: z.uuid().describe('Of the payment here.'),
        alerts: z.array(z.uuid()).describe('Of accounts at which somebody looks from now on.'),
      }),
      'The same for a payment that is sent again.',
    ),
    409: problemAnswer('Another payment has this number.'),
    ...REFUSALS,
  },
})
const takePayments = createRoute({
  ...{ method: 'post', path: `${path}/payments/files`, operationId: 'takePayments' },
  summary: 'Have a file of payments judged and kept: a CSV, or a message of ISO 20022',
  request: {
    body: {
      required: true,
      content: {
        'text/csv': { schema: z.string().describe('UTF-8 or Windows-1252, with a header, a row a payment.') },
        'application/xml': { schema: z.string().describe('camt.053, pacs.008 or pain.001.') },
      },
    },
  },
  responses: {
    200: jsonAnswer(batch, 'What was kept, and what was not, line by line.'),
    413: problemAnswer('The file is too large.'),
    ...REFUSALS,
  },
})
const takeItem = <S extends z.ZodType>(what: 'parcels' | 'listings', operationId: string, summary: string, shape: S) =>
  createRoute({
    ...{ method: 'post', path: `${path}/${what}` as const, operationId, summary },
    request: { headers: idempotent, ...jsonBody(shape) },
    responses: {
      200: jsonAnswer(taken, 'The same for one that is sent again.'),
      409: problemAnswer('Another one has this number.'),
      ...REFUSALS,
    },
  })
const takeItems = (what: 'parcels' | 'listings', operationId: string, summary: string) =>
  createRoute({
    ...{ method: 'post', path: `${path}/${what}/files` as const, operationId, summary },
    request: {
      body: {
        required: true,
        content: { 'text/csv': { schema: z.string().describe('UTF-8 or Windows-1252, with a header, a row each.') } },
      },
    },
    responses: {
      200: jsonAnswer(batch, 'What was kept, and what was not, line by line.'),
      413: problemAnswer('The file is too large.'),
      ...REFUSALS,
    },
  })
const takeParcel = takeItem('parcels', 'takeParcel', 'Have a parcel judged and kept', parcelShape)
const takeParcels = takeItems('parcels', 'takeParcels', 'Have a CSV of parcels judged and kept')
const takeListing = takeItem('listings', 'takeListing', 'Have a listing judged and kept', listingShape)
const takeListings = takeItems('listings', 'takeListings', 'Have a CSV of listings judged and kept')
const list = createRoute({
  ...{ method: 'get', path: `${path}/alerts`, operationId: 'listAlerts' },
  summary: 'Orders, accounts, parcels and listings at which somebody looks, those that wait first',
  request: { query: queryShape(alertQueryShape.shape) },
  responses: { 200: jsonAnswer(pageOf(summary), 'One page.'), ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/alerts/{id}`, operationId: 'readAlert', summary: 'One of them' },
  request: { params: ofAlert },
  responses: { 200: jsonAnswer(alert, 'With its reasons.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/alerts/{id}/acts`, operationId: 'actOnAlert' },
  summary: 'Decide what becomes of it: each act, in the state and by the person for whom it is',
  request: { params: ofAlert, headers: idempotent, ...acted(alertCommandShape) },
  responses: {
    200: jsonAnswer(alert, 'As it is now.'),
    409: problemAnswer('Not possible in this state, or for this person.'),
    ...CHANGED,
  },
})
const fairness = createRoute({
  ...{ method: 'get', path: `${path}/fairness`, operationId: 'readFairness' },
  summary: 'How often orders were found odd, by country of the customer',
  responses: {
    200: jsonAnswer(
      z.object({
        orders: z.number().int().describe('Of the last twelve months.'),
        alerts: z.number().int().describe('Of these, found odd.'),
        countries: z
          .array(
            z.object({
              country: z.string().describe('ISO 3166-1 alpha-2.'),
              orders: z.number().int().describe('Of customers there.'),
              alerts: z.number().int().describe('Of these, found odd.'),
              beside: z.number().nullable().describe('Rate beside that of all; null where there are too few orders.'),
            }),
          )
          .describe('Most orders first.'),
      }),
      'Of your firm alone.',
    ),
    ...REFUSALS,
  },
})
const receivers = createRoute({
  ...{ method: 'get', path: `${path}/receivers`, operationId: 'listReceivers' },
  summary: 'To whom a report can go',
  request: {
    query: queryShape({ leg: z.enum(SUSPICION_LEGS).default('order').describe('Of what is reported.') }),
  },
  responses: {
    200: jsonAnswer(
      z.object({
        items: z
          .array(z.object({ id: z.uuid().describe('Of the organisation.'), name: z.string().describe('Its name.') }))
          .describe('All of them.'),
      }),
      'Of this node.',
    ),
    ...REFUSALS,
  },
})
const send = createRoute({
  ...{ method: 'post', path: `${path}/alerts/{id}/reports`, operationId: 'reportOrder' },
  summary: 'Report it: suspicious transactions to the financial intelligence unit, all else to an authority',
  request: {
    params: ofAlert,
    headers: idempotent,
    ...jsonBody(
      z.strictObject({
        report: newReportShape.describe('What is said besides the order.'),
        version: z.number().int().min(1).describe('Of the alert.'),
      }),
    ),
  },
  responses: { 201: jsonAnswer(report, 'As it was sent.'), ...CHANGED },
})
const reports = createRoute({
  ...{ method: 'get', path: `${path}/reports`, operationId: 'listReports', summary: 'Reports, newest first' },
  request: { query: queryShape(reportQueryShape.shape) },
  responses: { 200: jsonAnswer(pageOf(reportSummary), 'Your firm’s own, or those that came to you.'), ...REFUSALS },
})
const readReport = createRoute({
  ...{ method: 'get', path: `${path}/reports/{id}`, operationId: 'readReport', summary: 'One report' },
  request: { params: ofReport },
  responses: { 200: jsonAnswer(report, 'For the firm that sent it and the authority alone.'), ...REFUSALS },
})
const goamlPlan = z
  .object({
    isLoaded: z.boolean().describe('Whether a schema was loaded.'),
    schemaVersion: z.string().describe('As the schema says it; empty: it does not.'),
    repairs: z
      .array(
        z.object({
          line: z.number().int().describe('Of the schema.'),
          before: z.string().describe('As it stands there.'),
          after: z.string().describe('As it is read.'),
        }),
      )
      .describe('Patterns that XML Schema would read otherwise than they were meant.'),
    lists: z
      .record(
        z.string(),
        z.array(z.object({ code: z.string().describe('The code.'), means: z.string().describe('What it means.') })),
      )
      .nullable()
      .describe('Codes of the schema; null where none is loaded.'),
    codes: goamlCodesShape.describe('What stands for what.'),
    changedAt: z.string().nullable().describe('When it was changed last.'),
    version,
  })
  .openapi('GoamlPlan', { description: 'What a financial intelligence unit asks of a goAML report.' })
const goaml = createRoute({
  ...{
    method: 'get',
    path: `${path}/goaml`,
    operationId: 'readGoaml',
    summary: 'Schema and codes of goAML of your unit',
  },
  responses: { 200: jsonAnswer(goamlPlan, 'As they are now.'), ...REFUSALS },
})
const setSchema = createRoute({
  ...{ method: 'put', path: `${path}/goaml/schema`, operationId: 'loadGoamlSchema' },
  summary: 'Load the goAML schema of your unit',
  request: {
    query: queryShape({ version: z.coerce.number().int().min(0).describe('As it was read; 0 for the first.') }),
    body: { required: true, content: { 'application/xml': { schema: z.string().describe('XML Schema 1.0.') } } },
  },
  responses: { 200: jsonAnswer(goamlPlan, 'As it is now.'), 413: problemAnswer('It is too large.'), ...CHANGED },
})
const setCodes = createRoute({
  ...{ method: 'put', path: `${path}/goaml/codes`, operationId: 'setGoamlCodes' },
  summary: 'Say which codes of the schema stand for what',
  request: jsonBody(
    z.strictObject({
      codes: goamlCodesShape.describe('What stands for what.'),
      version: z.number().int().min(1).describe('As it was read.'),
    }),
  ),
  responses: {
    200: jsonAnswer(goamlPlan, 'As they are now.'),
    409: problemAnswer('No schema is loaded.'),
    ...CHANGED,
  },
})
const writeReport = createRoute({
  ...{ method: 'get', path: `${path}/reports/{id}/goaml`, operationId: 'writeReport' },
  summary: 'A report of suspicious transactions as goAML, and what the schema of the unit holds against it',
  request: { params: ofReport },
  responses: {
    200: jsonAnswer(
      z
        .object({
          xml: z.string().describe('The report.'),
          faults: z
            .array(
              z.object({
                line: z.number().int().describe('Of the XML.'),
                text: z.string().describe('As libxml2 says it.'),
              }),
            )
            .describe('Nothing: it is valid.'),
          more: z.number().int().describe('Faults besides.'),
          left: z.array(z.string()).describe('Paths of what has no place in that schema.'),
        })
        .nullable()
        .describe('Null where the unit loaded no schema.'),
      'For the reporter and the unit alone.',
    ),
    ...REFUSALS,
  },
})
const answer = createRoute({
  ...{ method: 'post', path: `${path}/reports/{id}/acts`, operationId: 'answerReport' },
  summary: 'Acknowledge a report, or say what it was good for',
  request: { params: ofReport, headers: idempotent, ...acted(reportCommandShape) },
  responses: { 200: jsonAnswer(report, 'As it is now.'), 409: problemAnswer('It was received already.'), ...CHANGED },
})
const handOver = createRoute({
  ...{ method: 'post', path: `${path}/reports/{id}/drafts`, operationId: 'draftIncidentOfReport' },
  summary: 'Hand a draft of an incident over: never who reported, nor whom, nor that anybody did',
  request: { params: ofReport, headers: idempotent, ...jsonBody(newDraftShape) },
  responses: {
    201: jsonAnswer(handedDraft, 'What was handed over.'),
    409: problemAnswer('This country has closed that passage.'),
    ...REFUSALS,
  },
})
const verify = createRoute({
  ...{ method: 'post', path: '/api/certificates/verification', operationId: 'verifyCertificate' },
  summary: 'Whether a certificate of a refusal is genuine',
  request: jsonBody(
    z.strictObject({
      certificate: z.string().min(1).max(LONGEST_CERTIFICATE).describe('As the firm showed it.'),
    }),
  ),
  responses: {
    200: jsonAnswer(
      z
        .object({
          genuine: z.boolean().describe('False for everything that this node did not sign, letter by letter.'),
          certificate: certificateShape.nullable().describe('What stands in it.'),
        })
        .openapi('CertificateVerification', { description: 'Genuine or not, and nothing else.' }),
      'Nothing that does not stand in it already.',
    ),
    404: problemAnswer('This process has no certificates.'),
    422: REFUSALS[422],
  },
})
const keys = createRoute({
  ...{ method: 'get', path: '/api/certificates/keys', operationId: 'listCertificateKeys' },
  summary: 'Public keys, for whoever verifies without asking',
  responses: {
    200: jsonAnswer(
      z.object({ keys: z.array(z.record(z.string(), z.unknown())).describe('JSON Web Keys (RFC 7517).') }),
      'Ed25519 (RFC 8037).',
    ),
    404: problemAnswer('This process has no certificates.'),
  },
})

interface Doors {
  /** The desk of whoever asks, nothing where nobody is signed in. */
  deskOf(c: Context): Promise<SuspicionsDesk | undefined>
  /** Everybody's; undefined where this process does not hold the compartment. */
  counter: CertificatesCounter | undefined
}

/** The room's routes. */
export const suspicionsRoutes = ({ deskOf, counter }: Doors): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']
  const atCounter = (c: Context) => counter ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })

  api.openapi(take, async (c) =>
    c.json(answered(c, await (await desk(c)).take(c.req.valid('json'), keyOf(c.req.valid('header')))), 200),
  )
  const bytesOf = async (c: Context): Promise<Uint8Array> => {
    if (Number(c.req.header('content-length') ?? 0) > LARGEST_FILE)
      return raiseProblem(c, { code: 'too-large', detail: `At most ${LARGEST_FILE >> 20} MiB at once.` })
    return new Uint8Array(await c.req.arrayBuffer())
  }
  api.openapi(takeFile, async (c) => {
    const at = await desk(c)
    return c.json(answered(c, await at.takeFile(await bytesOf(c))), 200)
  })
  api.openapi(takePayment, async (c) =>
    c.json(answered(c, await (await desk(c)).takePayment(c.req.valid('json'), keyOf(c.req.valid('header')))), 200),
  )
  api.openapi(takePayments, async (c) => {
    const at = await desk(c)
    return c.json(answered(c, await at.takePayments(await bytesOf(c))), 200)
  })
  api.openapi(takeParcel, async (c) =>
    c.json(answered(c, await (await desk(c)).takeParcel(c.req.valid('json'), keyOf(c.req.valid('header')))), 200),
  )
  api.openapi(takeParcels, async (c) => {
    const at = await desk(c)
    return c.json(answered(c, await at.takeParcels(await bytesOf(c))), 200)
  })
  api.openapi(takeListing, async (c) =>
    c.json(answered(c, await (await desk(c)).takeListing(c.req.valid('json'), keyOf(c.req.valid('header')))), 200),
  )
  api.openapi(takeListings, async (c) => {
    const at = await desk(c)
    return c.json(answered(c, await at.takeListings(await bytesOf(c))), 200)
  })
  api.openapi(list, async (c) => c.json(answered(c, await (await desk(c)).alerts(c.req.valid('query'))) as never, 200))
  api.openapi(open, async (c) =>
    c.json(answered(c, await (await desk(c)).alert(c.req.valid('param').id)) as never, 200),
  )
  api.openapi(act, async (c) => {
    const [{ command, version: read }, { id }] = [c.req.valid('json'), c.req.valid('param')]
    return c.json(answered(c, await (await desk(c)).act(id, command, read, keyOf(c.req.valid('header')))) as never, 200)
  })
  api.openapi(fairness, async (c) => c.json(answered(c, await (await desk(c)).fairness()), 200))
  api.openapi(receivers, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).receivers(c.req.valid('query').leg)) }, 200),
  )
  api.openapi(send, async (c) => {
    const [{ report: given, version: read }, { id }] = [c.req.valid('json'), c.req.valid('param')]
    const sent = await (await desk(c)).report(id, given, read, keyOf(c.req.valid('header')))
    return c.json(answered(c, sent) as never, 201)
  })
  api.openapi(reports, async (c) => c.json(answered(c, await (await desk(c)).reports(c.req.valid('query'))), 200))
  api.openapi(readReport, async (c) =>
    c.json(answered(c, await (await desk(c)).readReport(c.req.valid('param').id)) as never, 200),
  )
  api.openapi(answer, async (c) => {
    const [{ command, version: read }, { id }] = [c.req.valid('json'), c.req.valid('param')]
    const done = await (await desk(c)).answer(id, command, read, keyOf(c.req.valid('header')))
    return c.json(answered(c, done) as never, 200)
  })
  api.openapi(handOver, async (c) => {
    const [given, { id }] = [c.req.valid('json'), c.req.valid('param')]
    return c.json(answered(c, await (await desk(c)).draftIncident(id, given, keyOf(c.req.valid('header')))), 201)
  })
  api.openapi(goaml, async (c) => c.json(answered(c, await (await desk(c)).goaml()) as never, 200))
  api.openapi(setSchema, async (c) => {
    const at = await desk(c)
    return c.json(answered(c, await at.setGoamlSchema(await bytesOf(c), c.req.valid('query').version)) as never, 200)
  })
  api.openapi(setCodes, async (c) => {
    const { codes, version: read } = c.req.valid('json')
    return c.json(answered(c, await (await desk(c)).setGoamlCodes(codes, read)) as never, 200)
  })
  api.openapi(writeReport, async (c) =>
    c.json(answered(c, await (await desk(c)).writeReport(c.req.valid('param').id)) as never, 200),
  )
  api.openapi(verify, (c) => {
    c.header('cache-control', 'no-store')
    return c.json(atCounter(c).verify(c.req.valid('json').certificate), 200)
  })
  api.openapi(keys, (c) => c.json(atCounter(c).keys, 200))
  rulesRoutes(api, desk)
  return api
}
