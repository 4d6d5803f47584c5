// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, columnsOf, keyOf, MARKINGS, type Marking, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { type IncidentTables, incidentKinds } from '../index.ts'
import { insertIncident } from '../store.ts'
import { fileKeys, MOST_SHARED } from './links-store.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from './room.testing.ts'

const database = databaseForTests()
const [customs, authority, firm] = [randomUUID(), randomUUID(), randomUUID()]
const organisations = [customs, authority, firm]
const open = async () => (await database.open<IncidentTables>('supply', migrations)).db
const seal = (text: string) => ({ identifiers: [{ type: 'seal' as const, value: text }] })

test('what shares a value is linked as soon as it is reported, with its reasons, both ways, until it is recalled', async () => {
  const db = await open()
  const officer = actorOf(customs)
  const own = deskOf(db, officer, organisations)
  const reads = deskOf(db, actorOf(authority, { roles: ['incidents:reader'] }), organisations)
  const company = (name: string, over: object = {}) => ({ parties: [{ role: 'consignee' as const, name, ...over }] })
  const one = await release(own, told({ title: 'One', ...company('Meridian Trading Ltd.'), ...seal('ZZ-0099 1') }), [
    authority,
  ])
  expect(value(await own.links(one))).toEqual([])
  const two = value(
    await own.report(
      told({ title: 'Two', ...company('TRADING MERIDIAN', { knowledge: 'name-misused' }), ...seal('zz00991') }),
    ),
  )
  const [link] = value(await own.links(one))
  expect(link).toMatchObject({ incident: { id: two.id, title: 'Two' } })
  expect(link?.reasons).toEqual([
    { kind: 'seal', here: 'ZZ-0099 1', there: 'zz00991', misused: false },
    { kind: 'company', here: 'Meridian Trading Ltd.', there: 'TRADING MERIDIAN', misused: true },
  ])
  expect(value(await own.links(two.id)).map(({ incident }) => incident.id)).toEqual([one])
  // The draft exists for those who report it alone, and so does the link.
  expect(value(await reads.links(one))).toEqual([])
  expect(codeOf(await reads.links(two.id))).toBe('not-found')
  const shared = value(await own.act(two.id, { do: 'release', release: { audience: [authority] } }, two.version))
  expect(value(await reads.links(one)).map(({ incident }) => incident.id)).toEqual([two.id])
  value(await own.act(two.id, { do: 'recall', reason: 'Another firm.' }, shared.version))
  expect(value(await reads.links(one))).toEqual([])
  expect(value(await reads.links(two.id))).toEqual([])
  expect(value(await own.links(one))).toHaveLength(1)
  const { lines } = value(await readLedger(db, { kind: 'incident', id: two.id }))
  expect(lines.map(({ verb, account }) => [verb, account])).toContainEqual(['links', officer.account])
})

test('by a part that a reader is denied nothing is linked for them', async () => {
  const db = await open()
  const own = deskOf(db, actorOf(customs), organisations)
  const amber = deskOf(db, actorOf(authority, { roles: ['incidents:reader'] }), organisations)
  const red = deskOf(db, actorOf(authority, { roles: ['incidents:reader'], clearance: 'red' }), organisations)
  const one = await release(own, told(seal('NARROW 77')), [authority], { partiesMarking: 'red' })
  const two = await release(own, told(seal('NARROW 77')), [authority])
  for (const id of [one, two]) {
    expect(value(await amber.links(id))).toEqual([])
    expect(value(await red.links(id))).toHaveLength(1)
  }
})

test('what the key of an agreement withholds links nothing for whom it alone lets in', async () => {
  const db = await open()
  const bank = randomUUID()
  const one = randomUUID()
  const kept = async (id: string) => {
    const handling = {
      ...{ originator: customs, audience: [keyOf.organisation(customs), 'agreement:1'], marking: 'amber' as const },
      ...{ purposes: ['supply-control'], fields: {}, originatorControlled: true, keptUntil: null },
    }
    const content = { ...told(seal('AGREED 5')), goods: [], equipment: [], route: [], parties: [] }
    await sit(db, actorOf(customs), (trx) =>
      insertIncident(trx, {
        ...{
          id,
          kind: 'seizure',
          status: 'released',
          urgency: 'routine',
          countries: ['ZZ'],
          content: content as never,
        },
        ...{ reported_at: new Date(), released_at: null, look_by: null, proposed_by: null, proposed_release: null },
        ...{ version: 1, ended_at: null, reason: null, ...columnsOf(handling) },
      }),
    )
  }
  for (const id of [one, randomUUID()]) await kept(id)
  const seen = async (over: Partial<Actor>) => {
    const partner = actorOf(bank, { roles: ['incidents:reader'], groups: ['agreement:1'], ...over })
    return value(await deskOf(db, partner, organisations).links(one)).length
  }
  expect(await seen({ withheld: { 'agreement:1': ['parties', 'identifiers'] } })).toBe(0)
  expect(await seen({ withheld: { 'agreement:1': ['parties'] } })).toBe(1)
  expect(await seen({})).toBe(1)
})

