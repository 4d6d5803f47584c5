// SPDX-License-Identifier: Apache-2.0
/** The advice desk of one actor: parses, authorises, stores, writes the ledger, announces. */
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { may, PURPOSE, verbsOf } from './access.ts'
import { type AdviceDesk, type AdviceQuery, type AdviceRefusal, adviceQueryShape } from './contract.ts'
import { type AdviceTables, adviceById, countAdvice, insertAcknowledgement, listAdvice } from './store.ts'
import { adviceOf } from './view.ts'

export interface AdvicePlan {
  db: Kysely<AdviceTables>
  actor: Actor
  now?(): Date
}

const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

const asked = (query: AdviceQuery): Outcome<ReturnType<typeof adviceQueryShape.parse>, AdviceRefusal> => {
  const given = adviceQueryShape.safeParse(query)
  if (given.success) return ok(given.data)
  const [issue] = given.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'query')
}

/** A refusal of the verb is the same answer, after the same parsing, as nothing there. */
export const openAdvice = ({ db, actor, now = () => new Date() }: AdvicePlan): AdviceDesk => {
  type Trx = Transaction<AdviceTables>
  const inside = <T>(work: (trx: Trx) => Promise<Outcome<T, AdviceRefusal>>, asked?: { key: string; what: unknown }) =>
    sitOnce(db, actor, asked, (trx) => (may(actor) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, AdviceRefusal>
    >
  const find = async (trx: Trx, id: string) => (isId(id) ? adviceById(trx, id) : undefined)
  return {
    may: verbsOf(actor),
    list: (query = {}) =>
      inside(async (trx) => {
        const given = asked(query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listAdvice(trx, filter, { limit, before: before?.value, now: now() })
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'advice', ids })
        const next = rows.length > limit && last ? writeCursor([last.given_at.toISOString(), last.id]) : null
        return ok({ items: page.map((row) => adviceOf(row, now())), next })
      }),
    count: (query = {}) =>
      inside(async (trx) => {
        const given = asked(query)
        return given.ok ? ok(await countAdvice(trx, given.value, now())) : given
      }),
    open: (id) =>
      inside(async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'advice', ids: [id] })
        return ok(adviceOf(row, now()))
      }),
    acknowledge: (id, version, key) =>
      inside(
        async (trx) => {
          const row = await find(trx, id)
          if (!row) return absent()
          if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
          const { account, organisation } = actor
          const at = now()
          if (!(await insertAcknowledgement(trx, { advice: id, organisation, account, at })))
            return ok(adviceOf(row, now())) // a colleague was first
          await appendLine(trx, actor, { verb: 'acknowledge', kind: 'advice', ids: [id] })
          const own = { audience: [keyOf.organisation(organisation)], marking: 'green', purposes: [PURPOSE] } as const
          await announce(trx, { kind: 'advice.acknowledged', record: id, ...own })
          return ok(adviceOf({ ...row, acknowledged_at: at }, now()))
        },
        key === undefined ? undefined : { key, what: { acknowledge: id, version } },
      ),
  }
}
