// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import type { IncidentTables } from '../index.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from '../links/room.testing.ts'
import type { NewProposal } from './proposals.ts'

const database = databaseForTests()
const [customs, authority, police] = [randomUUID(), randomUUID(), randomUUID()]
const organisations = [customs, authority, police]
const drums = told({
  title: 'Forty drums',
  goods: [{ name: 'Solvent', form: 'liquid', certainty: 'declared' }],
  parties: [{ role: 'consignee', name: 'Meridian Trading' }],
  identifiers: [{ type: 'seal', value: 'ZX-99121' }],
})
const reason = 'Our laboratory had the samples.'
const goods: NewProposal = {
  reason,
  change: {
    ...{ field: 'goods', at: 0 },
    to: { name: 'Acetic anhydride', amount: { value: '8000', unit: 'L' }, certainty: 'confirmed' },
  },
}
const party: NewProposal = {
  reason,
  change: { field: 'parties', at: 0, to: { role: 'consignee', knowledge: 'name-misused' } },
}
const seal: NewProposal = { reason, change: { field: 'identifiers', to: { type: 'seal', value: 'KX-20481' } } }

const open = async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const sits = (organisation: string, over = {}) => {
    const actor = actorOf(organisation, over)
    return { actor, ...deskOf(db, actor, organisations) }
  }
  const count = async (incident: string) =>
    (
      await sit(db, actorOf(customs, { clearance: 'red' }), (trx) =>
        sql<{ n: number }>`select count(*)::int as n from incident_proposal where incident = ${incident}`.execute(trx),
      )
    ).rows[0]?.n
  return { db, sits, count, own: sits(customs), ally: sits(authority), other: sits(police) }
}

test('the author accepts what a reader proposes, and the incident is found by what it says now', async () => {
  const { db, own, ally, other } = await open()
  const id = await release(own, drums, [authority, police])
  const same = await release(own, told({ title: 'Twin', identifiers: [{ type: 'seal', value: 'KX 20481' }] }), [police])
  const [first, second, third] = [
    value(await ally.propose(id, goods)),
    value(await ally.propose(id, party)),
    value(await ally.propose(id, seal)),
  ]
  expect(first).toMatchObject({ from: authority, was: { name: 'Solvent', certainty: 'declared' }, may: ['withdraw'] })
  expect(value(await own.proposals(id)).map(({ may }) => may)).toEqual(Array(3).fill(['accept', 'decline']))
  expect(value(await other.proposals(id))).toEqual([])
  expect(value(await other.list({ text: 'anhydride' })).items).toEqual([])
  expect(value(await other.links(id))).toEqual([])
  let { version } = value(await own.open(id))
  expect(codeOf(await own.settleProposal(first.id, { do: 'accept', version: version - 1 }))).toBe('changed')
  for (const { id: each } of [first, second, third])
    value(await own.settleProposal(each, { do: 'accept', version: version++ }))
  const now = value(await other.open(id))
  expect(now).toMatchObject({
    goods: [{ name: 'Acetic anhydride', form: 'liquid', amount: { value: '8000', unit: 'L' }, certainty: 'confirmed' }],
    parties: [{ name: 'Meridian Trading', knowledge: 'name-misused' }],
    identifiers: [{ value: 'ZX-99121' }, { value: 'KX-20481' }],
    version,
  })
  expect(now.changed).not.toBeNull()
  expect(value(await other.list({ text: 'anhydride' })).items.map((each) => each.id)).toEqual([id])
  expect(value(await other.list({ text: 'solvent' })).items).toEqual([])
  expect(value(await other.links(id)).map(({ incident }) => incident.id)).toEqual([same])
  const { lines } = value(await readLedger(db, { kind: 'incident', id }))
  expect(lines.filter(({ verb }) => verb === 'change')).toHaveLength(3)
  expect(value(await ally.proposals(id)).map(({ status, may }) => [status, may])).toEqual(
    Array(3).fill(['accepted', []]),
  )
  expect(codeOf(await own.settleProposal(first.id, { do: 'decline', reason }))).toBe('not-now')
})

test('what the incident says otherwise by now is not overwritten; declining says why, and who proposed may withdraw', async () => {
  const { own, ally, other, sits } = await open()
  const id = await release(own, drums, [authority, police])
  const [one, two] = [value(await ally.propose(id, goods)), value(await other.propose(id, goods))]
  const { version } = value(await own.open(id))
  value(await own.settleProposal(one.id, { do: 'accept', version }))
  expect(codeOf(await own.settleProposal(two.id, { do: 'accept', version: version + 1 }))).toBe('changed')
  expect(codeOf(await ally.settleProposal(two.id, { do: 'withdraw' }))).toBe('not-found')
  const reader = sits(customs, { roles: ['incidents:reader'] })
  expect(codeOf(await reader.settleProposal(two.id, { do: 'decline', reason }))).toBe('not-found')
  expect(codeOf(await other.settleProposal(two.id, { do: 'decline', reason }))).toBe('not-now')
  expect(value(await own.settleProposal(two.id, { do: 'decline', reason: 'Done already.' })).answer).toBe(
    'Done already.',
  )
  const third = value(await other.propose(id, seal))
  expect(value(await other.settleProposal(third.id, { do: 'withdraw' })).status).toBe('withdrawn')
  expect(codeOf(await own.settleProposal(third.id, { do: 'accept', version: version + 1 }))).toBe('not-now')
  expect(value(await own.open(id)).identifiers).toHaveLength(1)
})

