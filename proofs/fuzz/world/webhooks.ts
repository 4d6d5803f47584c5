// SPDX-License-Identifier: Apache-2.0
/** Webhooks: each is its maker's alone, and what could not be told of an event is for who still sees the event. */
import { randomUUID } from 'node:crypto'
import { type Actor, columnsOf, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { openOutward, openSealer } from '#platform/outward/index.ts'
import { openWebhooks, type WebhooksDesk, type WebhookTables, webhooksRoutes } from '#platform/webhooks/index.ts'
import { handlingFor, sending } from '../../../src/platform/webhooks/access.ts'
import { changeDelivery, insertDeliveries } from '../../../src/platform/webhooks/store.ts'
import { asking } from '../asking.ts'
import { drawFrom } from '../draw.ts'
import { type Channel, type compartmentOf, fuzzRoom, type Rule, SEED } from '../harness.ts'
import { maySee } from '../oracle.ts'

/** One webhook, and one event that it could not be told. */
interface Kept {
  id: string
  word: string
  owner: Actor
  delivery: string
  event: { audience: string[]; marking: Actor['clearance']; purposes: string[] }
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const PURPOSES = ['supply-control', 'research']
const drawPerson = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), groups: [], clearance: one(MARKINGS) },
  ...{ roles: some(['webhooks:keeper', 'other:reader'], 0.7), purposes: some(PURPOSES, 0.8) },
})
/** Who has webhooks; the first people who ask are they, in the roles and with the purposes that they have by then. */
const owners = Array.from({ length: 8 }, drawPerson).map((each) => ({
  ...{ ...each, roles: ['webhooks:keeper'], purposes: [one(PURPOSES)], clearance: 'red' as const },
}))
const left = [...owners]
const drawActor = (): Actor => {
  const drawn = drawPerson()
  const owner = left.shift()
  return owner ? { ...drawn, account: owner.account, organisation: owner.organisation } : drawn
}

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const mayHave: Rule<Kept> = (person, { owner }) =>
  person.roles.includes('webhooks:keeper') &&
  maySee(person, {
    handling: { audience: [`account:${owner.account}`], marking: 'clear', purposes: owner.purposes },
  })
const mayHear: Rule<Kept> = (person, record) => mayHave(person, record) && maySee(person, { handling: record.event })

export const fuzzWebhooks = (supply: ReturnType<typeof compartmentOf<WebhookTables>>): void => {
  const records: Kept[] = []
  const shared = { outward: openOutward({ isPrivateOpen: true }), sealer: openSealer('x', 'webhooks') }
  const deskOf = (actor: Actor) => openWebhooks({ ...shared, db: supply.db, actor, kinds: ['x.happened'] })
  const keep = async (): Promise<Kept> => {
    const [word, owner, delivery] = [randomUUID(), one(owners), randomUUID()]
    const made = await deskOf(owner).subscribe({ url: `https://${word}.example/`, kinds: ['x.happened'] })
    if (!made.ok) throw new Error(made.refusal.detail)
    const { id } = made.value.webhook
    const audience = [one([keyOf.everyone, ...organisations.map(keyOf.organisation)])]
    const event = { audience, marking: one(MARKINGS), purposes: [one(PURPOSES)] }
    const record = randomUUID()
    await sit(supply.db, owner, (trx) => announce(trx, { kind: 'x.happened', record, ...event }))
    const seer: Actor = { ...owner, groups: audience, purposes: PURPOSES }
    const happened = await sit(supply.db, seer, (trx) =>
      trx.selectFrom('event').select('id').where('record', '=', record).executeTakeFirstOrThrow(),
    )
    const state = { status: 'dead' as const, tries: 9, next_try: new Date(), trouble: null }
    const what = { id: delivery, webhook: id, event: happened.id, kind: 'x.happened', record, at: new Date() }
    await sit(supply.db, sending(owner.organisation), (trx) =>
      insertDeliveries(trx, [{ ...what, ...state, ...columnsOf(handlingFor(owner)) }]),
    )
    return { id, word, owner, delivery, event }
  }
  const routes = (desk: WebhooksDesk) => webhooksRoutes(() => Promise.resolve([{ compartment: 'supply', desk }]))
  const { each, said, saidAt, told } = asking(records)
  const channels: Record<string, Channel<WebhooksDesk, Kept>> = {
    list: { rule: mayHave, ask: async (desk) => said(await desk.list(), ({ word }) => word) },
    dead: { rule: mayHear, ask: async (desk) => said(await desk.list(), ({ delivery }) => delivery) },
    'HTTP list': { rule: mayHave, ask: (desk) => saidAt(routes(desk), '/api/webhooks', ({ word }) => word) },
    act: { rule: mayHave, ask: (desk) => told([(id) => desk.act(id, 'pause', 99)]) },
    again: {
      rule: mayHear,
      ask: (desk) =>
        each(async ({ delivery, owner }) => {
          const isTried = (await desk.again(delivery)).ok
          if (isTried)
            await sit(supply.db, sending(owner.organisation), (trx) =>
              changeDelivery(trx, delivery, { status: 'dead' }),
            )
          return isTried
        }),
    },
  }
  fuzzRoom<WebhooksDesk, Kept>({
    ...{ of: 'webhooks', runs: 1_300, many: 20, records, keep, drawActor, deskOf, channels },
    methods: {
      ...{ list: ['list', 'dead', 'HTTP list'], act: ['act'], again: ['again'] },
      ...{ subscribe: 'it writes', kinds: 'the same for everybody' },
    },
    insiders: (_, { owner, event }) => [{ ...owner, groups: event.audience, purposes: PURPOSES }],
  })
}
