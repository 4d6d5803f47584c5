// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over early warning: drawn people, drawn signals and advisories in every state, every way to ask. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, MARKINGS, type Seat } from '#platform/access/index.ts'
import {
  advisoryForHealth,
  openAdvisories,
  openWarnings,
  type WarningsDesk,
  type WarningTables,
  warningsRoutes,
} from '#supply/warnings/index.ts'
import type { NewAdvisory } from '../../src/supply/warnings/contract.ts'
import { allPages, asking, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, nobody, type Rule as RuleOf, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

/** One find at a laboratory, told to one authority, which says something of it. */
interface Kept {
  /** What the laboratory reported. */
  signal: string
  /** The word in all that was written of it: substance, signal and advisory have ids of their own. */
  id: string
  watched: string
  advisory: string
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
type Rule = RuleOf<Kept>
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

const supply = compartmentOf<WarningTables>('supply')
const records: Kept[] = []

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
const deskOf = (actor: Actor) => openWarnings({ db: supply.db, actor, seats: async () => seats, registry })
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}

const written = (reader: string, word: string) => {
  const text = { headline: `${reader} ${word}`, description: word, instruction: '', reviewed: true }
  return { en: text, fr: text }
}
const advisoryOf = ({ id: word, professional, restricted, health }: Kept): NewAdvisory => ({
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
    ...{ id: word, signal: '', watched: '', advisory: '', laboratory, authority, health: one([true, false]) },
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

const { each, said, served, told } = asking(records)
const says = (answer: unknown, what: string) => said(answer, ({ id }) => `${what} ${id}`)
const board = (desk: WarningsDesk, query: Parameters<WarningsDesk['board']>[0] = {}) =>
  allPages((page) => desk.board({ ...query, ...page }))
const listed = (desk: WarningsDesk) => allPages((page) => desk.advisories(page))
const whole = (what: string) => (desk: WarningsDesk) =>
  each(async ({ advisory, id }) => {
    const read = await desk.advisory(advisory)
    return JSON.stringify(read.ok ? read.value.versions : '').includes(`${what} ${id}`)
  })
const routes = (desk: WarningsDesk) => warningsRoutes(() => Promise.resolve(desk))

const channels: Record<string, Channel<WarningsDesk, Kept>> = {
  reported: { rule: maySignal, ask: async (desk) => says(await desk.reported(), 'note') },
  board: { rule: mayWatch, ask: async (desk) => says(await board(desk), 'name') },
  'board, filtered': { rule: mayWatch, ask: async (desk) => says(await board(desk, { status: 'proposed' }), 'name') },
  open: { rule: mayWatch, ask: (desk) => told([desk.open], ({ watched }) => watched) },
  'open, signals': {
    rule: mayWatch,
    ask: (desk) => each(async ({ watched, id }) => JSON.stringify(await desk.open(watched)).includes(`note ${id}`)),
  },
  'acts on a substance': {
    rule: mayWatch,
    ask: (desk) =>
      told(
        [
          (id) => desk.act(id, { do: 'watch' }, 99),
          // Never prepared: what is sent is not valid, and that is told to those alone who may prepare.
          (id) => desk.prepare(id, { ...advisoryOf(records[0] as Kept), regions: [] }),
        ],
        ({ watched }) => watched,
      ),
  },
  'advisory, public': { rule: mayPublic, ask: whole('public') },
  'advisory, professional': { rule: mayProfessional, ask: whole('professional') },
  'advisory, restricted': { rule: mayRestricted, ask: whole('restricted') },
  'advisory, exists': { rule: mayAdvisory, ask: (desk) => told([desk.advisory], ({ advisory }) => advisory) },
  'list, restricted': { rule: mayRestricted, ask: async (desk) => says(await listed(desk), 'restricted') },
  'list, professional': {
    rule: (person, kept) => mayProfessional(person, kept) && !mayRestricted(person, kept),
    ask: async (desk) => says(await listed(desk), 'professional'),
  },
  drafts: { rule: mayDraft, ask: async (desk) => says(await desk.drafts(), 'public') },
  'decisions and receipts': {
    rule: mayWatch,
    ask: (desk) =>
      told(
        [
          (id) => desk.decide(id, { do: 'propose' }, 99),
          (id) => desk.revise(id, advisoryOf(records[0] as Kept), 99),
          (id) => desk.discard(id, 99),
          desk.receipts,
          desk.deliveries,
        ],
        ({ advisory }) => advisory,
      ),
  },
  // What this node itself says is nobody's to adopt.
  adopt: { rule: nobody, ask: (desk) => told([(id) => desk.adopt(id, {} as never)], ({ advisory }) => advisory) },
  'withdraws a find': {
    rule: maySignal,
    ask: (desk) => told([(id) => desk.withdrawFind(id, { reason: '' })], ({ signal }) => signal),
  },
  acknowledge: { rule: mayPublic, ask: (desk) => told([desk.acknowledge], ({ advisory }) => advisory) },
  HTTP: { rule: mayWatch, ask: (desk) => served(routes(desk), '/api/warnings', ({ watched }) => watched) },
}

const FILES = 'a file is read as its record is: the fuzzers over notices and incidents ask for theirs'

fuzzRoom<WarningsDesk, Kept>({
  ...{ of: 'early warning', runs: 5_000, many: 30, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ report: 'it writes', listeners: 'organisations, which all who are signed in may know' },
    ...{ partners: 'organisations of other nodes', adopt: ['adopt'], deliveries: ['decisions and receipts'] },
    ...{ preview: 'who would read what is sent, of no record', receive: FILES, held: FILES, download: FILES },
    ...{
      reported: ['reported'],
      withdrawFind: ['withdraws a find'],
      board: ['board', 'board, filtered'],
      open: ['open', 'open, signals', 'HTTP'],
    },
    ...{ act: ['acts on a substance'], prepare: ['acts on a substance'], drafts: ['drafts'] },
    ...{
      revise: ['decisions and receipts'],
      discard: ['decisions and receipts'],
      decide: ['decisions and receipts'],
      receipts: ['decisions and receipts'],
    },
    ...{ advisories: ['list, restricted', 'list, professional'], acknowledge: ['acknowledge'] },
    advisory: ['advisory, public', 'advisory, professional', 'advisory, restricted', 'advisory, exists'],
  },
  insiders: (_, { laboratory, authority, restricted }) =>
    [laboratory, authority, ...restricted].map((id) => officerOf(id, ['warnings:officer', 'warnings:laboratory'])),
})

test('without an account one reads public versions that were published, and nothing else; services what is meant for them', async () => {
  const told = records.filter(wasTold)
  const everybody = openAdvisories(supply.db)
  const text = JSON.stringify(await everybody.list())
  expect(says(text, 'public')).toEqual(idsOf(told))
  expect([says(text, 'professional').size, says(text, 'restricted').size]).toEqual([0, 0])
  for (const kept of records) {
    const { advisory, id, health } = kept
    expect(await everybody.open(advisory).then(Boolean), id).toBe(wasTold(kept))
    const crossed = JSON.stringify((await advisoryForHealth(supply.db, advisory)) ?? '')
    expect(crossed.includes(`professional ${id}`), id).toBe(wasTold(kept) && health)
    expect(/public|restricted/.test(crossed), id).toBe(false)
  }
})
