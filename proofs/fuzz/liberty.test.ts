// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over restraint and seclusion: who neither entered it nor watches over places learns of no entry. */
import { randomUUID } from 'node:crypto'
import { type LibertyDesk, type LibertyTables, openLiberty } from '#health/liberty/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { asking, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  from: string
  service: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['liberty:keeper', 'liberty:overseer', 'safeguards:officer', 'assurance:provider']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES) },
  ...{ groups: some(['group:1', 'liberty:overseer'], 0.3), clearance: one(MARKINGS) },
  purposes: some(['liberty', 'service-quality'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const works = (person: Actor) => person.purposes.includes('liberty') && reaches(person.clearance, 'amber')
const entered: Rule<Kept> = (person, { from }) =>
  works(person) && person.organisation === from && person.roles.includes('liberty:keeper')
const mayRead: Rule<Kept> = (person, record) =>
  entered(person, record) || (works(person) && person.roles.includes('liberty:overseer'))

const health = compartmentOf<LibertyTables>('health')
const records: Kept[] = []
const runners = new Map<string, string>()
const open = async (id: string) => ({ id, name: `place ${id}`, city: null, runner: runners.get(id) })
const directory = { find: async () => [], open }
const deskOf = (actor: Actor) => openLiberty({ db: health.db, actor, directory })
const keeperOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['liberty:keeper'], groups: [], clearance: 'amber' },
  purposes: ['liberty'],
})
const keep = async (): Promise<Kept> => {
  const [from, service] = [one(organisations), randomUUID()]
  const began = new Date(Date.now() - 3_600_000).toISOString()
  const entry = { service, began, kind: 'seclusion', reason: 'order', authorisedBy: 'nobody' } as const
  runners.set(service, from)
  const kept = await deskOf(keeperOf(from)).enter(entry)
  if (!kept.ok) throw new Error(kept.refusal.detail)
  return { id: kept.value.id, from, service }
}

const { each, told } = asking(records)
fuzzRoom<LibertyDesk, Kept>({
  ...{ of: 'entries of restraint', runs: 2_000, many: 25, records, keep, drawActor, deskOf },
  channels: {
    ...allBy<LibertyDesk, Kept>(mayRead, {
      open: (desk) => told([desk.open]),
      content: (desk) => each(async ({ id, service }) => JSON.stringify(await desk.open(id)).includes(service)),
      list: async (desk) => {
        const listed = await desk.list()
        return idsOf(listed.ok ? listed.value : [])
      },
    }),
    act: { rule: entered, ask: (desk) => told([(id) => desk.act(id, { do: 'review' }, 99)]) },
  },
  methods: {
    ...{
      services: 'of the directory, which is everybody’s',
      enter: 'it writes',
      state: 'it writes what everybody reads',
    },
    unlicensed: 'of no place’s own: src/app/unlicensed.test.ts',
    settle: 'the same',
    ...{ list: ['list'], open: ['open', 'content'], act: ['act'] },
  },
  insiders: (_, { from }) => [keeperOf(from)],
})
