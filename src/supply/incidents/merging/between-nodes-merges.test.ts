// SPDX-License-Identifier: Apache-2.0
/** Two authors at two nodes: each with a database of its own, and what one desk sends is taken in by the other. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ok } from '#basis/outcome.ts'
import { keyOf, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { idOf } from '#platform/peers/index.ts'
import type { IncidentsDesk } from '../contract.ts'
import { type IncidentTables, incidentKinds, openIncidents } from '../index.ts'
import { actorOf, codeOf, migrations, told, value } from '../links/room.testing.ts'

const database = databaseForTests()
const reason = 'The same drums, counted twice.'

interface Node {
  id: string
  name: string
  author: { id: string; name: string; kind: string }
  db: Kysely<IncidentTables>
  desk: IncidentsDesk
  second: IncidentsDesk
  /** What left and was not taken in yet. */
  sent: { id: string; kind: string; payload: unknown }[]
}

const open = async (name: string): Promise<Node> => {
  const { db } = await database.open<IncidentTables>(name, migrations)
  const author = { id: randomUUID(), name: `Customs of ${name}`, kind: 'customs' }
  const sent: Node['sent'] = []
  const deskFor = () =>
    openIncidents({
      ...{ db, actor: actorOf(author.id), prefixes: new Map<string, string>() },
      seats: async (audience) =>
        audience.includes(keyOf.organisation(author.id)) ? [{ organisation: author, actor: actorOf(author.id) }] : [],
      isAbroad: async () => undefined,
      readParagraph: () => ({ incident: {}, spans: [] }),
      peers: {
        send: async (_: unknown, __: unknown, kind: string, payload: unknown) => {
          const id = randomUUID()
          sent.push({ id, kind, payload })
          return ok(id)
        },
      } as never,
    })
  return { id: randomUUID(), name, author, db, desk: deskFor(), second: deskFor(), sent }
}

/** One node has admitted the other, and takes messages for its author. */
const admit = ({ db, author }: Node, other: Node) =>
  db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    await sql`insert into peer (id, name, address, status, changed_at, our_key, announced)
      values (${other.id}, ${other.name}, 'https://there.example', 'active', now(), 'k', '{}')`.execute(trx)
    await trx.insertInto('peer_offer').values({ node: other.id, organisation: author.id, is_open: true }).execute()
    const { id: organisation, name, kind } = other.author
    const partner = { node: other.id, organisation, node_name: other.name, name, kind, may_be_told: true }
    await trx
      .insertInto('peer_partner')
      .values({ id: idOf(other.id, organisation), ...partner })
      .execute()
  })

/** The other node takes in all that left; the codes of what it says. */
const carry = async (from: Node, to: Node): Promise<string[]> => {
  const said: string[] = []
  for (const message of from.sent.splice(0)) said.push(await takeIn(message, from, to))
  return said
}
const takeIn = async ({ id, kind, payload }: Node['sent'][number], from: Node, to: Node): Promise<string> => {
  const known = incidentKinds().find((each) => each.kind === kind)
  const given = known?.shape.safeParse(JSON.parse(JSON.stringify(payload)))
  if (!known || !given?.success) throw new Error(`${kind}: ${given?.error}`)
  const message = { id, kind, sent: new Date().toISOString(), payload: given.data }
  const answer = await to.db.transaction().execute((trx) => known.receive(trx, message, from))
  return codeOf(answer)
}

/** Told by one author to the other; answers its id at both. */
const report = async (from: Node, to: Node, title: string): Promise<[here: string, there: string]> => {
  const { id, version } = value(await from.desk.report(told({ title })))
  const release = { audience: [], partners: [idOf(to.id, to.author.id)] }
  const proposed = value(await from.desk.act(id, { do: 'release', release }, version))
  value(await from.second.act(id, { do: 'agree' }, proposed.version))
  const [message] = from.sent
  expect(await carry(from, to)).toEqual(['ok'])
  return [id, idOf(from.id, message?.id ?? '')]
}

let one: Node
let two: Node
let [ours, oursThere, theirsHere, theirs] = ['', '', '', '']
beforeAll(async () => {
  one = await open('here')
  two = await open('there')
  await admit(one, two)
  await admit(two, one)
})
beforeEach(async () => {
  ;[ours, oursThere] = await report(one, two, 'Forty drums')
  ;[theirs, theirsHere] = await report(two, one, 'Forty barrels')
})
const stateAt = async ({ desk }: Node, id: string) =>
  value(await desk.merges(id)).map(({ state, steps, may }) => [state, steps.map(({ step }) => step), may])

