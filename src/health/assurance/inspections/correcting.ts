// SPDX-License-Identifier: Apache-2.0
/** The part of the desk for findings: corrected and shown by the provider, verified or returned by the body. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { addFile } from '#platform/attachments/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { absent, askedWith, changedSince, isId, notNow, parsed } from '../room.ts'
import type { AssuranceTables, Trx } from '../store.ts'
import { proofHandling } from './access.ts'
import { type FindingCommand, findingCommandShape, type InspectionRefusal, type InspectionsDesk } from './contract.ts'
import type { InspectionRoom } from './desk.ts'
import * as store from './store.ts'
import { tellFinding } from './telling.ts'
import { findingOf, inspects, isOfficer } from './view.ts'

const MOST_PROOFS = 10

export const correcting = ({
  actor,
  attachments,
  inside,
  now,
  today,
}: InspectionRoom): Pick<InspectionsDesk, 'settle' | 'attach' | 'download'> => {
  const viewOf = async (trx: Trx, row: store.FindingRow) =>
    findingOf(row, (await store.proofsOf(trx, [row.id])).get(row.id) ?? [], actor, today())

  const changesOf = (command: FindingCommand): Partial<store.FindingRow> => {
    switch (command.do) {
      case 'correct':
        return { owner: command.owner, action: command.action, status: 'planned' }
      case 'show':
        return { shown: command.text, status: 'done' }
      case 'verify':
        return { note: command.text, status: 'closed', closed_at: now(), closed_by: actor.account }
      case 'return':
        return { note: command.text, status: 'planned' }
    }
  }
  /** A finding of this provider that is not closed. */
  const open = async (trx: Trx, id: string): Promise<Outcome<store.FindingRow, InspectionRefusal>> => {
    const row = isId(id) ? await store.findingSeen(trx, id) : undefined
    if (row?.provider !== actor.organisation) return absent()
    return row.status === 'closed' ? notNow('The finding is closed.') : ok(row)
  }
  return {
    settle: (id, input, version, key) =>
      inside(
        'settle',
        async (trx) => {
          const row = isId(id) ? await store.findingSeen(trx, id) : undefined
          if (!row) return absent()
          const before = await viewOf(trx, row)
          const given = parsed(findingCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changedSince()
          const command = given.value
          if (command.do === 'show' && before.may.includes('correct') && before.proofs.length === 0)
            return refuse('not-now', 'What was done is shown by a file.', 'file')
          if (!before.may.includes(command.do)) return notNow('As it stands, this cannot be done.')
          const changes = changesOf(command)
          if (!(await store.change(trx, 'finding', row, changes))) return changedSince()
          const after = { ...row, ...changes, version: version + 1 }
          const signed = { ...command, proofs: before.proofs.map(({ sha256 }) => sha256) }
          await tellFinding(trx, actor, after, command.do, signed)
          return ok(await viewOf(trx, after))
        },
        askedWith(key, { settle: input, id, version }),
      ),
    attach: (id, name, bytes) =>
      addFile<AssuranceTables, InspectionRefusal>(
        {
          ...{ actor, attachments, inside: (work) => inside('attach', work) },
          open: async (trx) => {
            const row = await open(trx, id)
            if (!row.ok) return row
            const files = (await store.proofsOf(trx, [id])).get(id) ?? []
            if (files.length >= MOST_PROOFS)
              return refuse('not-now', `A finding has ${MOST_PROOFS} files at most.`, 'file')
            return ok(proofHandling(row.value.originator, row.value.provider))
          },
          keep: (trx, file) => store.insertProof(trx, file.id, id, now()),
        },
        name,
        bytes,
      ),
    download: async (id, file) => {
      const found = await inside('download', async (trx) => {
        const [row] = isId(id) ? await store.inspectionsSeen(trx, id) : []
        if (!row) return absent()
        const isWithin = isOfficer(row, actor) || inspects(row, actor)
        const photographs = isWithin ? await store.photographsOf(trx, id) : []
        const findings = await store.findingsOf(trx, [id])
        const proofs = [
          ...(
            await store.proofsOf(
              trx,
              findings.map((each) => each.id),
            )
          ).values(),
        ].flat()
        if (![...photographs, ...proofs].some((each) => each.id === file)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [file] })
        return ok(file)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, file) : absent()
    },
  }
}
