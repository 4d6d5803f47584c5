// SPDX-License-Identifier: Apache-2.0
/** One round of a feed: page after page until there is no more, each page and its cursor in one transaction. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { DATE_ADDED_LAST, type StixObject, TAXII_TYPE } from '#interop/stix/index.ts'
import { columnsOf, MARKINGS, sit } from '#platform/access/index.ts'
import { announce, rehandle } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Answered, Outward, Sealer } from '#platform/outward/index.ts'
import type { OwnUse } from '#supply/incidents/index.ts'
import { feedFor, fetching, receivedFor, stricter } from './access.ts'
import {
  addedAfter,
  isLater,
  type Kept,
  pageIn,
  pauseAfter,
  type RefusedObject,
  sifted,
  type Trouble,
  textIn,
} from './feed.ts'
import {
  changeFeed,
  changeReceived,
  countRefusals,
  type FeedRow,
  type FeedTables,
  feedById,
  insertReceived,
  insertRefusals,
  receivedByStixIds,
} from './store.ts'

export interface PullPlan {
  db: Kysely<FeedTables>
  outward: Outward
  sealer: Sealer
  /** Limits of the country, below which nobody is named beside goods; nobody is beside any where absent. */
  ownUse?: OwnUse
  /** Is told by code, without content, what this node could not do itself. */
  onTrouble?(code: string): void
  now?(): Date
}

/** Pages of one round: what is left waits for the next. */
const MOST_PAGES = 50
/** Pages one after another that bring nothing that this round has not seen, though more is promised. */
const MOST_EMPTY = 3
/** Bytes of a page; a larger one is asked for again with fewer objects. */
const MOST_BYTES = 8 << 20
/** Refusals that are kept of a feed; the others are counted by nobody. */
const MOST_REFUSALS = 1000

interface Sifted {
  kept: Kept[]
  refused: RefusedObject[]
  /** When the other side says that the last of it was added. */
  added: string | undefined
}

/** Keeps what is new or later of a page, and why the rest was refused. */
const keep = async (trx: Transaction<FeedTables>, feed: FeedRow, page: Sifted, now: Date): Promise<void> => {
  const known = new Map(
    (
      await receivedByStixIds(
        trx,
        feed.id,
        page.kept.map(({ object }) => object.id),
      )
    ).map((row) => [row.stix_id, row]),
  )
  const fresh: string[] = []
  for (const { object, marking } of page.kept) {
    const before = known.get(object.id)
    const modified = textIn(object.modified ?? object.created) || null
    const least = MARKINGS[feed.least] ?? 'red'
    const raised = stricter(least, marking, ...(before ? [MARKINGS[before.marking] ?? 'red'] : []))
    const handling = receivedFor(feed.originator, feed.reaches, raised)
    const rank = MARKINGS.indexOf(raised)
    const isNewer = !before || isLater(modified, before.modified)
    if (before && !isNewer && rank === before.marking) continue
    const id = before?.id ?? randomUUID()
    known.set(object.id, { id, stix_id: object.id, modified: isNewer ? modified : before.modified, marking: rank })
    // What is told of it already is for nobody who may not see it any more, and neither is what an older copy came to mark.
    if (before && rank !== before.marking) {
      await changeReceived(trx, id, { marking: rank })
      await rehandle(trx, id, handling)
    }
    if (!isNewer) continue
    const said = {
      ...{ type: object.type, name: nameOf(object), modified, made_by: textIn(object.created_by_ref) || null },
      ...{ added: textIn(page.added, 40) || null, object: object as unknown, received_at: now },
    }
    if (before) await changeReceived(trx, id, said)
    else await insertReceived(trx, { id, feed: feed.id, stix_id: object.id, ...said, ...columnsOf(handling) })
    fresh.push(id)
    const { audience, marking: narrow, purposes } = handling
    await announce(trx, { kind: 'received.arrived', record: id, audience, marking: narrow, purposes })
  }
  const room = MOST_REFUSALS - (page.refused.length > 0 ? await countRefusals(trx, feed.id) : 0)
  const handling = columnsOf(feedFor(feed.originator))
  await insertRefusals(
    trx,
    page.refused.slice(0, Math.max(0, room)).map(({ stixId, where, code, why }) => ({
      ...{ id: randomUUID(), feed: feed.id, at: now, stix_id: stixId, place: where, code, why, ...handling },
    })),
  )
  if (fresh.length > 0) await appendLine(trx, 'node', { verb: 'receive', kind: 'received', ids: fresh })
}

const nameOf = (object: StixObject): string => textIn(object.name ?? object.value ?? object.user_id)

const authorization = ({ username }: FeedRow, key: string): string =>
  username === '' ? `Bearer ${key}` : `Basic ${Buffer.from(`${username}:${key}`).toString('base64')}`

