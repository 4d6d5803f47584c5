// SPDX-License-Identifier: Apache-2.0
/** Incidents and advisories between two real nodes, each with its database and its HTTP server, and a line that can be cut. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import type { NewAdvisory } from '#supply/warnings/contract.ts'
import { advisoryForHealth, type WarningsDesk, type WarningTables } from '#supply/warnings/index.ts'
import { nodesOf } from './peers.ts'
import { openTestSite, type TestSite } from './site.testing.ts'

let a: TestSite
let b: TestSite
beforeAll(async () => {
  a = await openTestSite({ NODE_NAME: 'orvane.example' })
  b = await openTestSite({ NODE_NAME: 'lumen.example' }, 'abroad')
  await meet(a, b)
  await meet(b, a)
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
  return { headers, actor, desk: (await site.house.openDesks(headers)).incidents as IncidentsDesk }
}
/** Whoever keeps both compartments; two people give those roles, which is another test's affair. */
const keeperOf = async (site: TestSite) => {
  const { actor } = await sits(site, 'Jean-Marc Oyono')
  const { held, accounts, peers } = site.house
  const roles = [...actor.roles, 'custody:commons', 'custody:supply']
  const desk = nodesOf({ held, accounts, peers }, { ...actor, roles })
  if (!desk) throw new Error('No desk.')
  return desk
}
const organisation = async (site: TestSite, name: RegExp) =>
  (await site.house.accounts.seats([])).find(({ organisation: each }) => name.test(each.name))?.organisation
    .id as string
/** The authority and the customs of `from` may be addressed by `other`. */
const meet = async (from: TestSite, other: TestSite) => {
  const desk = await keeperOf(from)
  const there = (await keeperOf(other)).own()
  const reaches = [await organisation(from, /Control Authority/), await organisation(from, /Customs/)]
  return value(await desk.add({ address: there.address, fingerprint: there.fingerprint, reaches }))
}
const authorityOf = async (site: TestSite) =>
  until(async () => {
    const { desk } = await sits(site, 'Tomás Rivas')
    return value(await desk.partners()).find(({ mayBeTold, name }) => mayBeTold && /Control Authority/.test(name))
  })

const PARAGRAPH =
  'On 14 May 2026 customs at Port Azur stopped 40 drums of acetic anhydride (8000 L) declared as paint thinner, container CSQU3054383.'

/** Reported from a pasted paragraph by one officer, proposed, agreed to by another. */
const release = async (title: string, partner: string, over: object = {}) => {
  const first = await sits(a, 'Tomás Rivas')
  const second = await sits(a, 'Nadia Ferrat')
  const { incident } = value(await first.desk.read(PARAGRAPH))
  const place = { country: 'ZZ', name: 'Port Azur' } // of an invented country, which no paragraph names
  const parties = [{ role: 'consignee' as const, name: 'Meridian Trading' }]
  const draft = value(await first.desk.report({ kind: 'seizure', ...incident, title, place, parties }))
  const wanted = { audience: [], partners: [partner], ...over }
  const seen = value(await first.desk.preview(draft.id, wanted))
  const proposed = value(await first.desk.act(draft.id, { do: 'release', release: wanted }, draft.version))
  expect(proposed).toMatchObject({ status: 'proposed', released: null })
  expect((await first.desk.act(draft.id, { do: 'agree' }, proposed.version)).ok).toBe(false)
  const released = value(await second.desk.act(draft.id, { do: 'agree' }, proposed.version))
  return { first, second, released, seen }
}
const findAt = (desk: IncidentsDesk, title: string, most?: number) =>
  until(async () => value(await desk.list()).items.find((each) => each.title === title), most)

/** Kinds of events of incidents that a stream tells until one of them comes. */
const hears = async (site: TestSite, headers: Headers, kind: string) => {
  const stop = new AbortController()
  const answer = await fetch(`${site.origin}/api/events`, {
    headers: { cookie: headers.get('cookie') ?? '' },
    signal: stop.signal,
  })
  const heard = (async () => {
    let text = ''
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(piece).toString()
      if (text.includes(kind)) break
    }
    stop.abort()
    return Date.now()
  })()
  return heard
}

