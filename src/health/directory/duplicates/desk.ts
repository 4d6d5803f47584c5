// SPDX-License-Identifier: Apache-2.0
/** A program finds pairs of listings that may mean one service; a person says whether they do, field by field, and may take it back. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { ANYONE, filingSeat, listedFor, reportFor } from '../access.ts'
import { newListingShape } from '../contract.ts'
import { absent, askedWith, isId, parsed, record, type Seat, type Trx } from '../seat.ts'
import { changeListing, type DirectoryTables, type ListingRow, listingById } from '../store.ts'
import { originatorsOf } from '../true/store.ts'
import { columnsFor, lastingDigest, listingOf, textOf, withoutHidden } from '../view.ts'
import { pairsAmong } from './alike.ts'
import { type DuplicatesDesk, decisionShape, type ListedPair } from './contract.ts'
import { composed, parted } from './fields.ts'
import {
  changePair,
  comparedOf,
  countOpen,
  decidedPairs,
  givingsOf,
  openPairs,
  type PairRow,
  pairById,
  replaceOpen,
} from './store.ts'

const AT_ONCE = 50

const shown = async (trx: Trx, row: PairRow): Promise<ListedPair> => {
  const [a, b] = [await listingById(trx, row.a), await listingById(trx, row.b)] as [ListingRow, ListingRow]
  const { id, score, reasons, state, kept, taken, version } = row
  return { id, score, reasons, state, kept, taken, version, a: listingOf(a), b: listingOf(b) }
}

/** Finds them anew among all listings of an organisation. Answers how many are open. */
export const findPairs = async (trx: Trx, originator: string, now: Date): Promise<number> => {
  const rows = await comparedOf(trx, originator)
  const found = pairsAmong(rows.map(({ id, source, content }) => ({ id, listing: { ...content, source } })))
  const handling = columnsOf(reportFor(originator))
  await replaceOpen(
    trx,
    originator,
    found.map(({ a, b, score, reasons }) => ({
      ...{ id: randomUUID(), a, b, score, reasons, found_at: now, state: 'open', decided_at: null, kept: null },
      ...{ taken: [], version: 1, ...handling },
    })),
  )
  return countOpen(trx, originator)
}

/** Each organisation's, as the node does it by itself. Answers how many are open. */
export const findDuplicates = async (db: Kysely<DirectoryTables>, now = new Date()): Promise<number> => {
  let open = 0
  for (const originator of await sit(db, ANYONE, originatorsOf))
    open += await sit(db, filingSeat(originator), (trx) => findPairs(trx, originator, now))
  return open
}

/** Writes what is listed by what its own source says and what others give to it, and files its words. */
export const recompose = async (
  trx: Trx,
  kept: ListingRow,
  { content, said, now }: { content: ListingRow['content']; said: ListingRow['content'] | null; now: Date },
) => {
  const made = withoutHidden(newListingShape.parse(content))
  // Who confirmed it confirmed what it said before.
  const doubt = lastingDigest(made) === lastingDigest(newListingShape.parse(kept.content)) ? {} : { confirmed_on: null }
  const changes = { ...columnsFor(made, now), changed_at: now, said: said && JSON.stringify(said), ...doubt }
  const done = await changeListing(trx, kept, changes)
  const handling = listedFor(kept.originator)
  await fileWords(trx, { kind: 'listing', record: kept.id, at: now, handling, text: textOf(made) })
  return done
}