test('the same way links within a while, and a value that a reader meets everywhere links nothing for that reader', async () => {
  const db = await open()
  const own = deskOf(db, actorOf(customs), organisations)
  const reads = deskOf(db, actorOf(firm, { roles: ['incidents:reader'] }), organisations)
  const route = [
    { role: 'origin' as const, country: 'XV', place: 'Valmora Harbour' },
    { role: 'destination' as const, country: 'ZZ', place: 'Port Azur' },
  ]
  const one = await release(own, told({ route }), [firm])
  const two = await release(own, told({ route }), [firm])
  expect(value(await own.links(one))[0]?.reasons).toMatchObject([{ kind: 'route' }])
  await sit(db, actorOf(customs), (trx) => sql`delete from incident_key where incident = ${two}`.execute(trx))
  const old = { id: two, reported_at: new Date(Date.now() - 31 * 86_400_000), content: { ...told({ route }) } as never }
  await sit(db, actorOf(customs), (trx) =>
    fileKeys(trx, { ...old, content: { goods: [], parties: [], identifiers: [], route } as never }),
  )
  expect(value(await own.links(one))).toEqual([])

  const shared = await release(own, told(seal('EVERYWHERE')), [firm])
  for (let i = 0; i < MOST_SHARED; i++) await release(own, told(seal('EVERYWHERE')), i < 3 ? [firm] : [authority])
  expect(value(await own.links(shared))).toHaveLength(MOST_SHARED)
  await release(own, told(seal('EVERYWHERE')), [authority])
  expect(value(await own.links(shared))).toEqual([])
  // Counted among those that the reader sees: what is hidden neither makes nor unmakes a link.
  expect(value(await reads.links(shared))).toHaveLength(3)
})

/** What a person may see, in words of its own. */
interface Drawn {
  id: string
  originator: string
  audience: string[]
  marking: Marking
  identifiers: Marking | null
  seal: string
  status: 'draft' | 'released' | 'recalled'
}
const clears = (actor: Actor, marking: Marking) => MARKINGS.indexOf(marking) <= MARKINGS.indexOf(actor.clearance)
const readsSeal = (actor: Actor, one: Drawn) =>
  one.audience.includes(actor.organisation) &&
  clears(actor, one.marking) &&
  (one.originator === actor.organisation || (one.status !== 'recalled' && clears(actor, one.identifiers ?? 'clear')))

test('for drawn incidents and people, exactly what a person reads in both is linked', { timeout: 60_000 }, async () => {
  const db = await open()
  const marking = fc.constantFrom(...MARKINGS)
  const drawn = fc.record({
    originator: fc.constantFrom(...organisations),
    audience: fc.subarray(organisations),
    marking,
    identifiers: fc.option(marking),
    seal: fc.constantFrom('S1', 'S2', 'S3'),
    status: fc.constantFrom('draft', 'released', 'recalled'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 2, maxLength: 7 }), fc.uuid(), async (all, salt) => {
      const kept: Drawn[] = []
      for (const { audience, status, ...each } of all) {
        const one = {
          ...each,
          id: randomUUID(),
          audience: [...new Set([each.originator, ...audience])],
          status,
        } as Drawn
        const fields = one.identifiers ? { identifiers: one.identifiers } : {}
        const handling = {
          ...{ originator: one.originator, audience: one.audience.map(keyOf.organisation), marking: one.marking },
          ...{ purposes: ['supply-control'], fields, originatorControlled: true, keptUntil: null },
        }
        const content = { ...told(), urgency: 'routine', account: '', goods: [], equipment: [], route: [], parties: [] }
        const over = status === 'recalled' ? { ended_at: new Date(), reason: 'x' } : { ended_at: null, reason: null }
        await sit(db, actorOf(one.originator, { clearance: 'red' }), (trx) =>
          insertIncident(trx, {
            ...{ id: one.id, kind: 'seizure', status: one.status, urgency: 'routine', countries: ['ZZ'] },
            content: {
              ...content,
              identifiers: [{ type: 'seal', value: `${one.seal} ${salt}`.slice(0, 34) }],
            } as never,
            ...{ reported_at: new Date(), released_at: null, look_by: null, proposed_by: null, proposed_release: null },
            ...{ version: 1, ...over, ...columnsOf(handling) },
          }),
        )
        kept.push(one)
      }
      for (const organisation of organisations)
        for (const clearance of ['green', 'amber', 'red'] as const) {
          const actor = actorOf(organisation, { clearance, roles: ['incidents:reader'] })
          const desk = deskOf(db, actor, organisations)
          for (const one of kept) {
            const due = kept.filter(
              (other) => other !== one && other.seal === one.seal && readsSeal(actor, one) && readsSeal(actor, other),
            )
            const links = await desk.links(one.id)
            const seen = links.ok ? links.value.map(({ incident }) => incident.id) : []
            expect(seen.sort()).toEqual(due.map(({ id }) => id).sort())
          }
        }
    }),
    { numRuns: 6 },
  )
})

test('what came from another node is linked too', async () => {
  const db = await open()
  const own = deskOf(db, actorOf(customs), organisations)
  const here = await release(own, told(seal('ABROAD 1')), [])
  const node = { id: randomUUID(), name: 'Another node' } as never
  const kind = incidentKinds().find((each) => each.kind === 'incidents.incident')
  const payload = {
    from: { id: randomUUID(), name: 'Customs of Valmora', kind: 'customs' },
    ...{ to: [customs], content: { ...told(seal('abroad-1')) }, countries: ['ZZ'], reported: new Date().toISOString() },
    ...{ marking: 'amber', purposes: ['supply-control'], fields: {}, keptUntil: null },
  }
  const given = kind?.shape.safeParse(payload)
  expect(given?.success, JSON.stringify(given?.error)).toBe(true)
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const offer = { node: (node as { id: string }).id, organisation: customs, is_open: true }
    await trx.insertInto('peer_offer').values(offer).execute()
    const taken = await kind?.receive(trx, { id: randomUUID(), payload: given?.data } as never, node)
    expect(taken?.ok).toBe(true)
  })
  expect(value(await own.links(here)).map(({ reasons }) => reasons[0]?.there)).toEqual(['abroad-1'])
})
