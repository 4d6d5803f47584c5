// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which files that show an answer are added, read and taken out, and a sitting is thrown away. */
import { sql } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Handling, handlingOf } from '#platform/access/index.ts'
import { addFile, describeFiled, dropFiles, rehandleAttachments } from '#platform/attachments/index.ts'
import { forgetAnswers } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { type AssuranceDesk, type AssuranceRefusal, type EvidenceFile, MOST_EVIDENCE } from './contract.ts'
import { absent, carry, carrying, changedSince, isId, type Room, strangeIn } from './room.ts'
import { type AssuranceTables, caseSeen, type QualityRow, qualitySeen, type Trx } from './store.ts'
import { tellQuality } from './telling.ts'

/** Files and what they show, in the order in which they were added. */
export const evidenceOf = async (trx: Trx, assessment: string): Promise<EvidenceFile[]> => {
  const { rows } = await sql<{ attachment: string; criterion: string }>`
    select attachment, criterion from quality_evidence where assessment = ${assessment}
    order by added_at, attachment`.execute(trx)
  const criteria = new Map(rows.map(({ attachment, criterion }) => [attachment, criterion]))
  const files = await describeFiled(trx, [...criteria.keys()])
  return files.map((file) => ({ ...file, criterion: criteria.get(file.id) ?? '' }))
}

/** The files are for whoever the answers are for. */
export const rehandleEvidence = async (trx: Trx, id: string, handling: Handling): Promise<void> => {
  const ids = (await evidenceOf(trx, id)).map((file) => file.id)
  await rehandleAttachments(trx, ids, handling)
}

export const evidence = ({
  actor,
  attachments,
  inside,
}: Room): Pick<AssuranceDesk, 'attach' | 'detach' | 'download' | 'discard'> => {
  const remove = async (trx: Trx, ids: readonly string[]) => {
    await dropFiles(trx, actor, ids)
    await sql`delete from quality_evidence where attachment = any(${ids})`.execute(trx)
  }
  /** One of this provider’s that is being answered; locked, so that nobody signs it off meanwhile. */
  const answering = async (trx: Trx, id: string): Promise<Outcome<QualityRow, AssuranceRefusal>> => {
    const [row] = isId(id) ? await qualitySeen(trx, id) : []
    if (!row || row.originator !== actor.organisation) return absent()
    const { rows } = await sql`
      select 1 from quality_assessment where id = ${id} and completed_at is null for update`.execute(trx)
    return rows.length > 0 ? ok(row) : refuse('not-now', 'What was signed off does not change, nor do its files.')
  }
  return {
    attach: async (id, criterion, name, bytes) => {
      const added = await addFile<AssuranceTables, AssuranceRefusal>(
        {
          ...{ actor, attachments, inside: (work) => inside('attach', work) },
          open: async (trx) => {
            const row = await answering(trx, id)
            if (!row.ok) return row
            if (strangeIn(row.value.setting, [criterion]) !== undefined)
              return refuse('not-valid', 'There is no such criterion.', 'criterion')
            const own = (await evidenceOf(trx, id)).filter((file) => file.criterion === criterion)
            if (own.length >= MOST_EVIDENCE)
              return refuse('not-now', `An answer has ${MOST_EVIDENCE} files at most.`, 'file')
            return ok(handlingOf(row.value))
          },
          keep: async (trx, file) => {
            await sql`insert into quality_evidence (attachment, assessment, criterion)
              values (${file.id}, ${id}, ${criterion})`.execute(trx)
          },
        },
        name,
        bytes,
      )
      return added.ok ? ok({ ...added.value, criterion }) : added
    },
    detach: (id, file) =>
      inside('detach', async (trx) => {
        const row = await answering(trx, id)
        if (!row.ok) return row
        if (!(await evidenceOf(trx, id)).some((each) => each.id === file)) return absent()
        await remove(trx, [file])
        return ok(file)
      }),
    download: async (id, file) => {
      const found = await inside('download', async (trx) => {
        if (!isId(id)) return absent()
        const { rows } = await sql<{ id: string }>`select id from accreditation where assessment = ${id}`.execute(trx)
        const own = rows[0] && (await caseSeen(trx, rows[0].id))
        if (own) await carry(trx, actor, own)
        if (!(await evidenceOf(trx, id)).some((each) => each.id === file)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [file] })
        return ok(own ? carrying(actor, own) : actor)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(found.value, file) : absent()
    },
    discard: (id, version) =>
      inside('discard', async (trx) => {
        const row = await answering(trx, id)
        if (!row.ok) return row
        if (row.value.version !== version) return changedSince()
        await remove(
          trx,
          (await evidenceOf(trx, id)).map((each) => each.id),
        )
        await tellQuality(trx, actor, row.value, 'discard', null)
        await trx.deleteFrom('quality_assessment').where('id', '=', id).execute()
        await forgetAnswers(trx, id)
        await eraseRecord(trx, 'quality-assessment', id)
        return ok(id)
      }),
  }
}
