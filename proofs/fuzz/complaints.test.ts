// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over complaints: drawn people, complaints answered first here or there, appealed or not. */
import { randomUUID } from 'node:crypto'
import {
  type ComplaintsDesk,
  type ComplaintsTables,
  complaintsRoutes,
  openComplaints,
  openComplaintsCounter,
} from '#health/complaints/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  service: string
  first: string
  authority: string
  isAppealed: boolean
}

const { one, some } = drawFrom(SEED)
const [authority, otherAuthority, house, rival] = Array.from({ length: 4 }, () => randomUUID()) as [
  ...[string, string, string, string],
]
const ROLES = ['complaints:handler', 'complaints:officer', 'signals:reporter']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one([authority, otherAuthority, house, rival]), groups: [] },
  ...{ roles: some(ROLES, 0.6), clearance: one(MARKINGS), purposes: some(['complaints', 'care'], 0.8) },
})
const officerOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['complaints:officer'], groups: [] },
  ...{ clearance: 'red', purposes: ['complaints'] },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, { first, authority: judge, isAppealed }: Kept): boolean => {
  const isOfficer = person.organisation === judge && person.roles.includes('complaints:officer')
  const isHandler = person.organisation === first && person.roles.includes('complaints:handler')
  return (
    (first === judge ? isOfficer : isHandler || (isAppealed && isOfficer)) &&
    person.purposes.includes('complaints') &&
    reaches(person.clearance, 'amber')
  )
}

const health = compartmentOf<ComplaintsTables>('health')
const records: Kept[] = []
const listings = new Map<string, string>()
const listing = async (id: string) => {
  const keeper = listings.get(id)
  return keeper === undefined ? undefined : { id, name: `word ${id}`, country: 'ZZ', keeper }
}
const seats = async () =>
  [house, rival].map((id) => ({ organisation: { id, name: id, kind: 'ngo' }, actor: drawActor() }))
const deskOf = (actor: Actor) => openComplaints({ db: health.db, actor, listing, find: async () => [], seats })
const floors = { floored: () => null, shareOf: () => null }
// Long ago, so that its answer is overdue and it may be appealed.
const now = () => new Date('2020-01-01T00:00:00Z')

const keep = async (): Promise<Kept> => {
  const [service, keeper] = [randomUUID(), one([authority, otherAuthority])]
  const first = one([keeper, house, rival])
  listings.set(service, keeper)
  if (first !== keeper) await deskOf(officerOf(keeper)).nameRunner({ service, provider: first })
  const plan = { db: health.db, listing, answerDays: 30, keptDays: 36_500, ...floors }
  const told = { theme: 'care', text: `word ${service}`, language: 'en' } as const
  const sent = await openComplaintsCounter({ ...plan, now }).complain(service, told)
  const isAppealed = one([true, false])
  if (sent.ok && isAppealed) await openComplaintsCounter(plan).add(sent.value.code, { do: 'appeal', text: 'x' })
  const insider: Actor = { ...officerOf(first), roles: ['complaints:handler', 'complaints:officer'] }
  const own = (await allPages((page) => deskOf(insider).list(page))).find((each) => each.service === service)
  return { id: own?.id ?? '', service, first, authority: keeper, isAppealed }
}

const { each, told, served, saidAt } = asking(records)
const routes = (desk: ComplaintsDesk) => complaintsRoutes({ deskOf: () => Promise.resolve(desk), counter: undefined })
const list = (desk: ComplaintsDesk, query: Parameters<ComplaintsDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))

fuzzRoom<ComplaintsDesk, Kept>({
  ...{ of: 'complaints', runs: 2_000, many: 20, records, keep, drawActor, deskOf },
  channels: allBy(maySee, {
    list: async (desk) => idsOf(await list(desk)),
    filter: async (desk) => {
      const found = []
      for (const state of ['new', 'acknowledged', 'answered', 'appealed', 'over'] as const)
        found.push(...(await list(desk, { state })))
      return idsOf(found)
    },
    count: async (desk) => counted(await desk.count()),
    open: (desk) => each(async ({ id, service }) => JSON.stringify(await desk.open(id)).includes(`word ${service}`)),
    'HTTP one': (desk) => served(routes(desk), '/api/complaints'),
    'HTTP all': (desk) => saidAt(routes(desk), '/api/complaints?limit=100', ({ id }) => id),
    act: (desk) => told([(id) => desk.act(id, { do: 'acknowledge' }, 99)]),
  }),
  methods: {
    ...{ list: ['list', 'filter'], count: ['count'], open: ['open'], act: ['act'] },
    figures: 'counts of one’s own services: src/health/complaints/complaints.test.ts',
    runners: 'what this authority itself said, and public: src/health/complaints/complaints.test.ts',
    choices: 'the public directory and the organisations of the node',
    nameRunner: 'of a listing that this authority keeps: src/health/complaints/complaints.test.ts',
  },
  insiders: (_, { first }) => [{ ...officerOf(first), roles: ['complaints:handler', 'complaints:officer'] }],
})
