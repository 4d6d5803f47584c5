// SPDX-License-Identifier: Apache-2.0
/** Everything that answers over HTTP, in the order in which it is asked: files, the API, pages. */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { lookupRoutes } from '#commons/lookup/index.ts'
import { noticesRoutes } from '#commons/notices/index.ts'
import { practicesRoutes } from '#commons/practices/index.ts'
import { adviceRoutes } from '#health/advice/index.ts'
import { assuranceRoutes, inspectionsRoutes } from '#health/assurance/index.ts'
import { complaintsRoutes } from '#health/complaints/index.ts'
import { continuityRoutes } from '#health/continuity/index.ts'
import { fhirRoutes, hsdsRoutes } from '#health/directory/index.ts'
import { equivalenceRoutes } from '#health/equivalence/index.ts'
import { experienceRoutes } from '#health/experience/index.ts'
import { legalAidRoutes } from '#health/legal-aid/index.ts'
import { libertyRoutes } from '#health/liberty/index.ts'
import { signalsRoutes } from '#health/signals/index.ts'
import { visitsRoutes } from '#health/visits/index.ts'
import { type EventTables, eventRoutes } from '#platform/events/index.ts'
import {
  type Api,
  alwaysHttps,
  answerError,
  answerProblem,
  clientAddress,
  createApi,
  limitRate,
  logged,
  logTo,
  microphoneHere,
  networkOf,
  packed,
  positionHere,
  refuseOtherMethods,
  strictHeaders,
  withoutNul,
} from '#platform/http/index.ts'
import { webhooksRoutes } from '#platform/webhooks/index.ts'
import { correctionsRoutes } from '#supply/corrections/index.ts'
import { feedsRoutes } from '#supply/feeds/index.ts'
import { groupsRoutes } from '#supply/groups/index.ts'
import { incidentsRoutes, taxiiRoutes } from '#supply/incidents/index.ts'
import { oversightRoutes } from '#supply/oversight/index.ts'
import { assessmentsRoutes, customersRoutes, partnershipsRoutes } from '#supply/partnerships/index.ts'
import { suspicionsRoutes } from '#supply/suspicions/index.ts'
import { advisoryFeeds, warningsRoutes } from '#supply/warnings/index.ts'
import { serveAssets } from './assets.ts'
import { sayBusy } from './busy.ts'
import type { Config } from './config.ts'
import { healthRoute } from './health.ts'
import type { House } from './house.ts'
import { serveOffline } from './offline.ts'
import { clientFolder, openPages } from './pages.ts'
import { opened, peersPath } from './peers.ts'
import { TOLD } from './rooms.ts'
import { wellKnown } from './well-known.ts'

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Passerelle',
    version: '0.1.0',
    description: 'Says whether a text or a molecule is controlled or watched, where, since when, and why.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
}

type Settings = Pick<Config, 'node' | 'security' | 'log' | 'baseUrl' | 'proxies' | 'rate'>

/** A stream is one long request, and whoever watches over the node asks whenever it wants. */
const UNCOUNTED = /^\/api\/(health|events)(\/|$)/

/** Bytes of a form with its files, which a page holds in memory: five of a notice, and more than any other. */
const MOST_FORM = 60 << 20

/** Requests for a correction, and looks at one, from one network in ten minutes. */
const ASKED = 30

/** Steps of a survey from one network in ten minutes: each person takes two, and a waiting room shares one network. */
const ANSWERED = 240

/** Looks at licences from one network in ten minutes: a shop’s day, and far from enough to guess numbers. */
const VERIFIED = 60

/**
 * Single records: who has one already is told so by 304 (RFC 9110, 13.1.2). The ETag is the version, or a digest of the answer
 * where that changes with the day or with who asks.
 */
const VERSIONED = [
  '/api/notices/:id',
  '/api/practices/:id',
  '/api/incidents/:id',
  '/api/agreements/:id',
  '/api/assessments/:id',
  '/api/customers/:id',
  '/api/licences/:id',
  '/api/suspicions/alerts/:id',
  '/api/suspicions/reports/:id',
  '/api/signals/:id',
  '/api/advice/:id',
  '/api/assurance/assessments/:id',
  '/api/assurance/accreditations/:id',
  '/api/assurance/inspections/:id',
  '/api/complaints/:id',
]

/** Where anybody reports ill-treatment: these addresses stand in no line of the log, and nobody learns that one was asked. */
const SEALED_FORMS = /^\/[a-z]{2}\/report(\/.*|\.data)?$/

/** Given for every address, since the log names the pattern of what a route of its own would match. */
const sealedForms = (addressOf: (c: Context) => string) =>
  limitRate({
    ...{ quota: ASKED, seconds: 600, isQuiet: true, callerOf: (c: Context) => networkOf(addressOf(c)) },
    isExempt: (c: Context) => c.req.method !== 'POST' || !SEALED_FORMS.test(c.req.path),
  })

