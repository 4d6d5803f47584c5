// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over incidents: drawn people, drawn incidents in every handling and state, every way to ask. */
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { attach, openAttachments } from '#platform/attachments/index.ts'
import { fileWords } from '#platform/search/index.ts'
import {
  type IncidentsDesk,
  type IncidentTables,
  incidentsRoutes,
  openIncidents,
  openTaxii,
} from '#supply/incidents/index.ts'
import type { IncidentContent } from '../../src/supply/incidents/contract.ts'
import { addStep } from '../../src/supply/incidents/merging/merge-store.ts'
import { insertProposal } from '../../src/supply/incidents/proposals/proposals-store.ts'
import { insertRequest, rowOfRequest } from '../../src/supply/incidents/requests-store.ts'
import { changeIncident, insertIncident } from '../../src/supply/incidents/store.ts'
import { audienceOf } from '../../src/supply/incidents/talk/concerned.ts'
import { insertMessage } from '../../src/supply/incidents/talk/messages-store.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, nobody, type Rule, SEED } from './harness.ts'
import { maySee as isThere, reaches } from './oracle.ts'

interface Kept {
  id: string
  word: string
  /** Shared with some others. */
  seal: string
  from: string
  handling: Handling
  status: 'draft' | 'released' | 'closed' | 'recalled'
  file: string
  request: string
  /** Who is asked for an answer. */
  asked: string
  /** A filter of the board that is named after it, and whose. */
  filter: string
  owner: Pick<Actor, 'account' | 'organisation'>
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['incidents:officer', 'incidents:reader', 'other:reader']
const PURPOSES = ['supply-control', 'research']
const GROUPS = ['group:1', 'group:2']
/** Who keeps filters: the first people. */
const owners = organisations.map((organisation) => ({ account: randomUUID(), organisation }))
const left = [...owners]
const drawActor = (): Actor => ({
  ...(left.shift() ?? { account: randomUUID(), organisation: one(organisations) }),
  ...{ roles: some(ROLES), groups: some(GROUPS, 0.3) },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const isOwn: Rule<Kept> = (person, { handling }) => person.organisation === handling.originator
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('supply-control') && roles.some((role) => person.roles.includes(role))
const exists: Rule<Kept> = (person, record) =>
  has(person, 'incidents:officer', 'incidents:reader') && isThere(person, record)
const maySay: Rule<Kept> = (person, record) =>
  exists(person, record) && (record.status !== 'recalled' || isOwn(person, record))
const mayParties: Rule<Kept> = (person, record) =>
  maySay(person, record) &&
  (isOwn(person, record) || reaches(person.clearance, record.handling.fields.parties ?? 'clear'))
/** One's own alone, and as long as one has the role. */
const keepsFilter: Rule<Kept> = (person, { owner }) =>
  has(person, 'incidents:officer', 'incidents:reader') &&
  [person.account, person.organisation].join() === [owner.account, owner.organisation].join()
/** Whether another incident shares this, and the person reads it in both. */
const shares =
  (what: 'seal' | 'from', mayRead: Rule<Kept>): Rule<Kept> =>
  (person, record) =>
    mayRead(person, record) &&
    records.some((other) => other !== record && other[what] === record[what] && mayRead(person, other))
const isMerged: Rule<Kept> = (person, record) =>
  merged.some((pair) => pair.includes(record) && pair.every((each) => maySay(person, each)))
const mayFind: Rule<Kept> = (person, record) => exists(person, record) && record.status !== 'recalled'
/** What was written about it: officers of the organisations that it names, never who sees it by a group. */
const mayMessages: Rule<Kept> = (person, record) =>
  maySay(person, record) &&
  has(person, 'incidents:officer') &&
  record.handling.audience.includes(`organisation:${person.organisation}`)
/** What a reader proposed of its parties: the two organisations, where they read those. */
const mayProposals: Rule<Kept> = (person, record) =>
  mayParties(person, record) &&
  proposers.has(record.id) &&
  (isOwn(person, record) || proposers.get(record.id) === person.organisation)
const mayAct: Rule<Kept> = (person, record) =>
  exists(person, record) && isOwn(person, record) && has(person, 'incidents:officer')
const mayWrite: Rule<Kept> = (person, record) => maySay(person, record) && has(person, 'incidents:officer')
const mayOfficer: Rule<Kept> = (person, record) => exists(person, record) && has(person, 'incidents:officer')
/** Of what is asked of one organisation by another: those two, while it was not recalled. */
const mayRequests: Rule<Kept> = (person, record) =>
  maySay(person, record) && (isOwn(person, record) || person.organisation === record.asked)
const maySettle: Rule<Kept> = (person, record) =>
  exists(person, record) && has(person, 'incidents:officer') && person.organisation === record.asked
const maySettleProposal: Rule<Kept> = (person, record) =>
  mayProposals(person, record) && (!isOwn(person, record) || has(person, 'incidents:officer'))
/** A record and the one after it are merged by officers of one of their authors who see both. */
const nextTo = (id: string) => records[(records.findIndex((each) => each.id === id) + 1) % records.length] as Kept
const mayMerge: Rule<Kept> = (person, record) =>
  [record, nextTo(record.id)].every((each) => mayOfficer(person, each)) &&
  [record, nextTo(record.id)].some((each) => isOwn(person, each))

const supply = compartmentOf<IncidentTables>('supply')
const records: Kept[] = []
/** Who proposed a change of a party, and in which proposal, by incident. */
const proposers = new Map<string, string>()
const proposals = new Map<string, string>()
/** Pairs that are told to be one event. */
const merged: [Kept, Kept][] = []
const attachments = () => openAttachments({ db: supply.db as never, folder: '/nowhere', nodeKey: randomBytes(32) })

const contentOf = (word: string, seal: string, from: string): IncidentContent => ({
  ...{ kind: 'seizure', urgency: 'routine', title: `Drums ${word}`, account: word },
  ...{ place: { country: 'ZZ', name: word }, equipment: [], goods: [{ name: 'x', id: word, certainty: 'declared' }] },
  route: [
    { role: 'origin', country: 'XV', place: from },
    { role: 'destination', country: 'ZZ', place: 'Port Azur' },
  ],
  parties: [{ role: 'consignee', name: `party ${word}`, knowledge: 'unknown', person: false, necessity: '' }],
  identifiers: [
    { type: 'invoice', value: `no ${word}` },
    { type: 'seal', value: seal },
  ],
})
/** Who writes what is kept, before anyone asks. */
const authorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ROLES, groups: GROUPS, clearance: 'red', purposes: PURPOSES },
})