export const duplicatesAt = ({ actor, now, organisation, inside }: Seat): DuplicatesDesk => {
  const own = async (trx: Trx, id: string) => {
    const row = isId(id) ? await pairById(trx, id) : undefined
    return row?.originator === organisation ? row : undefined
  }
  const merge = async (trx: Trx, pair: PairRow, kept: ListingRow, other: ListingRow, taken: PairRow['taken']) => {
    const at = now()
    const decided = await changePair(trx, pair, { state: 'same', decided_at: at, kept: kept.id, taken })
    const said = kept.said ?? kept.content
    const content = composed(kept.content, [{ content: other.content, taken }])
    const done = decided && (await recompose(trx, kept, { content, said, now: at }))
    const ended = { ended_at: at, reason: done?.name ?? kept.name, merged_into: kept.id, changed_at: at }
    const gone = done && (await changeListing(trx, other, ended))
    if (!done || !gone) return undefined
    await record(trx, actor, 'merge', gone)
    await record(trx, actor, 'take-in', done)
    return decided
  }
  const part = async (trx: Trx, pair: PairRow, kept: ListingRow, other: ListingRow) => {
    const at = now()
    const said = kept.said ?? kept.content
    const [all, rest] = [await givingsOf(trx, kept.id), await givingsOf(trx, kept.id, pair.id)]
    const content = parted(newListingShape.parse(kept.content), newListingShape.parse(said), all, rest)
    const open = await changePair(trx, pair, { state: 'open', decided_at: null, kept: null, taken: [] })
    const done = open && (await recompose(trx, kept, { content, said: rest.length > 0 ? said : null, now: at }))
    const back =
      done && (await changeListing(trx, other, { ended_at: null, reason: null, merged_into: null, changed_at: at }))
    if (!done || !back) return undefined
    // Its own source lost it before: without the other nobody says that it is there.
    const lost =
      done.gone_at !== null && !rest.length
        ? await changeListing(trx, done, { left_at: done.gone_at, gone_at: null })
        : done
    if (!lost) return undefined
    await record(trx, actor, 'part', back)
    await record(trx, actor, 'part', lost)
    return open
  }
  return {
    pairs: (state = 'open') =>
      inside('pairs', async (trx) => {
        const read = state === 'open' ? openPairs : decidedPairs
        const items: ListedPair[] = []
        for (const row of await read(trx, organisation, AT_ONCE)) items.push(await shown(trx, row))
        return ok({ items, open: await countOpen(trx, organisation) })
      }),
    pair: (id) =>
      inside('pair', async (trx) => {
        const row = await own(trx, id)
        return row ? ok(await shown(trx, row)) : absent()
      }),
    lookForPairs: () => inside('lookForPairs', async (trx) => ok(await findPairs(trx, organisation, now()))),
    decide: (id, decision, version, key) =>
      inside(
        'decide',
        async (trx) => {
          const pair = await own(trx, id)
          if (!pair) return absent()
          const given = parsed(decisionShape, decision)
          if (!given.ok) return given
          if (pair.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          const wanted = given.value
          if ((wanted.do === 'undo') === (pair.state === 'open'))
            return refuse('not-now', 'It was decided, or was not.')
          const [a, b] = [await listingById(trx, pair.a), await listingById(trx, pair.b)]
          if (!a || !b) return absent()
          let done: PairRow | undefined
          if (wanted.do === 'same') {
            const [kept, other] = wanted.kept === a.id ? [a, b] : [b, a]
            if (wanted.kept !== kept.id)
              return refuse('not-valid', 'It is one of the two that stands for both.', 'kept')
            if (kept.ended_at || other.ended_at) return refuse('not-now', 'One of them was withdrawn.')
            // Whoever has its address would be led from one to the next.
            if (other.said !== null) return refuse('not-now', 'Another one was merged into this one already.', 'kept')
            done = await merge(trx, pair, kept, other, wanted.taken)
          } else if (pair.state === 'same') {
            const [kept, other] = pair.kept === a.id ? [a, b] : [b, a]
            if (kept.ended_at) return refuse('not-now', 'The one that stands for both was withdrawn.')
            done = await part(trx, pair, kept, other)
          } else {
            const isBack = wanted.do === 'undo'
            const state = isBack ? 'open' : 'different'
            done = await changePair(trx, pair, { state, decided_at: isBack ? null : now(), kept: null, taken: [] })
          }
          if (!done) return refuse('changed', 'It was changed since it was read.', 'version')
          const line = { verb: wanted.do, kind: 'listing-pair', ids: [id] }
          await appendLine(trx, actor, {
            ...line,
            content: JSON.stringify([done.a, done.b, done.state, done.kept, done.taken]),
          })
          return ok(await shown(trx, done))
        },
        askedWith(key, { decide: decision, id, version }),
      ),
  }
}
