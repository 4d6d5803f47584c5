// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over advice: drawn people, advice for drawn regions, every way to ask. */
import { randomUUID } from 'node:crypto'
import {
  type AdviceDesk,
  type AdviceTables,
  adviceRoutes,
  openAdvice,
  takeAdvice,
  takeAdviceBack,
} from '#health/advice/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  region: string
}

const { one, some } = drawFrom(SEED)
const REGIONS = ['ZZ', 'ZZ-NO', 'ZZ-CE', 'XV']
const services = Array.from({ length: 6 }, () => ({
  ...{ id: randomUUID(), kind: one(['hospital', 'police']), country: one(['ZZ', 'XV']) },
  area: one([null, 'ZZ-NO', 'ZZ-CE']),
})).map((each, n) => {
  if (n === 0) return { ...each, kind: 'hospital', country: 'ZZ', area: null } // there is somebody to be told, whatever is drawn
  return each.country === 'XV' ? { ...each, area: null } : each
})
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(services).id, groups: some(['group:1'], 0.3) },
  ...{ roles: some(['advice:reader', 'signals:reporter'], 0.8), clearance: one(MARKINGS) },
  purposes: some(['health-protection', 'supply-control'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, { region }: Kept): boolean => {
  const own = services.find(({ id }) => id === person.organisation)
  const concerns =
    own?.country === region.slice(0, 2) && (own.area === null || region.length === 2 || own.area === region)
  return (
    concerns &&
    own?.kind === 'hospital' &&
    person.roles.includes('advice:reader') &&
    person.purposes.includes('health-protection') &&
    reaches(person.clearance, 'green')
  )
}

const health = compartmentOf<AdviceTables>('health')
const records: Kept[] = []
const areas = ['ZZ-NO', 'ZZ-CE'].map((code) => ({ code, parent: null }))

const keep = async (): Promise<Kept> => {
  const [id, region] = [randomUUID(), one(REGIONS)]
  const expires = one(['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'])
  const texts = { en: { headline: `word ${id}`, text: 'x', reviewed: true } }
  const given = { severity: 'Severe', urgency: 'Immediate', regions: [region], texts, expires } as const
  await takeAdvice(health.db, id, { ...given, regions: [region] }, { services, areas })
  if (one([true, false])) await takeAdviceBack(health.db, id, { at: new Date(), reason: `over ${id}` })
  return { id, region }
}

const { each, saidAt, served, told } = asking(records)
const list = (desk: AdviceDesk, query: Parameters<AdviceDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))
const routes = (desk: AdviceDesk) => adviceRoutes(() => Promise.resolve(desk))

const channels = allBy<AdviceDesk, Kept>(maySee, {
  open: (desk) => each(async ({ id }) => JSON.stringify(await desk.open(id)).includes(`word ${id}`)),
  list: async (desk) => idsOf(await list(desk)),
  filter: async (desk) => {
    const found = []
    for (const state of ['in-force', 'expired', 'withdrawn'] as const)
      found.push(...(await list(desk, { state, unread: 'yes' })))
    return idsOf(found)
  },
  count: async (desk) => counted(await desk.count()),
  acknowledge: (desk) => told([(other) => desk.acknowledge(other, 99)]),
  HTTP: (desk) => served(routes(desk), '/api/advice'),
  'HTTP list': (desk) => saidAt(routes(desk), '/api/advice?limit=100', ({ id }) => id),
})

fuzzRoom<AdviceDesk, Kept>({
  ...{ of: 'advice', runs: 5_000, many: 40, records, keep, drawActor, channels },
  deskOf: (actor) => openAdvice({ db: health.db, actor }),
  methods: { list: ['list', 'filter'], count: ['count'], open: ['open', 'HTTP'], acknowledge: ['acknowledge'] },
  insiders: (stranger) => [
    {
      // At the service that is told of a whole country, wherever the stranger works.
      ...{ ...stranger, organisation: services[0]?.id ?? '', roles: ['advice:reader'] },
      ...{ clearance: 'red', purposes: ['health-protection'] },
    },
  ],
})