const headerOf = ({ headers }: Answered, name: string): string | undefined => {
  const given = headers[name.toLowerCase()]
  return Array.isArray(given) ? given[0] : given
}

interface Ended {
  trouble: Trouble | null
  retryAfter?: string | undefined
}

/** Fetches until there is no more, something is wrong, or enough was fetched for once. Answers what went wrong. */
const pages = async (plan: PullPlan, feed: FeedRow, key: string, signal?: AbortSignal): Promise<Ended> => {
  const { db, outward, now = () => new Date() } = plan
  const seat = fetching(feed.originator)
  let { next, added_after: after, page_size: size } = feed
  let last = after
  const seen = new Set<string>(next === null ? [] : [next])
  const met = new Set<string>()
  let empty = 0
  for (let n = 0; n < MOST_PAGES; n++) {
    const url = new URL(`collections/${feed.collection}/objects/`, feed.address)
    url.searchParams.set('limit', String(size))
    if (after !== null) url.searchParams.set('added_after', after)
    if (next !== null) url.searchParams.set('next', next)
    const headers = { accept: TAXII_TYPE, authorization: authorization(feed, key) }
    const answered = await outward.ask({ url: url.href, headers, mostBytes: MOST_BYTES, ...(signal && { signal }) })
    const page = answered.ok
      ? pageIn(answered.value.status, headerOf(answered.value, 'content-type'), answered.value.body)
      : { trouble: answered.refusal.code as Trouble }
    if ('trouble' in page) {
      const { trouble } = page
      const retryAfter = answered.ok ? headerOf(answered.value, 'retry-after') : undefined
      if (trouble === 'too-large' && size > 1) {
        size = Math.max(1, Math.floor(size / 10))
        await sit(db, seat, (trx) => changeFeed(trx, feed.id, { page_size: size }))
        continue
      }
      // A cursor that the other side forgot: begin again where time stands.
      if (trouble === 'cursor-forgotten' && next !== null) {
        next = null
        await sit(db, seat, (trx) => changeFeed(trx, feed.id, { next }))
        continue
      }
      return { trouble, retryAfter }
    }
    const added = answered.ok ? headerOf(answered.value, DATE_ADDED_LAST) : undefined
    last = addedAfter(last, added, now())
    const onward = page.isMore ? (page.next ?? null) : null
    const isRepeated = onward !== null && seen.has(onward)
    const isStuck = page.isMore && onward === null && last === after
    if (onward !== null) seen.add(onward)
    const found = { ...sifted(page.objects, MOST_BYTES, plan.ownUse ?? {}), added }
    const isOver = !page.isMore
    // Without a cursor the next page begins where time stands; with one it is the same question as before.
    if (onward === null) after = last
    next = isRepeated ? null : onward
    await sit(db, seat, async (trx) => {
      await keep(trx, feed, found, now())
      await changeFeed(trx, feed.id, { next, added_after: after, heard_at: now() })
    })
    const before = met.size
    for (const { object } of found.kept) met.add(`${object.id} ${object.modified}`)
    empty = met.size === before ? empty + 1 : 0
    if (isOver) return { trouble: null }
    if (isRepeated || empty >= MOST_EMPTY) return { trouble: 'repeats' }
    if (isStuck) return { trouble: 'no-way-on' }
  }
  return { trouble: null }
}

/** One round; what came of it stands in the feed. Never throws for what the other side does. */
export const pull = async (
  plan: PullPlan,
  { id, originator }: { id: string; originator: string },
  signal?: AbortSignal,
): Promise<Trouble | null> => {
  const { db, sealer, onTrouble, now = () => new Date() } = plan
  const seat = fetching(originator)
  const feed = await sit(db, seat, (trx) => feedById(trx, id))
  if (feed?.status !== 'active') return null
  const key = sealer.open(feed.id, feed.key)
  // What this node cannot keep is this feed's trouble and no other's.
  const notKept = (error: { code?: string; name?: string }): Ended => {
    onTrouble?.(`feeds: ${error.code ?? error.name ?? 'failed'}`)
    return { trouble: 'not-kept' }
  }
  const { trouble, retryAfter }: Ended =
    key === undefined ? { trouble: 'key-lost' } : await pages(plan, feed, key, signal).catch(notKept)
  if (signal?.aborted) return null
  const failures = trouble === null ? 0 : feed.failures + 1
  const at = now()
  const next_try = new Date(at.getTime() + pauseAfter(failures, retryAfter, at))
  await sit(db, seat, async (trx) => {
    await changeFeed(trx, id, { failures, trouble, next_try })
    await appendLine(trx, 'node', { verb: trouble === null ? 'fetch' : 'fail', kind: 'feed', ids: [id] })
  })
  return trouble
}