export const createSite = async (house: House, settings: Settings) => {
  const { security, log, baseUrl, proxies, rate } = settings
  const addressOf = (c: Context) => clientAddress(c, proxies)
  const site = createApi()
  if (log !== undefined) site.use(logged(logTo(log)))
  site.use(strictHeaders)
  site.use(withoutNul)
  site.use('/:lang/report', microphoneHere)
  site.use('/:lang/help/find', positionHere)
  if (new URL(baseUrl).protocol === 'https:') site.use(alwaysHttps)
  const limited = limitRate({
    ...{ quota: rate, seconds: 60 },
    isExempt: (c) => UNCOUNTED.test(c.req.path),
    callerOf: async (c) => (await house.callerOf(c.req.raw.headers)) ?? networkOf(addressOf(c)),
  })
  for (const programs of ['/api/*', '/taxii2/*', '/hsds', '/hsds/*', '/fhir/*']) site.use(programs, limited)
  // A form that anybody may send, without an account: as often as a person would.
  const askedUpTo = (quota: number) =>
    limitRate({ ...{ quota, seconds: 600, sayTo: sayBusy }, callerOf: (c) => networkOf(addressOf(c)) })
  const verifying = limitRate({ quota: VERIFIED, seconds: 600, callerOf: (c) => networkOf(addressOf(c)) })
  site.use('/api/licences/verification', verifying)
  site.use('/api/certificates/verification', verifying)
  // With script the router posts to an address of its own.
  for (const page of ['licences/verify', 'certificates'])
    for (const end of ['', '.data']) site.post(`/:lang/${page}${end}`, verifying)
  // Each kind by itself: who corrects an entry keeps nobody who shares the network from complaining.
  for (const [quota, pages] of [
    [ASKED, ['correction', 'help/services/:id/correct', 'help/confirm/:link']],
    [ASKED, ['help/services/:id/complain', 'complaint']],
    [ANSWERED, ['experience']],
  ] as const) {
    const asked = askedUpTo(quota)
    for (const page of pages) for (const end of ['', '.data']) site.post(`/:lang/${page}${end}`, asked)
  }
  site.use('*', sealedForms(addressOf))
  site.use(serveAssets(clientFolder))
  if (house.finding) site.use(serveOffline())
  site.use(compress())
  site.use(packed)
  for (const path of VERSIONED) site.use(path, etag())
  site.route('/', await lookupRoutes(() => house.public))
  for (const routes of [
    healthRoute(() => house.held.reach()),
    wellKnown(security),
    noticesRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).notices),
    practicesRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).practices,
      everybody: house.practices,
      origin: new URL(baseUrl).origin,
      names: async () => new Map((await house.accounts.organisations()).map(({ id, name }) => [id, name])),
    }),
    incidentsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).incidents),
    partnershipsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).partnerships),
    groupsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).groups),
    assessmentsRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).assessments,
      register: house.register,
    }),
    customersRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).customers),
    hsdsRoutes({ desk: house.openData, origin: new URL(baseUrl).origin }),
    fhirRoutes({ desk: house.openData, origin: new URL(baseUrl).origin }),
    assuranceRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).assurance,
      ...{ register: house.quality, origin: new URL(baseUrl).origin },
    }),
    libertyRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).liberty,
      register: house.liberty,
    }),
    legalAidRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).legalAid),
    visitsRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).visits,
      register: house.visits,
    }),
    inspectionsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).inspections),
    complaintsRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).complaints,
      counter: house.complaints,
    }),
    continuityRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).continuity,
      register: house.continuity,
    }),
    experienceRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).experience,
      counter: house.experience,
    }),
    equivalenceRoutes(house.equivalence),
    adviceRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).advice),
    oversightRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).oversight,
      counter: house.overseeing?.counter,
    }),
    suspicionsRoutes({
      deskOf: async (c) => (await house.openDesks(c.req.raw.headers)).suspicions,
      counter: house.certificates,
    }),
    signalsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).signals),
    warningsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).warnings),
    advisoryFeeds({
      desk: house.advisories,
      node: { name: settings.node, origin: new URL(baseUrl).origin },
      isDemonstration: house.demonstration !== null,
    }),
    correctionsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).corrections),
    feedsRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).feeds),
    webhooksRoutes(async (c) => (await house.openDesks(c.req.raw.headers)).webhooks),
    taxiiRoutes(async (headers) => (await house.openDesks(headers)).taxii, new URL(baseUrl).origin),
    eventRoutes({
      path: '/api/events',
      sources: TOLD.filter((name) => house.held.names.includes(name)).map((name) => ({
        ...{ name, db: house.held.compartment<EventTables>(name).db },
        signals: house.held.events(name).signals,
      })),
      follow: (c) => house.accounts.follow(c.req.raw.headers),
    }),
  ])
    site.route('/', routes)
  site.all('/api/auth/*', (c) => house.accounts.handler(c.req.raw, addressOf(c)))
  const openApi = site.getOpenAPI31Document(DESCRIPTION)
  site.get('/api/openapi.json', (c) => c.json(openApi))
  refuseOtherMethods(site, { ...openApi.paths, '/api/openapi.json': { get: {} } })
  for (const [name, { routes }] of opened(house.peers)) site.route(peersPath(name), routes as unknown as Api)
  const noRoute = { code: 'not-found', detail: 'No such address in this API; see /api/openapi.json.' }
  for (const path of ['/api/*', '/hsds/*']) site.all(path, (c) => answerProblem(c, noRoute))
  const onError = (c: Context) =>
    answerProblem(c, { code: 'too-large', detail: `A form takes at most ${MOST_FORM >> 20} MiB.` })
  site.post('*', bodyLimit({ maxSize: MOST_FORM, onError }))
  const page = await openPages(house, openApi)
  site.all('*', (c) => page(c.req.raw, c.get('nonce'), addressOf(c)))
  site.onError(answerError)
  return site
}
