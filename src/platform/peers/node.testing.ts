// SPDX-License-Identifier: Apache-2.0
/** A whole node in a process of its own, told what to do by the test over IPC. */

import { openCompartment } from '../database/index.ts'
import { listen } from '../http/index.ts'
import { createPeers, openIdentity } from './index.ts'
import { type NoteTables, noteKind } from './room.testing.ts'

export interface NodeSettings {
  database: string
  identity: string
  name: string
  address: string
  port: number
  kinds: string[]
}

const settings = JSON.parse(process.argv[2] ?? '{}') as NodeSettings
const { db } = openCompartment<NoteTables>('notes', settings.database)
let offset = 0
let hang = false
const peers = createPeers<NoteTables>({
  db,
  identity: openIdentity(settings.identity),
  name: settings.name,
  address: settings.address,
  kinds: settings.kinds.map(noteKind),
  clock: () => new Date(Date.now() + offset),
  pace: { look: 20, first: 20, longest: 100 },
})
const inDb = <T>(work: (trx: Parameters<typeof peers.suspend>[0]) => Promise<T>) => db.transaction().execute(work)

const does = {
  card: async () => peers.card(),
  meet: async (card: unknown, fingerprint: string, id: string) =>
    inDb(async (trx) => [await peers.propose(trx, card), await peers.admit(trx, id, fingerprint)]),
  introduce: (address: string) => peers.introduce(address),
  send: (to: string | string[], kind: string, texts: string[]) =>
    inDb(async (trx) => {
      const made = []
      for (const text of texts) made.push(await peers.send(trx, to, kind, { text }))
      return made
    }),
  recall: (id: string) => inDb((trx) => peers.recall(trx, id, 'sent by mistake')),
  decide: (from: string, id: string) => inDb((trx) => peers.decide(trx, from, id, { ok: true, value: 'accepted' })),
  suspend: (id: string) => inDb((trx) => peers.suspend(trx, id)),
  resume: (id: string) => inDb((trx) => peers.resume(trx, id)),
  receipts: (id: string) => peers.receipts(id),
  peers: () => peers.peers(),
  rotate: () => peers.rotate(),
  flush: () => peers.flush(),
  start: async () => peers.start(),
  stop: () => peers.stop(),
  notes: () => db.selectFrom('note').selectAll().orderBy('place').execute(),
  offset: async (milliseconds: number) => {
    offset = milliseconds
  },
  hang: async () => {
    hang = true
  },
}
export type NodeDoes = typeof does

const answer = async (request: Request) => {
  const address = new URL(request.url)
  const response = await peers.routes.fetch(
    new Request(new URL(address.pathname.replace('/api/peers/notes', '') + address.search, address), request),
  )
  if (!hang) return response
  process.send?.({ hung: true })
  return new Promise<Response>(() => undefined) // stored, and never answered
}
await listen(answer, '127.0.0.1', settings.port)

process.on('message', async ({ id, what, args }: { id: number; what: keyof NodeDoes; args: never[] }) => {
  try {
    const value = await (does[what] as (...args: never[]) => Promise<unknown>)(...args)
    process.send?.({ id, value })
  } catch (cause) {
    process.send?.({ id, error: String(cause) })
  }
})
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
