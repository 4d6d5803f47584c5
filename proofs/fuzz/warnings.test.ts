// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over early warning: drawn people, drawn signals and advisories in every state, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, MARKINGS, type Seat } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import {
  advisoryForHealth,
  openAdvisories,
  openWarnings,
  type WarningsDesk,
  type WarningTables,
  warningsRoutes,
} from '#supply/warnings/index.ts'
import type { NewAdvisory } from '../../src/supply/warnings/contract.ts'
import { reaches } from './oracle.ts'
import { drawFrom } from './world.ts'

/** Each asks the database several times, so that there are fewer than of other rooms unless asked for. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 5_000)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 30

/** One find at a laboratory, told to one authority, which says something of it. */
interface Kept {
  signal: string
  watched: string
  advisory: string
  word: string
  laboratory: string
  authority: string
  professional: string[]
  restricted: string[]
  health: boolean
  status: 'draft' | 'proposed' | 'published' | 'withdrawn'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['warnings:officer', 'warnings:laboratory', 'warnings:reader', 'other:reader']
const PURPOSES = ['early-warning', 'advisories', 'research']
const drawActor = (): Actor => ({
  ...{
    account: randomUUID(),
    organisation: one(organisations),
    roles: some(ROLES, 0.5),
    groups: some(['group:1'], 0.3),
  },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
type Rule = (person: Actor, kept: Kept) => boolean
const holds = (person: Actor, purpose: string, ...roles: string[]) =>
  person.purposes.includes(purpose) && roles.some((role) => person.roles.includes(role))
const isReader = (person: Actor) =>
  holds(person, 'advisories', 'warnings:officer', 'warnings:laboratory', 'warnings:reader')
const wasTold = ({ status }: Kept) => status === 'published' || status === 'withdrawn'
const maySignal: Rule = (person, { laboratory }) =>
  holds(person, 'early-warning', 'warnings:officer', 'warnings:laboratory') &&
  person.organisation === laboratory &&
  reaches(person.clearance, 'amber')
const mayWatch: Rule = (person, { authority }) =>
  holds(person, 'early-warning', 'warnings:officer') &&
  person.organisation === authority &&
  reaches(person.clearance, 'amber')
const mayPublic: Rule = (person, kept) => isReader(person) && wasTold(kept)
const mayProfessional: Rule = (person, kept) =>
  isReader(person) &&
  wasTold(kept) &&
  [kept.authority, ...kept.professional].includes(person.organisation) &&
  reaches(person.clearance, 'green')
const mayRestricted: Rule = (person, kept) =>
  isReader(person) &&
  wasTold(kept) &&
  [kept.authority, ...kept.restricted].includes(person.organisation) &&
  reaches(person.clearance, 'amber')
const mayDraft: Rule = (person, kept) => mayWatch(person, kept) && !wasTold(kept)
const mayOwn: Rule = (person, kept) => isReader(person) && mayWatch(person, kept)
const mayAdvisory: Rule = (person, kept) => mayPublic(person, kept) || mayOwn(person, kept)

const database = databaseForTests()
let compartment: Compartment<WarningTables>
const records: Kept[] = []
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 14)) }, drawActor)

const officerOf = (organisation: string, roles = ['warnings:officer']): Actor => ({
  ...{ account: randomUUID(), organisation, roles, groups: [], clearance: 'amber' },
  purposes: ['early-warning', 'advisories'],
})
const seats: Seat[] = organisations.map((id) => ({
  organisation: { id, name: id, kind: 'authority' },
  actor: officerOf(id),
}))
const unknown = { ok: false as const, refusal: { code: 'unreadable', detail: '' } }
/** A registry that knows nothing: what is fuzzed is who sees, not what is known. */
const registry = {
  match: () => ({ findings: [], amounts: [], reference: '' }),
  matchStructure: async () => unknown,
  substance: async () => unknown,
  molecule: async () => unknown,
  reference: () => ({ version: '' }),
}
const deskOf = (actor: Actor) => openWarnings({ db: compartment.db, actor, seats: async () => seats, registry })
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}

const written = (reader: string, word: string) => {
  const text = { headline: `${reader} ${word}`, description: word, instruction: '', reviewed: true }
  return { en: text, fr: text }
}
const advisoryOf = ({ word, professional, restricted, health }: Kept): NewAdvisory => ({
  ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', regions: ['ZZ'] },
  expires: '2099-01-01T00:00:00Z',
  versions: {
    public: written('public', word),
    professional: written('professional', word),
    restricted: written('restricted', word),
  },
  readers: { professional, restricted, health },
})

