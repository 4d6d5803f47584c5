// SPDX-License-Identifier: Apache-2.0
/** Feeds of other systems: what their keepers see of them, and what readers see of what came. */
import { randomUUID } from 'node:crypto'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { openOutward, openSealer } from '#platform/outward/index.ts'
import { type FeedsDesk, type FeedTables, feedsRoutes, openFeeds } from '#supply/feeds/index.ts'
import { fetching } from '../../../src/supply/feeds/access.ts'
import { insertReceived, insertRefusals } from '../../../src/supply/feeds/store.ts'
import { allPages, asking, idsOf } from '../asking.ts'
import { drawFrom } from '../draw.ts'
import { type Channel, type compartmentOf, fuzzRoom, type Rule, SEED } from '../harness.ts'
import { reaches } from '../oracle.ts'

/** One feed, one object that came of it, and one that was refused. */
interface Kept {
  /** Of the object. */
  id: string
  feed: string
  word: string
  keeper: string
  readers: string[]
  marking: Handling['marking']
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['feeds:keeper', 'incidents:reader', 'other:reader']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES, 0.6), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(['supply-control', 'research'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, role: string) => person.purposes.includes('supply-control') && person.roles.includes(role)
const mayKeep: Rule<Kept> = (person, { keeper }) =>
  has(person, 'feeds:keeper') && person.organisation === keeper && reaches(person.clearance, 'amber')
const mayRead: Rule<Kept> = (person, { readers, marking }) =>
  has(person, 'incidents:reader') && readers.includes(person.organisation) && reaches(person.clearance, marking)

const personOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ROLES, groups: [], clearance: 'red', purposes: ['supply-control'] },
})

export const fuzzFeeds = (supply: ReturnType<typeof compartmentOf<FeedTables>>): void => {
  const records: Kept[] = []
  const shared = { outward: openOutward({ isPrivateOpen: true }), sealer: openSealer('x', 'feeds') }
  const deskOf = (actor: Actor) =>
    openFeeds({ ...shared, db: supply.db, actor, organisations: async () => organisations })
  const keep = async (): Promise<Kept> => {
    const [word, keeper, marking] = [randomUUID(), one(organisations), one(MARKINGS)]
    const drawn = some(organisations, 0.4)
    const readers = drawn.length > 0 ? drawn : [keeper]
    const given = { name: word, address: 'https://other.example/api/', collection: 'x', key: 'x', reaches: readers }
    const made = await deskOf(personOf(keeper)).configure(given)
    if (!made.ok) throw new Error(made.refusal.detail)
    const [id, at, feed] = [randomUUID(), new Date(), made.value.id]
    const own = {
      originator: keeper,
      fields: {},
      originatorControlled: true,
      keptUntil: null,
      purposes: ['supply-control'],
    }
    const audience = readers.map((each) => keyOf.role(each, 'incidents:reader'))
    await sit(supply.db, fetching(keeper), async (trx) => {
      const stix = {
        stix_id: `incident--${id}`,
        type: 'incident',
        name: word,
        modified: null,
        made_by: null,
        added: null,
      }
      const handled = columnsOf({ ...own, audience: [...audience, 'node:feeds'], marking })
      await insertReceived(trx, { id, feed, ...stix, object: { said: word }, received_at: at, ...handled })
      const refused = {
        id: randomUUID(),
        feed,
        at,
        stix_id: `incident--${id}`,
        place: 'x',
        code: 'x',
        why: `why ${word}`,
      }
      const kept = columnsOf({ ...own, audience: [keyOf.role(keeper, 'feeds:keeper'), 'node:feeds'], marking: 'amber' })
      await insertRefusals(trx, [{ ...refused, ...kept }])
    })
    return { id, feed, word, keeper, readers, marking }
  }
  const routes = (desk: FeedsDesk) => feedsRoutes(() => Promise.resolve(desk))
  const { each, said, served, told } = asking(records)
  const channels: Record<string, Channel<FeedsDesk, Kept>> = {
    feeds: { rule: mayKeep, ask: async (desk) => said(await desk.feeds(), ({ word }) => word) },
    act: { rule: mayKeep, ask: (desk) => told([(id) => desk.act(id, 'fetch', 99)], ({ feed }) => feed) },
    refusals: { rule: mayKeep, ask: async (desk) => said(await desk.refusals(), ({ word }) => `why ${word}`) },
    received: {
      rule: mayRead,
      ask: async (desk) => idsOf(await allPages(({ cursor }) => desk.received(cursor === undefined ? {} : { cursor }))),
    },
    HTTP: { rule: mayRead, ask: (desk) => served(routes(desk), '/api/received') },
    open: { rule: mayRead, ask: (desk) => told([desk.open]) },
    content: {
      rule: mayRead,
      ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`"said":"${word}"`)),
    },
  }
  fuzzRoom<FeedsDesk, Kept>({
    ...{ of: 'feeds', runs: 1_400, many: 20, records, keep, drawActor, deskOf, channels },
    methods: {
      ...{
        feeds: ['feeds'],
        act: ['act'],
        refusals: ['refusals'],
        received: ['received'],
        open: ['open', 'content', 'HTTP'],
      },
      draft: 'it writes, at the desk of incidents',
      configure: 'it writes',
    },
    insiders: (_, { keeper, readers }) => [keeper, ...readers].map(personOf),
  })
}
