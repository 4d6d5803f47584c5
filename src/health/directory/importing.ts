// SPDX-License-Identifier: Apache-2.0
/** A file becomes listings: what is new is added, what changed is changed, what left its source is marked and stays. */
import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { headingsIn } from '#interop/csv/index.ts'
import { columnsOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { type Author, appendLine } from '#platform/ledger/index.ts'
import { fileWordsOfMany } from '#platform/search/index.ts'
import { listedFor, reportFor } from './access.ts'
import { type Columns, guessColumns } from './columns.ts'
import { type DirectoryRefusal, type ImportReport, newListingShape, type Source } from './contract.ts'
import { recompose } from './duplicates/desk.ts'
import { composed } from './duplicates/fields.ts'
import { givingsOf, markGone, settleGone } from './duplicates/store.ts'
import { fromCsv } from './from-csv.ts'
import { fromDataInclusion } from './from-data-inclusion.ts'
import { fromFindTreatment } from './from-findtreatment.ts'
import { fromHsds } from './from-hsds.ts'
import { fromSamhsa } from './from-samhsa.ts'
import { latest } from './room.ts'
import type { ReadFile, Row, Rows } from './rows.ts'
import {
  changeListing,
  type DirectoryTables,
  insertImport,
  insertListings,
  type KnownRow,
  knownOf,
  lastReport,
  listingById,
  markLeft,
  type NewRow,
} from './store.ts'
import { columnsFor, digestOf, lastingDigest, textOf, withoutHidden } from './view.ts'

const READERS: Record<Source, ReadFile> = {
  ...{ samhsa: fromSamhsa, findtreatment: fromFindTreatment, hsds: fromHsds, csv: fromCsv },
  'data-inclusion': fromDataInclusion,
}

export interface ReadSource extends Rows {
  source: Source
  /** Which of several files of that kind; empty: the only one. */
  named: string
  sha256: string
}

/** Reads a file; refused where it is not of that kind, or no row of it can be kept. */
export const readSource = async (
  source: Source,
  bytes: Uint8Array,
  columns?: Columns,
  named = '',
): Promise<Outcome<ReadSource, DirectoryRefusal>> => {
  const read = await READERS[source](bytes, columns)
  if (!read.ok) return read
  // An empty file would mark everything as gone.
  if (read.value.rows.length === 0)
    return refuse('not-this-format', 'No row of this file can be kept.', 'file', { missing: '–' })
  const rows = read.value.rows.map((row) => ({ ...row, listing: withoutHidden(row.listing) }))
  return ok({ ...read.value, rows, source, named, sha256: createHash('sha256').update(bytes).digest('hex') })
}

interface Plan {
  added: Row[]
  changed: { row: Row; known: KnownRow }[]
  left: KnownRow[]
  /** Gone from this source, and still in that of one merged into them: they stay. */
  gone: KnownRow[]
  report: ImportReport
}

/** Names of rows that are gone, and of those that come. */
const MOST_TOLD = 100
const MOST_COMING = 50

/** What follows from a file and what is known of its source. Pure. */
export const planImport = (
  { rows, refused, notes, source, named, sha256, columns }: ReadSource,
  known: ReadonlyMap<string, KnownRow>,
): Plan => {
  const keys = new Set(rows.map(({ key }) => key))
  const added = rows.filter(({ key }) => !known.has(key))
  const met = rows.flatMap((row) => {
    const own = known.get(row.key)
    return own ? [{ row, known: own }] : []
  })
  const isAnother = ({ row, known: own }: (typeof met)[number]) => digestOf(row.listing) !== own.source_digest
  // What somebody here wrote stands against what the source says otherwise by now, and it is said.
  const isKept = ({ known: own, ...each }: (typeof met)[number]) =>
    (own.edited_at !== null || own.kept_edited) && isAnother({ ...each, known: own })
  const kept = met.filter(isKept)
  // Whom its source asked later than anybody here.
  const isFresher = ({ row: { confirmed }, known: { confirmed_on, edited_at } }: (typeof met)[number]) =>
    confirmed !== undefined && edited_at === null && (confirmed_on === null || confirmed > confirmed_on)
  const isBack = ({ known: { left_at, gone_at } }: (typeof met)[number]) => left_at !== null || gone_at !== null
  const isOwn = ({ known: own }: (typeof met)[number]) => own.edited_at !== null
  const isToChange = (each: (typeof met)[number]) =>
    isBack(each) || isFresher(each) || (isAnother(each) && !isOwn(each))
  const changed = met.filter(isToChange)
  const away = [...known.values()].filter(
    ({ source_key, left_at, gone_at }) => left_at === null && gone_at === null && !keys.has(source_key),
  )
  const leaving = new Set(away.map(({ id }) => id))
  const gone = away.filter(({ others }) => others.some((id) => !leaving.has(id)))
  const left = away.filter((each) => !gone.includes(each))
  const codeOf = (row: KnownRow) => {
    if (gone.includes(row)) return 'left-kept' as const
    if (row.merged_into !== null) return 'left-merged' as const
    if (row.edited_at !== null) return 'left-edited' as const
    return row.is_paired ? ('left-paired' as const) : undefined
  }
  const namesOf = (all: readonly Row[]) => all.slice(0, MOST_COMING).map(({ listing: { name } }) => name)
  const report: ImportReport = {
    ...(added.length > 0 && { adding: namesOf(added) }),
    ...(changed.length > 0 && { changing: namesOf(changed.map(({ row }) => row)) }),
    ...{ source, sha256, rows: rows.length + refused.length, added: added.length },
    ...{
      changed: changed.filter((each) => (isAnother(each) && !isOwn(each)) || isFresher(each)).length,
      same: met.length - changed.length,
    },
    ...(columns && { columns }),
    ...(named !== '' && { named }),
    ...(left.length > 0 && {
      leaving: left
        .map(({ name }) => name)
        .sort()
        .slice(0, MOST_TOLD),
    }),
    back: changed.filter(isBack).length,
    ...{ left: left.length, refused },
    notes: [
      ...notes,
      ...kept.map(({ row: { line, file, listing } }) => ({
        ...{ line, code: 'edited-here' as const, given: listing.name, ...(file !== undefined && { file }) },
      })),
      ...away.flatMap((row) => {
        const code = codeOf(row)
        return code === undefined ? [] : { line: 0, code, given: row.name }
      }),
    ],
  }
  return { added, changed, left, gone, report }
}

interface Filing {
  /** Whose listings they become. */
  originator: string
  author: Author
  now: Date
}

const AT_ONCE = 2000

/** Does what the plan says, in one transaction, with one line in the ledger. */
export const carryOut = async (
  trx: Transaction<DirectoryTables>,
  { added, changed, left, gone, report }: Plan,
  { originator, author, now }: Filing,
): Promise<void> => {
  const handling = listedFor(originator)
  const fresh = added.map(
    ({ key, listing, confirmed = null }): NewRow => ({
      ...{
        id: randomUUID(),
        source: report.source,
        source_name: report.named ?? '',
        source_key: key,
        source_digest: digestOf(listing),
      },
      ...{
        ...columnsFor(listing, now),
        confirmed_on: confirmed,
        listed_at: now,
        changed_at: now,
        left_at: null,
        ended_at: null,
      },
      ...{ reason: null, version: 1, edited_at: null, ...columnsOf(handling) },
    }),
  )
  await insertListings(trx, fresh)
  const texts: { id: string; text: string }[] = []
  for (const { row, known } of changed) {
    // It is in its source again; what somebody here wrote stands.
    if (known.edited_at !== null) {
      await changeListing(trx, known, { changed_at: now, left_at: null, gone_at: null })
      continue
    }
    const source_digest = digestOf(row.listing)
    const before = await listingById(trx, known.id)
    const wasSaid = newListingShape.parse(before?.said ?? before?.content ?? row.listing)
    // Who confirmed it here confirmed what it said before.
    const own = lastingDigest(wasSaid) === lastingDigest(row.listing) ? known.confirmed_on : null
    const confirmed_on = [own ?? '', row.confirmed ?? ''].sort()[1] || null
    const givings = await givingsOf(trx, known.id)
    // Of places and waiting its service may have said more since, by the link of a letter.
    const said = latest(row.listing, wasSaid)
    const content = newListingShape.parse(latest(composed(said, givings), before?.content ?? null))
    texts.push({ id: known.id, text: textOf(content) })
    await changeListing(trx, known, {
      ...{ ...columnsFor(content, now), source_digest, changed_at: now, left_at: null, gone_at: null, confirmed_on },
      ...(givings.length > 0 && { said: JSON.stringify(said) }),
    })
  }
  // What was taken from one that is merged into another changes there too.
  for (const id of new Set(changed.flatMap(({ known: { merged_into } }) => merged_into ?? []))) {
    const kept = await listingById(trx, id)
    if (!kept?.said || kept.edited_at !== null || kept.ended_at !== null) continue
    const content = latest(composed(kept.said, await givingsOf(trx, id)), kept.content)
    await recompose(trx, kept, { content, said: kept.said, now })
  }
  await markLeft(
    trx,
    left.map(({ id }) => id),
    now,
  )
  await markGone(
    trx,
    gone.map(({ id }) => id),
    now,
  )
  await settleGone(trx, originator, now)
  const records = [
    ...added.map(({ listing }, index) => ({ id: fresh[index]?.id ?? '', text: textOf(listing) })),
    ...texts,
  ]
  for (let from = 0; from < records.length; from += AT_ONCE)
    await fileWordsOfMany(trx, { kind: 'listing', at: now, handling, records: records.slice(from, from + AT_ONCE) })
  const id = randomUUID()
  const kept = JSON.stringify(report)
  const own = reportFor(originator)
  await insertImport(trx, {
    ...{ id, source: report.source, source_name: report.named ?? '', sha256: report.sha256, report: kept, at: now },
    ...columnsOf(own),
  })
  await appendLine(trx, author, { verb: 'import', kind: 'listing-import', ids: [id], content: kept })
  const { audience, marking, purposes } = own
  await announce(trx, { kind: 'directory.imported', record: id, audience, marking, purposes })
}

/** Columns of a table: as whoever imports says; else as at the last import, as far as it has them, and as its headings say. */
export const columnsOfTable = async (
  trx: Transaction<DirectoryTables>,
  { source, bytes, originator, named }: { source: Source; bytes: Uint8Array; originator: string; named: string },
): Promise<Columns | undefined> => {
  if (source !== 'csv') return undefined
  const before = (await lastReport(trx, originator, source, named))?.columns
  return guessColumns(
    headingsIn(bytes, before?.name ?? 'name').map(({ heading }) => heading),
    before,
  )
}

/** Reads what is known, plans, and where it is meant does it; answers the report. A file that changes nothing leaves a line too. */
export const takeFile = async (
  trx: Transaction<DirectoryTables>,
  file: ReadSource,
  filing: Filing,
  isMeant: boolean,
): Promise<ImportReport> => {
  const plan = planImport(file, await knownOf(trx, filing.originator, file.source, file.named))
  if (isMeant) await carryOut(trx, plan, filing)
  return plan.report
}
