// SPDX-License-Identifier: Apache-2.0
/** Two nodes: what one released is fetched by the other over TAXII, as its key may see it, and follows its recall. */
import { expect, test } from 'vitest'
import { siteForTests } from './site.testing.ts'

const a = siteForTests()
const b = siteForTests({ OUTWARD: 'private' }, 'abroad')

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const sits = async (site: typeof a, name: string) => site.house.openDesks(new Headers(await site.stepIn(name)))

test('a node fetches what another released to its key, and what was recalled there is revoked here', async () => {
  const there = await sits(a, 'Tomás Rivas')
  if (!there.incidents || !there.accounts) throw new Error('No desk.')
  const { key } = value(
    await there.accounts.administration.createKey({ name: 'Other node', days: 30, roles: ['incidents:officer'] }),
  )
  const draft = value(await there.incidents.report({ kind: 'seizure', title: 'Drums for b', place: { country: 'ZZ' } }))
  const released = value(
    await there.incidents.act(draft.id, { do: 'release', release: { audience: [] } }, draft.version),
  )

  const keeper = await sits(b, 'Olu Adeyemi')
  const officer = await sits(b, 'Jean-Marc Oyono')
  if (!keeper.feeds || !officer.feeds || !officer.accounts) throw new Error('No desk.')
  expect(keeper.feeds.may).not.toContain('received') // who keeps a feed does not read what came
  const own = (await b.house.actorOf(new Headers(await b.stepIn('Jean-Marc Oyono'))))?.organisation ?? ''
  const address = `${a.origin}/taxii2/incidents/`
  let feed = value(
    await keeper.feeds.configure({
      name: 'Node a',
      address,
      collection: 'incidents',
      username: 'b',
      key,
      reaches: [own],
    }),
  )
  const desk = officer.feeds
  const found = async () => value(await desk.received()).items.find(({ name }) => name === 'Drums for b')
  const again = async () => {
    const all = value(await keeper.feeds!.feeds())
    feed = all.find(({ id }) => id === feed.id) ?? feed
    await keeper.feeds!.act(feed.id, 'fetch', feed.version)
  }
  const comes = async (test: () => Promise<boolean>) => {
    const comesOrAgain = async () => {
      if (await test()) return true
      await again()
      return false
    }
    await expect.poll(comesOrAgain, { timeout: 30_000, interval: 1000 }).toBe(true)
  }
  await comes(async () => (await found()) !== undefined)
  expect(await found()).toMatchObject({ type: 'incident', stixId: `incident--${draft.id}`, marking: 'amber' })
  expect(value(await keeper.feeds.feeds())).toMatchObject([{ trouble: null, failures: 0 }])

  value(await there.incidents.act(draft.id, { do: 'recall', reason: 'Wrong firm.' }, released.version))
  const isRevoked = async () => {
    const one = value(await desk.received()).items.find(({ stixId }) => stixId === `incident--${draft.id}`)
    return (value(await desk.open(one?.id ?? '')).object as { revoked?: boolean }).revoked === true
  }
  await comes(isRevoked)
}, 120_000)
