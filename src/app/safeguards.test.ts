// SPDX-License-Identifier: Apache-2.0
/** What becomes of a report that somebody removes who may do anything with the database. */
import { createPublicKey } from 'node:crypto'
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { openMessages } from '#basis/messages.ts'
import { codeOf, NAME, privateKey, roomForTests, value } from '#health/safeguards/room.testing.ts'
import { createSealer } from '#platform/ledger/index.ts'
import { verifyLedgers } from './commands/ledger.ts'
import en from './messages/en.json' with { type: 'json' }

const room = roomForTests()
const { counter, deskOf, report, idOf, asSuperuser, first } = room

test('a row that a superuser deletes, changes or puts there is missed by the ledger, the body and the person', async () => {
  const sealer = createSealer({ db: room.db, key: privateKey, origin: `test/${NAME}` })
  const [gone, cut, changed] = [await report(), await report(), await report()]
  const ids = await Promise.all([gone, cut, changed].map(({ holder }) => idOf(holder.reference)))
  const bodyKey = gone.input.bodyKey
  value(await counter().add(cut.holder, { kind: 'more', bodyKey, sealed: cut.input.sealed }))
  await sealer.seal()
  expect(value(await deskOf(first).watch())).toMatchObject({ faults: [], ledger: 'holds' })
  await asSuperuser(
    `delete from letter where report = '${ids[0]}'`,
    `delete from report where id = '${ids[0]}'`,
    `delete from letter where report = '${ids[1]}' and number = 2`,
    `update letter set sealed_body = sealed_body || 'A' where report = '${ids[2]}'`,
    `update report set acknowledged_at = received_at where id = '${ids[1]}'`,
  )
  const { faults, ledger } = value(await deskOf(first).watch())
  expect(ledger).toBe('holds')
  expect(faults).toHaveLength(5)
  expect(faults).toContainEqual({ kind: 'report', id: ids[1], fault: 'changed' })
  expect(faults).toContainEqual({ kind: 'report', id: ids[0], fault: 'removed' })
  expect(faults.filter(({ fault }) => fault === 'removed').map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['letter', 'letter', 'report']),
  )
  const said: string[] = []
  const context = { say: openMessages({ en })('en'), print: (text: string) => void said.push(text) }
  const opened = [{ name: NAME, db: room.db as unknown as Kysely<object>, close: async () => undefined }]
  expect(await verifyLedgers(opened, () => createPublicKey(privateKey), context)).toBe(1)
  expect(said.join('\n')).toContain(`BROKEN: report ${ids[0]} was received and is not there any more.`)
  expect(value(await counter().follow(gone.holder))).toEqual({ state: 'removed' })
  for (const { holder } of [cut, changed])
    expect(value(await counter().follow(holder))).toMatchObject({ isDamaged: true })
  // A wrong secret for a report that is here is no removal, nor is a reference that never was.
  expect(codeOf(await counter().follow({ ...cut.holder, token: 'A'.repeat(43) }))).toBe('not-found')
  // Who takes the lines too is found by the ledger's own proof, and by the code all the same.
  const touched = `ids && array['${ids[0]}']`
  await asSuperuser(`delete from ledger_line where kind like 'safeguard%' and digest is not null and ${touched}`)
  expect(value(await deskOf(first).watch()).ledger).toBe('broken')
  expect(value(await counter().follow(gone.holder))).toEqual({ state: 'removed' })
  // Nor may the login of the compartment remove anything.
  await expect(room.db.deleteFrom('report').execute()).rejects.toMatchObject({ code: '42501' })
  await expect(room.db.deleteFrom('letter').execute()).rejects.toMatchObject({ code: '42501' })
})
