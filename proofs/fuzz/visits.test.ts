// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over visits: a plan exists for its mechanism alone, a recommendation for it and who answers for the place. */
import { randomUUID } from 'node:crypto'
import { openVisits, type VisitsDesk, type VisitsTables } from '#health/visits/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { asking, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  mechanism: string
  provider: string
  recommendation: string
  service: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['visits:member', 'visits:answerer', 'safeguards:officer', 'assurance:officer', 'liberty:licensing']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES) },
  ...{ groups: some(['group:1', 'visits:member'], 0.3), clearance: one(MARKINGS) },
  purposes: some(['preventive-visits', 'service-quality'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const works = (person: Actor) => person.purposes.includes('preventive-visits') && reaches(person.clearance, 'amber')
const plans: Rule<Kept> = (person, { mechanism }) =>
  works(person) && person.organisation === mechanism && person.roles.includes('visits:member')
const answers: Rule<Kept> = (person, { provider }) =>
  works(person) && person.organisation === provider && person.roles.includes('visits:answerer')
const either: Rule<Kept> = (person, record) => plans(person, record) || answers(person, record)

const health = compartmentOf<VisitsTables>('health')
const records: Kept[] = []
const runners = new Map<string, string>()
const directory = {
  find: async () => [],
  open: async (id: string) => ({ id, name: `place ${id}`, city: null, runner: runners.get(id) }),
}
const answer = { days: 30, rule: 'country' } as const
const deskOf = (actor: Actor) => openVisits({ db: health.db, actor, directory, seats: async () => [], answer })
const personOf = (organisation: string, role: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`visits:${role}`], groups: [], clearance: 'amber' },
  purposes: ['preventive-visits'],
})
const keep = async (): Promise<Kept> => {
  const [mechanism, provider, service] = [one(organisations), one(organisations), randomUUID()]
  runners.set(service, provider)
  const desk = deskOf(personOf(mechanism, 'member'))
  const today = new Date().toISOString().slice(0, 10)
  const planned = await desk.plan({ service, plannedOn: today, announced: false })
  if (!planned.ok) throw new Error(planned.refusal.detail)
  const { id } = planned.value
  await desk.act(id, { do: 'hold', heldOn: today, team: ['doctor'], notes: `notes ${service}` }, 1)
  const sent = await desk.act(id, { do: 'send', recommendations: [`for ${service}`] }, 2)
  const recommendation = sent.ok ? sent.value.recommendations[0]?.id : undefined
  if (!recommendation) throw new Error('Nothing was recommended.')
  return { id, mechanism, provider, recommendation, service }
}

const { each, told } = asking(records)
fuzzRoom<VisitsDesk, Kept>({
  ...{ of: 'visits of the preventive mechanism', runs: 1_200, many: 20, records, keep, drawActor, deskOf },
  channels: {
    ...allBy<VisitsDesk, Kept>(plans, {
      open: (desk) => told([desk.open]),
      notes: (desk) =>
        each(async ({ id, service }) => JSON.stringify(await desk.open(id)).includes(`notes ${service}`)),
      list: async (desk) => {
        const listed = await desk.list()
        return idsOf(listed.ok ? listed.value : [])
      },
      act: (desk) => told([(id) => desk.act(id, { do: 'drop' }, 99)]),
      follow: (desk) => told([(id) => desk.follow(id, {} as never)], ({ recommendation }) => recommendation),
    }),
    recommendations: {
      rule: either,
      ask: async (desk) => {
        const text = JSON.stringify(await desk.recommendations())
        return each(async ({ service }) => text.includes(`for ${service}`))
      },
    },
    answer: {
      rule: answers,
      ask: (desk) => told([(id) => desk.answer(id, {} as never)], ({ recommendation }) => recommendation),
    },
  },
  methods: {
    ...{ services: 'of the directory, which is everybody’s', providers: 'organisations, which everybody knows' },
    ...{ plan: 'it writes', list: ['list'], open: ['open', 'notes'], act: ['act'], follow: ['follow'] },
    ...{ recommendations: ['recommendations'], answer: ['answer'] },
  },
  insiders: (_, { mechanism, provider }) => [personOf(mechanism, 'member'), personOf(provider, 'answerer')],
})