const saveFilter = async (desk: IncidentsDesk, name: string): Promise<string> => {
  const saved = await desk.saveFilter({ name, query: {}, tell: 'no' })
  if (!saved.ok) throw new Error(saved.refusal.detail)
  return saved.value.id
}

const keep = async (): Promise<Kept> => {
  const [id, file, request] = [randomUUID(), randomUUID(), randomUUID()]
  const word = `w${id.replaceAll('-', '')}`
  const seal = one(Array.from({ length: 15 }, (_, i) => `SEAL ${100 + i}`))
  const from = one(Array.from({ length: 15 }, (_, i) => `Harbour ${i}`))
  const keys = [keyOf.everyone, ...GROUPS, ...organisations.map(keyOf.organisation)]
  const originator = one(organisations)
  const parties = one(MARKINGS)
  const handling: Handling = {
    ...{ originator, audience: [...new Set([keyOf.organisation(originator), ...some(keys, 0.2)])] },
    ...{ marking: one(MARKINGS), purposes: [one(PURPOSES)], originatorControlled: true, keptUntil: null },
    fields: one([true, false]) ? { parties, identifiers: parties } : {},
  }
  const status = one(['draft', 'released', 'closed', 'recalled'] as const)
  const asked = one(organisations.filter((each) => each !== originator))
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, one([1, 2, 3])))
  const isOver = status === 'closed' || status === 'recalled'
  await sit(supply.db, authorOf(originator), async (trx) => {
    const born = { status: 'draft' as const, urgency: 'routine' as const, version: 1, look_by: null, proposed_by: null }
    await insertIncident(trx, {
      ...{ id, kind: 'seizure', ...born, content: contentOf(word, seal, from), countries: ['ZZ'], reported_at: at },
      ...{ released_at: null, proposed_release: null, ended_at: null, reason: null, ...columnsOf(handling) },
    })
    const text = status === 'recalled' ? '' : `drums ${word}`
    await fileWords(trx, { kind: 'incident', record: id, at, handling, text })
    const written = { ...handling, audience: audienceOf(handling.audience, originator), fields: {} }
    const message = { id: randomUUID(), incident: id, body: `written ${word}`, is_wide: true, written_at: at }
    await insertMessage(trx, { ...message, ...columnsOf(written) })
    const between = { ...handling, audience: [originator, asked].map(keyOf.organisation), fields: {} }
    const question = { to: asked, kind: 'backtrack' as const, question: `asked ${word}`, due: '2099-01-01' }
    await insertRequest(trx, rowOfRequest({ id: request, incident: id, at }, question, between))
    // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
    const received = { id: file, name: `${word}.txt`, type: 'text/plain', size: 1, sha256: '00' }
    const readers = status === 'recalled' ? [keyOf.organisation(originator)] : handling.audience
    const filed = { ...handling, audience: readers, fields: {} }
    await attach(trx as never, [{ ...received, wrappedKey: randomBytes(60) }], filed)
    await sql`insert into incident_file (attachment, incident) values (${file}, ${id})`.execute(trx)
    const released = { status, released_at: at, ended_at: isOver ? at : null, reason: isOver ? 'over' : null }
    if (status !== 'draft') await changeIncident(trx, { id, version: 1 }, released)
  })
  const owner = one(owners)
  const filter = await saveFilter(deskOf({ ...authorOf(owner.organisation), ...owner }), word)
  return { id, word, seal, from, handling, status, file, request, asked, filter, owner }
}

