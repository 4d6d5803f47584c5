// SPDX-License-Identifier: Apache-2.0
/** The part of the desk for devices in the field: packs taken along, signed sheets and photographs brought back. */
import { randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { attach } from '#platform/attachments/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { absent, allCriteria, domainsFor, isId, parsed } from '../room.ts'
import type { Trx } from '../store.ts'
import { bodyHandling } from './access.ts'
import {
  deviceShape,
  type InspectionRefusal,
  type InspectionsDesk,
  type Photograph,
  type Receipt,
  signedSheetShape,
} from './contract.ts'
import { digestOf, type InspectionRoom } from './desk.ts'
import { toldBy } from './exif.ts'
import { type Sheet, sheetShape } from './sheet.ts'
import { isKey, isSigned } from './signature.ts'
import * as store from './store.ts'
import { tellInspection } from './telling.ts'
import { awaitedOf, inspects, isOldEdition, mergedOf, questionsOf, saidIn } from './view.ts'

/** Of the first bytes of a photograph Exif is read: a segment of JPEG has 64 KiB at most, and Exif comes first. */
const HEAD = 1 << 18

async function* heard(bytes: AsyncIterable<Uint8Array>, head: Uint8Array[]) {
  let size = 0
  for await (const piece of bytes) {
    if (size < HEAD) head.push(Buffer.from(piece))
    size += piece.length
    yield piece
  }
}

const sheetIn = (text: string): Outcome<Sheet, InspectionRefusal> => {
  try {
    const said: unknown = JSON.parse(text)
    // One spelling for each sheet: what is shown is byte by byte what was signed.
    if (canonical(said) !== text) return refuse('not-valid', 'The sheet is not canonical JSON.', 'sheet')
    return parsed(sheetShape, said)
  } catch {
    return refuse('not-valid', 'The sheet is not JSON.', 'sheet')
  }
}

export const bringing = ({
  actor,
  attachments,
  directory,
  inside,
  now,
}: InspectionRoom): Pick<InspectionsDesk, 'pack' | 'submit' | 'photograph'> => {
  /** An inspection at which this actor inspects, whatever became of it meanwhile: what comes late is kept too. */
  const own = async (trx: Trx, id: string): Promise<Outcome<store.InspectionRow, InspectionRefusal>> => {
    const isThere = isId(id) && (await store.lockInspection(trx, id))
    const [row] = isThere ? await store.inspectionsSeen(trx, id) : []
    return row && inspects(row, actor) ? ok(row) : absent()
  }
  const receiptOf = async (trx: Trx, row: store.InspectionRow, sheet: store.SheetRow): Promise<Receipt> => {
    const [sheets, choices] = [await store.sheetsOf(trx, row.id), await store.choicesOf(trx, row.id)]
    const merged = mergedOf(row, sheets, choices)
    return {
      ...{ digest: sheet.digest, received: sheet.received_at.toISOString() },
      awaited: awaitedOf([sheet], await store.photographsOf(trx, row.id)),
      open: merged.filter(({ isOpen }) => isOpen).map(({ criterion }) => criterion),
      isOld: isOldEdition(sheet, row),
      ...{ isLate: sheet.late, isRevoked: sheet.revoked },
    }
  }
  return {
    pack: (id, input) =>
      inside('pack', async (trx) => {
        const found = await own(trx, id)
        if (!found.ok) return found
        const row = found.value
        if (row.state !== 'planned') return refuse('not-now', 'Nothing is taken along of a visit that is over.')
        const given = parsed(deviceShape, input)
        if (!given.ok) return given
        const { name, key } = given.value
        if (!(await isKey(key))) return refuse('not-valid', 'This is no key of ECDSA P-256.', 'key')
        const { version: criteria } = allCriteria()
        const device: Omit<store.DeviceRow, 'revoked_at'> = {
          ...{ id: randomUUID(), inspection: id, account: actor.account, name, public_key: key, criteria },
          ...{ edition: row.edition, taken_at: now() },
        }
        if ((await store.devicesOf(trx, id)).some(({ public_key }) => public_key === key))
          return refuse('not-now', 'This key was registered before: a pack has a key of its own.', 'key')
        await store.insert(trx, 'inspection_device', device)
        await tellInspection(trx, actor, row, 'pack', { device: device.id, name, key, edition: row.edition })
        const listed = await directory.open(row.service)
        return ok({
          ...{ inspection: id, device: device.id, criteria, edition: row.edition, on: row.planned_on, why: row.why },
          service: { id: row.service, name: row.service_name, city: listed?.city ?? null, setting: row.setting },
          ...{ announced: row.announced, domains: domainsFor(row.setting), questions: questionsOf(row) },
          taken: device.taken_at.toISOString(),
        })
      }),
    submit: (id, input) =>
      inside('submit', async (trx) => {
        const found = await own(trx, id)
        if (!found.ok) return found
        const given = parsed(signedSheetShape, input)
        if (!given.ok) return given
        const { device: by, sheet: said, signature } = given.value
        const device = (await store.devicesOf(trx, id)).find((each) => each.id === by)
        if (!device || device.account !== actor.account)
          return refuse('not-valid', 'This device took no pack of this visit for you.', 'device')
        if (!(await isSigned(device.public_key, said, signature)))
          return refuse('not-valid', 'The signature is not the device’s over this sheet.', 'signature')
        const read = sheetIn(said)
        if (!read.ok) return read
        const { inspection, device: told, number, criteria, edition, answers, photographs } = read.value
        if (inspection !== id || told !== by)
          return refuse('not-valid', 'The sheet is of another visit or device.', 'sheet')
        const named = new Set(photographs.map(({ sha256 }) => sha256))
        const strange = Object.entries(answers).find(([, each]) => each.photographs.some((one) => !named.has(one)))
        if (strange) return refuse('not-valid', 'An answer names a photograph that the sheet does not.', strange[0])
        const digest = digestOf(said)
        const before = (await store.sheetsOf(trx, id)).find((each) => each.digest === digest)
        if (before) return ok(await receiptOf(trx, found.value, before))
        const row: store.SheetRow = {
          ...{ inspection: id, digest, device: by, author: actor.account, number, criteria, edition, said, signature },
          ...{ late: found.value.state !== 'planned', revoked: device.revoked_at !== null, received_at: now() },
        }
        await store.insert(trx, 'inspection_sheet', row)
        // The ledger holds what was signed: digests of answers and of each photograph.
        await tellInspection(trx, actor, found.value, 'bring', { digest, signature, photographs: [...named] })
        return ok(await receiptOf(trx, found.value, row))
      }),
    photograph: async (id, sha256, name, bytes) => {
      const named = (trx: Trx) => async (row: store.InspectionRow) => {
        const sheets = (await store.sheetsOf(trx, row.id)).filter(
          ({ author, device }) => device && author === actor.account,
        )
        return sheets.some((sheet) => saidIn(sheet).photographs.some((each) => each.sha256 === sha256))
      }
      const before = await inside<Photograph | null>('photograph', async (trx) => {
        const found = await own(trx, id)
        if (!found.ok) return found
        const there = (await store.photographsOf(trx, id)).find((each) => each.sha256 === sha256)
        if (there) return ok(there)
        if (!(await named(trx)(found.value)))
          return refuse('not-valid', 'No signed sheet of yours names this photograph: send the sheet first.', 'sha256')
        return ok(null)
      })
      if (!before.ok) return before
      if (before.value) return ok(before.value)
      if (!attachments) return absent()
      const head: Uint8Array[] = []
      const received = await attachments.receive(name, heard(bytes, head), { asTaken: true })
      if (!received.ok) return received
      const { id: file, type, size } = received.value
      if (received.value.sha256 !== sha256)
        return refuse(
          'not-valid',
          'These bytes are not those that were signed: they were changed or cut off.',
          'sha256',
        )
      if (!type.startsWith('image/')) return refuse('not-valid', 'This is no photograph.', 'name')
      const { turn, holds } = toldBy(Buffer.concat(head))
      return inside('photograph', async (trx) => {
        const found = await own(trx, id)
        if (!found.ok) return found
        const there = (await store.photographsOf(trx, id)).find((each) => each.sha256 === sha256)
        if (there) return ok(there)
        await attach(trx, [received.value], bodyHandling(found.value.originator))
        const at = now()
        await store.insertPhotograph(trx, { id: file, inspection: id, sha256, turn, holds, at })
        await appendLine(trx, actor, { verb: 'attach', kind: 'attachment', ids: [file], content: sha256 })
        await tellInspection(trx, actor, found.value, 'photograph', { sha256 })
        return ok({ id: file, name: received.value.name, type, size, sha256, turn, holds, at: at.toISOString() })
      })
    },
  }
}
