// SPDX-License-Identifier: Apache-2.0
/** Two real nodes, each with its database and its HTTP server, and a line between them that can be cut. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NoticesDesk } from '#commons/notices/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { nodesOf } from './peers.ts'
import { openTestSite, type TestSite } from './site.testing.ts'
import { createSite } from './site.ts'

let a: TestSite
let b: TestSite
beforeAll(async () => {
  a = await openTestSite({ NODE_NAME: 'orvane.example' })
  b = await openTestSite({ NODE_NAME: 'lumen.example' }, 'abroad')
}, 240_000)
afterAll(async () => {
  await a?.close()
  await b?.close()
})

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const until = async <T>(look: () => Promise<T | undefined | false>, most = 15_000): Promise<T> => {
  for (const started = Date.now(); Date.now() - started < most; await sleep(20)) {
    const found = await look()
    if (found) return found
  }
  throw new Error('It did not happen.')
}
const sits = async (site: TestSite, name: string) => {
  const headers = new Headers(await site.stepIn(name))
  const actor = (await site.house.actorOf(headers)) as Actor
  const notices = (await site.house.openDesks(headers)).notices as NoticesDesk
  return { headers, actor, notices }
}
/** Whoever keeps the commons; two people give that role, which is another test's affair. */
const keeperOf = async (site: TestSite) => {
  const { actor } = await sits(site, 'Jean-Marc Oyono')
  const { held, accounts, peers } = site.house
  const desk = nodesOf({ held, accounts, peers }, { ...actor, roles: [...actor.roles, 'custody:commons'] })
  if (!desk) throw new Error('No desk.')
  return desk
}
const organisation = async (site: TestSite, name: RegExp) =>
  (await site.house.accounts.seats([])).find(({ organisation: each }) => name.test(each.name))?.organisation
    .id as string

const meet = async (from: TestSite, other: TestSite) => {
  const desk = await keeperOf(from)
  const there = (await keeperOf(other)).own()
  const reaches = [await organisation(from, /Control Authority/)]
  return value(await desk.add({ address: there.address, fingerprint: there.fingerprint, reaches }))
}
const partnerAt = async (site: TestSite) =>
  until(async () => {
    const { notices } = await sits(site, 'Jean-Marc Oyono')
    return value(await notices.partners()).find(({ mayBeTold }) => mayBeTold)
  })
const given = {
  title: 'Sealed drums',
  body: 'Ask for the seal.',
  contact: 'Room 12',
  audience: [],
  marking: 'amber' as const,
}
const findAt = (desk: NoticesDesk, title: string, most?: number) =>
  until(async () => value(await desk.list({ text: title })).items.find((each) => each.title === title), most)

test('whoever does not keep the commons has no such desk, and a fingerprint that is not the shown one admits nobody', async () => {
  const { headers, actor } = await sits(a, 'Jean-Marc Oyono')
  expect(actor.roles).not.toContain('custody:commons')
  expect((await a.house.openDesks(headers)).nodes).toBeUndefined()
  const desk = await keeperOf(a)
  const { address } = (await keeperOf(b)).own()
  const refused = await desk.add({ address, fingerprint: 'AAAA-BBBB-CCCC-DDDD-EEEE', reaches: [] })
  expect(refused).toMatchObject({ refusal: { code: 'other-fingerprint', where: 'fingerprint' } })
  expect(await desk.list()).toEqual([])
  expect(await desk.add({ address: 'http://127.0.0.1:1', fingerprint: '', reaches: [] })).toMatchObject({
    refusal: { code: 'unreachable', where: 'address' },
  })
})

