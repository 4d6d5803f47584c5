// SPDX-License-Identifier: Apache-2.0
/** Files of services: looked at, and taken over once their report was read. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { may, reportFor } from './access.ts'
import { type DirectoryDesk, SOURCES, type Source, type Upload } from './contract.ts'
import { readSource, takeFile } from './importing.ts'
import { absent, askedWith, isId, parsed, type Seat, type Trx } from './seat.ts'
import { emptyUploads, insertUpload, type UploadRow, uploadById } from './store.ts'

/** Bytes: a country’s services by a page; what is larger goes by the command of whoever keeps the computer. */
export const MOST_UPLOAD = 20 << 20
const DAY = 86_400_000

const uploadOf = ({ id, source, name, at, report }: UploadRow): Upload => ({
  ...{ id, source, name, at: at.toISOString(), report },
})

type UploadsDesk = Pick<DirectoryDesk, 'preview' | 'import' | 'upload' | 'uploaded' | 'takeOver'>

export const uploadsAt = ({ db, actor, now, organisation, inside }: Seat): UploadsDesk => {
  const filing = () => ({ originator: organisation, author: actor, now: now() })
  const take = async (verb: 'preview' | 'import', source: Source, bytes: Uint8Array) => {
    if (!may(actor, verb)) return absent()
    const file = await readSource(source, bytes)
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
    preview: (source, bytes) => take('preview', source, bytes),
    import: (source, bytes) => take('import', source, bytes),
    upload: async (source, name, bytes, key) => {
      if (!may(actor, 'upload')) return absent()
      const kind = parsed(z.enum(SOURCES), source)
      if (!kind.ok) return kind
      if (bytes.length > MOST_UPLOAD) return refuse('not-valid', 'The file is larger than 20 MiB.', 'file')
      const file = await readSource(kind.value, bytes)
      if (!file.ok) return file
      const asked = askedWith(key, { upload: file.value.sha256, source })
      return inside(
        'upload',
        async (trx) => {
          const report = await takeFile(trx, file.value, filing(), false)
          await emptyUploads(trx, { before: new Date(now().getTime() - DAY) })
          const row = { id: randomUUID(), source, name: name.slice(0, 200), at: now(), report }
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
          return ok({ ...row, at: row.at.toISOString() })
        },
        asked,
      )
    },
    uploaded: (id) =>
      inside('uploaded', async (trx) => {
        const row = await find(trx, id)
        return row ? ok(uploadOf(row)) : absent()
      }),
    takeOver: (id, key) =>
      inside(
        'takeOver',
        async (trx) => {
          const row = await find(trx, id)
          if (!row) return absent()
          const file = await readSource(row.source, row.bytes)
          if (!file.ok) return file
          const report = await takeFile(trx, file.value, filing(), true)
          await emptyUploads(trx, { id })
          return ok(report)
        },
        askedWith(key, { takeOver: id }),
      ),
  }
}
