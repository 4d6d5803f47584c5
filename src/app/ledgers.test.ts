// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openMessages } from '#basis/messages.ts'
import { type Db, ledgersForTests, write } from '#platform/ledger/for-tests.ts'
import { latestCheckpoint, readNote } from '#platform/ledger/index.ts'
import { verifyLedgers } from './commands/ledger.ts'
import { ledgerKeyOf, startSealers } from './ledgers.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

const ledgers = ledgersForTests()
const messages = openMessages({ en, fr })

const openAll = async (names: string[]) => {
  const opened = []
  for (const name of names) opened.push({ name, db: await ledgers.open(name), close: async () => undefined })
  return opened
}

const verify = async (data: string, names: string[], language = 'en') => {
  const said: string[] = []
  const context = { say: messages(language), print: (text: string) => void said.push(text) }
  return { status: await verifyLedgers(await openAll(names), (name) => ledgerKeyOf({ data }, name), context), said }
}

test('a process seals the ledgers that it holds, each with a key of its own, and the command says that they hold', async () => {
  const data = join(ledgers.database.folder, 'node')
  const opened = await openAll(['first', 'second'])
  const failed: string[] = []
  const stop = startSealers({ data }, opened, 'node.example', (name) => failed.push(name))
  const [first, second] = opened.map(({ db }) => db) as [Db, Db]
  for (const db of [first, second, second]) await write(db)
  const originBy = async (key: string) => {
    const known = ledgerKeyOf({ data }, key)
    return readNote((await latestCheckpoint(first)) ?? '', known ? [known] : [])?.origin
  }
  await expect.poll(() => originBy('first'), { timeout: 20_000 }).toBe('node.example/first')
  await expect.poll(async () => (await verify(data, ['second'])).said[0], { timeout: 20_000 }).not.toContain('wait')
  await stop()
  expect(await originBy('second')).toBeUndefined()
  expect(statSync(join(data, 'ledger')).mode & 0o777).toBe(0o700)
  expect(failed).toEqual([])
  const { status, said } = await verify(data, ['first', 'second', 'empty'])
  expect(status).toBe(0)
  expect(said[0]).toBe('first: 1 line, 1 checkpoint. The ledger holds.')
  expect(said[1]).toMatch(/^second: 2 lines, [12] checkpoints?\. The ledger holds\.$/)
  expect(said[2]).toBe('empty: 0 lines, 0 checkpoints. The ledger holds.')
})

test('a broken ledger is told with its place, in the language of the reader, and the status says so', async () => {
  const data = join(ledgers.database.folder, 'node')
  await ledgers.asOwner('first', `update ledger_line set verb = 'other'`)
  const english = await verify(data, ['first', 'second'])
  expect(english.status).toBe(1)
  expect(english.said[0]).toBe(
    'first: 1 line, 1 checkpoint. BROKEN: line 1 is not what was signed. First break at place 0.',
  )
  expect(english.said[1]).toContain('The ledger holds.')
  const french = await verify(data, ['first'], 'fr')
  expect(french.said[0]).toBe(
    'first : 1 ligne, 1 point de contrôle. ROMPU : la ligne 1 n’est pas ce qui a été signé. Première rupture à la place 0.',
  )
})

test('without its key a ledger is not judged; the public key alone is enough to judge it', async () => {
  const [data, auditor] = ['node', 'auditor'].map((name) => join(ledgers.database.folder, name)) as [string, string]
  const { status, said } = await verify(auditor, ['second'])
  expect(status).toBe(2)
  expect(said[0]).toContain('It cannot be judged')
  mkdirSync(join(auditor, 'ledger'), { recursive: true })
  writeFileSync(
    join(auditor, 'ledger/second.pem'),
    ledgerKeyOf({ data }, 'second')?.export({ type: 'spki', format: 'pem' }) ?? '',
  )
  expect((await verify(auditor, ['second'])).status).toBe(0)
  copyFileSync(join(data, 'ledger/first.pem'), join(auditor, 'ledger/second.pem'))
  expect((await verify(auditor, ['second'])).said[0]).toContain('does not bear')
})
