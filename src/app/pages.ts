// SPDX-License-Identifier: Apache-2.0
/** The bridge to the built site: each request gets its actor's desks through the router's context, nothing else. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import { standsFor } from '#basis/stands.ts'
import { zip } from '#interop/zip/index.ts'
import { loadOrganisationKinds } from '#reference/index.ts'
import { isCountry } from '#supply/incidents/contract.ts'
import {
  exampleListings,
  exampleOrders,
  exampleParcels,
  examplePayments,
  type FactSpeech,
  flagsOf,
  LISTING_FACTS,
  LISTINGS,
  ORDER_COLUMNS,
  ORDER_FACTS,
  PARCEL_FACTS,
  PARCELS,
  PAYMENT_COLUMNS,
  PAYMENT_FACTS,
  type SuspicionLeg,
  type Vocabulary,
} from '#supply/suspicions/index.ts'
import { areasOf } from '#supply/warnings/index.ts'
import { root } from './config.ts'
import { packOf } from './country.ts'
import type { House } from './house.ts'
import { sayNotification } from './notifications/index.ts'
import { organisationsOf } from './organisations.ts'

type Entry = typeof import('../web/shell/entry.server.tsx')

/** Milliseconds for which a page may call a body by the name that it had before. */
const NAMED_FOR = 2000

export const clientFolder = join(root, 'build/client')

/** Signed in by half, without a second factor yet; or `whole`, and acting for no organisation now. */
const halfOf = async ({ accounts }: House, headers: Headers) => {
  if (!headers.has('cookie')) return null
  const session = await accounts.signedIn(headers)
  if (!session) return null
  const { name, email, whole, method } = session
  return { name, email, whole, hasPassword: method === 'password' }
}

const countryName = (code: string, language: 'en' | 'fr'): string => {
  const known = packOf(code)?.country
  return known ? known[`name_${language}`] : (new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code)
}

/** What red flags and their facts say of themselves. A group that both legs have is one: no name of it is in both. */
const LEGS = ['order', 'payment', 'parcel', 'listing'] as const

const wordsOfFlags = () => {
  const facts: Record<string, Record<string, FactSpeech>> = {}
  const byLeg = { order: ORDER_FACTS, payment: PAYMENT_FACTS, parcel: PARCEL_FACTS, listing: LISTING_FACTS }
  for (const vocabulary of [LISTING_FACTS, PARCEL_FACTS, PAYMENT_FACTS, ORDER_FACTS])
    for (const [group, names] of Object.entries(vocabulary)) facts[group] = { ...facts[group], ...names }
  const all = LEGS.map((leg) => flagsOf(leg))
  return {
    flags: new Map(all.flatMap(({ flags }) => flags.map((each) => [each.id, each]))),
    typologies: new Map(all.flatMap(({ typologies }) => typologies.map((each) => [each.id, each]))),
    facts,
    factsOf: (leg: SuspicionLeg): Vocabulary => byLeg[leg],
    columns: ORDER_COLUMNS,
    example: () => readFileSync(exampleOrders, 'utf8'),
    paymentColumns: PAYMENT_COLUMNS,
    paymentExample: () => readFileSync(examplePayments, 'utf8'),
    items: {
      parcel: { columns: PARCELS.columns, example: () => readFileSync(exampleParcels, 'utf8') },
      listing: { columns: LISTINGS.columns, example: () => readFileSync(exampleListings, 'utf8') },
    },
    zip,
    currencyOf: (country: string) => packOf(country)?.country.currency ?? '',
  }
}

