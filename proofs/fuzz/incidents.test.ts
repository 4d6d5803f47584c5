// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over incidents: drawn people, drawn incidents in every handling and state, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
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
import { insertIncident } from '../../src/supply/incidents/store.ts'
import { audienceOf } from '../../src/supply/incidents/talk/concerned.ts'
import { insertMessage } from '../../src/supply/incidents/talk/messages-store.ts'
import { maySee as isThere, reaches } from './oracle.ts'
import { drawFrom } from './world.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 40

interface Kept {
  id: string
  word: string
  /** Shared with some others. */
  seal: string
  from: string
  handling: Handling
  status: 'draft' | 'released' | 'closed' | 'recalled'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['incidents:officer', 'incidents:reader', 'other:reader']
const PURPOSES = ['supply-control', 'research']
const GROUPS = ['group:1', 'group:2']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: some(GROUPS, 0.3) },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
type Rule = (person: Actor, record: Kept) => boolean
const isOwn: Rule = (person, { handling }) => person.organisation === handling.originator
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('supply-control') && roles.some((role) => person.roles.includes(role))
const exists: Rule = (person, record) =>
  has(person, 'incidents:officer', 'incidents:reader') && isThere(person, record as never)
const maySay: Rule = (person, record) =>
  exists(person, record) && (record.status !== 'recalled' || isOwn(person, record))
const mayParties: Rule = (person, record) =>
  maySay(person, record) &&
  (isOwn(person, record) || reaches(person.clearance, record.handling.fields.parties ?? 'clear'))
/** Whether another incident shares this, and the person reads it in both. */
const shares =
  (what: 'seal' | 'from', mayRead: Rule): Rule =>
  (person, record) =>
    mayRead(person, record) &&
    records.some((other) => other !== record && other[what] === record[what] && mayRead(person, other))
const isMerged: Rule = (person, record) =>
  merged.some((pair) => pair.includes(record) && pair.every((each) => maySay(person, each)))
const mayFind: Rule = (person, record) => exists(person, record) && record.status !== 'recalled'
/** What was written about it: officers of the organisations that it names, never who sees it by a group. */
const mayMessages: Rule = (person, record) =>
  maySay(person, record) &&
  has(person, 'incidents:officer') &&
  record.handling.audience.includes(`organisation:${person.organisation}`)
/** What a reader proposed of its parties: the two organisations, where they read those. */
const mayProposals: Rule = (person, record) =>
  mayParties(person, record) &&
  proposers.has(record.id) &&
  (isOwn(person, record) || proposers.get(record.id) === person.organisation)
const mayAct: Rule = (person, record) =>
  exists(person, record) && isOwn(person, record) && has(person, 'incidents:officer')

const database = databaseForTests()
let compartment: Compartment<IncidentTables>
let records: Kept[]
/** Who proposed a change of a party, by incident. */
const proposers = new Map<string, string>()
/** Pairs that are told to be one event. */
const merged: [Kept, Kept][] = []
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 20)) }, drawActor)