const keep = async (): Promise<Kept> => {
  const word = `w${randomUUID().replaceAll('-', '')}`
  const [laboratory, authority] = [one(organisations), one(organisations)]
  const kept: Kept = {
    ...{ signal: '', watched: '', advisory: '', word, laboratory, authority, health: one([true, false]) },
    ...{ professional: some(organisations, 0.3), restricted: some(organisations, 0.3) },
    status: one(['draft', 'proposed', 'published', 'withdrawn'] as const),
  }
  const reporter = deskOf(officerOf(laboratory, ['warnings:laboratory']))
  const find = { source: 'laboratory' as const, confidence: 'one-method' as const, region: 'ZZ' }
  const told = {
    substance: { name: `name ${word}` },
    seenOn: '2026-01-02',
    note: `note ${word}`,
    to: [authority],
    methods: ['nmr' as const],
  }
  kept.signal = value(await reporter.report({ ...find, ...told })).id
  const [first, second] = [deskOf(officerOf(authority)), deskOf(officerOf(authority))]
  const board = value(await first.board({ limit: 100 })).items
  kept.watched = board.find(({ identity }) => identity.name === `name ${word}`)?.id ?? ''
  let advisory = value(await first.prepare(kept.watched, advisoryOf(kept)))
  kept.advisory = advisory.id
  const does = {
    draft: [],
    proposed: ['propose'],
    published: ['propose', 'agree'],
    withdrawn: ['propose', 'agree', 'withdraw'],
  }
  for (const act of does[kept.status]) {
    const command = act === 'withdraw' ? { do: 'withdraw' as const, reason: `over ${word}` } : { do: act as 'propose' }
    advisory = value(await (act === 'agree' ? second : first).decide(advisory.id, command, advisory.version))
  }
  return kept
}

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'supply')
  compartment = await database.open<WarningTables>('supply', plan?.migrations ?? {})
  for (let i = 0; i < MANY; i++) records.push(await keep())
})
afterAll(() => compartment.close())

const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.word)
  return seen
}
/** All pages of a list, as text. */
const pages = async (
  list: (cursor: string | undefined) => Promise<Outcome<{ items: unknown[]; next: string | null }>>,
) => {
  let text = ''
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list(cursor)
    if (!page.ok) return text
    text += JSON.stringify(page.value.items)
    cursor = page.value.next
  }
  return text
}
const saysOf = (text: string, what: string) =>
  new Set(records.filter(({ word }) => text.includes(`${what} ${word}`)).map(({ word }) => word))
const isTold = async (act: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await act(id)) !== JSON.stringify(await act(randomUUID()))
const atMost = (cursor: string | undefined) => ({ limit: 7, ...(cursor === undefined ? {} : { cursor }) })
const board = (desk: WarningsDesk) => pages((cursor) => desk.board(atMost(cursor)))
const listed = (desk: WarningsDesk) => pages((cursor) => desk.advisories(atMost(cursor)))
const whole = async (desk: WarningsDesk, what: string) =>
  each(async ({ advisory, word }) => {
    const read = await desk.advisory(advisory)
    return JSON.stringify(read.ok ? read.value.versions : '').includes(`${what} ${word}`)
  })