test('an incident that two officers let go is read at the other node within a second, and taken back there with a receipt', async () => {
  const partner = await authorityOf(a)
  const away = await sits(b, 'Jean-Marc Oyono')
  const heard = hears(b, away.headers, 'incident.released')
  const { first, released, seen } = await release('Forty drums', partner.id)
  const started = Date.now()
  const got = await findAt(away.desk, 'Forty drums')
  expect(Date.now() - started).toBeLessThan(15_000) // a second where nothing else runs; how fast is for a bench
  expect((await heard) - started).toBeLessThan(15_000)
  expect(seen.find(({ node }) => node)).toMatchObject({
    organisation: { id: partner.id },
    node: { name: 'lumen.example' },
    fields: expect.arrayContaining(['title', 'goods', 'parties', 'identifiers']),
  })
  expect(value(await first.desk.viewers(released.id))).toEqual(seen)
  expect(got).toMatchObject({ status: 'released', marking: 'amber', may: [], place: { name: 'Port Azur' } })
  expect(got.goods[0]?.name).toMatch(/acetic anhydride/i)
  expect(got.identifiers).toContainEqual({ type: 'container', value: 'CSQU3054383' })
  const [author] = value(await away.desk.partners()).filter(({ id }) => id === got.from)
  expect(author).toMatchObject({ node: { name: 'orvane.example' }, name: expect.stringContaining('Customs') })

  // An organisation that was not named has no such incident, over HTTP too; who was named may not pass it on or end it.
  const other = await sits(b, 'Tomás Rivas')
  expect(await other.desk.open(got.id)).toMatchObject({ refusal: { code: 'not-found' } })
  expect(value(await other.desk.list()).items.map(({ id }) => id)).not.toContain(got.id)
  const asked = (site: TestSite, headers: Headers) =>
    fetch(`${site.origin}/api/incidents/${got.id}`, { headers: { cookie: headers.get('cookie') ?? '' } })
  expect((await asked(b, other.headers)).status).toBe(404)
  expect((await asked(b, away.headers)).status).toBe(200)
  const onwards = { do: 'release' as const, release: { audience: [other.actor.organisation] } }
  expect((await away.desk.act(got.id, onwards, got.version)).ok).toBe(false)
  expect((await away.desk.act(got.id, { do: 'close', reason: 'not ours' }, got.version)).ok).toBe(false)
  expect((await away.desk.viewers(got.id)).ok).toBe(false)

  const looked = value(await first.desk.act(released.id, { do: 'investigate' }, released.version))
  await until(async () => value(await away.desk.open(got.id)).status === 'under-investigation')
  value(await first.desk.act(released.id, { do: 'recall', reason: 'The firm’s name was misused.' }, looked.version))
  const recalled = await until(async () => {
    const [delivery] = value(await first.desk.deliveries(released.id))
    return delivery?.recalled?.state === 'accepted' && delivery
  })
  expect(recalled).toMatchObject({ node: { name: 'lumen.example' }, told: { state: 'accepted' } })
  expect(recalled.recalled?.signed?.split('.')).toHaveLength(3)
  const left = value(await away.desk.open(got.id))
  expect(left).toMatchObject({ status: 'recalled', title: '', ended: { reason: 'The firm’s name was misused.' } })
  expect(JSON.stringify(left)).not.toMatch(/Meridian|CSQU|acetic|thinner/)
  expect(value(await away.desk.list({ text: 'acetic' })).items.map(({ id }) => id)).not.toContain(got.id)

  const verbs = async (site: TestSite, id: string) => {
    const { db } = site.house.held.compartment<EventTables>('supply')
    return value(await readLedger(db, { kind: 'incident', id })).lines.map(({ verb }) => verb)
  }
  expect(await verbs(a, released.id)).toEqual(expect.arrayContaining(['report', 'release', 'agree', 'tell', 'recall']))
  expect(await verbs(b, got.id)).toEqual(expect.arrayContaining(['receive', 'read', 'investigate', 'recall']))
})