test('a notice written at one node is read at the other within a second, taken back there, and the receipts are seen', async () => {
  await meet(a, b)
  await meet(b, a)
  const partner = await partnerAt(a)
  expect(partner).toMatchObject({ node: { name: 'lumen.example' }, name: expect.stringContaining('Control Authority') })
  const own = await sits(a, 'Jean-Marc Oyono')
  const away = await sits(b, 'Jean-Marc Oyono')

  const notice = { ...given, partners: [partner.id], contactMarking: 'red' as const }
  const seen = value(await own.notices.preview(notice))
  expect(seen.find(({ node }) => node)).toMatchObject({
    organisation: { id: partner.id, name: partner.name },
    node: { name: 'lumen.example' },
    fields: ['title', 'body', 'contact'],
  })
  const posted = value(await own.notices.post(notice))
  const started = Date.now()
  const got = await findAt(away.notices, given.title)
  expect(Date.now() - started).toBeLessThan(15_000) // a second where nothing else runs; how fast is for a bench
  expect(got).toMatchObject({ title: given.title, body: given.body, marking: 'amber' })
  expect(got).not.toHaveProperty('contact') // its marking came along
  const [author] = value(await away.notices.partners()).filter(({ id }) => id === got.from)
  expect(author).toMatchObject({ node: { name: 'orvane.example' }, name: expect.stringContaining('Control Authority') })
  expect(value(await own.notices.viewers(posted.id))).toEqual(seen)

  // Restricted at birth: another organisation of that node has no such notice, nor may anybody there pass it on or end it.
  const others = await sits(b, 'Karin Lindqvist')
  expect((await others.notices.read(got.id)).ok).toBe(false)
  expect((await away.notices.viewers(got.id)).ok).toBe(false)
  expect((await away.notices.withdraw(got.id, 'not ours', 1)).ok).toBe(false)

  const delivered = await until(async () => {
    const [delivery] = value(await own.notices.deliveries(posted.id))
    return delivery?.told.state === 'accepted' && delivery
  })
  expect(delivered).toMatchObject({ node: { name: 'lumen.example' }, recalled: null })
  value(await own.notices.withdraw(posted.id, 'It has moved.', 1))
  const recalled = await until(async () => {
    const [delivery] = value(await own.notices.deliveries(posted.id))
    return delivery?.recalled?.state === 'accepted' && delivery.recalled
  })
  expect(recalled.signed?.split('.')).toHaveLength(3)
  expect(value(await away.notices.read(got.id)).withdrawn?.reason).toBe('It has moved.')

  const verbs = async (site: TestSite, id: string) => {
    const { db } = site.house.held.compartment<EventTables>('commons')
    return value(await readLedger(db, { kind: 'notice', id })).lines.map(({ verb }) => verb)
  }
  expect(await verbs(a, posted.id)).toEqual(expect.arrayContaining(['post', 'tell', 'withdraw']))
  expect(await verbs(b, got.id)).toEqual(expect.arrayContaining(['receive', 'read', 'withdraw']))
})

test('while the line is cut nothing is lost: all arrives when it is back, in order, and what was taken back meanwhile leaves empty', async () => {
  const partner = await partnerAt(a)
  const own = await sits(a, 'Jean-Marc Oyono')
  const away = await sits(b, 'Jean-Marc Oyono')
  const kept = [...Array(5).keys()].map((number) => `Cut line ${number}`)
  await b.cut()
  for (const title of kept) value(await own.notices.post({ ...given, title, partners: [partner.id] }))
  const gone = value(await own.notices.post({ ...given, title: 'Never mind', partners: [partner.id] }))
  value(await own.notices.withdraw(gone.id, 'A mistake.', 1))
  await until(async () => (await (await keeperOf(a)).list())[0]?.problem?.code === 'unreachable')
  expect((await (await keeperOf(a)).list())[0]?.waiting).toBe(7)
  expect(value(await own.notices.deliveries(gone.id))[0]?.told.state).toBe('waiting')
  await b.mend()
  for (const title of kept) await findAt(away.notices, title, 30_000)
  await until(async () => (await (await keeperOf(a)).list())[0]?.waiting === 0, 30_000)
  const all = value(await away.notices.list({ limit: 100 })).items.map(({ title }) => title)
  expect(all.filter((title) => title.startsWith('Cut line'))).toEqual(kept.toReversed())
  expect(all).not.toContain('Never mind')
})

