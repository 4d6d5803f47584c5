// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which files that show an answer are added, read and taken out, and a sitting is thrown away. */
import { sql, type Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf } from '#platform/access/index.ts'
import {
  type Attachments,
  addFile,
  describeFiled,
  dropFiles,
  rehandleAttachments,
} from '#platform/attachments/index.ts'
import { forgetAnswers } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import type { AssessmentsDesk, AssessmentsRefusal, EvidenceFile } from './contract.ts'
import { MOST_EVIDENCE } from './contract.ts'
import { type AssessmentRow, type AssessmentTables, assessmentsSeen } from './store.ts'
import { tell } from './telling.ts'
import { questionsFor } from './view.ts'

type Trx = Transaction<AssessmentTables>
type Verb = 'attach' | 'detach' | 'download' | 'discard'

interface EvidencePlan {
  actor: Actor
  attachments: Attachments | undefined
  inside<T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, AssessmentsRefusal>>,
  ): Promise<Outcome<T, AssessmentsRefusal>>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** Files and what they show, in the order in which they were added. */
export const evidenceOf = async (trx: Trx, assessment: string): Promise<EvidenceFile[]> => {
  const { rows } = await sql<{ attachment: string; question: string }>`
    select attachment, question from assessment_file where assessment = ${assessment}
    order by added_at, attachment`.execute(trx)
  const questions = new Map(rows.map(({ attachment, question }) => [attachment, question]))
  const files = await describeFiled(trx, [...questions.keys()])
  return files.map((file) => ({ ...file, question: questions.get(file.id) ?? '' }))
}

/** What a signed sitting stands on beside its answers, for the ledger: each file by its digest. */
export const digestsOf = (files: readonly EvidenceFile[]): [question: string, sha256: string][] =>
  files.map(({ question, sha256 }) => [question, sha256])

/** The files are for whoever the answers are for, from the moment that these are shown or hidden. */
export const rehandleEvidence = async (trx: Trx, row: AssessmentRow): Promise<void> => {
  const ids = (await evidenceOf(trx, row.id)).map(({ id }) => id)
  await rehandleAttachments(trx, ids, handlingOf(row))
}

const removeFiles = async (trx: Trx, actor: Actor, ids: readonly string[]) => {
  await dropFiles(trx, actor, ids)
  await sql`delete from assessment_file where attachment = any(${ids})`.execute(trx)
}

export const evidence = ({ actor, attachments, inside }: EvidencePlan): Pick<AssessmentsDesk, Verb> => {
  /** One of this firm's that is being answered; locked, so that nobody signs it off meanwhile. */
  const answering = async (trx: Trx, id: string): Promise<Outcome<AssessmentRow, AssessmentsRefusal>> => {
    const [row] = isId(id) ? await assessmentsSeen(trx, id) : []
    if (!row || row.originator !== actor.organisation) return absent()
    const { rows } = await sql`
      select 1 from assessment where id = ${id} and completed_at is null for update`.execute(trx)
    return rows.length > 0 ? ok(row) : refuse('not-now', 'What was signed off does not change, nor do its files.')
  }
  return {
    attach: async (id, question, name, bytes) => {
      const added = await addFile<AssessmentTables, AssessmentsRefusal>(
        {
          ...{ actor, attachments, inside: (work) => inside('attach', work) },
          open: async (trx) => {
            const row = await answering(trx, id)
            if (!row.ok) return row
            if (!questionsFor(row.value.kind).some((each) => each.id === question))
              return refuse('not-valid', 'There is no such question.', 'question')
            const own = (await evidenceOf(trx, id)).filter((file) => file.question === question)
            if (own.length >= MOST_EVIDENCE)
              return refuse('not-now', `An answer has ${MOST_EVIDENCE} files at most.`, 'file')
            return ok(handlingOf(row.value))
          },
          keep: async (trx, file) => {
            await sql`insert into assessment_file (attachment, assessment, question)
              values (${file.id}, ${id}, ${question})`.execute(trx)
            const [row] = await assessmentsSeen(trx, id)
            if (row) await tell(trx, row, 'answered')
          },
        },
        name,
        bytes,
      )
      return added.ok ? ok({ ...added.value, question }) : added
    },
    detach: (id, file) =>
      inside('detach', async (trx) => {
        const row = await answering(trx, id)
        if (!row.ok) return row
        if (!(await evidenceOf(trx, id)).some((each) => each.id === file)) return absent()
        await removeFiles(trx, actor, [file])
        await tell(trx, row.value, 'answered')
        return ok(file)
      }),
    download: async (id, file) => {
      const found = await inside('download', async (trx) => {
        const files = isId(id) ? await evidenceOf(trx, id) : []
        if (!files.some((each) => each.id === file)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [file] })
        return ok(file)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, file) : absent()
    },
    discard: (id, version) =>
      inside('discard', async (trx) => {
        const row = await answering(trx, id)
        if (!row.ok) return row
        if (row.value.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
        await tell(trx, row.value, 'discarded')
        const files = (await evidenceOf(trx, id)).map((each) => each.id)
        await removeFiles(trx, actor, files)
        await trx.deleteFrom('assessment').where('id', '=', id).execute()
        await forgetAnswers(trx, id)
        await eraseRecord(trx, 'assessment', id)
        await appendLine(trx, actor, { verb: 'discard', kind: 'assessment', ids: [id] })
        return ok(id)
      }),
  }
}
