// SPDX-License-Identifier: Apache-2.0
/** The desk of feeds, of their keeper and of whoever reads what was received. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, MARKINGS } from '#platform/access/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Outward, Sealer } from '#platform/outward/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import { feedFor, may, verbsOf } from './access.ts'
import { type Feed, type FeedsDesk, type FeedsRefusal, newDraftShape, newFeedShape, type Received } from './contract.ts'
import { draftableOf, reportOf } from './drafting.ts'
import {
  actOnFeed,
  type FeedRow,
  type FeedTables,
  feedById,
  insertFeed,
  listFeeds,
  listReceived,
  listRefusals,
  type ReceivedRow,
  receivedById,
} from './store.ts'

export interface FeedsPlan {
  db: Kysely<FeedTables>
  actor: Actor
  outward: Outward
  sealer: Sealer
  /** Ids of this node's organisations. */
  organisations(): Promise<readonly string[]>
  /** The incidents desk of the same actor: no drafts are made where absent. */
  incidents?: Pick<IncidentsDesk, 'may' | 'report' | 'madeOf'> | undefined
  now?(): Date
}

const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const PAGE = 50
const markingOf = (number: number) => MARKINGS[number] ?? 'red'

const feedOf = (row: FeedRow): Feed => ({
  ...{ id: row.id, name: row.name, address: row.address, collection: row.collection, status: row.status },
  ...{ least: markingOf(row.least), reaches: row.reaches, trouble: row.trouble, failures: row.failures },
  ...{ nextTry: row.next_try.toISOString(), heard: row.heard_at?.toISOString() ?? null, version: row.version },
})
const receivedOf = (row: ReceivedRow): Received => ({
  ...{ id: row.id, feed: row.feed, stixId: row.stix_id, type: row.type, name: row.name },
  ...{ marking: markingOf(row.marking), modified: row.modified, by: row.made_by, added: row.added },
  received: row.received_at.toISOString(),
})
/** What the ledger keeps a digest of: all but the key. */
const contentOf = ({ name, address, collection, username, least, reaches, status }: FeedRow): string =>
  canonical([name, address, collection, username, least, reaches, status])

export const openFeeds = (plan: FeedsPlan): FeedsDesk => {
  const { db, actor, outward, sealer, organisations, now = () => new Date() } = plan
  type Trx = Transaction<FeedTables>
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Promise<Outcome<T, FeedsRefusal>>,
    { key, what }: { key?: string | undefined; what?: unknown } = {},
  ) =>
    sitOnce(db, actor, key === undefined ? undefined : { key, what }, (trx) =>
      may(actor, verb) ? work(trx) : Promise.resolve(absent()),
    ) as Promise<Outcome<T, FeedsRefusal>>
  return {
    may: verbsOf(actor),
    feeds: () =>
      inside('feeds', async (trx) => {
        const rows = await listFeeds(trx)
        if (rows.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'feed', ids: rows.map(({ id }) => id) })
        return ok(rows.map(feedOf))
      }),
    configure: (input, key) =>
      inside(
        'configure',
        async (trx) => {
          const given = newFeedShape.safeParse(input)
          if (!given.success)
            return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path[0]?.toString() ?? 'input')
          const { key, least, reaches, address: written, ...said } = given.data
          const address = outward.addressIn(written.replace(/\/*$/, '/'))
          if (!address.ok) return address
          const known = await organisations()
          if (!reaches.every((each) => known.includes(each)))
            return refuse('not-valid', 'One of these organisations is not here.', 'reaches')
          const id = randomUUID()
          const row: FeedRow = {
            ...{ id, ...said, address: address.value.href, key: sealer.seal(id, key), least: MARKINGS.indexOf(least) },
            ...{
              reaches,
              status: 'active',
              added_after: null,
              next: null,
              page_size: 100,
              next_try: now(),
              failures: 0,
            },
            ...{ trouble: null, heard_at: null, made_at: now(), version: 1, ...columnsOf(feedFor(actor.organisation)) },
          }
          await insertFeed(trx, row)
          await appendLine(trx, actor, { verb: 'configure', kind: 'feed', ids: [id], content: contentOf(row) })
          return ok(feedOf(row))
          // Of the key for the other system not even a digest is kept.
        },
        { key, what: { configure: { ...input, key: '' } } },
      ),
    act: (id, act, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await feedById(trx, id) : undefined
          if (!row) return absent()
          if (!['pause', 'resume', 'fetch'].includes(act)) return refuse('not-valid', 'No such act.', 'act')
          if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          if ((act === 'resume') !== (row.status === 'paused')) return refuse('not-now', `It is ${row.status}.`)
          const changes = {
            pause: { status: 'paused' as const },
            resume: { status: 'active' as const, next_try: now() },
            fetch: { next_try: now() },
          }[act]
          const changed = await actOnFeed(trx, { id, version }, changes)
          if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
          await appendLine(trx, actor, { verb: act, kind: 'feed', ids: [id], content: contentOf(changed) })
          return ok(feedOf(changed))
        },
        { key, what: { act, id, version } },
      ),
    refusals: () =>
      inside('refusals', async (trx) =>
        ok(
          (await listRefusals(trx, 200)).map(({ id, feed, at, stix_id, place, code, why }) => ({
            ...{ id, feed, at: at.toISOString(), stixId: stix_id, where: place, code, why },
          })),
        ),
      ),
    received: ({ cursor } = {}) =>
      inside('received', async (trx) => {
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listReceived(trx, PAGE, before?.value)
        const page = rows.slice(0, PAGE)
        const last = page.at(-1)
        if (last) await appendLine(trx, actor, { verb: 'list', kind: 'received', ids: page.map(({ id }) => id) })
        const next = rows.length > PAGE && last ? writeCursor([last.received_at.toISOString(), last.id]) : null
        return ok({ items: page.map(receivedOf), next })
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = isId(id) ? await receivedById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'received', ids: [id] })
        const isOfficer = may(actor, 'draft') && plan.incidents?.may.includes('report') === true
        const made = await plan.incidents?.madeOf(id)
        return ok({
          ...{ ...receivedOf(row), object: row.object, made: made?.ok ? made.value : null },
          draftable: isOfficer ? draftableOf(row.object) : null,
        })
      }),
    draft: async (id, input, key) => {
      const read = await inside('draft', async (trx) => {
        const row = isId(id) ? await receivedById(trx, id) : undefined
        if (!row || !plan.incidents) return absent()
        const given = newDraftShape.safeParse(input)
        if (!given.success)
          return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path[0]?.toString() ?? 'input')
        const report = reportOf(row.object, given.data)
        return report.ok ? ok({ row, report: report.value }) : report
      })
      if (!read.ok || !plan.incidents) return read.ok ? absent() : read
      const { row, report } = read.value
      const from = { received: id, stixId: row.stix_id, madeBy: row.made_by, marking: markingOf(row.marking) }
      const made = await plan.incidents.report(report, key, from)
      return made.ok ? ok({ incident: made.value.id }) : made
    },
  }
}