test('values are those of a report: no false number, no user of drugs by name, nothing that it says already', async () => {
  const { own, ally, count } = await open()
  const person = { role: 'driver' as const, name: 'Ada Example', person: true, necessity: 'Drives the same lorry.' }
  const id = await release(own, told({ ...drums, kind: 'diversion', parties: [person] }), [authority])
  const tries: NewProposal['change'][] = [
    { field: 'identifiers', to: { type: 'container', value: 'CSQU3054384' } },
    { field: 'identifiers', to: { type: 'seal', value: 'ZX-99121' } },
    { field: 'title', to: 'Forty drums' },
    { field: 'title', to: ' ' },
    { field: 'parties', at: 0, to: { role: 'end-user', knowledge: 'unknown' } },
    { field: 'goods', at: 0, to: { name: 'x', amount: { value: 'many', unit: 'kg' } } },
  ]
  for (const change of tries)
    expect(codeOf(await ally.propose(id, { reason, change })), JSON.stringify(change)).toBe('not-valid')
  expect(codeOf(await ally.propose(id, { ...seal, reason: '' }))).toBe('not-valid')
  expect(codeOf(await own.propose(id, seal))).toBe('not-now')
  expect(await count(id)).toBe(0)
})

// CVE-2026-112178 and its kind: a proposal is a second door to the record that it is about.
test('a hidden incident, a withheld part and what is not there answer alike, and nothing is made', async () => {
  const { own, ally, other, sits, count } = await open()
  const id = await release(own, drums, [authority], { partiesMarking: 'red' })
  const nowhere = await ally.propose(randomUUID(), goods)
  expect(codeOf(nowhere)).toBe('not-found')
  for (const given of [goods, party, seal]) expect(await other.propose(id, given)).toEqual(nowhere)
  expect(await other.proposals(id)).toEqual(await other.proposals(randomUUID()))
  const ninth = { field: 'parties' as const, at: 9, to: party.change.to as never }
  for (const given of [party, seal, { reason, change: ninth }]) expect(await ally.propose(id, given)).toEqual(nowhere)
  expect(await ally.propose(id, { reason, change: { ...goods.change, at: 9 } as never })).toEqual(nowhere)
  expect(await count(id)).toBe(0)

  const cleared = sits(authority, { clearance: 'red' })
  const made = value(await cleared.propose(id, party))
  const everywhere = JSON.stringify([await ally.proposals(id), await other.proposals(id)])
  expect(everywhere).not.toContain('name-misused')
  expect(await ally.settleProposal(made.id, { do: 'withdraw' })).toEqual(
    await ally.settleProposal(randomUUID(), { do: 'withdraw' }),
  )
  expect(value(await own.proposals(id)).map((each) => each.id)).toEqual([made.id])
})

test('nobody keeps a proposal longer than the incident: not after a recall, nor where the database takes the incident away', async () => {
  const { db, own, ally } = await open()
  const id = await release(own, drums, [authority])
  const made = value(await ally.propose(id, party))
  const seen = async () => {
    const { rows } = await sit(db, ally.actor, (trx) =>
      sql`select * from incident_proposal where incident = ${id}`.execute(trx),
    )
    return [
      rows.length,
      codeOf(await ally.settleProposal(made.id, { do: 'withdraw' })),
      codeOf(await ally.proposals(id)),
    ]
  }
  const audience = (keys: string[]) =>
    sit(db, own.actor, (trx) => sql`update incident set audience = ${keys} where id = ${id}`.execute(trx))
  await audience([`organisation:${customs}`])
  expect(await seen()).toEqual([0, 'not-found', 'not-found'])
  await audience([`organisation:${customs}`, `organisation:${authority}`])
  expect(value(await ally.proposals(id))).toHaveLength(1)
  const { version } = value(await own.open(id))
  value(await own.act(id, { do: 'recall', reason: 'Wrong.' }, version))
  expect(await seen()).toEqual([0, 'not-found', 'ok'])
  expect(value(await ally.proposals(id))).toEqual([])
  expect(codeOf(await own.settleProposal(made.id, { do: 'accept', version: version + 1 }))).toBe('not-now')
})
