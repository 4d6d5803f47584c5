// SPDX-License-Identifier: Apache-2.0
/** Opens the house: its compartments, its accounts, and for each request the desks at which its actor may sit. */

import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { createLookup, type LookupTables, type PublicDesk, servedSince } from '#commons/lookup/index.ts'
import { type NoticesDesk, type NoticeTables, openNotices } from '#commons/notices/index.ts'
import type { PracticesDesk, PublicPractices } from '#commons/practices/index.ts'
import type { AssuranceDesk, InspectionsDesk, QualityRegister } from '#health/assurance/index.ts'
import type { ComplaintsCounter, ComplaintsDesk } from '#health/complaints/index.ts'
import type { ContinuityDesk, ContinuityRegister } from '#health/continuity/index.ts'
import type { Finding, OpenDirectory } from '#health/directory/index.ts'
import type { Equivalence } from '#health/equivalence/index.ts'
import type { ExperienceCounter, ExperienceDesk } from '#health/experience/index.ts'
import type { LegalAidDesk } from '#health/legal-aid/index.ts'
import type { LibertyDesk, LibertyRegister } from '#health/liberty/index.ts'
import type { SafeguardsCounter, SafeguardsDesk } from '#health/safeguards/index.ts'
import type { VisitsDesk, VisitsRegister } from '#health/visits/index.ts'
import type { Actor } from '#platform/access/index.ts'
import {
  type Accounts,
  type AccountsDesks,
  type AccountsTables,
  type OidcProvider,
  openAccounts,
} from '#platform/accounts/index.ts'
import { announce, type EventTables, type Inbox, joinInboxes, openInbox } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Mailer, MailTables } from '#platform/mail/index.ts'
import type { NodesDesk } from '#platform/peers/index.ts'
import { loadReference } from '#reference/index.ts'
import type { GroupsDesk } from '#supply/groups/index.ts'
import type { IncidentsDesk, TaxiiDesk } from '#supply/incidents/index.ts'
import type {
  AssessmentsDesk,
  AssessmentsRegister,
  CustomersDesk,
  PartnershipsDesk,
} from '#supply/partnerships/index.ts'
import type { AdvisoriesDesk, WarningsDesk } from '#supply/warnings/index.ts'
import { type Addresses, findAddresses } from './addresses.ts'
import { openQuality } from './assurance.ts'
import { keepAttachments } from './attachments.ts'
import { keepErasing, openComplaining } from './complaints.ts'
import type { Config } from './config.ts'
import { openContinuities } from './continuity.ts'
import { areasOf, packOf } from './country.ts'
import { openCrossings } from './crossings.ts'
import { custodyOf, OPERATORS } from './custody.ts'
import { type Demonstration, openDemonstration } from './demonstration/index.ts'
import { keepDirectory } from './directory-keeping.ts'
import { openEquivalence } from './equivalence.ts'
import { openAsking } from './experience.ts'
import { listingHere, openData, openFinding } from './finding.ts'
import { keepGroups, openWorkingGroups } from './groups.ts'
import { keepPublishing } from './health-facts.ts'
import { type HealthDesks, openHealth } from './health-wing.ts'
import { type Held, hold } from './held.ts'
import { openExchange, openSupply } from './incidents.ts'
import { openAid } from './legal-aid.ts'
import { openLetters, openMailer } from './letters.ts'
import { openLiberties } from './liberty.ts'
import { organisationsOf } from './organisations.ts'
import { type Overseeing, openOverseeing } from './oversight.ts'
import { type OwnServices, openOwnServices } from './own-services.ts'
import { agreeing, keepAgreements, openAgreements, openKnowing, openPractice } from './partnerships.ts'
import { type Exchanges, nodesOf, openPeers } from './peers.ts'
import { type Place, placesOf } from './places.ts'
import { keepPractices, openPracticesRoom } from './practices.ts'
import { readProviders } from './providers.ts'
import { rooms, TOLD } from './rooms.ts'
import { openSafeguarding } from './safeguards.ts'
import { secretOf } from './secrets.ts'
import { settingsOf } from './settings.ts'
import { keepTelling } from './subscriptions.ts'
import { openSuspecting, type Suspecting } from './suspicions.ts'
import { openVisiting } from './visits.ts'
import { openEarlyWarning } from './warnings.ts'
import { withWork } from './with-work.ts'
import { openWorld, type World, type WorldDesks } from './world.ts'