const mergeSome = async () => {
  for (const [i, record] of records.entries()) {
    const organisation = record.handling.originator
    const other = records.slice(i + 1).find(({ handling }) => handling.originator === organisation)
    if (!other || i % 2 === 0) continue
    const { account, ...author } = authorOf(organisation)
    const step = { step: 'merge' as const, organisation, account, reason: record.word, turn: 1 }
    await sit(supply.db, { ...author, account }, (trx) =>
      addStep(trx, { ...step, duplicate: record.id, kept: other.id, at: new Date() }),
    )
    merged.push([record, other])
  }
}
const proposeSome = async () => {
  for (const { id, word, handling, status } of records) {
    const others = organisations.filter((each) => each !== handling.originator)
    const organisation = others.find((each) => handling.audience.includes(keyOf.organisation(each))) ?? others[0]
    const wasTold = handling.audience.length > 1 && status !== 'recalled'
    if (!wasTold || organisation === undefined) continue
    const proposer = authorOf(organisation)
    const change = { field: 'parties' as const, at: 0, to: { role: 'driver' as const, knowledge: 'unknown' as const } }
    const made = { id: randomUUID(), incident: id, part: 'parties' as const, change, was: null, made_at: new Date() }
    const { account } = proposer
    await sit(supply.db, proposer, (trx) =>
      insertProposal(trx, { ...made, reason: `proposed ${word}`, organisation, account }),
    )
    proposers.set(id, organisation)
    proposals.set(id, made.id)
  }
}

const deskOf = (actor: Actor) =>
  openIncidents({
    ...{ db: supply.db, actor, seats: async () => [], isAbroad: async () => false, prefixes: new Map() },
    ...{ attachments: attachments(), readParagraph: () => ({ incident: {}, spans: [] }) },
  })
const { each, said, saidAt, served, told } = asking(records)
const list = (desk: IncidentsDesk, query: Parameters<IncidentsDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))
const routes = (desk: IncidentsDesk) => incidentsRoutes(() => Promise.resolve(desk))
/** Those of which this answer says its own word after these. */
const tells = (what: string, answer: (desk: IncidentsDesk, id: string) => Promise<object>) => (desk: IncidentsDesk) =>
  each(async ({ id, word }) => JSON.stringify(await answer(desk, id)).includes(`${what}${word}`))

/** Incidents that are named in the links of others because of this. */
const linked = (kind: string) => async (desk: IncidentsDesk) => {
  const named = new Set<string>()
  for (const { id } of records) {
    const links = await desk.links(id)
    for (const { incident, reasons } of links.ok ? links.value : [])
      if (reasons.some((reason) => reason.kind === kind)) named.add(incident.id)
  }
  return named
}

/** What a program of this actor is given, as the house opens it: without a desk of incidents there is none of TAXII. */
const taxiiOf = (desk: IncidentsDesk, actor: Actor) =>
  desk.may.length === 0
    ? undefined
    : openTaxii({ db: supply.db, actor, desk, node: 'https://node.example', names: async () => new Map() })
const fetched = (what: (record: Kept) => string) => async (desk: IncidentsDesk, actor: Actor) => {
  const objects: unknown[] = []
  for (let next: string | undefined | null; next !== null; ) {
    const page = await taxiiOf(desk, actor)?.page({ versions: ['last'], limit: 1000, ...(next && { next }) })
    if (page?.ok === false) throw new Error(page.refusal.detail)
    objects.push(...(page?.value.items ?? []).map(({ object }) => object))
    next = page?.value.next ?? null
  }
  return said(objects, what)
}
/** Of what programs are told: not drafts. */
const ofTold =
  (rule: Rule<Kept>): Rule<Kept> =>
  (person, record) =>
    rule(person, record) && record.status !== 'draft'