test('who was told asks for a backtrack and is answered; nobody else at either node sees question or answer', async () => {
  const partner = await authorityOf(a)
  const { first, second, released } = await release('Backtrack', partner.id)
  const away = await sits(b, 'Jean-Marc Oyono')
  const got = await findAt(away.desk, 'Backtrack')
  const due = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const question = { kind: 'backtrack' as const, question: 'Who filled the drums?', due }
  const asked = value(await away.desk.ask(got.id, { ...question, to: got.from }, crypto.randomUUID()))
  expect(asked).toMatchObject({ status: 'open', from: away.actor.organisation, to: got.from, may: [] })
  const [came] = await until(async () => {
    const all = value(await first.desk.requests(released.id))
    return all.length > 0 && all
  })
  expect(came).toMatchObject({ ...question, from: partner.id, to: first.actor.organisation, status: 'open' })
  expect(came?.may).toEqual(['accept', 'answer', 'decline'])
  const id = came?.id as string
  value(await first.desk.settle(id, { do: 'accept' }, 1))
  await until(async () => value(await away.desk.requests(got.id))[0]?.status === 'accepted')
  value(await second.desk.settle(id, { do: 'answer', text: 'A works at Valmora Harbour.' }, 2))
  const answered = await until(async () => {
    const [one] = value(await away.desk.requests(got.id))
    return one?.status === 'answered' && one
  })
  expect(answered).toMatchObject({ answer: 'A works at Valmora Harbour.', may: [] })
  const overHttp = async (site: TestSite, { headers }: { headers: Headers }, path: string) => {
    const answer = await fetch(`${site.origin}${path}`, { headers: { cookie: headers.get('cookie') ?? '' } })
    return answer.ok ? ((await answer.json()) as { items: unknown[] }).items : answer.status
  }
  expect(await overHttp(b, away, `/api/incidents/${got.id}/requests`)).toEqual([answered])
  expect(await overHttp(a, first, `/api/incidents/${released.id}/deliveries`)).toEqual([
    expect.objectContaining({ node: { id: partner.node.id, name: 'lumen.example' }, recalled: null }),
  ])
  expect(await overHttp(b, away, `/api/incidents/${got.id}/deliveries`)).toBe(404)
  expect(await overHttp(a, first, '/api/incident-partners')).toContainEqual(partner)
  const inbox = (await b.house.openDesks(away.headers)).inbox
  await until(async () => (await inbox?.list())?.items.some(({ message }) => message === 'incident-answered'))

  // The other way round, and declined.
  const hold = value(await first.desk.ask(released.id, { ...question, kind: 'hold', to: partner.id }))
  const there = await until(async () => value(await away.desk.requests(got.id)).find(({ kind }) => kind === 'hold'))
  value(await away.desk.settle(there.id, { do: 'decline', text: 'The goods have left.' }, there.version))
  await until(async () =>
    value(await first.desk.requests(released.id)).some((each) => each.id === hold.id && each.status === 'declined'),
  )
  expect((await away.desk.settle(there.id, { do: 'answer', text: 'Changed my mind.' }, 2)).ok).toBe(false)

  for (const [site, at, request] of [[a, released.id, id] as const, [b, got.id, asked.id] as const]) {
    const { desk } = await sits(site, site === a ? 'Jean-Marc Oyono' : 'Tomás Rivas')
    expect(await desk.requests(at)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await desk.settle(request, { do: 'accept' }, 1)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await desk.ask(at, { ...question, to: got.from })).toMatchObject({ refusal: { code: 'not-found' } })
  }
  // Who was told asks who told: whether others were told is not theirs to find out.
  const sideways = { ...question, to: await organisation(b, /Customs/) }
  expect(await away.desk.ask(got.id, sideways)).toMatchObject({ refusal: { code: 'not-valid', where: 'to' } })

  value(await first.desk.act(released.id, { do: 'recall', reason: 'Wrong drums.' }, released.version))
  await until(async () => value(await away.desk.open(got.id)).status === 'recalled')
  expect(value(await away.desk.requests(got.id))).toEqual([])
  expect(value(await first.desk.requests(released.id))).toHaveLength(2)
})