/** What one actor may do. What is not on it cannot be touched. */
export interface Desks extends WorldDesks {
  public: PublicDesk
  accounts?: AccountsDesks
  notices?: NoticesDesk
  incidents?: IncidentsDesk
  /** The same incidents for other programs. */
  taxii?: TaxiiDesk
  partnerships?: PartnershipsDesk
  assessments?: AssessmentsDesk
  groups?: GroupsDesk
  /** Of a maker or seller of equipment: whom it sells to. */
  customers?: CustomersDesk
  signals?: HealthDesks['signals']
  warnings?: WarningsDesk
  practices?: PracticesDesk
  advice?: HealthDesks['advice']
  directory?: HealthDesks['directory']
  assurance?: AssuranceDesk
  /** Of services, by the bodies that accredit them. */
  inspections?: InspectionsDesk
  /** Of who answers complaints about services, or decides appeals. */
  complaints?: ComplaintsDesk
  /** Restraint, seclusion, and who may leave. */
  liberty?: LibertyDesk
  /** How long people waited for a lawyer. */
  legalAid?: LegalAidDesk
  /** Of the preventive mechanism, and of who answers it. */
  visits?: VisitsDesk
  /** Of who says whether services are open, and who watches over it. */
  continuity?: ContinuityDesk
  /** Of who runs services and asks how it was there. */
  experience?: ExperienceDesk
  /** Of who runs services: what everybody finds of them. */
  ownServices?: OwnServices
  oversight?: ReturnType<Overseeing['deskOf']>
  /** Of who watches over a firm’s orders, or receives reports of them. */
  suspicions?: ReturnType<Suspecting['deskOf']>
  /** Of the independent body that receives reports of ill-treatment. */
  safeguards?: SafeguardsDesk
  inbox?: Inbox
  /** Everybody’s: where they ask for a correction. */
  counter?: World['counter']
  custody: ReturnType<typeof custodyOf>
  /** Other nodes, for whoever keeps a compartment that exchanges with them. */
  nodes?: NodesDesk
  /** Pages that this actor has, for the bar and the palette. */
  places: Place[]
}

export interface House {
  /** What everybody may do. */
  public: PublicDesk
  /** Advisories that everybody may read, where this process holds the supply wing. */
  advisories: AdvisoriesDesk | undefined
  /** Services that anybody may find, where this process holds the health wing. */
  finding: Finding | undefined
  /** The same for other programs. */
  openData: OpenDirectory | undefined
  /** What a form of a listing offers. */
  listing: ReturnType<typeof listingHere>
  /** What was decided of the quality of services, where this process holds the health wing. */
  quality: QualityRegister | undefined
  /** Where anybody complains about a service, where this process holds the health wing. */
  complaints: ComplaintsCounter | undefined
  /** Whether people may leave a place, where this process holds the health wing. */
  liberty: LibertyRegister | undefined
  /** What was said of services that are closed, where this process holds the health wing. */
  continuity: ContinuityRegister | undefined
  /** What the preventive mechanism published, where this process holds the health wing. */
  visits: VisitsRegister | undefined
  /** Prisons against the community, where this process holds the health wing. */
  equivalence: Equivalence | undefined
  /** Where a printed code answers how it was at a service. */
  experience: ExperienceCounter | undefined
  /** Where anybody reports ill-treatment, where this process holds that compartment. */
  safeguards: SafeguardsCounter | undefined
  /** Firms that agreed to be named, where this process holds the supply wing. */
  register: AssessmentsRegister | undefined
  /** Supervision’s: everybody’s counter of licences, and for what there are any. Undefined where this process has none. */
  overseeing: Pick<Overseeing, 'counter' | 'goods'> | undefined
  /** Whether a certificate of a refusal is genuine, where this process holds that compartment. */
  certificates: Suspecting['counter'] | undefined
  accounts: Accounts
  held: Held
  /** For whoever keeps the node or one of its compartments. */
  settings: ReturnType<typeof settingsOf>
  /** Areas of the country that the node serves, for their names. */
  areas: ReturnType<typeof areasOf>
  /** The exchanges with other nodes; none where another process of this node has them. */
  /** Practices that everybody may read. */
  practices: PublicPractices
  peers: Exchanges
  /** Providers of ministries where people sign in instead. */
  providers: readonly { id: string; name: string }[]
  /** An invented country whose users anybody on this computer may be; null where others reach the node. */
  demonstration: Demonstration | null
  /** Who asks; undefined: nobody. */
  actorOf(headers: Headers): Promise<Actor | undefined>
  /** Whose account asks, be it by a key; undefined: nobody's, or a database that would know it is away. */
  callerOf(headers: Headers): Promise<string | undefined>
  /** The desks of whoever sends these headers. */
  openDesks(headers: Headers): Promise<Desks>
  close(): Promise<void>
}