/** What these forms of an export say; `agree`: each of them says the same. */
const exported =
  (what: string, forms: readonly ('csv' | 'geojson' | 'stix' | 'paper')[]) => async (desk: IncidentsDesk) => {
    const seen: Set<string>[] = []
    for (const form of forms)
      seen.push(said(form === 'paper' ? await desk.paper() : await desk.export(form), ({ word }) => `${what} ${word}`))
    if (new Set(seen.map((ids) => [...ids].join())).size > 1)
      throw new Error('Some forms of an export say more than others.')
    return seen[0] as Set<string>
  }

const channels: Record<string, Channel<IncidentsDesk, Kept>> = {
  TAXII: { rule: ofTold(exists), ask: fetched(({ id }) => `"incident--${id}"`) },
  'TAXII, content': { rule: ofTold(maySay), ask: fetched(({ word }) => `Drums ${word}`) },
  'TAXII, parties': { rule: ofTold(mayParties), ask: fetched(({ word }) => `party ${word}`) },
  'TAXII, by id': {
    rule: ofTold(exists),
    ask: (desk, actor) =>
      each(async ({ id }) => {
        const page = await taxiiOf(desk, actor)?.page({ ids: [`incident--${id}`], versions: ['last'], limit: 1 })
        return page?.ok === true && page.value.items.length > 0
      }),
  },
  open: { rule: exists, ask: (desk) => told([desk.open]) },
  content: { rule: maySay, ask: tells('Drums ', (desk, id) => desk.open(id)) },
  parties: { rule: mayParties, ask: tells('party ', (desk, id) => desk.open(id)) },
  identifiers: { rule: mayParties, ask: tells('no ', (desk, id) => desk.open(id)) },
  messages: { rule: mayMessages, ask: tells('written ', (desk, id) => desk.messages(id)) },
  requests: { rule: mayRequests, ask: tells('asked ', (desk, id) => desk.requests(id)) },
  proposals: { rule: mayProposals, ask: tells('proposed ', (desk, id) => desk.proposals(id)) },
  files: { rule: mayParties, ask: tells('', (desk, id) => desk.files(id)) },
  download: {
    rule: mayParties,
    ask: (desk) =>
      each(async ({ id, file }) => {
        const answer = await desk.download(id, file)
        return answer.ok || answer.refusal.code !== 'not-found'
      }),
  },
  'what hangs on it': {
    rule: exists,
    ask: (desk) =>
      told([
        ...[desk.sightings, desk.files, desk.requests, desk.links, desk.merges],
        ...[(other: string) => desk.mark(other, true), (other: string) => desk.take(other, 'me')],
        (other) => desk.exportTable('links', { id: other }),
      ]),
  },
  list: { rule: exists, ask: async (desk) => idsOf(await list(desk)) },
  'list, content': { rule: maySay, ask: async (desk) => said(await list(desk), ({ word }) => `Drums ${word}`) },
  'list, parties': { rule: mayParties, ask: async (desk) => said(await list(desk), ({ word }) => `party ${word}`) },
  filter: {
    rule: exists,
    ask: async (desk) => {
      const found: { id: string }[] = []
      for (const status of ['draft', 'released', 'closed', 'recalled'] as const)
        found.push(...(await list(desk, { status, country: 'ZZ', kind: 'seizure' })))
      return idsOf(found)
    },
  },
  count: { rule: exists, ask: async (desk) => counted(await desk.count()) },
  search: { rule: mayFind, ask: (desk) => each(async ({ word }) => (await list(desk, { text: word })).length > 0) },
  'search by party': {
    rule: nobody,
    ask: (desk) => each(async ({ word }) => (await list(desk, { text: `party ${word}` })).length > 0),
  },
  substances: { rule: maySay, ask: async (desk) => said(await desk.substances(), ({ word }) => word) },
  'links by seal': { rule: shares('seal', mayParties), ask: linked('seal') },
  'links by way': { rule: shares('from', maySay), ask: linked('route') },
  merges: {
    rule: isMerged,
    ask: async (desk) => {
      const named: { id: string }[] = []
      for (const { id } of records) {
        const merges = await desk.merges(id)
        named.push(...(merges.ok ? merges.value : []).flatMap(({ duplicate, kept }) => [duplicate, kept]))
      }
      return idsOf(named)
    },
  },
  'export, content': { rule: maySay, ask: exported('Drums', ['csv', 'geojson', 'stix', 'paper']) },
  'export, parties': { rule: mayParties, ask: exported('party', ['csv', 'stix', 'paper']) },
  map: {
    rule: maySay,
    ask: async (desk) => {
      const flows = await desk.flows()
      return flows.ok ? (flows.value.ways.find(({ from }) => from === 'XV')?.incidents ?? 0) : 0
    },
  },
  marks: {
    rule: exists,
    ask: async (desk) => {
      const marks = await desk.marks(records.map(({ id }) => id))
      return idsOf(marks.ok ? marks.value : [])
    },
  },
  filters: { rule: keepsFilter, ask: async (desk) => said(await desk.filters(), ({ word }) => word) },
  'filters over HTTP': {
    rule: keepsFilter,
    ask: (desk) => saidAt(routes(desk), '/api/incident-filters', ({ word }) => word),
  },
  'filter, removed': {
    rule: keepsFilter,
    ask: (desk) =>
      each(async (record) => {
        const isRemoved = (await desk.removeFilter(record.filter)).ok
        if (isRemoved) record.filter = await saveFilter(desk, record.word)
        return isRemoved
      }),
  },
  'viewers and acts': {
    rule: mayAct,
    ask: (desk) =>
      told([
        ...[desk.viewers, desk.deliveries],
        (other) => desk.preview(other, { audience: [] }),
        (other) => desk.act(other, { do: 'investigate' }, 99),
        (other) => desk.edit(other, { kind: 'seizure', title: 'x', place: { country: 'ZZ' } }, 99),
        (other) => desk.discard(other, 99),
      ]),
  },
  // What is sent is not valid, and that is told to those alone who may write.
  write: { rule: mayWrite, ask: (desk) => told([(other) => desk.write(other, {} as never)]) },
  ask: { rule: mayOfficer, ask: (desk) => told([(other) => desk.ask(other, {} as never)]) },
  'sight and propose': {
    rule: mayFind,
    ask: (desk) => told([(other) => desk.sight(other, {} as never), (other) => desk.propose(other, {} as never)]),
  },
  settle: {
    rule: maySettle,
    ask: (desk) => told([(other) => desk.settle(other, {} as never, 99)], ({ request }) => request),
  },
  'settle a proposal': {
    rule: maySettleProposal,
    ask: (desk) =>
      told([(other) => desk.settleProposal(other, {} as never)], ({ id }) => proposals.get(id) ?? randomUUID()),
  },
  merge: {
    rule: mayMerge,
    ask: (desk) =>
      told([(duplicate) => desk.merge({ duplicate, kept: nextTo(duplicate).id, do: 'decline', reason: 'x' })]),
  },
  HTTP: { rule: exists, ask: (desk) => served(routes(desk), '/api/incidents') },
}

