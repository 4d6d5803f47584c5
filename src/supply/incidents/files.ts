// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which files are added to a draft, and read by those who read all of the incident. */
import { sql, type Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf, keyOf } from '#platform/access/index.ts'
import {
  type Attachments,
  addFile,
  describeAttachments,
  dropFiles,
  rehandleAttachments,
} from '#platform/attachments/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { may } from './access.ts'
import type { IncidentsDesk, IncidentsRefusal } from './contract.ts'
import type { IncidentRow, IncidentTables } from './store.ts'
import { incidentOf } from './view.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>
type Verb = 'attach' | 'detach' | 'files' | 'download'

interface FilingPlan {
  actor: Actor
  attachments: Attachments | undefined
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  /** The incident, where the organisation that sits reported it. */
  own(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: Verb, work: (trx: Trx) => Done<T>): Done<T>
}

const MOST = 10
const absent = () => refuse('not-found', 'There is nothing here.')

/** Ids of the files of an incident, in the order in which they were added. */
const filesOf = async (trx: Trx, incident: string): Promise<string[]> => {
  const { rows } = await sql<{ attachment: string }>`
    select attachment from incident_file where incident = ${incident} order by added_at, attachment`.execute(trx)
  return rows.map(({ attachment }) => attachment)
}

/** The files of an incident are handled as it is from now on; of a recalled one they stay with those who reported it. */
export const rehandleFiles = async (trx: Trx, row: IncidentRow): Promise<void> => {
  const handling = handlingOf(row)
  const audience = row.status === 'recalled' ? [keyOf.organisation(row.originator)] : handling.audience
  await rehandleAttachments(trx, await filesOf(trx, row.id), { ...handling, audience, fields: {} })
}

/** Removes files with their keys and their salts; the sweeper takes the bytes. */
export const removeFiles = async (trx: Trx, actor: Actor, ids: readonly string[]): Promise<void> => {
  await dropFiles(trx, actor, ids)
  await sql`delete from incident_file where attachment = any(${ids})`.execute(trx)
}
export const removeAllFiles = async (trx: Trx, actor: Actor, incident: string) =>
  removeFiles(trx, actor, await filesOf(trx, incident))

export const filing = (plan: FilingPlan): Pick<IncidentsDesk, Verb> => {
  const { actor, attachments, find, own, inside } = plan
  /** The draft, where one more file may be added. */
  const open = async (trx: Trx, id: string): Promise<Outcome<IncidentRow, IncidentsRefusal>> => {
    const row = await own(trx, id)
    if (!row) return absent()
    if (row.status !== 'draft') return refuse('not-now', `Files of an incident that is ${row.status} do not change.`)
    return ok(row)
  }
  const tell = async (trx: Trx, row: IncidentRow) => {
    const { audience, marking, purposes } = handlingOf(row)
    await announce(trx, { kind: 'incident.edited', record: row.id, audience, marking, purposes })
  }
  /** A file may hold what the parties and numbers say: whoever is denied these is denied it. */
  const shown = async (trx: Trx, id: string): Promise<string[] | undefined> => {
    const row = await find(trx, id)
    if (!row) return undefined
    const { account, parties, identifiers } = incidentOf(row, actor)
    return [account, parties, identifiers].includes(undefined) ? [] : filesOf(trx, id)
  }
  return {
    attach: async (id, name, bytes) => {
      if (!may(actor, 'attach')) return absent()
      const added = await addFile<IncidentTables, IncidentsRefusal>(
        {
          ...{ actor, attachments, inside: (work) => inside('attach', work) },
          open: async (trx) => {
            const draft = await open(trx, id)
            if (!draft.ok) return draft
            const isFull = (await filesOf(trx, id)).length >= MOST
            if (isFull) return refuse('not-now', `An incident has ${MOST} files at most.`)
            return ok({ ...handlingOf(draft.value), fields: {} })
          },
          keep: async (trx, file) => {
            await sql`insert into incident_file (attachment, incident) values (${file.id}, ${id})`.execute(trx)
            const draft = await own(trx, id)
            if (draft) await tell(trx, draft)
          },
        },
        name,
        bytes,
      )
      if (!added.ok) return added
      const { sha256: _, ...file } = added.value
      return ok(file)
    },
    detach: (id, file) =>
      inside('detach', async (trx) => {
        const draft = await open(trx, id)
        if (!draft.ok) return draft
        if (!(await filesOf(trx, id)).includes(file)) return absent()
        await removeFiles(trx, actor, [file])
        await tell(trx, draft.value)
        return ok(file)
      }),
    files: (id) =>
      inside('files', async (trx) => {
        const ids = await shown(trx, id)
        return ids === undefined ? absent() : ok(await describeAttachments(trx, ids))
      }),
    download: async (id, file) => {
      const found = await inside('download', async (trx) => {
        if (!(await shown(trx, id))?.includes(file)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [file] })
        return ok(file)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, file) : absent()
    },
  }
}
