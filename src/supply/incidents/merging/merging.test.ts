// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import type { IncidentTables } from '../index.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from '../links/room.testing.ts'
import { type MergeStep, mergesOf, stateOf, stepFor } from './merge.ts'

const database = databaseForTests()
const [customs, authority, firm] = [randomUUID(), randomUUID(), randomUUID()]
const organisations = [customs, authority, firm]
const reason = 'The same drums, counted twice.'

test('its author merges two reports, undoes it, and nothing of either is lost', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const own = deskOf(db, actorOf(customs), organisations)
  const reads = deskOf(db, actorOf(firm, { roles: ['incidents:reader'] }), organisations)
  const [kept, duplicate] = [
    await release(own, told({ title: 'Kept' }), [firm]),
    await release(own, told({ title: 'Twice' }), [firm]),
  ]
  const third = await release(own, told(), [])
  const before = value(await own.open(duplicate))
  const merged = value(await own.merge({ duplicate, kept, do: 'merge', reason }))
  expect(merged).toMatchObject({ state: 'merged', kept: { id: kept, title: 'Kept' }, may: ['undo'] })
  for (const id of [kept, duplicate])
    expect(value(await reads.merges(id))).toMatchObject([{ state: 'merged', may: [] }])
  expect(value(await own.open(duplicate))).toEqual(before)
  for (const [one, other] of [
    [kept, third],
    [third, duplicate],
    [duplicate, third],
    [kept, duplicate],
  ] as const)
    expect(codeOf(await own.merge({ duplicate: one, kept: other, do: 'merge', reason }))).toBe('not-now')
  expect(codeOf(await reads.merge({ duplicate, kept, do: 'undo', reason }))).toBe('not-found')
  const undone = value(await own.merge({ duplicate, kept, do: 'undo', reason: 'Two loads after all.' }))
  expect(undone.steps.map(({ step }) => step)).toEqual(['merge', 'undo'])
  expect(value(await own.merge({ duplicate: kept, kept: duplicate, do: 'merge', reason })).state).toBe('merged')
  const { lines } = value(await readLedger(db, { kind: 'incident', id: duplicate }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['merge', 'undo-merge']))
})

test('two authors merge by agreement; a proposal is seen by those two alone, and by nobody who does not see both', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const [one, two] = [deskOf(db, actorOf(customs), organisations), deskOf(db, actorOf(authority), organisations)]
  const reads = deskOf(db, actorOf(firm, { roles: ['incidents:reader'] }), organisations)
  const kept = await release(one, told(), [authority, firm])
  const duplicate = await release(two, told(), [customs, firm])
  const hidden = await release(two, told(), [])
  expect(codeOf(await one.merge({ duplicate: hidden, kept, do: 'merge', reason }))).toBe('not-found')
  // Whoever does not see the other report is not asked, and hears of nothing.
  expect(codeOf(await two.merge({ duplicate: hidden, kept, do: 'merge', reason }))).toBe('not-now')
  const heard = await sit(db, actorOf(customs), (trx) =>
    sql`select 1 from event where kind = 'incident.merge-propose'`.execute(trx),
  )
  expect(heard.rows).toEqual([])
  expect(value(await one.merge({ duplicate, kept, do: 'merge', reason }))).toMatchObject({
    state: 'proposed',
    may: ['decline'],
  })
  expect(codeOf(await one.merge({ duplicate, kept, do: 'merge', reason }))).toBe('not-now')
  expect(value(await reads.merges(kept))).toEqual([])
  expect(value(await two.merges(duplicate))).toMatchObject([{ state: 'proposed', may: ['merge', 'decline'] }])
  expect(value(await two.merge({ duplicate, kept, do: 'decline', reason })).state).toBe('declined')
  expect(value(await one.merge({ duplicate, kept, do: 'merge', reason })).state).toBe('proposed')
  expect(value(await two.merge({ duplicate, kept, do: 'merge', reason })).state).toBe('merged')
  expect(value(await reads.merges(kept))[0]?.steps.map(({ step }) => step)).toEqual(['merge'])
  const narrow = await release(two, told(), [customs])
  value(await two.merge({ duplicate: narrow, kept: hidden, do: 'merge', reason }))
  expect(value(await one.merges(narrow))).toEqual([])
  const { version } = value(await two.open(duplicate))
  value(await two.act(duplicate, { do: 'recall', reason: 'Wrong place.' }, version))
  expect(value(await reads.merges(kept))).toEqual([])
})

test('whatever is done, a merge of two authors has a step of each before it holds', () => {
  const act = fc.record({ by: fc.constantFrom('a', 'b', 'c'), command: fc.constantFrom('merge', 'decline', 'undo') })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const steps: MergeStep[] = []
      for (const { by, command } of acts) {
        const pair = { authors: ['a', 'b'], statuses: ['released', 'closed'], steps } as const
        const step = stepFor(pair, command as 'merge', by)
        expect(step.ok).toBe(mergesOf(pair, by).includes(command as 'merge'))
        if (step.ok) steps.push({ step: step.value, organisation: by, reason: 'x', at: '' })
        if (by === 'c') expect(step.ok).toBe(false)
        if (stateOf(steps) === 'merged') {
          const [before, last] = steps.slice(-2)
          expect([before?.step, last?.step]).toEqual(['propose', 'merge'])
          expect(before?.organisation).not.toBe(last?.organisation)
        }
      }
    }),
  )
})