const contentOf = (word: string, seal: string, from: string): IncidentContent => ({
  ...{ kind: 'seizure', urgency: 'routine', title: `Drums ${word}`, account: word },
  ...{ place: { country: 'ZZ', name: word }, goods: [], equipment: [] },
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

const keep = async (): Promise<Kept> => {
  const id = randomUUID()
  const word = `w${id.replaceAll('-', '')}`
  const seal = one(Array.from({ length: 15 }, (_, i) => `SEAL ${100 + i}`))
  const from = one(Array.from({ length: 15 }, (_, i) => `Harbour ${i}`))
  const keys = [keyOf.everyone, ...GROUPS, ...organisations.map(keyOf.organisation)]
  const originator = one(organisations)
  const parties = one(MARKINGS)
  const handling: Handling = {
    ...{
      originator,
      audience: [...new Set([keyOf.organisation(originator), ...some(keys, 0.2)])],
      marking: one(MARKINGS),
    },
    ...{ purposes: [one(PURPOSES)], fields: one([true, false]) ? { parties, identifiers: parties } : {} },
    ...{ originatorControlled: true, keptUntil: null },
  }
  const status = one(['draft', 'released', 'closed', 'recalled'] as const)
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, one([1, 2, 3])))
  const isOver = status === 'closed' || status === 'recalled'
  const author: Actor = { ...(actors[0] as Actor), organisation: originator, clearance: 'red', purposes: PURPOSES }
  await sit(compartment.db, author, async (trx) => {
    await insertIncident(trx, {
      ...{ id, kind: 'seizure', status, urgency: 'routine', content: contentOf(word, seal, from), countries: ['ZZ'] },
      ...{
        reported_at: at,
        released_at: status === 'draft' ? null : at,
        look_by: null,
        proposed_by: null,
        proposed_release: null,
      },
      ...{ ended_at: isOver ? at : null, reason: isOver ? 'over' : null, version: 1, ...columnsOf(handling) },
    })
    const text = status === 'recalled' ? '' : `drums ${word}`
    await fileWords(trx, { kind: 'incident', record: id, at, handling, text })
    const written = { ...handling, audience: audienceOf(handling.audience, originator), fields: {} }
    const message = { id: randomUUID(), incident: id, body: `written ${word}`, is_wide: true, written_at: at }
    await insertMessage(trx, { ...message, ...columnsOf(written) })
  })
  return { id, word, seal, from, handling, status }
}

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'supply')
  compartment = await database.open<IncidentTables>('supply', plan?.migrations ?? {})
  records = []
  for (let i = 0; i < MANY; i++) records.push(await keep())
  for (const [i, record] of records.entries()) {
    const organisation = record.handling.originator
    const other = records.slice(i + 1).find(({ handling }) => handling.originator === organisation)
    if (!other || i % 2 === 0) continue
    const author = { ...(actors[0] as Actor), organisation, clearance: 'red' as const, purposes: PURPOSES }
    const step = { step: 'merge' as const, organisation, account: author.account, reason: record.word, turn: 1 }
    await sit(compartment.db, author, (trx) =>
      addStep(trx, { ...step, duplicate: record.id, kept: other.id, at: new Date() }),
    )
    merged.push([record, other])
  }
  for (const { id, word, handling, status } of records) {
    const organisation =
      organisations.find(
        (each) => handling.audience.includes(keyOf.organisation(each)) && each !== handling.originator,
      ) ?? organisations.find((each) => each !== handling.originator)
    const isTold = handling.audience.length > 1 && status !== 'recalled'
    if (!isTold || organisation === undefined) continue
    const proposer = {
      ...(actors[0] as Actor),
      organisation,
      groups: GROUPS,
      clearance: 'red' as const,
      purposes: PURPOSES,
    }
    const change = { field: 'parties' as const, at: 0, to: { role: 'driver' as const, knowledge: 'unknown' as const } }
    const made = { id: randomUUID(), incident: id, part: 'parties' as const, change, was: null, made_at: new Date() }
    const { account } = proposer
    await sit(compartment.db, proposer, (trx) =>
      insertProposal(trx, { ...made, reason: `proposed ${word}`, organisation, account }),
    )
    proposers.set(id, organisation)
  }
})
afterAll(() => compartment.close())

const deskOf = (actor: Actor) =>
  openIncidents({
    ...{ db: compartment.db, actor, seats: async () => [], isAbroad: async () => false, prefixes: new Map() },
    readParagraph: () => ({ incident: {}, spans: [] }),
  })
