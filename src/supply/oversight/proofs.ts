// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which photographs and documents are added to a finding: by inspectors, and by the firm. */
import { sql } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { addFile, describeFiled, dropFiles } from '#platform/attachments/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledFor, may } from './access.ts'
import type { OversightDesk, OversightRefusal } from './contract.ts'
import { type FindingFile, MOST_PROOFS } from './inspection-shapes.ts'
import { type FindingRow, findingById } from './inspections-store.ts'
import { absent, isId, type OversightPlan, type Room } from './room.ts'
import type { OversightTables, Trx } from './store.ts'

type Part = Pick<OversightDesk, 'attach' | 'detach' | 'download'>

/** By finding, each in the order in which its files were added. */
export type Proofs = ReadonlyMap<string, readonly (Omit<FindingFile, 'mayTakeOut'> & { by: string })[]>

export const proofsOf = async (trx: Trx, findings: readonly FindingRow[]): Promise<Proofs> => {
  if (findings.length === 0) return new Map()
  const ids = findings.map(({ id }) => id)
  const { rows } = await sql<{ attachment: string; finding: string; by: string; added_at: Date }>`
    select attachment, finding, by, added_at from finding_file where finding = any(${ids}::uuid[])
    order by added_at, attachment`.execute(trx)
  const files = await describeFiled(
    trx,
    rows.map(({ attachment }) => attachment),
  )
  const shown = rows.flatMap(({ attachment, finding, by, added_at }) => {
    const file = files.find(({ id }) => id === attachment)
    const row = findings.find(({ id }) => id === finding)
    if (!file || !row) return []
    const from = by === row.firm ? ('firm' as const) : ('inspector' as const)
    return [{ finding, ...file, from, at: added_at.toISOString(), by }]
  })
  return new Map(
    [...Map.groupBy(shown, ({ finding }) => finding)].map(([finding, own]) => [
      finding,
      own.map(({ finding: _, ...file }) => file),
    ]),
  )
}

interface ProofsPlan extends OversightPlan {
  /** Tells those who read the finding that its page is another one now. */
  told(trx: Trx, row: FindingRow): Promise<void>
}

export const proofsPart = (
  { actor, attachments, told, now = () => new Date() }: ProofsPlan,
  { inside }: Room,
): Part => {
  /** A finding of this firm, or of these inspectors, that is not closed; locked, so that it stays so. */
  const open = async (trx: Trx, id: string): Promise<Outcome<FindingRow, OversightRefusal>> => {
    const row = isId(id) ? await findingById(trx, id) : undefined
    const isOurs = row?.firm === actor.organisation || (row?.originator === actor.organisation && may(actor, 'inspect'))
    if (!row || !isOurs) return absent()
    const { rows } = await sql`select 1 from finding where id = ${id} and status <> 'closed' for update`.execute(trx)
    return rows.length > 0 ? ok(row) : refuse('not-now', 'The finding is closed.')
  }
  const isThere = async (trx: Trx, row: FindingRow | undefined, file: string) =>
    row !== undefined && ((await proofsOf(trx, [row])).get(row.id) ?? []).find(({ id }) => id === file)
  return {
    attach: async (id, name, bytes) => {
      const at = now()
      let byFirm = false
      const added = await addFile<OversightTables, OversightRefusal>(
        {
          ...{ actor, attachments, inside: (work) => inside('attach', work) },
          open: async (trx) => {
            const row = await open(trx, id)
            if (!row.ok) return row
            const files = (await proofsOf(trx, [row.value])).get(id) ?? []
            if (files.filter(({ by }) => by === actor.organisation).length >= MOST_PROOFS)
              return refuse('not-now', `Each side adds ${MOST_PROOFS} files at most.`, 'file')
            byFirm = row.value.firm === actor.organisation
            // The file came from whoever adds it, and is for all who read the finding.
            return ok({ ...handledFor(row.value.originator, row.value.firm), originator: actor.organisation })
          },
          keep: async (trx, file) => {
            await sql`insert into finding_file (attachment, finding, by, added_at)
              values (${file.id}, ${id}, ${actor.organisation}, ${at})`.execute(trx)
            const row = await findingById(trx, id)
            if (row) await told(trx, row)
          },
        },
        name,
        bytes,
      )
      if (!added.ok) return added
      return ok({ ...added.value, from: byFirm ? 'firm' : 'inspector', at: at.toISOString(), mayTakeOut: true })
    },
    detach: (id, file) =>
      inside('detach', async (trx) => {
        const row = await open(trx, id)
        if (!row.ok) return row
        const found = await isThere(trx, row.value, file)
        if (!found || found.by !== actor.organisation) return absent()
        if (row.value.status !== 'open') return refuse('not-now', 'The finding was answered: its files stay.')
        await dropFiles(trx, actor, [file])
        await sql`delete from finding_file where attachment = ${file}`.execute(trx)
        await told(trx, row.value)
        return ok(file)
      }),
    download: async (id, file) => {
      const found = await inside('download', async (trx) => {
        const row = isId(id) ? await findingById(trx, id) : undefined
        if (!(await isThere(trx, row, file))) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [file] })
        return ok(file)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, file) : absent()
    },
  }
}