test('pages: nodes with the fingerprint, whom one may tell, what became of a notice; in both languages, without script', async () => {
  const { headers, notices } = await sits(a, 'Jean-Marc Oyono')
  const nodes = await keeperOf(a)
  const openDesks: typeof a.house.openDesks = async (asked) => ({ ...(await a.house.openDesks(asked)), nodes })
  const site = await createSite({ ...a.house, openDesks }, a.config)
  const sent = { cookie: headers.get('cookie') ?? '', origin: a.origin }
  const page = async (path: string, form?: Record<string, string>) => {
    const init = form ? { method: 'POST', body: new URLSearchParams(form), headers: sent } : { headers: sent }
    const answer = await site.request(`${a.origin}${path}`, init)
    return { status: answer.status, text: await answer.text() }
  }
  const shown = await page('/administration/nodes')
  expect(shown.status).toBe(200)
  for (const part of [nodes.own().fingerprint, 'lumen.example', 'Exchanges']) expect(shown.text).toContain(part)
  const { address } = (await keeperOf(b)).own()
  const refused = await page('/administration/nodes', { intent: 'add-node', address, fingerprint: 'AAAA-BBBB' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Ask again by voice.')
  expect(await (await site.request(`${a.origin}/administration/nodes`)).status).not.toBe(200)
  const plain = await fetch(`${a.origin}/administration/nodes`, { headers: sent })
  expect(plain.status).toBe(404) // keeps nothing

  const partner = await partnerAt(a)
  expect((await page('/notices/new')).text).toMatch(/Officers of [^<]*Control Authority[^<]* at node lumen\.example/)
  const posted = value(await notices.post({ ...given, title: 'For the page', partners: [partner.id] }))
  await until(async () => value(await notices.deliveries(posted.id))[0]?.told.state === 'accepted')
  const one = await page(`/notices/${posted.id}`)
  for (const part of ['At other nodes', 'Accepted', 'Signed receipt', 'lumen.example']) expect(one.text).toContain(part)
  const away = await sits(b, 'Jean-Marc Oyono')
  await findAt(away.notices, 'For the page')
  const there = await fetch(`${b.origin}/notices`, { headers: { cookie: away.headers.get('cookie') ?? '' } })
  expect(await there.text()).toContain('(orvane.example)')
})

test('everyone here is nobody there; a partner that is not offered, or whose node is suspended, cannot be named', async () => {
  const partner = await partnerAt(a)
  const own = await sits(a, 'Jean-Marc Oyono')
  const away = await sits(b, 'Jean-Marc Oyono')
  const posted = value(await own.notices.post({ ...given, title: 'For here', audience: 'everyone', marking: 'clear' }))
  expect(value(await own.notices.deliveries(posted.id))).toEqual([])
  const red = value(await own.notices.post({ ...given, title: 'A mark between', partners: [partner.id] }))
  await findAt(away.notices, 'A mark between')
  expect(red.marking).toBe('amber')
  expect(value(await away.notices.list({ text: 'for here' })).items).toEqual([])

  const notOffered = { ...given, partners: [crypto.randomUUID()] }
  expect(await own.notices.post(notOffered)).toMatchObject({ refusal: { code: 'not-valid', where: 'partners' } })
  const keeper = await keeperOf(a)
  value(await keeper.suspend(partner.node.id))
  const named = { ...given, title: 'Suspended', partners: [partner.id] }
  expect(await own.notices.post(named)).toMatchObject({ refusal: { code: 'not-valid', where: 'partners' } })
  expect(value(await own.notices.list({ text: 'suspended' })).items).toEqual([])
  value(await keeper.resume(partner.node.id))

  // The other node takes it back that it may be addressed: what is sent by a stale list is refused there, and said so.
  const there = (await keeperOf(a)).own()
  const desk = await keeperOf(b)
  value(await desk.add({ address: there.address, fingerprint: there.fingerprint, reaches: [] }))
  await until(async () => value(await own.notices.partners()).every(({ mayBeTold }) => !mayBeTold))
})