/** A function that answers a page's request. Needs `build/`, which the set-up script makes. */
export const openPages = async (house: House, openApi: unknown) => {
  const build: ServerBuild = await import(pathToFileURL(join(root, 'build/server/index.js')).href)
  const contexts = build.entry.module as unknown as Entry
  const site = createRequestHandler(contexts.withoutSending(build), 'production')
  // A page with script may ask for the data of one without, to show it in its own place.
  const data = createRequestHandler(build, 'production')
  const names = async () => new Map((await house.accounts.organisations()).map(({ id, name }) => [id, name]))
  const known = standsFor(NAMED_FOR, names)
  // One that was not there yet a moment ago has a name too.
  const bodyOf = async (id: string) => (await known()).get(id) ?? (await names()).get(id)
  const suspicionWords = wordsOfFlags()
  return async (request: Request, nonce: string, address: string): Promise<Response> => {
    const context = new RouterContextProvider()
    const { hostname: host, pathname } = new URL(request.url)
    const desks = await house.openDesks(request.headers)
    context.set(contexts.desksContext, desks.public)
    context.set(contexts.counterContext, desks.counter ?? null)
    context.set(contexts.licencesContext, house.overseeing?.counter ?? null)
    context.set(contexts.certificatesContext, house.certificates ?? null)
    context.set(contexts.nonceContext, nonce)
    context.set(contexts.advisoriesContext, house.advisories ?? null)
    context.set(contexts.findingContext, house.finding ?? null)
    context.set(contexts.qualityContext, house.quality ?? null)
    const { safeguards, complaints } = house
    context.set(contexts.safeguardsCounterContext, safeguards ? { counter: safeguards, nameOf: bodyOf } : null)
    context.set(contexts.complaintsCounterContext, complaints ? { counter: complaints, nameOf: bodyOf } : null)
    context.set(contexts.libertySignContext, house.liberty ? { register: house.liberty, nameOf: bodyOf } : null)
    context.set(contexts.publishedVisitsContext, house.visits ? { register: house.visits, nameOf: bodyOf } : null)
    context.set(contexts.closuresContext, house.continuity ? { register: house.continuity, nameOf: bodyOf } : null)
    context.set(contexts.experienceCounterContext, house.experience ?? null)
    context.set(contexts.equivalenceContext, house.equivalence ?? null)
    context.set(contexts.registerContext, house.register ?? null)
    context.set(contexts.openApiContext, openApi)
    context.set(contexts.accountsContext, {
      profile: desks.accounts?.profile ?? null,
      administration: desks.accounts?.administration ?? null,
      half: desks.accounts ? null : await halfOf(house, request.headers),
      auth: (asked) => house.accounts.handler(asked, address),
      providers: house.providers,
      invitation: async (token) => (await house.accounts.invited(token)) ?? null,
      accept: (input, headers) => house.accounts.accept(input, headers, address),
    })
    if (desks.inbox)
      context.set(contexts.inboxContext, { inbox: desks.inbox, say: sayNotification, stream: '/api/events' })
    if (desks.custody.length > 0) {
      context.set(contexts.custodyContext, { compartments: desks.custody })
      context.set(contexts.settingsContext, house.settings)
    }
    const { accounts, notices } = desks
    if (accounts && notices)
      context.set(contexts.noticesContext, { desk: notices, organisations: () => organisationsOf(accounts) })
    context.set(contexts.publicPracticesContext, {
      desk: house.practices,
      names,
      country: countryName,
    })
    if (accounts && desks.practices)
      context.set(contexts.practicesContext, {
        ...{ desk: desks.practices, organisations: () => organisationsOf(accounts) },
        ...{ kinds: loadOrganisationKinds(), country: countryName },
      })
    if (accounts && desks.incidents)
      context.set(contexts.incidentsContext, { desk: desks.incidents, organisations: () => organisationsOf(accounts) })
    if (accounts && desks.assurance)
      context.set(contexts.assuranceContext, { desk: desks.assurance, organisations: () => organisationsOf(accounts) })
    if (accounts && desks.inspections)
      context.set(contexts.inspectionsContext, {
        ...{ desk: desks.inspections, organisations: () => organisationsOf(accounts) },
      })
    if (accounts && desks.complaints?.may.length)
      context.set(contexts.complaintsContext, {
        ...{ desk: desks.complaints, organisations: () => organisationsOf(accounts) },
      })
    if (accounts && desks.continuity?.may.length)
      context.set(contexts.continuityContext, {
        ...{ desk: desks.continuity, organisations: () => organisationsOf(accounts) },
        timeZone: house.listing.timeZone || 'UTC',
      })
    if (accounts && desks.liberty)
      context.set(contexts.libertyContext, {
        ...{ desk: desks.liberty, organisations: () => organisationsOf(accounts) },
        timeZone: house.listing.timeZone || 'UTC',
      })
    if (desks.legalAid?.may.length) context.set(contexts.legalAidContext, { desk: desks.legalAid })
    if (accounts && desks.visits)
      context.set(contexts.visitsContext, { desk: desks.visits, organisations: () => organisationsOf(accounts) })
    if (desks.experience) context.set(contexts.experienceContext, desks.experience)
    if (desks.ownServices)
      context.set(contexts.ownServicesContext, {
        ...desks.ownServices,
        nameOf: bodyOf,
        mayClose: desks.continuity?.may.includes('count') ?? false,
      })
    if (desks.advice) context.set(contexts.adviceContext, { desk: desks.advice, areas: house.areas })
    if (desks.directory?.may.length) context.set(contexts.directoryContext, { desk: desks.directory, ...house.listing })
    if (desks.safeguards) context.set(contexts.safeguardsContext, { desk: desks.safeguards })
    if (desks.signals) context.set(contexts.signalsContext, { desk: desks.signals })
    if (accounts && desks.warnings)
      context.set(contexts.warningsContext, {
        ...{ desk: desks.warnings, organisations: () => organisationsOf(accounts), areas: areasOf },
      })
    if (accounts) context.set(contexts.exchangeContext, { desks, organisations: () => organisationsOf(accounts) })
    if (accounts && desks.webhooks) context.set(contexts.webhooksContext, desks.webhooks)
    if (accounts && desks.oversight && house.overseeing)
      context.set(contexts.oversightContext, {
        ...{ desk: desks.oversight, goods: house.overseeing.goods },
        organisations: () => organisationsOf(accounts),
      })
    if (accounts && desks.partnerships)
      context.set(contexts.partnershipsContext, {
        desk: desks.partnerships,
        organisations: () => organisationsOf(accounts),
      })
    if (accounts && desks.groups)
      context.set(contexts.groupsContext, { desk: desks.groups, organisations: () => organisationsOf(accounts) })
    if (accounts && desks.assessments)
      context.set(contexts.assessmentsContext, {
        desk: desks.assessments,
        organisations: () => organisationsOf(accounts),
      })
    if (accounts && desks.customers)
      context.set(contexts.customersContext, {
        desk: desks.customers,
        organisations: () => organisationsOf(accounts),
      })
    if (accounts && desks.suspicions?.may.length)
      context.set(contexts.suspicionsContext, {
        ...{ desk: desks.suspicions, ...suspicionWords, country: countryName, isCountry },
        organisations: () => organisationsOf(accounts),
      })
    const { nodes } = desks
    if (accounts && nodes)
      context.set(contexts.nodesContext, { desk: nodes, organisations: () => organisationsOf(accounts) })
    context.set(contexts.placesContext, desks.places)
    context.set(contexts.nodeContext, {
      help: null,
      demonstration: house.demonstration && {
        users: house.demonstration.users,
        step: async (account) => (await house.demonstration?.step(account, address, host)) ?? null,
        mailbox: house.demonstration.mailbox(address, host) ?? null,
      },
    })
    return (pathname.endsWith('.data') ? data : site)(request, context)
  }
}
