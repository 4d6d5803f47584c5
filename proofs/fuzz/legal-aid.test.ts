// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over legal aid: a service’s counts are its own. */
import { randomUUID } from 'node:crypto'
import { type LegalAidDesk, type LegalAidTables, openLegalAid } from '#health/legal-aid/index.ts'
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
const ROLES = ['legal-aid:counter', 'legal-aid:overseer', 'continuity:keeper', 'assurance:provider']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES) },
  ...{ groups: some(['group:1', 'legal-aid:counter'], 0.3), clearance: one(MARKINGS) },
  purposes: some(['legal-aid', 'service-quality'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const counted: Rule<Kept> = (person, { from }) =>
  person.purposes.includes('legal-aid') &&
  reaches(person.clearance, 'amber') &&
  person.organisation === from &&
  person.roles.includes('legal-aid:counter')

const health = compartmentOf<LegalAidTables>('health')
const records: Kept[] = []
const runners = new Map<string, string>()
const open = async (id: string) => ({
  ...{ id, name: `service ${id}`, city: null, terms: ['intervention:rec.legal'] },
  runner: runners.get(id),
})
const directory = { find: async () => [], open }
const deskOf = (actor: Actor) => openLegalAid({ db: health.db, actor, directory })
const counterOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['legal-aid:counter'], groups: [], clearance: 'amber' },
  purposes: ['legal-aid'],
})
/** The service’s id is the record’s: each number is of a service of its own. */
const keep = async (): Promise<Kept> => {
  const [from, service] = [one(organisations), randomUUID()]
  runners.set(service, from)
  const bands = { within6: 40, within24: 0, within48: 0, later: 0, nobody: 0, unknown: 0 }
  const count = { service, month: '2025-06', place: 'custody', clock: 'liberty', ...bands } as const
  const kept = await deskOf(counterOf(from)).enter(count)
  if (!kept.ok) throw new Error(kept.refusal.detail)
  return { id: service, from }
}

fuzzRoom<LegalAidDesk, Kept>({
  ...{ of: 'counts of legal aid', runs: 1_000, many: 25, records, keep, drawActor, deskOf },
  channels: {
    ...allBy<LegalAidDesk, Kept>(counted, {
      list: async (desk) => {
        const told = await desk.list()
        return new Set(told.ok ? told.value.map(({ service }) => service) : [])
      },
      content: async (desk) => {
        const told = JSON.stringify([await desk.list(), await desk.shares()])
        return new Set(records.filter(({ id }) => told.includes(id)).map(({ id }) => id))
      },
    }),
  },
  methods: {
    ...{ services: 'of the directory, which is everybody’s', enter: 'it writes' },
    ...{ list: ['list', 'content'], shares: 'sums over the floor' },
  },
  insiders: (_, { from }) => [counterOf(from)],
})
