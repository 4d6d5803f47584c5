// SPDX-License-Identifier: Apache-2.0
/** Requests for a correction, as officers of three authorities and anybody else ask for them. */
import { randomUUID } from 'node:crypto'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import {
  type CorrectionsDesk,
  type CorrectionTables,
  correctionsRoutes,
  openCorrections,
  openCounter,
} from '#supply/corrections/index.ts'
import { asking } from '../asking.ts'
import { drawFrom } from '../draw.ts'
import { allBy, type compartmentOf, fuzzRoom, SEED } from '../harness.ts'
import { reaches } from '../oracle.ts'

interface Kept {
  id: string
  word: string
  authority: string
}

const { one, some } = drawFrom(SEED)
const authorities = Array.from({ length: 3 }, () => randomUUID())
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(authorities), groups: some(['group:1'], 0.3) },
  ...{ roles: some(['corrections:officer', 'incidents:officer'], 0.7), clearance: one(MARKINGS) },
  purposes: some(['supply-control', 'research'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, { authority }: Kept): boolean =>
  person.organisation === authority &&
  person.roles.includes('corrections:officer') &&
  person.purposes.includes('supply-control') &&
  reaches(person.clearance, 'amber')

const officerOf = (authority: string): Actor => ({
  ...{ account: randomUUID(), organisation: authority, roles: ['corrections:officer'], groups: [] },
  ...{ clearance: 'amber', purposes: ['supply-control'] },
})

export const fuzzCorrections = (supply: ReturnType<typeof compartmentOf<CorrectionTables>>): void => {
  const records: Kept[] = []
  const deskOf = (actor: Actor) => openCorrections({ db: supply.db, actor })
  const keep = async (): Promise<Kept> => {
    const [word, authority] = [randomUUID(), one(authorities)]
    const counter = openCounter({ db: supply.db, authority: async () => authority, days: 30 })
    await counter.ask({ concerns: 'person', name: word, wrong: 'x' })
    const listed = await deskOf(officerOf(authority)).list()
    const own = listed.ok ? listed.value.find(({ name }) => name === word) : undefined
    if (!own) throw new Error('What was asked is not there.')
    const settled = { outcome: 'corrected', note: 'x' } as const
    if (one([true, false])) await deskOf(officerOf(authority)).settle(own.id, settled, own.version)
    return { id: own.id, word, authority }
  }
  const routes = (desk: CorrectionsDesk) => correctionsRoutes(() => Promise.resolve(desk))
  const { said, saidAt, told } = asking(records)
  fuzzRoom<CorrectionsDesk, Kept>({
    ...{ of: 'corrections', runs: 600, many: 20, records, keep, drawActor, deskOf },
    channels: allBy(maySee, {
      list: async (desk) => said(await desk.list(), ({ word }) => word),
      'HTTP list': (desk) => saidAt(routes(desk), '/api/corrections', ({ word }) => word),
      settle: (desk) => told([(id) => desk.settle(id, {} as never, 99)]),
    }),
    methods: { list: ['list', 'HTTP list'], settle: ['settle'] },
    insiders: (_, { authority }) => [officerOf(authority)],
  })
}