test('authorities of both nodes write to each other; nobody else reads it, and a recall takes it from all but its author', async () => {
  const partner = await authorityOf(a)
  const { first, second, released } = await release('Written about', partner.id)
  const away = await sits(b, 'Jean-Marc Oyono')
  const got = await findAt(away.desk, 'Written about')
  value(await away.desk.write(got.id, { text: 'The seal is known here.' }, crypto.randomUUID()))
  const came = await until(async () => value(await second.desk.messages(released.id))[0])
  expect(came).toMatchObject({ text: 'The seal is known here.', from: partner.id, to: 'all' })
  const heard = hears(b, away.headers, 'incident-message.written')
  value(await first.desk.write(released.id, { text: 'Since when?', to: [partner.id] }))
  const texts = async () => value(await away.desk.messages(got.id)).map(({ text }) => text)
  await until(async () => (await texts()).includes('Since when?'))
  await heard
  const { inbox } = await b.house.openDesks(away.headers)
  await until(async () => (await inbox?.list())?.items.some(({ message }) => message === 'incident-written'))
  for (const [site, at, name] of [[a, released.id, 'Jean-Marc Oyono'] as const, [b, got.id, 'Tomás Rivas'] as const]) {
    const { desk } = await sits(site, name)
    expect(await desk.messages(at)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await desk.write(at, { text: 'x' })).toMatchObject({ refusal: { code: 'not-found' } })
  }
  value(await first.desk.act(released.id, { do: 'recall', reason: 'Wrong seal.' }, released.version))
  await until(async () => value(await away.desk.open(got.id)).status === 'recalled')
  expect(await texts()).toEqual([])
  expect(await away.desk.write(got.id, { text: 'Still there?' })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(value(await first.desk.messages(released.id))).toHaveLength(2)
})

test('what is marked more narrowly than the whole stays at its node, and who releases is told so', async () => {
  const partner = await authorityOf(a)
  const { seen, released, first } = await release('Narrow', partner.id, { partiesMarking: 'red' })
  const away = seen.find(({ node }) => node)
  expect(away?.fields).not.toContain('parties')
  expect(away?.fields).not.toContain('identifiers')
  const got = await findAt((await sits(b, 'Jean-Marc Oyono')).desk, 'Narrow')
  expect(got).not.toHaveProperty('parties')
  expect(got).not.toHaveProperty('identifiers')
  expect(value(await first.desk.open(released.id)).parties?.[0]?.name).toBe('Meridian Trading')
})

test('while the line is cut nothing is lost, and what was recalled meanwhile leaves empty', async () => {
  const partner = await authorityOf(a)
  const away = await sits(b, 'Jean-Marc Oyono')
  const kept = ['Cut line 0', 'Cut line 1', 'Cut line 2']
  await b.cut()
  for (const title of kept) await release(title, partner.id)
  const { first, released } = await release('Never mind', partner.id)
  value(await first.desk.act(released.id, { do: 'recall', reason: 'A mistake.' }, released.version))
  expect(value(await first.desk.deliveries(released.id))[0]).toMatchObject({
    told: { state: 'waiting' },
    recalled: { state: 'waiting' },
  })
  await until(async () => (await (await keeperOf(a)).list())[0]?.problem?.code === 'unreachable')
  await b.mend()
  for (const title of kept) await findAt(away.desk, title, 30_000)
  await until(async () => (await (await keeperOf(a)).list())[0]?.waiting === 0, 30_000)
  expect(value(await away.desk.list()).items.filter(({ title }) => title === 'Never mind')).toEqual([])
})

const warningsOf = async (site: TestSite, name: string): Promise<WarningsDesk> => {
  const { warnings } = await site.house.openDesks(new Headers(await site.stepIn(name)))
  if (!warnings) throw new Error(`${name} has no desk for early warning.`)
  return warnings
}
const text = (headline: string) => ({ headline, description: `${headline}.`, instruction: 'Call.', reviewed: true })
const written = (word: string) => ({ en: text(word), fr: text(word) })

test('an advisory of two officers is read at the other node by whom it names, becomes theirs by theirs alone, and is taken back with a receipt', async () => {
  const [first, second, away] = [
    await warningsOf(a, 'Noor Abbasi'),
    await warningsOf(a, 'Viktor Lund'),
    await warningsOf(b, 'Noor Abbasi'),
  ]
  const partnerOf = (name: RegExp) =>
    until(async () => value(await first.partners()).find((each) => each.mayBeTold && name.test(each.name)))
  const [authority, customs] = [await partnerOf(/Control Authority/), await partnerOf(/Customs/)]
  const input: NewAdvisory = {
    ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', regions: ['ZZ-NO-1'] },
    expires: new Date(Date.now() + 86_400_000).toISOString(),
    versions: {
      public: written('For all'),
      professional: written('For services'),
      restricted: written('For the search'),
    },
    readers: { public: [authority.id], professional: [], restricted: [customs.id], health: true },
  }
  const watched = value(await first.board()).items[0]?.id ?? ''
  const wrong = { ...input, readers: { ...input.readers, public: [crypto.randomUUID()] } }
  expect(await first.prepare(watched, wrong)).toMatchObject({ refusal: { where: 'readers.public' } })
  const draft = value(await first.prepare(watched, input))
  const seen = value(await first.preview(input)).filter(({ node }) => node)
  expect(seen.map(({ reader, organisation }) => [reader, organisation?.id]).toSorted()).toEqual(
    [
      ['public', authority.id],
      ['public', customs.id],
      ['restricted', customs.id],
    ].toSorted(),
  )
  const proposed = value(await first.decide(draft.id, { do: 'propose' }, draft.version))
  expect(value(await away.advisories()).items.some(({ node }) => node)).toBe(false)
  const published = value(await second.decide(draft.id, { do: 'agree' }, proposed.version))
  const got = await until(async () => value(await away.advisories()).items.find(({ node }) => node))
  expect(got).toMatchObject({
    reader: 'public',
    status: 'published',
    node: { name: 'orvane.example' },
    expires: input.expires,
  })
  const atCustoms = await warningsOf(b, 'Yara Benali')
  expect(value(await atCustoms.advisory(got.id)).versions.map(({ reader }) => reader)).toEqual(['public', 'restricted'])
  expect(await b.house.advisories?.open(got.id)).toBeUndefined()
  expect((await fetch(`${b.origin}/advisories/${got.id}/cap.xml`)).status).toBe(404)
  const { db } = b.house.held.compartment<WarningTables>('supply')
  expect(await advisoryForHealth(db, got.id)).toBeUndefined()

  value(await away.acknowledge(got.id))
  value(await (await warningsOf(b, 'Viktor Lund')).acknowledge(got.id))
  await until(async () => value(await first.receipts(draft.id)).people === 1)
  const adopted = value(await away.adopt(got.id, { regions: ['ZZ-CE-1'] }))
  expect(adopted).toMatchObject({ status: 'draft', content: { readers: { health: false, professional: [] } } })
  expect((await away.decide(adopted.id, { do: 'agree' }, adopted.version)).ok).toBe(false)

  value(await first.decide(draft.id, { do: 'withdraw', reason: 'A wrong sample.' }, published.version))
  const { deliveries, untold } = await until(async () => {
    const all = value(await first.deliveries(draft.id))
    return all.deliveries[0]?.recalled?.state === 'accepted' && all
  })
  expect([deliveries.length, untold]).toEqual([1, []])
  expect(deliveries[0]?.recalled?.signed?.split('.')).toHaveLength(3)
  expect(value(await away.advisory(got.id)).versions[0]).toMatchObject({
    status: 'withdrawn',
    reason: 'A wrong sample.',
  })
  expect(value(await away.advisory(adopted.id)).own?.status).toBe('draft')
})

test('a partner that is not offered, or whose node is suspended, cannot be named', async () => {
  const partner = await authorityOf(a)
  const { desk } = await sits(a, 'Tomás Rivas')
  const draft = value(await desk.report({ kind: 'seizure', title: 'To nobody', place: { country: 'ZZ' } }))
  const to = (id: string) => ({ do: 'release' as const, release: { audience: [], partners: [id] } })
  expect(await desk.act(draft.id, to(crypto.randomUUID()), draft.version)).toMatchObject({
    refusal: { code: 'not-valid', where: 'release.partners' },
  })
  const keeper = await keeperOf(a)
  value(await keeper.suspend(partner.node.id))
  expect(await desk.act(draft.id, to(partner.id), draft.version)).toMatchObject({
    refusal: { code: 'not-valid', where: 'release.partners' },
  })
  value(await keeper.resume(partner.node.id))
  expect(value(await desk.open(draft.id)).status).toBe('draft')
})
