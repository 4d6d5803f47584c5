// SPDX-License-Identifier: Apache-2.0
/** Everybody's counter, and the desk of an officer who answers. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { bornFor, counterOf, holderOf, may, OFFICER, verbsOf } from './access.ts'
import {
  type Correction,
  type CorrectionsCounter,
  type CorrectionsDesk,
  newCorrectionShape,
  settleShape,
} from './contract.ts'
import { answerOn, keyOfReference, newReference, referenceIn, shownOf } from './correction.ts'
import {
  type CorrectionRow,
  type CorrectionTables,
  correctionById,
  insertCorrection,
  listCorrections,
  onlyCorrection,
  settleCorrection,
} from './store.ts'

const MOST = 100
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const absent = () => refuse('not-found', 'There is nothing here.')
const contentOf = ({ concerns, name, wrong, reach, outcome, note }: CorrectionRow): string =>
  canonical([concerns, name, wrong, reach, outcome, note])

const correctionOf = (row: CorrectionRow): Correction => ({
  ...{ id: row.id, concerns: row.concerns, name: row.name, wrong: row.wrong, reach: row.reach },
  ...{ received: row.received_at.toISOString(), answerOn: row.answer_on, version: row.version },
  settled:
    row.settled_at && row.outcome
      ? { at: row.settled_at.toISOString(), outcome: row.outcome, note: row.note ?? '' }
      : null,
})

export interface CounterPlan {
  db: Kysely<CorrectionTables>
  /** The authority whose officers answer; undefined where this node has none. */
  authority(): Promise<string | undefined>
  /** Days after which a request may be shown as examined. */
  days: number
  now?(): Date
}

export const openCounter = ({ db, authority, days, now = () => new Date() }: CounterPlan): CorrectionsCounter => ({
  ask: async (input) => {
    const given = newCorrectionShape.safeParse(input)
    if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') ?? 'input')
    const own = await authority()
    if (own === undefined) return refuse('nobody-answers', 'No officer of this node answers corrections.')
    const reference = newReference()
    const handling = bornFor(own, keyOfReference(reference))
    const at = now()
    const row: CorrectionRow = {
      ...{ id: randomUUID(), ...given.data, received_at: at, answer_on: answerOn(at, days) },
      ...{ outcome: null, note: null, settled_at: null, version: 1, ...columnsOf(handling) },
    }
    await sit(db, counterOf(own), async (trx) => {
      await insertCorrection(trx, row)
      await appendLine(trx, 'node', { verb: 'receive', kind: 'correction', ids: [row.id], content: contentOf(row) })
      const officers = keyOf.role(own, OFFICER)
      const notify = [{ to: [officers], message: 'correction-asked', link: '/corrections' }]
      // For the officers alone: whoever shows the number has no inbox and no stream.
      await announce(trx, { kind: 'correction.asked', record: row.id, ...handling, audience: [officers], notify })
    })
    return ok({ reference, answerOn: row.answer_on })
  },
  look: async (reference) => {
    const known = referenceIn(reference)
    // The same statements where it can be no number at all.
    const row = await sit(db, holderOf(keyOfReference(known ?? '')), onlyCorrection)
    return row ? ok(shownOf(row, now())) : absent()
  },
})

export interface CorrectionsPlan {
  db: Kysely<CorrectionTables>
  actor: Actor
  now?(): Date
}

export const openCorrections = ({ db, actor, now = () => new Date() }: CorrectionsPlan): CorrectionsDesk => ({
  may: verbsOf(actor),
  list: () =>
    sit(db, actor, async (trx) => {
      if (!may(actor, 'list')) return absent()
      const rows = await listCorrections(trx, MOST)
      if (rows.length > 0)
        await appendLine(trx, actor, { verb: 'list', kind: 'correction', ids: rows.map(({ id }) => id) })
      return ok(rows.map(correctionOf))
    }),
  settle: (id, input, version, key) => {
    const asked = key === undefined ? undefined : { key, what: { settle: input, id, version } }
    const settled = sitOnce(db, actor, asked, async (trx) => {
      const row = may(actor, 'settle') && isId(id) ? await correctionById(trx, id) : undefined
      if (!row) return absent()
      const given = settleShape.safeParse(input)
      if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') ?? 'input')
      if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
      if (row.settled_at !== null) return refuse('not-now', 'It was settled before.')
      const changed = await settleCorrection(trx, { id, version }, { ...given.data, settled_at: now() })
      if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
      await appendLine(trx, actor, { verb: 'settle', kind: 'correction', ids: [id], content: contentOf(changed) })
      return ok(correctionOf(changed))
    })
    return settled as ReturnType<CorrectionsDesk['settle']>
  },
})
