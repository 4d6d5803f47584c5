// SPDX-License-Identifier: Apache-2.0
/** A process that writes and seals as fast as it can until it is killed: `writer.testing.ts ADDRESS SCHEMA KEYFILE`. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openCompartment } from '../database/index.ts'
import { appendLine, createSealer, openLedgerKey } from './index.ts'

const [address = '', schema = '', keyFile = ''] = process.argv.slice(2)
const { db } = openCompartment<object>(schema, address)
const sealer = createSealer({ db, key: openLedgerKey(keyFile), origin: `test/${schema}`, everyMs: 0 })
sealer.start()

const writeOn = async (): Promise<never> => {
  for (;;) {
    const line = { verb: 'write', kind: 'thing', ids: [randomUUID()], content: 'x' }
    const id = await db.transaction().execute((trx) => appendLine(trx, 'node', line))
    writeSync(1, `${id}\n`) // at once: what was acknowledged must be known after the kill
  }
}
await Promise.all(Array.from({ length: 4 }, writeOn))