test('one author proposes, the other agrees at their node, and either undoes it; both nodes keep the same steps', async () => {
  const proposed = value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'merge', reason }))
  expect(proposed).toMatchObject({ state: 'proposed', may: ['decline'] })
  expect(await carry(one, two)).toEqual(['ok'])
  expect(await stateAt(two, theirs)).toEqual([['proposed', ['propose'], ['merge', 'decline']]])
  value(await two.desk.merge({ duplicate: oursThere, kept: theirs, do: 'merge', reason: 'Yes, ours too.' }))
  expect(await carry(two, one)).toEqual(['ok'])
  for (const [node, id] of [
    [one, ours],
    [two, theirs],
  ] as const)
    expect(await stateAt(node, id)).toEqual([['merged', ['propose', 'merge'], ['undo']]])
  expect(value(await one.desk.merges(ours))[0]?.steps[1]).toMatchObject({
    organisation: idOf(two.id, two.author.id),
    reason: 'Yes, ours too.',
  })
  value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'undo', reason: 'Two loads after all.' }))
  expect(await carry(one, two)).toEqual(['ok'])
  expect(await stateAt(two, theirs)).toEqual([['undone', ['propose', 'merge', 'undo'], ['merge']]])
  const { lines } = value(await readLedger(two.db, { kind: 'incident', id: theirs }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['receive-merge-propose', 'receive-merge-undo']))
})

test('both propose at the same moment: they agree', async () => {
  value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'merge', reason }))
  value(await two.desk.merge({ duplicate: oursThere, kept: theirs, do: 'merge', reason }))
  expect([await carry(one, two), await carry(two, one)]).toEqual([['ok'], ['ok']])
  expect([(await stateAt(one, ours))[0]?.[0], (await stateAt(two, theirs))[0]?.[0]]).toEqual(['merged', 'merged'])
})

test('what was proposed is taken back while it is agreed to: it does not hold at either node', async () => {
  value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'merge', reason }))
  expect(await carry(one, two)).toEqual(['ok'])
  // Nor is it merged into another one meanwhile, since it may be agreed to.
  const third = value(await one.desk.report(told({ title: 'A third' })))
  value(await one.desk.act(third.id, { do: 'release', release: { audience: [] } }, third.version))
  expect(codeOf(await one.desk.merge({ duplicate: ours, kept: third.id, do: 'merge', reason }))).toBe('not-now')
  value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'decline', reason: 'We looked again.' }))
  value(await two.desk.merge({ duplicate: oursThere, kept: theirs, do: 'merge', reason }))
  expect([await carry(one, two), await carry(two, one)]).toEqual([['ok'], ['not-now']])
  expect([(await stateAt(one, ours))[0]?.[0], (await stateAt(two, theirs))[0]?.[0]]).toEqual(['declined', 'undone'])
  expect(value(await one.desk.merge({ duplicate: ours, kept: third.id, do: 'merge', reason })).state).toBe('merged')
})

test('a step is taken by its own author alone, about two incidents that both were told of, and in its order', async () => {
  value(await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'merge', reason }))
  const message = one.sent.splice(0)[0] as Node['sent'][number]
  const payload = message.payload as { from: object; duplicate: object; kept: object; step: string }
  const says = (over: object, from: Node = one) => takeIn({ ...message, payload: { ...payload, ...over } }, from, two)
  expect(await says({ from: { ...payload.from, id: randomUUID() } })).toBe('not-found')
  expect(await says({ to: randomUUID() })).toBe('not-found')
  expect(await says({}, { ...one, id: randomUUID() })).toBe('not-found')
  expect(await says({ kept: payload.duplicate })).toBe('not-found')
  expect(await says({ kept: { message: randomUUID(), by: 'receiver' } })).toBe('not-found')
  expect(await says({ duplicate: { message: message.id, by: 'sender' } })).toBe('not-found')
  for (const step of ['merge', 'decline', 'undo']) expect(await says({ step }), step).toBe('not-now')
  expect(await stateAt(two, theirs)).toEqual([])
  expect(await says({})).toBe('ok')
  expect(await says({ step: 'merge' })).toBe('not-now') // it does not answer itself
  expect(await stateAt(two, theirs)).toEqual([['proposed', ['propose'], ['merge', 'decline']]])
})

test('whoever was not told of the other report is not asked, and a node that is not reached is said', async () => {
  const { id, version } = value(await one.desk.report(told({ title: 'For nobody there' })))
  value(await one.desk.act(id, { do: 'release', release: { audience: [] } }, version))
  expect(codeOf(await one.desk.merge({ duplicate: id, kept: theirsHere, do: 'merge', reason }))).toBe('not-now')
  await one.db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    await sql`update peer set status = 'suspended'`.execute(trx)
  })
  const refused = await one.desk.merge({ duplicate: ours, kept: theirsHere, do: 'merge', reason })
  expect([codeOf(refused), one.sent.length, await stateAt(one, ours)]).toEqual(['not-now', 0, []])
  // A step in the name of an author elsewhere is written by the exchange, and by nobody who sits here.
  const forged = sit(one.db, actorOf(one.author.id), (trx) =>
    sql`insert into merge_step (duplicate, kept, turn, step, organisation, account, reason, at)
      values (${ours}, ${theirsHere}, 1, 'propose', ${idOf(two.id, two.author.id)}, ${randomUUID()}, 'x', now())`.execute(
      trx,
    ),
  )
  await expect(forged).rejects.toMatchObject({ code: '42501' })
})