const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.id)
  return seen
}
const all = async (desk: IncidentsDesk, query: Parameters<IncidentsDesk['list']>[0] = {}) => {
  const items: { id: string }[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await desk.list({ ...query, limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) return items
    items.push(...page.value.items)
    cursor = page.value.next
  }
  return items
}
const idsOf = (items: { id: string }[]) => new Set(items.map(({ id }) => id))
const saysOf = (items: { id: string }[], what: (word: string) => string) => {
  const text = JSON.stringify(items)
  return new Set(records.filter(({ word }) => text.includes(what(word))).map(({ id }) => id))
}
const isTold = async (act: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await act(id)) !== JSON.stringify(await act(randomUUID()))

/** Incidents that are named in the links of others because of this. */
const linked = async (desk: IncidentsDesk, kind: string): Promise<Set<string>> => {
  const named = new Set<string>()
  for (const { id } of records) {
    const links = await desk.links(id)
    for (const { incident, reasons } of links.ok ? links.value : [])
      if (reasons.some((reason) => reason.kind === kind)) named.add(incident.id)
  }
  return named
}

/** All that a program of this actor is given, as the house opens it: without a desk of incidents there is none of TAXII. */
const fetched = async (desk: IncidentsDesk, actor: Actor): Promise<string> => {
  if (desk.may.length === 0) return ''
  const taxii = openTaxii({
    ...{ db: compartment.db, actor, desk, node: 'https://node.example', names: async () => new Map() },
  })
  const objects: unknown[] = []
  for (let next: string | undefined | null; next !== null; ) {
    const page = await taxii.page({ versions: ['last'], limit: 1000, ...(next && { next }) })
    if (!page.ok) throw new Error(page.refusal.detail)
    objects.push(...page.value.items.map(({ object }) => object))
    next = page.value.next ?? null
  }
  return JSON.stringify(objects)
}
const wasTold: Rule = (_, { status }) => status !== 'draft'
const fetchedWith =
  (what: (record: Kept) => string) =>
  async (desk: IncidentsDesk, actor: Actor): Promise<Set<string>> => {
    const text = await fetched(desk, actor)
    return new Set(records.filter((record) => text.includes(what(record))).map(({ id }) => id))
  }

interface Channel {
  rule: Rule
  ask(desk: IncidentsDesk, actor: Actor): Promise<Set<string> | number>
}
const CHANNELS: Record<string, Channel> = {
  TAXII: {
    rule: (person, record) => exists(person, record) && wasTold(person, record),
    ask: fetchedWith(({ id }) => `"incident--${id}"`),
  },
  'TAXII, content': {
    rule: (person, record) => maySay(person, record) && wasTold(person, record),
    ask: fetchedWith(({ word }) => `Drums ${word}`),
  },
  'TAXII, parties': {
    rule: (person, record) => mayParties(person, record) && wasTold(person, record),
    ask: fetchedWith(({ word }) => `party ${word}`),
  },
  'TAXII, by id': {
    rule: (person, record) => exists(person, record) && wasTold(person, record),
    ask: async (desk, actor) => {
      if (desk.may.length === 0) return new Set()
      const taxii = openTaxii({
        ...{ db: compartment.db, actor, desk, node: 'https://node.example', names: async () => new Map() },
      })
      return each(async ({ id }) => {
        const page = await taxii.page({ ids: [`incident--${id}`], versions: ['last'], limit: 1 })
        return page.ok && page.value.items.length > 0
      })
    },
  },
  open: { rule: exists, ask: (desk) => each(({ id }) => isTold(desk.open, id)) },
  content: {
    rule: maySay,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`Drums ${word}`)),
  },
  parties: {
    rule: mayParties,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`party ${word}`)),
  },
  identifiers: {
    rule: mayParties,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`no ${word}`)),
  },
  messages: {
    rule: mayMessages,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.messages(id)).includes(`written ${word}`)),
  },
  proposals: {
    rule: mayProposals,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.proposals(id)).includes(`proposed ${word}`)),
  },
  'sightings and files': {
    rule: exists,
    ask: (desk) =>
      each(async ({ id }) => {
        const told = [await isTold(desk.sightings, id), await isTold(desk.files, id)]
        if (new Set(told).size > 1) throw new Error(`Sightings and files do not agree on ${id}.`)
        return told[0] as boolean
      }),
  },
  list: { rule: exists, ask: async (desk) => idsOf(await all(desk)) },
  'list, content': { rule: maySay, ask: async (desk) => saysOf(await all(desk), (word) => `Drums ${word}`) },
  'list, parties': { rule: mayParties, ask: async (desk) => saysOf(await all(desk), (word) => `party ${word}`) },
  filter: {
    rule: exists,
    ask: async (desk) => {
      const found: { id: string }[] = []
      for (const status of ['draft', 'released', 'closed', 'recalled'] as const)
        found.push(...(await all(desk, { status, country: 'ZZ', kind: 'seizure' })))
      return idsOf(found)
    },
  },
  count: {
    rule: exists,
    ask: async (desk) => {
      const counted = await desk.count()
      return counted.ok ? counted.value : 0
    },
  },
  search: { rule: mayFind, ask: (desk) => each(async ({ word }) => (await all(desk, { text: word })).length > 0) },
  'search by party': {
    rule: () => false,
    ask: (desk) => each(async ({ word }) => (await all(desk, { text: `party ${word}` })).length > 0),
  },
  'links by seal': { rule: shares('seal', mayParties), ask: (desk) => linked(desk, 'seal') },
  'links by way': { rule: shares('from', maySay), ask: (desk) => linked(desk, 'route') },
  merges: {
    rule: isMerged,
    ask: async (desk) => {
      const named = new Set<string>()
      for (const { id } of records) {
        const merges = await desk.merges(id)
        for (const { duplicate, kept } of merges.ok ? merges.value : [])
          for (const each of [duplicate, kept]) named.add(each.id)
      }
      return named
    },
  },
  'export, content': {
    rule: maySay,
    ask: async (desk) => {
      const files = [
        await desk.export('csv'),
        await desk.export('geojson'),
        await desk.export('stix'),
        await desk.paper(),
      ]
      const seen = files.map((file) =>
        file.ok ? saysOf([file.value as never], (word) => `Drums ${word}`) : new Set<string>(),
      )
      const sizes = new Set(seen.map(({ size }) => size))
      if (sizes.size > 1) throw new Error('Some forms of an export say more than others.')
      return seen[0] as Set<string>
    },
  },
  'export, parties': {
    rule: mayParties,
    ask: async (desk) => {
      const file = await desk.export('csv')
      return file.ok ? saysOf([file.value as never], (word) => `party ${word}`) : new Set()
    },
  },
  'export, parties in STIX and on paper': {
    rule: mayParties,
    ask: async (desk) => {
      const [stix, paper] = [await desk.export('stix'), await desk.paper()]
      const said = [stix, paper].map((file) =>
        file.ok ? saysOf([file.value as never], (word) => `party ${word}`) : new Set<string>(),
      )
      return new Set(said.flatMap((each) => [...each]))
    },
  },
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
  'viewers and acts': {
    rule: mayAct,
    ask: (desk) =>
      each(async ({ id }) => {
        const told = [
          await isTold(desk.viewers, id),
          await isTold((each) => desk.preview(each, { audience: [] }), id),
          await isTold((each) => desk.act(each, { do: 'investigate' }, 99), id),
          await isTold((each) => desk.edit(each, { kind: 'seizure', title: 'x', place: { country: 'ZZ' } }, 99), id),
          await isTold((each) => desk.discard(each, 99), id),
        ]
        if (new Set(told).size > 1) throw new Error(`Some of viewers, preview and act know ${id}, others do not.`)
        return told[0] as boolean
      }),
  },
  HTTP: {
    rule: exists,
    ask: async (desk) => {
      const api = createApi()
      api.onError(answerError)
      api.route(
        '/',
        incidentsRoutes(() => Promise.resolve(desk)),
      )
      const nowhere = await (await api.request(`/api/incidents/${randomUUID()}`)).text()
      return each(async ({ id }) => {
        const answer = await api.request(`/api/incidents/${id}`)
        return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
      })
    },
  },
}

