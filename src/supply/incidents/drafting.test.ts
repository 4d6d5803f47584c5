// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { matches, readLedger } from '#platform/ledger/index.ts'
import type { IncidentTables } from './index.ts'
import { actorOf, codeOf, deskOf, migrations, told, value } from './links/room.testing.ts'

const database = databaseForTests()
const [customs, authority] = [randomUUID(), randomUUID()]
const open = async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const [one, two, other] = [actorOf(customs), actorOf(customs), actorOf(authority)]
  const desks = [one, two, other].map((actor) => deskOf(db, actor, [customs, authority]))
  return { db, actor: one, desks: desks as [(typeof desks)[0], (typeof desks)[0], (typeof desks)[0]] }
}

test('a draft is written anew by its own organisation, and found by its new words alone', async () => {
  const { desks } = await open()
  const [own, colleague, other] = desks
  const draft = value(await own.report(told({ title: 'Forty barrels', urgency: 'flash' })))
  const better = told({ title: 'Thirty crates', place: { country: 'XV', name: 'Harbour' } })
  expect(codeOf(await other.edit(draft.id, better, draft.version))).toBe('not-found')
  expect(codeOf(await own.edit(draft.id, { ...better, title: '' }, draft.version))).toBe('not-valid')
  const written = value(await colleague.edit(draft.id, better, draft.version))
  expect(written).toMatchObject({ title: 'Thirty crates', urgency: 'routine', countries: ['XV'], version: 2 })
  expect(codeOf(await own.edit(draft.id, better, draft.version))).toBe('changed')
  const found = async (text: string) => value(await own.list({ text })).items.map(({ id }) => id)
  expect([await found('barrels'), await found('crates')]).toEqual([[], [draft.id]])
  const release = { audience: [authority] }
  const released = value(await own.act(draft.id, { do: 'release', release }, written.version))
  expect(codeOf(await own.edit(draft.id, better, released.version))).toBe('not-now')
  expect(codeOf(await own.discard(draft.id, released.version))).toBe('not-now')
  expect(value(await other.open(draft.id)).title).toBe('Thirty crates')
})

test('who must not be named is refused in a draft that is written anew too', async () => {
  const { desks } = await open()
  const draft = value(await desks[0].report(told()))
  const parties = [{ role: 'driver' as const, name: 'A. Person', person: true }]
  expect(codeOf(await desks[0].edit(draft.id, told({ parties }), draft.version))).toBe('not-valid')
})

test('a discarded draft is gone with its words, its salt and what was answered; the ledger keeps that there was one', async () => {
  const { db, actor, desks } = await open()
  const [own, , other] = desks
  const word = `barrels${randomUUID().replaceAll('-', '')}`
  const identifiers = [{ type: 'seal' as const, value: 'ZX-99121' }]
  const draft = value(await own.report(told({ title: word, identifiers }), randomUUID()))
  value(await own.report(told({ title: 'Kept' }), randomUUID()))
  const left = () =>
    sit(db, actor, async (trx) => {
      const { rows } = await sql<{ said: string }>`
        select to_jsonb(incident)::text as said from incident union all select to_jsonb(word)::text from word
        union all select to_jsonb(incident_key)::text from incident_key union all select answer::text from request
        union all select to_jsonb(stix_part)::text from stix_part`.execute(trx)
      return rows.filter(({ said }) => said.includes(word) || said.includes(draft.id)).length
    })
  expect(await left()).toBeGreaterThan(3)
  expect(codeOf(await other.discard(draft.id, draft.version))).toBe('not-found')
  expect(codeOf(await own.discard(draft.id, draft.version + 1))).toBe('changed')
  expect(value(await own.discard(draft.id, draft.version))).toBe(draft.id)
  expect(await own.open(draft.id)).toEqual(await own.open(randomUUID()))
  expect(codeOf(await own.discard(draft.id, draft.version))).toBe('not-found')
  expect(await left()).toBe(0)
  expect(value(await own.list()).items.map(({ title }) => title)).toContain('Kept')
  expect(await matches(db, 'incident', draft.id, word)).toBe('erased')
  const { lines } = value(await readLedger(db, { kind: 'incident', id: draft.id }))
  expect(lines.map(({ verb }) => verb).sort()).toEqual(['discard', 'report'])
})