const HANGING = ['what hangs on it']
const ACTS = ['viewers and acts']
const DRAFTS = 'of drafts of the own organisation: src/supply/incidents/files.test.ts'
fuzzRoom<IncidentsDesk, Kept>({
  ...{ of: 'incidents', runs: 10_000, many: 40, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{
      list: ['list', 'filter', 'search', 'search by party'],
      count: ['count'],
      open: ['open', 'content', 'parties'],
    },
    ...{ files: ['files'], download: ['download'], messages: ['messages'], proposals: ['proposals'] },
    ...{ requests: ['requests'], sightings: HANGING, mark: HANGING, take: HANGING, marks: ['marks'] },
    ...{ links: ['links by seal', 'links by way'], merges: ['merges'], merge: ['merge'], substances: ['substances'] },
    ...{
      export: ['export, content', 'export, parties'],
      paper: ['export, content'],
      exportTable: HANGING,
      flows: ['map'],
    },
    ...{ viewers: ACTS, deliveries: ACTS, preview: ACTS, act: ACTS, edit: ACTS, discard: ACTS },
    ...{ write: ['write'], ask: ['ask'], sight: ['sight and propose'], propose: ['sight and propose'] },
    ...{ settle: ['settle'], settleProposal: ['settle a proposal'] },
    ...{ read: 'what is sent, and nothing else', report: 'it writes', saveFilter: 'it writes' },
    ...{
      filters: ['filters', 'filters over HTTP'],
      removeFilter: ['filter, removed'],
      partners: 'organisations of other nodes',
    },
    ...{ origin: 'of one’s own alone, by its policy', madeOf: 'of one’s own alone, by its policy' },
    ...{ agreements: 'what the fuzzer over agreements asks for', attach: DRAFTS, detach: DRAFTS },
  },
  insiders: (stranger, { handling, owner }) => [
    { ...authorOf(owner.organisation), ...owner },
    {
      ...{ ...stranger, organisation: handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
      groups: [...GROUPS, ...organisations.map(keyOf.organisation)],
    },
  ],
})
beforeAll(mergeSome)
beforeAll(proposeSome)