/** Headers by which somebody may be known; whoever sends none of them is nobody, without asking. */
const CREDENTIALS = ['cookie', 'authorization', 'x-api-key']
const isKnown = (headers: Headers) => CREDENTIALS.some((name) => headers.has(name))

const openPeople = (
  config: Config,
  held: Held,
  authAddress: string,
  { mailer, oidc }: { mailer: Mailer; oidc: readonly OidcProvider[] },
): Accounts => {
  const { roles, kinds } = rooms()
  const accounts = held.compartment<AccountsTables>('accounts')
  return openAccounts({
    ...{ accounts, authAddress, secret: secretOf(config), baseUrl: config.baseUrl, oidc },
    ...{ kinds, roles, operators: OPERATORS, demonstration: config.demonstration },
    sendMail: (mail) => mailer.send({ ...mail, about: ['accounts', randomUUID()] }),
    record: appendLine,
    announce: (trx, event) => announce(trx as unknown as Transaction<EventTables>, event),
  })
}

/** The reference data without restricted lists: what HTTP answers is what everybody may know. */
export const openHouse = async (config: Config): Promise<House> => {
  const addresses = await findAddresses(config)
  try {
    return await furnish(config, addresses)
  } catch (error) {
    await addresses.stop()
    throw error
  }
}

