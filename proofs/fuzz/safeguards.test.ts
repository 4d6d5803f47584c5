// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over reports of ill-treatment: whoever is no officer of the body learns of none, by no way to ask. */
import { randomUUID } from 'node:crypto'
import { type KeyPair, newKeyPair } from '#basis/hpke.ts'
import {
  openSafeguards,
  openSafeguardsCounter,
  type SafeguardsDesk,
  type SafeguardsTables,
} from '#health/safeguards/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { newReference, newSecret, sealReport } from '../../src/health/safeguards/contract.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, compartmentOf, fuzzRoom, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  reference: string
  body: string
  /** The key of the body to which it is sealed. */
  key: string
}

const { one, some } = drawFrom(SEED)
/** Two bodies, and what else there is: a ministry, a service, who runs the node. */
const bodies = Array.from({ length: 2 }, () => randomUUID())
const organisations = [...bodies, ...Array.from({ length: 3 }, () => randomUUID())]
const ROLES = ['safeguards:officer', 'custody:health-safeguards', 'signals:clinician', 'directory:keeper']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: some(['group:1'], 0.3) },
  ...{ clearance: one(MARKINGS), purposes: some(['safeguards', 'care'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, { body }: Kept): boolean =>
  person.organisation === body &&
  person.roles.includes('safeguards:officer') &&
  person.purposes.includes('safeguards') &&
  reaches(person.clearance, 'amber')

const officerOf = (body: string): Actor => ({
  ...{ account: randomUUID(), organisation: body, roles: ['safeguards:officer'], groups: [] },
  ...{ clearance: 'amber', purposes: ['safeguards'] },
})

const safeguards = compartmentOf<SafeguardsTables>('health_safeguards')
const records: Kept[] = []
const deskOf = (actor: Actor) =>
  openSafeguards({ db: safeguards.db, actor, ledger: async () => 'holds', codes: 'CODES', isHandingOpen: true })
const counter = () => openSafeguardsCounter({ db: safeguards.db, checkOf: () => 'AAAA' })
const keys = new Map<string, { id: string; pair: KeyPair }>()

/** The body's key, by two officers, before its first report. */
const keyOf = async (body: string) => {
  const known = keys.get(body)
  if (known) return known
  const pair = await newKeyPair()
  const proposed = await deskOf(officerOf(body)).settleKey({ do: 'propose', publicKey: pair.publicKey })
  if (!proposed.ok) throw new Error(proposed.refusal.detail)
  await deskOf(officerOf(body)).settleKey({ do: 'agree', id: proposed.value.id })
  const made = { id: proposed.value.id, pair }
  keys.set(body, made)
  return made
}

const keep = async (number: number): Promise<Kept> => {
  const body = bodies[number % 2] ?? ''
  const { id: key, pair } = await keyOf(body)
  const code = { reference: newReference(), secret: newSecret() }
  const { publicKey } = pair
  const sent = await counter().report(await sealReport({ id: key, publicKey }, code, { text: 'x' }))
  const listed = await deskOf(officerOf(body)).list()
  const own = listed.ok && sent.ok ? listed.value.find(({ reference }) => reference === code.reference) : undefined
  if (!own) throw new Error('What was reported is not there.')
  await deskOf(officerOf(body)).handOver({ name: `place ${code.reference}`, address: 'Hill road' })
  return { id: own.id, reference: code.reference, body, key }
}

const { said, told, each } = asking(records)
fuzzRoom<SafeguardsDesk, Kept>({
  ...{ of: 'reports of ill-treatment', runs: 900, many: 12, records, keep, drawActor, deskOf },
  channels: allBy(maySee, {
    list: async (desk) => said(await desk.list(), ({ reference }) => reference),
    open: (desk) => told([desk.open]),
    'open, content': (desk) =>
      each(async ({ id, reference }) => JSON.stringify(await desk.open(id)).includes(reference)),
    decide: (desk) => told([(id) => desk.decide(id, {} as never, 99)]),
    'handed over': async (desk) => said(await desk.handed(), ({ reference }) => `place ${reference}`),
    'keys of the body': async (desk) => said(await desk.keys(), ({ key }) => key),
    'keys, decided': (desk) => told([(id) => desk.settleKey({ do: 'agree', id })], ({ key }) => key),
  }),
  methods: {
    ...{ list: ['list'], open: ['open', 'open, content'], decide: ['decide'] },
    ...{ keys: ['keys of the body'], settleKey: ['keys, decided'] },
    ...{ handed: ['handed over'], handOver: 'it writes' },
    watch: 'ids alone of what is gone or changed, for officers: src/health/safeguards/safeguards.test.ts',
  },
  insiders: (_, { body }) => [officerOf(body)],
})
