// SPDX-License-Identifier: Apache-2.0
/** Files of incidents: added to a draft, read by those who read all of it, gone at its recall. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attachmentMigrations, openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { matches } from '#platform/ledger/index.ts'
import { type IncidentTables, openIncidents } from './index.ts'
import { actorOf, codeOf, migrations, told, value } from './links/room.testing.ts'

const database = databaseForTests()
const [customs, authority, police] = [randomUUID(), randomUUID(), randomUUID()]
const open = async () => {
  const { db } = await database.open<IncidentTables>('supply', { ...migrations, attachments: attachmentMigrations })
  const attachments = openAttachments({
    db: db as never,
    ...{ folder: join(database.folder, 'files'), nodeKey: Buffer.alloc(32, 7) },
  })
  const sits = (organisation: string, over = {}) =>
    openIncidents({
      ...{ db, actor: actorOf(organisation, over), attachments, prefixes: new Map(), seats: async () => [] },
      ...{ isAbroad: async () => false, readParagraph: () => ({ incident: {}, spans: [] }) },
    })
  return { db, sits, own: sits(customs), ally: sits(authority) }
}
const text = async function* (words = 'seal,number\n1,2\n') {
  yield Buffer.from(words)
}

test('a file goes with its incident to whoever reads all of it, and is gone for them at the recall', async () => {
  const { own, ally, sits } = await open()
  const { id, version } = value(await own.report(told()))
  const file = value(await own.attach(id, 'seals.csv', text()))
  expect(file).toMatchObject({ name: 'seals.csv', type: 'text/csv', size: 16 })
  expect(await ally.attach(id, 'x.csv', text())).toEqual(await ally.attach(randomUUID(), 'x.csv', text()))
  expect(codeOf(await own.attach(id, 'x.exe', text('MZ')))).not.toBe('ok')
  const release = { audience: [authority], partiesMarking: 'amber+strict' as const }
  const released = value(await own.act(id, { do: 'release', release }, version))
  expect(codeOf(await own.attach(id, 'late.csv', text()))).toBe('not-now')
  expect(codeOf(await own.detach(id, file.id))).toBe('not-now')

  // It may hold what parties and numbers say: who is denied these is denied it.
  expect(value(await ally.files(id))).toEqual([])
  expect(await ally.download(id, file.id)).toEqual(await ally.download(id, randomUUID()))
  const cleared = sits(authority, { clearance: 'red' })
  expect(value(await cleared.files(id))).toEqual([file])
  const got = value(await cleared.download(id, file.id))
  expect(await new Response(got.body).text()).toBe('seal,number\n1,2\n')
  expect(got.headers['content-disposition']).toContain('attachment')
  const other = sits(police, { clearance: 'red' })
  expect(await other.files(id)).toEqual(await other.files(randomUUID()))
  expect(await other.download(id, file.id)).toEqual(await other.download(randomUUID(), file.id))
  // Through its own incident alone.
  const second = value(await own.report(told()))
  expect(codeOf(await own.download(second.id, file.id))).toBe('not-found')

  value(await own.act(id, { do: 'recall', reason: 'Wrong.' }, released.version))
  expect(value(await cleared.files(id))).toEqual([])
  expect(codeOf(await cleared.download(id, file.id))).toBe('not-found')
  expect(value(await own.files(id))).toEqual([file])
})

test('a file that is taken from a draft, or whose draft is discarded, is gone with its key and its salt', async () => {
  const { own, db } = await open()
  const draft = value(await own.report(told()))
  const [one, two] = [
    value(await own.attach(draft.id, 'a.csv', text())),
    value(await own.attach(draft.id, 'b.csv', text())),
  ]
  value(await own.detach(draft.id, one.id))
  expect(value(await own.files(draft.id))).toEqual([two])
  value(await own.discard(draft.id, draft.version))
  for (const { id } of [one, two]) expect(await matches(db, 'attachment', id, 'x')).toBe('erased')
  expect(codeOf(await own.download(draft.id, two.id))).toBe('not-found')
})
