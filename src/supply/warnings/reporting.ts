// SPDX-License-Identifier: Apache-2.0
/** Signals as they are reported here: by a laboratory that identified something, or from what was published. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, seat } from '#platform/access/index.ts'
import { areUsed, attach, describeAttachments, type Received } from '#platform/attachments/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { ASSESSING, may, OFFICER, signalFor } from './access.ts'
import { type Held, newSignalShape, type WarningsDesk } from './contract.ts'
import { absent, type Inside, isId, parsed, type Trx, type WarningsPlan } from './inside.ts'
import { askRegistry } from './novelty.ts'
import { fileAt, signalContent } from './proposing.ts'
import { insertSignal, type NewSignalRow, type SignalRow, signalById, signalsFrom } from './store.ts'
import { keyOfSubstance } from './substance.ts'
import { signalsShown } from './view.ts'
import { weekOf } from './weeks.ts'

type Reporting = Pick<WarningsDesk, 'report' | 'listeners' | 'receive' | 'held' | 'reported' | 'download'>

/** Organisations whose officers could be told now. */
const listening = async (seats: WarningsPlan['seats']) => {
  const found = (await seats([])).filter(
    ({ actor }) => actor.roles.includes(OFFICER) && actor.purposes.includes(ASSESSING),
  )
  return new Map(found.map(({ organisation }) => [organisation.id, organisation.name]))
}

/** Whether somebody at each of these organisations would read it. */
const listens = async (seats: WarningsPlan['seats'], organisations: readonly string[]) => {
  const open = await listening(seats)
  return organisations.every((id) => open.has(id))
}

export const reporting = (plan: WarningsPlan, inside: Inside): Reporting => {
  const { actor, seats, registry, attachments, now = () => new Date() } = plan
  const holdOf = ({ id, name, type, size }: Received, claim: string): Held => ({ id, name, type, size, claim })
  const claimed = (claims: readonly string[]) =>
    claims.map((claim) => attachments?.claimed(actor, claim)).filter((file) => file !== undefined)
  const shown = async (trx: Trx, rows: readonly SignalRow[]) =>
    signalsShown(
      rows,
      await describeAttachments(
        trx,
        rows.flatMap((row) => row.attachments),
      ),
    )

  return {
    report: async (input, key) => {
      // What takes long is asked before the transaction begins.
      const given = newSignalShape.safeParse(input)
      const to = given.success ? ('to' in given.data ? given.data.to : [actor.organisation]) : []
      const heard = given.success && may(actor, 'report') && (await listens(seats, to))
      const known = heard && given.success ? await askRegistry(registry, given.data.substance, now()) : undefined
      return inside(
        'report',
        async (trx) => {
          const checked = parsed(newSignalShape, input)
          if (!checked.ok) return checked
          const { value } = checked
          if (!heard || !known) return refuse('nobody-listens', 'Nobody there has an officer for early warning.', 'to')
          if (!known.ok) return known
          const files = claimed(value.attachments)
          const ids = files.map(({ id }) => id)
          if (new Set(ids).size < value.attachments.length || (await areUsed(trx, ids)))
            return refuse('not-valid', 'A file was not kept: send it again.', 'attachments')
          const { identity, novelty } = known.value
          const about = keyOfSubstance({ ...identity, name: value.substance.name })
          const handling = signalFor(actor.organisation, to)
          const { name } = value.substance
          const row: NewSignalRow = {
            ...{ id: randomUUID(), key: about, source: value.source, reported_at: now(), attachments: ids },
            content: {
              substance: { ...(identity.id && { id: identity.id }), name },
              ...{
                severity: null,
                count: null,
                region: value.region ?? null,
                week: weekOf(new Date(value.seenOn)),
                day: value.seenOn,
              },
              ...('confidence' in value
                ? { confidence: value.confidence, methods: value.methods }
                : { confidence: null, methods: [] }),
              ...{ note: value.note, reference: value.reference },
            },
            ...columnsOf(handling),
          }
          await insertSignal(trx, row)
          await attach(trx, files, handling)
          for (const { id, sha256 } of files)
            await appendLine(trx, actor, { verb: 'attach', kind: 'attachment', ids: [id], content: sha256 })
          const line = { verb: 'report', kind: 'warning-signal', ids: [row.id], content: signalContent(row) }
          await appendLine(trx, actor, line)
          for (const authority of to) await fileAt(trx, authority, { key: about, identity, novelty }, row)
          await seat(trx, actor)
          const [own] = await shown(trx, [{ ...row, withdrawn_at: null, withdrawn_reason: null }])
          return own ? ok(own) : absent()
        },
        { key, what: { report: input } },
      )
    },
    listeners: async () => {
      if (!may(actor, 'listeners')) return absent()
      return ok([...(await listening(seats))].map(([id, name]) => ({ id, name })))
    },
    receive: async (name, bytes) => {
      if (!attachments || !may(actor, 'receive')) return absent()
      const received = await attachments.receive(name, bytes)
      return received.ok ? ok(holdOf(received.value, attachments.claim(actor, received.value))) : received
    },
    held: async (claims) => {
      if (!may(actor, 'held')) return absent()
      return ok(claims.slice(0, 5).flatMap((claim) => claimed([claim]).map((file) => holdOf(file, claim))))
    },
    reported: () =>
      inside('reported', async (trx) => {
        const rows = await signalsFrom(trx, actor.organisation)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'warning-signal', ids })
        return ok(await shown(trx, rows))
      }),
    download: async (signal, attachment) => {
      const found: Outcome<string> = await inside('download', async (trx) => {
        const row = isId(signal) ? await signalById(trx, signal) : undefined
        if (!row?.attachments.includes(attachment)) return absent()
        await appendLine(trx, actor, { verb: 'download', kind: 'attachment', ids: [attachment] })
        return ok(attachment)
      })
      if (!found.ok) return found
      return attachments ? attachments.read(actor, attachment) : absent()
    },
  }
}
