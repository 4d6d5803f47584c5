// SPDX-License-Identifier: Apache-2.0
/** The directory desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, sit } from '#platform/access/index.ts'
import { readCursor, writeCursor } from '#platform/http/index.ts'
import { type Author, readLedger } from '#platform/ledger/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { loadServiceTaxonomy } from '#reference/index.ts'
import { filingSeat, listedFor, verbsOf } from './access.ts'
import { callsAt } from './calls/desk.ts'
import {
  type Columns,
  type DirectoryDesk,
  type DirectoryRefusal,
  type HistoryLine,
  type ImportReport,
  type ListingContent,
  listQueryShape,
  newListingShape,
  type Source,
} from './contract.ts'
import { correctionsAt } from './corrections.ts'
import { duplicatesAt } from './duplicates/desk.ts'
import { columnsOfTable, readSource, takeFile } from './importing.ts'
import { tooEarly } from './room.ts'
import { isCountry } from './rows.ts'
import { absent, askedWith, type DirectoryPlan, isId, parsed, reasonShape, record, seatAt, type Trx } from './seat.ts'
import { countOwn, type DirectoryTables, insertListings, type ListingRow, listingById, ownListings } from './store.ts'
import { contactsAt } from './true/contacts.ts'
import { uploadsAt } from './uploads.ts'
import { columnsFor, digestOf, lastingDigest, listingOf, textOf, withoutHidden } from './view.ts'

export { contentOf, type DirectoryPlan } from './seat.ts'

const pageShape = listQueryShape.extend({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
})

let known: ReadonlySet<string> | undefined
const termsKnown = () => {
  known ??= new Set(loadServiceTaxonomy().map(({ id }) => id))
  return known
}

const listingIn = (input: unknown, now: Date): Outcome<ListingContent, DirectoryRefusal> => {
  const given = parsed(newListingShape, input)
  if (!given.ok) return given
  // A file is taken as it stands and told; who writes here can mend it.
  if (!isCountry(given.value.location.country))
    return refuse('not-valid', 'ISO 3166-1 has no such country.', 'location.country')
  const strange = given.value.terms.find((term) => !termsKnown().has(term))
  if (strange !== undefined) return refuse('not-valid', `The taxonomy has no term ${strange}.`, 'terms')
  const [early] = tooEarly(given.value, now)
  if (early !== undefined) return refuse('not-valid', 'This day has not come yet.', `${early}.on`)
  return ok(withoutHidden(given.value))
}

export const openDirectory = (plan: DirectoryPlan): DirectoryDesk => {
  const seat = seatAt(plan)
  const { actor, now, organisation, inside, find, change } = seat
  const handling = listedFor(organisation)
  const fileText = (trx: Trx, id: string, content: ListingContent, at: Date) =>
    fileWords(trx, { kind: 'listing', record: id, at, handling, text: textOf(content) })
  return {
    may: verbsOf(actor),
    add: (input, key) =>
      inside(
        'add',
        async (trx) => {
          const [id, at] = [randomUUID(), now()]
          const given = listingIn(input, at)
          if (!given.ok) return given
          const content = given.value
          await insertListings(trx, [
            {
              ...{
                id,
                source: 'own',
                source_name: '',
                source_key: id,
                source_digest: digestOf(content),
                ...columnsFor(content, at),
              },
              ...{ confirmed_on: null, listed_at: at, changed_at: at, edited_at: null, left_at: null, ended_at: null },
              ...{ reason: null, version: 1, ...columnsOf(handling) },
            },
          ])
          await fileText(trx, id, content, at)
          return record(trx, actor, 'add', (await listingById(trx, id)) as ListingRow)
        },
        askedWith(key, { add: input }),
      ),
    change: (id, input, version, key) =>
      inside(
        'change',
        async (trx) => {
          const at = now()
          const given = listingIn(input, at)
          const row = await find(trx, id)
          if (!row) return absent()
          if (!given.ok) return given
          // Who confirmed it confirmed what it said before.
          const isSame = lastingDigest(newListingShape.parse(row.content)) === lastingDigest(given.value)
          const doubt = isSame ? {} : { confirmed_on: null }
          const changes = { ...columnsFor(given.value, at), changed_at: at, edited_at: at, ...doubt }
          const done = await change(trx, 'change', { id, version }, changes)
          if (done.ok) await fileText(trx, id, given.value, at)
          return done
        },
        askedWith(key, { change: input, id, version }),
      ),
    confirm: (id, version, key) =>
      inside(
        'confirm',
        (trx) => {
          const changes = { confirmed_on: now().toISOString().slice(0, 10), changed_at: now() }
          return change(trx, 'confirm', { id, version }, changes)
        },
        askedWith(key, { confirm: id, version }),
      ),
    withdraw: (id, reason, version, key) =>
      inside(
        'withdraw',
        async (trx) => {
          const why = parsed(reasonShape, reason)
          if (!why.ok) return why
          return change(trx, 'withdraw', { id, version }, { ended_at: now(), reason: why.value, changed_at: now() })
        },
        askedWith(key, { withdraw: id, reason, version }),
      ),
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(pageShape, query)
        if (!given.ok) return given
        const { limit, cursor, text, state } = given.value
        const after = cursor === undefined ? undefined : readCursor(cursor)
        if (after && !(after.ok && isId(after.value[1])))
          return refuse('not-valid', 'This is no cursor that a list gave.', 'cursor')
        const asked = { originator: organisation, text, state }
        const rows = await ownListings(trx, asked, limit, after?.ok ? after.value : undefined)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        return ok({
          items: page.map(listingOf),
          next: rows.length > limit && last ? writeCursor([last.name, last.id]) : null,
        })
      }),
    count: (query = {}) =>
      inside('count', async (trx) => {
        const given = parsed(listQueryShape, query)
        return given.ok ? ok(await countOwn(trx, { originator: organisation, ...given.value })) : given
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = await find(trx, id)
        return row ? ok(listingOf(row)) : absent()
      }),
    history: (id) =>
      inside('history', async (trx) => {
        if (!(await find(trx, id))) return absent()
        const read = await readLedger(trx, { kind: 'listing', id, limit: 100 })
        const byOf = (account: string | null): HistoryLine['by'] =>
          account === null ? 'node' : account === actor.account ? 'you' : 'colleague'
        return ok((read.ok ? read.value.lines : []).map(({ at, verb, account }) => ({ at, verb, by: byOf(account) })))
      }),
    ...correctionsAt(seat),
    ...uploadsAt(seat),
    ...contactsAt(seat),
    ...duplicatesAt(seat),
    ...callsAt(seat),
  }
}

/** An import by whoever keeps the computer, for an organisation: the ledger says that the node did it. */
export const importAtNode = async (
  db: Kysely<DirectoryTables>,
  {
    organisation,
    source,
    bytes,
    columns,
    named = '',
    isMeant,
  }: { organisation: string; source: Source; bytes: Uint8Array; columns?: Columns; named?: string; isMeant: boolean },
): Promise<Outcome<ImportReport, DirectoryRefusal>> => {
  const seat = filingSeat(organisation)
  const chosen =
    columns ?? (await sit(db, seat, (trx) => columnsOfTable(trx, { source, bytes, originator: organisation, named })))
  const file = await readSource(source, bytes, chosen, named)
  if (!file.ok) return file
  const filing = { originator: organisation, author: 'node' as Author, now: new Date() }
  return ok(await sit(db, seat, (trx) => takeFile(trx, file.value, filing, isMeant)))
}
