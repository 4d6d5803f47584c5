// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over what firms know of their customers: those of the firm who check them, and officers to whom one is handed. */
import { randomUUID } from 'node:crypto'
import { type Actor, MARKINGS, type Seat } from '#platform/access/index.ts'
import { type CustomersDesk, type CustomerTables, customersRoutes, openCustomers } from '#supply/partnerships/index.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  word: string
  firm: string
  /** Authorities to which the firm handed it. */
  handed: string[]
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['customers', 'officer', 'signatory', 'reader'].map((role) => `partnerships:${role}`)
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some([...ROLES, 'oversight:inspector']) },
  ...{ groups: [], clearance: one(MARKINGS), purposes: some(['partnership', 'supervision'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const isFirms: Rule<Kept> = (person, { firm }) =>
  person.organisation === firm &&
  person.roles.includes('partnerships:customers') &&
  person.purposes.includes('partnership') &&
  reaches(person.clearance, 'amber')

const isTheirs: Rule<Kept> = (person, kept) =>
  isFirms(person, kept) ||
  (kept.handed.includes(person.organisation) &&
    person.roles.includes('partnerships:officer') &&
    person.purposes.includes('partnership') &&
    reaches(person.clearance, 'amber'))

const seats = async () =>
  organisations.map((id): Seat => ({ organisation: { id, name: id, kind: 'authority' }, actor: officerOf(id) }))
const supply = compartmentOf<CustomerTables>('supply')
const records: Kept[] = []
const deskOf = (actor: Actor) =>
  openCustomers({ db: supply.db, actor, recognise: () => undefined, known: () => undefined, seats })
const checkerOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['partnerships:customers'], groups: [] },
  ...{ clearance: 'amber', purposes: ['partnership'] },
})
const officerOf = (organisation: string): Actor => ({ ...checkerOf(organisation), roles: ['partnerships:officer'] })
const keep = async (): Promise<Kept> => {
  const [word, firm] = [`w${randomUUID().replaceAll('-', '')}`, one(organisations)]
  const customer = { name: word, country: 'ZZ', equipment: [{ asked: word }], use: word }
  const kept = await deskOf(checkerOf(firm)).record(customer)
  if (!kept.ok) throw new Error(kept.refusal.detail)
  const first = some(organisations.filter((each) => each !== firm).slice(0, 2), 0.3)
  // Of those who got it some lose it again.
  const handed = some(first, 0.7)
  let { version } = kept.value
  for (const to of [first, handed]) {
    const command = { do: 'hand' as const, to, reason: 'It asked for the plates.' }
    const done = await deskOf(checkerOf(firm)).act(kept.value.id, command, version)
    if (!done.ok) throw new Error(done.refusal.detail)
    version = done.value.version
  }
  return { id: kept.value.id, word, firm, handed }
}

const { said, saidAt, served, told } = asking(records)
const routes = (desk: CustomersDesk) => customersRoutes(() => Promise.resolve(desk))
const channels: Record<string, Channel<CustomersDesk, Kept>> = {
  open: { rule: isTheirs, ask: (desk) => told([desk.open]) },
  list: { rule: isTheirs, ask: async (desk) => said(await desk.list(), ({ word }) => word) },
  acts: {
    rule: isFirms,
    ask: (desk) => told([(id) => desk.act(id, {} as never, 99), (id) => desk.remove(id, 99)]),
  },
  'HTTP detail': { rule: isTheirs, ask: (desk) => served(routes(desk), '/api/customers') },
  'HTTP list': { rule: isTheirs, ask: (desk) => saidAt(routes(desk), '/api/customers', ({ word }) => word) },
}

fuzzRoom<CustomersDesk, Kept>({
  ...{ of: 'customers', runs: 400, many: 8, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ open: ['open', 'HTTP detail'], list: ['list', 'HTTP list'], act: ['acts'], remove: ['acts'] },
    record: 'it writes, and shows no record that was there',
    authorities: 'organisations of the node, and nothing of a record',
  },
  insiders: (_, { firm, handed }) => [checkerOf(firm), ...handed.map(officerOf)],
})
