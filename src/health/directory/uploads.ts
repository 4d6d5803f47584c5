// SPDX-License-Identifier: Apache-2.0
/** Files of services: looked at, and taken over once their report was read. */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { headingsIn } from '#interop/csv/index.ts'
import { columnsOf, sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { may, reportFor } from './access.ts'
import {
  type Columns,
  type DirectoryDesk,
  type ImportReport,
  SOURCES,
  type Source,
  TAKEN,
  type Upload,
} from './contract.ts'
import { columnsOfTable, readSource, takeFile } from './importing.ts'
import { absent, askedWith, isId, parsed, type Seat, type Trx } from './seat.ts'
import { sourceNameOf } from './source-name.ts'
import { emptyUploads, insertUpload, lookedAt, type UploadRow, uploadById } from './store.ts'

/** Bytes: a country’s services by a page; what is larger goes by the command of whoever keeps the computer. */
export const MOST_UPLOAD = 20 << 20
const DAY = 86_400_000

const uploadOf = (
  { id, source, source_name, name, at, report }: Omit<UploadRow, 'bytes'>,
  bytes: Uint8Array,
): Upload => ({
  ...{ id, source, name, named: source_name, at: at.toISOString(), report },
  headings: source === 'csv' ? headingsIn(bytes, report.columns?.name ?? 'name') : [],
})

/** Of a table of which it is not chosen yet where its rows say what nothing is without. */
const unread = (source: Source, bytes: Uint8Array, columns: Columns, named: string): ImportReport => ({
  ...(named !== '' && { named }),
  ...{ source, sha256: createHash('sha256').update(bytes).digest('hex'), columns },
  ...{ rows: 0, added: 0, changed: 0, same: 0, back: 0, left: 0, refused: [], notes: [] },
})

const columnsShape = z.partialRecord(z.enum(TAKEN), z.string().trim().min(1).max(200).optional())

type UploadsDesk = Pick<DirectoryDesk, 'preview' | 'import' | 'upload' | 'uploaded' | 'chooseColumns' | 'takeOver'>

export const uploadsAt = ({ db, actor, now, organisation, inside }: Seat): UploadsDesk => {
  const filing = () => ({ originator: organisation, author: actor, now: now() })
  const columnsIn = (source: Source, bytes: Uint8Array, named: string) =>
    sit(db, actor, (trx) => columnsOfTable(trx, { source, bytes, originator: organisation, named }))
  const take = async (
    verb: 'preview' | 'import',
    source: Source,
    bytes: Uint8Array,
    { columns, named = '' }: { columns: Columns | undefined; named: string | undefined },
  ) => {
    if (!may(actor, verb)) return absent()
    const file = await readSource(source, bytes, columns ?? (await columnsIn(source, bytes, named)), named)
    if (!file.ok) return file
    return ok(await sit(db, actor, (trx) => takeFile(trx, file.value, filing(), verb === 'import')))
  }
  /** As long as its bytes are there: one that was taken over, or is a day old, is no more. */
  const find = async (trx: Trx, id: string) => {
    const row = isId(id) ? await uploadById(trx, id) : undefined
    const isThere = row?.originator === organisation && row.bytes && now().getTime() - row.at.getTime() < DAY
    return isThere ? { ...row, bytes: row.bytes as Buffer } : undefined
  }
  return {
    preview: (source, bytes, columns, named) => take('preview', source, bytes, { columns, named }),
    import: (source, bytes, columns, named) => take('import', source, bytes, { columns, named }),
    upload: async (source, name, bytes, key, given = '') => {
      if (!may(actor, 'upload')) return absent()
      const kind = parsed(z.enum(SOURCES), source)
      if (!kind.ok) return kind
      if (bytes.length > MOST_UPLOAD) return refuse('not-valid', 'The file is larger than 20 MiB.', 'file')
      const named = sourceNameOf(kind.value, given, name)
      const columns = await columnsIn(kind.value, bytes, named)
      const file = await readSource(kind.value, bytes, columns, named)
      // Of a table somebody may still say which column is which.
      const isToChoose = columns !== undefined && headingsIn(bytes).length > 1
      if (!file.ok && !isToChoose) return file
      const blank = unread(kind.value, bytes, columns ?? {}, named)
      const asked = askedWith(key, { upload: blank.sha256, source, named })
      return inside(
        'upload',
        async (trx) => {
          const report = file.ok ? await takeFile(trx, file.value, filing(), false) : blank
          await emptyUploads(trx, { before: new Date(now().getTime() - DAY) })
          const row = { id: randomUUID(), source, source_name: named, name: name.slice(0, 200), at: now(), report }
          await insertUpload(trx, {
            ...{ ...row, sha256: report.sha256, bytes: Buffer.from(bytes), report: JSON.stringify(report) },
            ...columnsOf(reportFor(organisation)),
          })
          await appendLine(trx, actor, {
            verb: 'upload',
            kind: 'listing-upload',
            ids: [row.id],
            content: report.sha256,
          })
          return ok(uploadOf({ ...row, sha256: report.sha256, ...columnsOf(reportFor(organisation)) }, bytes))
        },
        asked,
      )
    },
    uploaded: (id) =>
      inside('uploaded', async (trx) => {
        const row = await find(trx, id)
        return row ? ok(uploadOf(row, row.bytes)) : absent()
      }),
    chooseColumns: (id, given, key) =>
      inside(
        'chooseColumns',
        async (trx) => {
          const chosen = parsed(columnsShape, given)
          if (!chosen.ok) return chosen
          const row = await find(trx, id)
          if (row?.source !== 'csv') return absent()
          const file = await readSource(row.source, row.bytes, chosen.value, row.source_name)
          const report = file.ok
            ? await takeFile(trx, file.value, filing(), false)
            : unread(row.source, row.bytes, chosen.value, row.source_name)
          await lookedAt(trx, id, report)
          return ok(uploadOf({ ...row, report }, row.bytes))
        },
        askedWith(key, { chooseColumns: id, columns: given }),
      ),
    takeOver: (id, key) =>
      inside(
        'takeOver',
        async (trx) => {
          const row = await find(trx, id)
          if (!row) return absent()
          const file = await readSource(row.source, row.bytes, row.report.columns, row.source_name)
          if (!file.ok) return file
          const report = await takeFile(trx, file.value, filing(), true)
          await emptyUploads(trx, { id })
          return ok(report)
        },
        askedWith(key, { takeOver: id }),
      ),
  }
}