const furnish = async (config: Config, addresses: Addresses): Promise<House> => {
  const held = await hold(config, addresses.of)
  const { db } = held.compartment<NoticeTables>('commons')
  const data = loadReference()
  const lookup = createLookup(data, await servedSince(held.compartment<LookupTables>('commons').db, data.version))
  const mailer = openMailer(config, held)
  const oidc = readProviders(config.oidc)
  const accounts = agreeing(openPeople(config, held, addresses.of.accounts_auth as string, { mailer, oidc }), held)
  const crossings = openCrossings({ held, accounts, country: config.country, lookup, data })
  const letterJobs = await openLetters(config, held, addresses.of, mailer, accounts, crossings.consumersOf)
  const stopCrossings = crossings.start()
  const files = keepAttachments(config, held, 'commons')
  const evidence = held.names.includes('supply') ? keepAttachments(config, held, 'supply') : undefined
  const early = await openEarlyWarning({
    ...{ held, accounts, registry: lookup, attachments: evidence?.attachments, jobs: letterJobs.jobs.get('supply') },
    country: config.country,
  })
  const peers = openPeers(config, held)
  const practices = openPracticesRoom({ held, accounts, peers: peers.commons })
  const everybody: PublicDesk = { lookup }
  const openIncidents = openSupply(
    {
      held,
      accounts,
      peers: peers.supply,
      attachments: evidence?.attachments,
      country: config.country,
      baseUrl: config.baseUrl,
    },
    lookup,
  )
  const overseeing = openOverseeing(config, { held, accounts, data })
  const suspecting = openSuspecting(config, { held, accounts, data })
  const safeguarding = openSafeguarding(config, held)
  const openPartnerships = openAgreements(held, accounts)
  const openKnown = openKnowing(held, accounts, data, lookup)
  const practice = openPractice(held, accounts, evidence?.attachments)
  const openGroups = openWorkingGroups({ held, accounts }, config.baseUrl)
  const stopGroups = keepGroups({ held, accounts, country: config.country })
  const stopAgreements = keepAgreements({ held, accounts, country: config.country })
  const stopTelling = keepTelling(held, accounts)
  const shown = held.names.includes('health') ? keepAttachments(config, held, 'health') : undefined
  const quality = openQuality(held, accounts, shown?.attachments, config.country)
  const complaining = openComplaining(held, accounts, config.country)
  const liberties = openLiberties(held)
  const aiding = openAid(held)
  const continuities = openContinuities(held)
  const visiting = openVisiting(held, accounts, config.country)
  const asking = openAsking(held)
  const openHealthDesks = openHealth({ held, accounts, country: config.country }, lookup)
  const world = openWorld(config, { held, accounts, data, lookup })
  const counter = world.counter ? { counter: world.counter } : {}
  const openTaxii = openExchange({ held, accounts }, new URL(config.baseUrl).origin)
  const told = TOLD.filter((name) => held.names.includes(name))
  const inboxOf = (actor: Actor) =>
    joinInboxes(new Map(told.map((name) => [name, openInbox(held.compartment<EventTables>(name).db, actor)])))
  // Who asks is looked up once a request; used once, since a stream that goes on asks anew with the same headers.
  const looks = new WeakMap<Headers, ReturnType<Accounts['enter']>>()
  const callerOf: House['callerOf'] = async (headers) => {
    if (!isKnown(headers)) return undefined
    const look = accounts.enter(headers)
    looks.set(headers, look)
    return (await look.catch(() => undefined))?.actor.account
  }
  const openOwn = openOwnServices(held)
  const openDesks = async (headers: Headers): Promise<Desks> => {
    const look = looks.get(headers)
    looks.delete(headers)
    const entered = await (look ?? (isKnown(headers) ? accounts.enter(headers) : undefined))
    if (!entered) return { public: everybody, ...counter, custody: [], places: [] }
    const { actor, desks: own } = entered
    const notices = openNotices({
      db,
      actor,
      seats: accounts.seats,
      attachments: files.attachments,
      ...(peers.commons && { peers: peers.commons }),
    })
    const incidents = openIncidents?.(actor, () => (own ? organisationsOf(own) : Promise.resolve([])))
    const warnings = early?.deskOf(actor, incidents, peers.supply)
    const seated = withWork({
      incidents,
      partnerships: openPartnerships?.(actor),
      assessments: practice?.deskOf(actor),
      groups: openGroups?.(actor, { incidents, warnings }),
      warnings,
      customers: openKnown?.(actor),
      oversight: overseeing?.deskOf(actor),
      suspicions: suspecting?.deskOf(actor),
      safeguards: safeguarding?.deskOf(actor),
      ...openHealthDesks?.(actor),
      ...quality?.deskOf(actor),
      complaints: complaining?.deskOf(actor),
      liberty: liberties?.deskOf(actor),
      legalAid: aiding?.(actor),
      continuity: continuities?.deskOf(actor),
      visits: visiting?.deskOf(actor),
      experience: asking?.deskOf(actor),
    })
    const ownServices = openOwn?.(actor, seated)
    const desks = {
      public: everybody,
      ...counter,
      notices,
      practices: practices.deskOf(actor),
      ...seated,
      ...(seated.incidents && { taxii: openTaxii(actor, seated.incidents) }),
      ...world.desksOf(actor, seated.incidents),
      ...(ownServices && { ownServices }),
      inbox: inboxOf(actor),
      ...(own ? { accounts: own } : {}),
    }
    const custody = custodyOf(held, actor)
    const nodes = nodesOf({ held, accounts, peers }, actor)
    return { ...desks, custody, ...(nodes && { nodes }), places: placesOf({ ...desks, custody }) }
  }
  const letters = held.compartment<MailTables>('commons').db
  const counters = { safeguards: safeguarding?.counter, complaints: complaining?.counter, experience: asking?.counter }
  const demonstration = config.demonstration
    ? await openDemonstration({ accounts, letters, data: config.data, openDesks, counters })
    : null
  const stopErasing = keepErasing(held, config.country)
  const stopPublishing = keepPublishing(held, config.country)
  const stopDirectory = keepDirectory({ held, mailer, config })
  const stopPractices = keepPractices({ held, accounts, country: config.country })
  return {
    public: everybody,
    overseeing,
    certificates: suspecting?.counter,
    advisories: early?.public,
    practices: practices.public,
    finding: openFinding(held, config, {
      ...{ continuity: continuities?.register, quality: quality?.register, liberty: liberties?.register },
    }),
    openData: openData(held),
    listing: listingHere(config.country),
    complaints: complaining?.counter,
    experience: asking?.counter,
    equivalence: openEquivalence(held, config.country),
    safeguards: safeguarding?.counter,
    register: practice?.register,
    quality: quality?.register,
    liberty: liberties?.register,
    continuity: continuities?.register,
    visits: visiting?.register,
    accounts,
    held,
    settings: settingsOf(config, held.names),
    areas: areasOf(packOf(config.country)),
    peers,
    providers: oidc.map(({ id, name }) => ({ id, name })),
    demonstration,
    actorOf: accounts.actorOf,
    callerOf,
    openDesks,
    close: async () => {
      await stopAgreements()
      await stopGroups()
      await stopTelling()
      await overseeing?.stop()
      await suspecting?.stop()
      await peers.stop()
      await stopCrossings()
      await stopErasing()
      await stopPublishing()
      await stopDirectory()
      await stopPractices()
      await world.stop()
      await held.stop()
      await files.stop()
      await evidence?.stop()
      await shown?.stop()
      await letterJobs.stop()
      await accounts.close()
      await held.close()
      await addresses.stop()
    },
  }
}
