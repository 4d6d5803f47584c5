// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over continuity: what is said of services is everybody’s, a service’s number its own. */
import { randomUUID } from 'node:crypto'
import { type ContinuityDesk, type ContinuityTables, openContinuity } from '#health/continuity/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  from: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['continuity:keeper', 'continuity:overseer', 'directory:editor', 'assurance:provider']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES) },
  ...{ groups: some(['group:1', 'continuity:overseer'], 0.3), clearance: one(MARKINGS) },
  purposes: some(['continuity', 'service-quality'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const counted: Rule<Kept> = (person, { from }) =>
  person.purposes.includes('continuity') &&
  reaches(person.clearance, 'amber') &&
  person.organisation === from &&
  person.roles.includes('continuity:keeper')

const health = compartmentOf<ContinuityTables>('health')
const records: Kept[] = []
const runners = new Map<string, string>()
const open = async (id: string) => ({
  ...{ id, name: `service ${id}`, city: null, region: null, timeZone: null },
  runner: runners.get(id),
})
const directory = { find: async () => [], open }
const deskOf = (actor: Actor) => openContinuity({ db: health.db, actor, directory })
const keeperOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['continuity:keeper'], groups: [], clearance: 'amber' },
  purposes: ['continuity'],
})
/** The service’s id is the record’s: each number is of a service of its own. */
const keep = async (): Promise<Kept> => {
  const [from, service] = [one(organisations), randomUUID()]
  runners.set(service, from)
  const kept = await deskOf(keeperOf(from)).count({ service, month: '2025-06', contacts: 40 })
  if (!kept.ok) throw new Error(kept.refusal.detail)
  return { id: service, from }
}

fuzzRoom<ContinuityDesk, Kept>({
  ...{ of: 'contacts of services', runs: 1_000, many: 25, records, keep, drawActor, deskOf },
  channels: {
    ...allBy<ContinuityDesk, Kept>(counted, {
      volumes: async (desk) => {
        const told = await desk.volumes()
        return new Set(told.ok ? told.value.own.map(({ service }) => service) : [])
      },
      content: async (desk) => {
        const told = JSON.stringify(await desk.volumes())
        return new Set(records.filter(({ id }) => told.includes(id)).map(({ id }) => id))
      },
    }),
  },
  methods: {
    ...{ services: 'of the directory, which is everybody’s', list: 'what everybody reads' },
    ...{ say: 'it writes what everybody reads', count: 'it writes', compareWith: 'it writes what everybody reads' },
    volumes: ['volumes', 'content'],
  },
  insiders: (_, { from }) => [keeperOf(from)],
})
