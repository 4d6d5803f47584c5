// SPDX-License-Identifier: Apache-2.0
/** A drawn world: organisations, people, and records handled in every way that the database can hold. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type NoticesDesk, type NoticeTables, openNotices } from '#commons/notices/index.ts'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { attach, openAttachments } from '#platform/attachments/index.ts'
import type { Compartment } from '#platform/database/index.ts'
import { announce, type Events } from '#platform/events/index.ts'
import { fileWords } from '#platform/search/index.ts'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export const drawFrom = (seed: number) => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return { one, some: <T>(list: readonly T[], chance = 0.5): T[] => list.filter(() => next() < chance) }
}

export interface Kept {
  id: string
  /** A word that stands in no other record. */
  word: string
  /** Id of its one file. */
  file: string
  handling: Handling
  state: 'posted' | 'withdrawn'
  /** Keys that were notified. */
  notified: string[]
}

export interface World {
  compartment: Compartment<NoticeTables>
  events: Events
  organisations: string[]
  actors: Actor[]
  records: Kept[]
  /** Every key that any record names. */
  keys: string[]
  deskOf(actor: Actor): NoticesDesk
}

const GROUPS = ['group:1', 'group:2']
const ROLES = ['notices:editor', 'other:reader']
const PURPOSES = ['co-operation', 'research']

export const drawWorld = async (
  compartment: Compartment<NoticeTables>,
  events: Events,
  { seed, actors: many, records: most }: { seed: number; actors: number; records: number },
): Promise<World> => {
  const { one, some } = drawFrom(seed)
  const organisations = Array.from({ length: 5 }, () => randomUUID())
  const actors = Array.from(
    { length: many },
    (): Actor => ({
      account: randomUUID(),
      organisation: one(organisations),
      roles: some(ROLES),
      groups: some(GROUPS, 0.3),
      clearance: one(MARKINGS),
      purposes: some(PURPOSES, 0.8),
    }),
  )
  const keys = [
    keyOf.everyone,
    ...GROUPS,
    ...organisations.map(keyOf.organisation),
    ...organisations.flatMap((organisation) => ROLES.map((role) => keyOf.role(organisation, role))),
    ...actors.slice(0, 5).map(({ account }) => keyOf.account(account)),
  ]
  const { db } = compartment
  const keep = async (): Promise<Kept> => {
    const id = randomUUID()
    const file = randomUUID()
    const word = `w${id.replaceAll('-', '')}`
    const audience = some(keys, 0.12)
    const handling: Handling = {
      originator: one(organisations),
      audience: audience.length > 0 ? audience : [one(keys)],
      marking: one(MARKINGS),
      purposes: [one(PURPOSES)],
      fields: one([true, false]) ? { contact: one(MARKINGS) } : {},
      originatorControlled: false,
      keptUntil: null,
    }
    const state = one(['posted', 'withdrawn'] as const)
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(Number(one([1, 2, 3, 4, 5])) * 1000))
    const author: Actor = { ...(actors[0] as Actor), organisation: handling.originator }
    await sit(db, author, async (trx) => {
      const withdrawn =
        state === 'withdrawn' ? { withdrawn_at: at, reason: word } : { withdrawn_at: null, reason: null }
      const said = { title: `Meeting ${word}`, body: word, contact: word }
      await trx
        .insertInto('notice')
        .values({ id, ...said, ...withdrawn, posted_at: at, version: 1, attachments: [file], ...columnsOf(handling) })
        .execute()
      // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
      const received = { id: file, name: `${word}.txt`, type: 'text/plain', size: 1, sha256: '00' }
      await attach(trx, [{ ...received, wrappedKey: randomBytes(60) }], handling)
      await fileWords(trx, { kind: 'notice', record: id, at, handling, text: `meeting ${word}` })
      const notify = [{ to: [...handling.audience], message: 'notice-posted' }]
      await announce(trx, { kind: 'notice.posted', record: id, ...handling, notify })
    })
    return { id, word, file, handling, state, notified: [...handling.audience] }
  }
  const records: Kept[] = []
  for (let i = 0; i < most; i++) records.push(await keep())
  // Streams and inboxes are asked once every event has gone through the dispatcher's hands.
  const isTold = () =>
    db.transaction().execute(async (trx) => {
      await sql`select set_config('app.dispatcher', 'on', true)`.execute(trx)
      const { rows } = await sql<{ place: string }>`select min(place) as place from event_reader
        where name in ('dispatch', 'notifications') having count(*) = 2`.execute(trx)
      return Number(rows[0]?.place ?? 0) >= most
    })
  while (!(await isTold())) await new Promise((done) => setTimeout(done, 20))
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-fuzz-'))
  const attachments = openAttachments({ db, folder, nodeKey: randomBytes(32) })
  rmSync(folder, { recursive: true })
  const deskOf = (actor: Actor) => openNotices({ db, actor, seats: () => Promise.resolve([]), attachments })
  return { compartment, events, organisations, actors, records, keys, deskOf }
}