const CHANNELS: Record<string, { rule: Rule; ask(desk: WarningsDesk): Promise<Set<string>> }> = {
  reported: { rule: maySignal, ask: async (desk) => saysOf(JSON.stringify(await desk.reported()), 'note') },
  board: { rule: mayWatch, ask: async (desk) => saysOf(await board(desk), 'name') },
  'board, filtered': {
    rule: mayWatch,
    ask: async (desk) => saysOf(JSON.stringify(await desk.board({ status: 'proposed', limit: 100 })), 'name'),
  },
  open: { rule: mayWatch, ask: (desk) => each(({ watched }) => isTold(desk.open, watched)) },
  'open, signals': {
    rule: mayWatch,
    ask: (desk) => each(async ({ watched, word }) => JSON.stringify(await desk.open(watched)).includes(`note ${word}`)),
  },
  'acts on a substance': {
    rule: mayWatch,
    ask: (desk) =>
      each(async (kept) => {
        const told = [
          await isTold((id) => desk.act(id, { do: 'watch' }, 99), kept.watched),
          // Never prepared: what is sent is not valid, and that is told to those alone who may prepare.
          await isTold((id) => desk.prepare(id, { ...advisoryOf(kept), regions: [] }), kept.watched),
        ]
        if (new Set(told).size > 1) throw new Error(`One of act and prepare knows ${kept.watched}, the other does not.`)
        return told[0] as boolean
      }),
  },
  'advisory, public': { rule: mayPublic, ask: (desk) => whole(desk, 'public') },
  'advisory, professional': { rule: mayProfessional, ask: (desk) => whole(desk, 'professional') },
  'advisory, restricted': { rule: mayRestricted, ask: (desk) => whole(desk, 'restricted') },
  'advisory, exists': { rule: mayAdvisory, ask: (desk) => each(({ advisory }) => isTold(desk.advisory, advisory)) },
  'list, restricted': { rule: mayRestricted, ask: async (desk) => saysOf(await listed(desk), 'restricted') },
  'list, professional': {
    rule: (person, kept) => mayProfessional(person, kept) && !mayRestricted(person, kept),
    ask: async (desk) => saysOf(await listed(desk), 'professional'),
  },
  drafts: { rule: mayDraft, ask: async (desk) => saysOf(JSON.stringify(await desk.drafts()), 'public') },
  'decisions and receipts': {
    rule: mayWatch,
    ask: (desk) =>
      each(async (kept) => {
        const told = [
          await isTold((id) => desk.decide(id, { do: 'propose' }, 99), kept.advisory),
          await isTold((id) => desk.revise(id, advisoryOf(kept), 99), kept.advisory),
          await isTold((id) => desk.receipts(id), kept.advisory),
        ]
        if (new Set(told).size > 1) throw new Error(`decide, revise and receipts do not agree on ${kept.advisory}.`)
        return told[0] as boolean
      }),
  },
  acknowledge: { rule: mayPublic, ask: (desk) => each(({ advisory }) => isTold(desk.acknowledge, advisory)) },
  HTTP: {
    rule: mayWatch,
    ask: async (desk) => {
      const api = createApi()
      api.onError(answerError)
      api.route(
        '/',
        warningsRoutes(() => Promise.resolve(desk)),
      )
      const nowhere = await (await api.request(`/api/warnings/${randomUUID()}`)).text()
      return each(async ({ watched }) => {
        const answer = await api.request(`/api/warnings/${watched}`)
        return answer.status !== 404 || (await answer.text()) !== nowhere
      })
    },
  },
}

/** Which channels cover a desk method. A preview and those who listen are of no record; files have a fuzzer of their own. */
const METHODS: Record<Exclude<keyof WarningsDesk, 'may'>, string[]> = {
  ...{ report: [], listeners: [], receive: [], held: [], download: [], preview: [] },
  ...{ reported: ['reported'], board: ['board', 'board, filtered'], open: ['open', 'open, signals', 'HTTP'] },
  ...{ act: ['acts on a substance'], prepare: ['acts on a substance'], drafts: ['drafts'] },
  ...{ revise: ['decisions and receipts'], decide: ['decisions and receipts'], receipts: ['decisions and receipts'] },
  ...{ advisories: ['list, restricted', 'list, professional'], acknowledge: ['acknowledge'] },
  advisory: ['advisory, public', 'advisory, professional', 'advisory, restricted', 'advisory, exists'],
}

const look = async (actor: Actor, name: string, as: Actor = actor): Promise<string[]> => {
  const { rule, ask } = CHANNELS[name] as (typeof CHANNELS)[string]
  const seen = await ask(deskOf(as))
  const due = records.filter((record) => rule(actor, record))
  const say = (what: string) => `${name}: ${what} for ${JSON.stringify(actor)}`
  return [
    ...due.filter(({ word }) => !seen.has(word)).map(({ word }) => say(`${word} is missed`)),
    ...records
      .filter((record) => seen.has(record.word) && !due.includes(record))
      .map((record) => say(`${JSON.stringify(record)} leaks`)),
  ]
}

test(`nobody sees of early warning what is not theirs, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, record and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (name) => {
  const stranger: Actor = { ...(actors[0] as Actor), roles: [], purposes: [] }
  const { rule } = CHANNELS[name] as (typeof CHANNELS)[string]
  const candidates = organisations.map((id) => officerOf(id, ['warnings:officer', 'warnings:laboratory']))
  const insider = candidates.find((actor) => records.some((record) => rule(actor, record))) as Actor
  expect((await look(stranger, name, insider)).length).toBeGreaterThan(0)
})

test('without an account one reads public versions that were published, and nothing else; services what is meant for them', async () => {
  const told = records.filter(wasTold)
  const everybody = openAdvisories(compartment.db)
  const text = JSON.stringify(await everybody.list())
  expect(saysOf(text, 'public')).toEqual(new Set(told.map(({ word }) => word)))
  expect([saysOf(text, 'professional').size, saysOf(text, 'restricted').size]).toEqual([0, 0])
  for (const kept of records) {
    const { advisory, word, health } = kept
    expect(await everybody.open(advisory).then(Boolean), word).toBe(wasTold(kept))
    const crossed = JSON.stringify((await advisoryForHealth(compartment.db, advisory)) ?? '')
    expect(crossed.includes(`professional ${word}`), word).toBe(wasTold(kept) && health)
    expect(/public|restricted/.test(crossed), word).toBe(false)
  }
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
