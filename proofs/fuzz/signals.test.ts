// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over signals of harm: drawn people, drawn signals of five organisations, every way to ask. */
import { randomUUID } from 'node:crypto'
import { openSignals, type SignalsDesk, type SignalTables, signalsRoutes } from '#health/signals/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import type { NewSignal } from '../../src/health/signals/contract.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  word: string
  from: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['signals:reporter', 'advice:reader', 'incidents:officer']
const PURPOSES = ['health-protection', 'supply-control']
const drawActor = (): Actor => ({
  ...{
    account: randomUUID(),
    organisation: one(organisations),
    roles: some(ROLES, 0.7),
    groups: some(['group:1'], 0.3),
  },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, record: Kept): boolean =>
  person.organisation === record.from &&
  person.roles.includes('signals:reporter') &&
  person.purposes.includes('health-protection') &&
  reaches(person.clearance, 'amber')

const health = compartmentOf<SignalTables>('health')
const records: Kept[] = []

const deskOf = (actor: Actor) =>
  openSignals({
    ...{ db: health.db, actor, areas: [{ code: 'ZZ-NO', parent: null, name: { en: '', fr: '' } }] },
    ...{ recognise: () => [], organisation: async () => ({ kind: 'hospital', area: null }) },
  })
const authorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['signals:reporter'], groups: [], clearance: 'amber' },
  purposes: ['health-protection'],
})
const given = (word: string): NewSignal => ({
  ...{ substance: { told: word }, severity: 'severe', region: 'ZZ-NO', people: 3, certainty: 'clinical' },
  ...{ day: new Date().toISOString().slice(0, 10), note: `note ${word}`, appearance: word },
})

/** Letters alone: numbers would be taken for those of a person. */
const wordOf = (id: string) => id.replaceAll('-', '').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] as string)

const keep = async (): Promise<Kept> => {
  const [word, from] = [wordOf(randomUUID()), one(organisations)]
  const desk = deskOf(authorOf(from))
  const reported = await desk.report(given(word))
  if (!reported.ok) throw new Error(reported.refusal.detail)
  const { id } = reported.value
  if (one([true, false])) await desk.withdraw(id, `over ${word}`, 1)
  return { id, word, from }
}

const { each, saidAt, served, told } = asking(records)
const list = (desk: SignalsDesk, query: Parameters<SignalsDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))
const routes = (desk: SignalsDesk) => signalsRoutes(() => Promise.resolve(desk))

const channels = allBy<SignalsDesk, Kept>(maySee, {
  open: (desk) => told([desk.open]),
  content: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`note ${word}`)),
  list: async (desk) => idsOf(await list(desk)),
  filter: async (desk) => {
    const found = []
    for (const status of ['reported', 'withdrawn'] as const)
      found.push(...(await list(desk, { status, severity: 'severe' })))
    return idsOf(found)
  },
  search: (desk) => each(async ({ word }) => (await list(desk, { text: word })).length > 0),
  count: async (desk) => counted(await desk.count()),
  change: (desk) => told([(other) => desk.withdraw(other, 'x', 99), (other) => desk.correct(other, given('x'), 99)]),
  HTTP: (desk) => served(routes(desk), '/api/signals'),
  'HTTP list': (desk) => saidAt(routes(desk), '/api/signals?limit=100', ({ id }) => id),
})

fuzzRoom<SignalsDesk, Kept>({
  ...{ of: 'signals', runs: 5_000, many: 40, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ offered: 'what may be chosen', check: 'what is sent, and nothing else', report: 'it writes' },
    ...{ correct: ['change'], withdraw: ['change'] },
    ...{ list: ['list', 'filter', 'search'], count: ['count'], open: ['open', 'content', 'HTTP'] },
  },
  insiders: (_, { from }) => [authorOf(from)],
})
