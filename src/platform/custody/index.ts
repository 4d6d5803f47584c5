// SPDX-License-Identifier: Apache-2.0
/** The desk of whoever keeps a compartment: its ledger, the proofs of its lines, how it does. */
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, sit } from '../access/index.ts'
import { type EventTables, narrowToEvents } from '../events/index.ts'
import { appendLine, type LedgerQuery, proveInclusion, readLedger } from '../ledger/index.ts'
import { verbsOf } from './access.ts'
import type { Custody, CustodyDesk, LedgerSearch } from './contract.ts'
import { healthOf, kindsOf } from './health.ts'
import { runAgain, workOf } from './work.ts'

export { custodyRole, custodyRoles, type KeptCompartment } from './access.ts'
export type * from './contract.ts'

export interface CustodyPlan<T extends EventTables> {
  /** With the tables of access, ledger and events. */
  compartment: { name: string; db: Kysely<T> }
  actor: Actor
  /** Of such a compartment nobody but its custodian learns more than whether it is healthy. */
  sealed: boolean
}

const nothing = () => refuse('not-found', 'No such compartment, or not for this actor.')

/** A search with its moments read; the name of the field that is none. */
const queryOf = ({ from, to, ...rest }: LedgerSearch): LedgerQuery | 'from' | 'to' => {
  const moments = {
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  }
  for (const field of ['from', 'to'] as const) if (Number.isNaN(moments[field]?.getTime())) return field
  return { ...rest, ...(moments.from && { from: moments.from }), ...(moments.to && { to: moments.to }) }
}

/** What this actor has to do with a compartment; null where it is nothing. */
export const openCustody = <T extends EventTables>(plan: CustodyPlan<T>): Custody | null => {
  const { compartment, actor, sealed } = plan
  const { name } = compartment
  const db = narrowToEvents(compartment.db)
  const may = verbsOf(actor, name, sealed)
  if (!may) return null
  const allowed = (verb: CustodyDesk['may'][number]) => may.includes(verb)

  const desk: CustodyDesk = {
    may,
    ledger: async (search = {}) => {
      if (!allowed('ledger')) return nothing()
      const query = queryOf(search)
      if (typeof query === 'string') return refuse('not-valid', `${query} is neither a day nor a moment.`, query)
      return sit(db, actor, async (trx) => {
        const page = await readLedger(trx, query)
        if (page.ok) {
          const ids = page.value.lines.map(({ id }) => id)
          await appendLine(trx, actor, { verb: 'read', kind: 'ledger-line', ids })
        }
        return page
      })
    },
    proof: async (line) => {
      if (!allowed('proof')) return nothing()
      const proof = /^\d{1,18}$/.test(line) ? await proveInclusion(db, line) : undefined
      if (!proof) return refuse('not-found', 'No such line, or it has no place yet.', 'line')
      await sit(db, actor, (trx) => appendLine(trx, actor, { verb: 'prove', kind: 'ledger-line', ids: [line] }))
      return ok(proof)
    },
    health: async () => (allowed('health') ? ok(await healthOf(db, name)) : nothing()),
    kinds: async () => (allowed('kinds') ? ok(await kindsOf(db)) : nothing()),
    work: async () => (allowed('work') ? ok(await workOf(db, name)) : nothing()),
    again: async (job) => {
      if (!allowed('again')) return nothing()
      const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(job)
        ? await sit(db, actor, async (trx) => {
            const tried = await runAgain(trx, name, job)
            if (tried) await appendLine(trx, actor, { verb: 'run-again', kind: 'job', ids: [job] })
            return tried
          })
        : false
      return found ? ok(null) : refuse('not-found', 'No such job failed for good.', 'job')
    },
  }
  return {
    desk: may.length > 0 ? desk : null,
    healthy: () =>
      healthOf(db, name).then(
        ({ healthy }) => healthy,
        () => false,
      ),
  }
}