/** An actor to whom nothing is closed: what a leak would make of any actor. */
const allSeeing = (actor: Actor, record: Kept): Actor => ({
  ...{ ...actor, organisation: record.handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
  groups: [...GROUPS, ...organisations.map(keyOf.organisation)],
})

const look = async (actor: Actor, name: string, as: Actor = actor): Promise<string[]> => {
  const { ask, rule } = CHANNELS[name] as (typeof CHANNELS)[string]
  const seen = await ask(deskOf(as), as)
  const due = records.filter((record) => rule(actor, record))
  const say = (what: string) => `${name}: ${what} for ${JSON.stringify(actor)}`
  if (typeof seen === 'number') return seen === due.length ? [] : [say(`${seen} counted, ${due.length} may be seen`)]
  return [
    ...due.filter(({ id }) => !seen.has(id)).map(({ id }) => say(`${id} is missed`)),
    ...records
      .filter((record) => seen.has(record.id) && !due.includes(record))
      .map((record) => say(`${JSON.stringify(record)} leaks`)),
  ]
}

test(`nobody sees of incidents what is not theirs, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, incident and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS).filter((name) => name !== 'search by party'))(
  'a leak planted in the channel %s is found',
  async (name) => {
    const stranger = { ...(actors[0] as Actor), roles: [], groups: [], purposes: [] }
    const leaks = await Promise.all(
      records.slice(0, 12).map((record) => look(stranger, name, allSeeing(stranger, record))),
    )
    expect(leaks.flat().length).toBeGreaterThan(0)
  },
)
