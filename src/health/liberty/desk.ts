// SPDX-License-Identifier: Apache-2.0
/** The desk of the registers of liberty: a place enters, those who watch over it read, both say whether people may leave. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { carrying, entryOf, isOverseer, may, statementOf, type Verb, verbsOf } from './access.ts'
import {
  type LibertyDesk,
  type LibertyRefusal,
  newRestraintShape,
  newStatementShape,
  type PlaceFound,
  type RestraintCommand,
  restraintCommandShape,
} from './contract.ts'
import { placeOf, placesSeen, settlePlace } from './places.ts'
import {
  changeRestraint,
  insertRestraint,
  insertStatement,
  type LibertyTables,
  listRestraints,
  type RestraintRow,
  restraintById,
  type StatementRow,
  type Trx,
} from './store.ts'
import { restraintOf, statementFrom } from './view.ts'

export interface LibertyPlan {
  db: Kysely<LibertyTables>
  actor: Actor
  /** The directory: services by words of their name, and one by its id. */
  directory: {
    find(words: string): Promise<PlaceFound[]>
    /** `runner`: who runs it, where an authority said so. */
    open(id: string): Promise<(PlaceFound & { runner?: string | undefined }) | undefined>
  }
  now?(): Date
}

type Answer<T> = Promise<Outcome<T, LibertyRefusal>>
const absent = () => refuse('not-found', 'There is nothing here.')
const notNow = () => refuse('not-now', 'As it stands, this cannot be done.')
const notValid = (where: string, why = 'Not valid.') => refuse('not-valid', why, where)
const changedSince = () => refuse('changed', 'It was changed since it was read.', 'version')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const DAY = 86_400_000
/** What is further back is no register any more. */
const OLDEST_DAYS = 366

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, LibertyRefusal> => {
  const result = shape.safeParse(input)
  return result.success ? ok(result.data) : notValid(result.error.issues[0]?.path.join('.') || 'input')
}

type Change = Parameters<typeof changeRestraint>[2]

/** What a command changes, or why it does not. */
const changeBy = (row: RestraintRow, command: RestraintCommand, now: Date): Outcome<Change, LibertyRefusal> => {
  if (command.do === 'review') return ok({ reviewed_at: now })
  if (command.do === 'withdraw') return ok({ withdrawn_at: now, withdrawn_for: command.why })
  const ended = new Date(command.ended)
  if (ended < row.began_at || ended > now) return notValid('ended', 'After it began, and not in the future.')
  return ok({ ended_at: ended, injury: command.injury })
}

export const openLiberty = ({ db, actor: given, directory, now = () => new Date() }: LibertyPlan): LibertyDesk => {
  const actor = carrying(given)
  const inside = <T>(verb: Verb, work: (trx: Trx) => Answer<T>, asked?: { key: string; what: unknown }): Answer<T> =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Answer<T>
  const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })
  const shown = (row: RestraintRow) =>
    restraintOf(row, now(), row.originator === actor.organisation && may(actor, 'act'))

  /** A place is spoken for by who runs it, as an authority said: or anybody could say of any that people are held there. */
  const placeAt = async (service: string): Promise<Outcome<PlaceFound, LibertyRefusal>> => {
    const listed = await directory.open(service)
    if (!listed) return notValid('service', 'The directory has no such service.')
    if (!isOverseer(actor) && listed.runner !== actor.organisation)
      return notValid('service', 'The authority that keeps its listing has not said that your organisation runs it.')
    return ok(listed)
  }

  const told = async (trx: Trx, row: RestraintRow, verb: string) => {
    const content = JSON.stringify(shown({ ...row, version: 0 }))
    await appendLine(trx, actor, { verb, kind: 'restraint', ids: [row.id], content })
    const { audience, marking, purposes } = handlingOf(row)
    await announce(trx, { kind: `restraint.${verb}`, record: row.id, audience, marking, purposes })
  }

  return {
    may: verbsOf(actor),
    services: (words) => inside('services', async () => ok(await directory.find(words.slice(0, 120)))),
    list: () =>
      inside('list', async (trx) => {
        const rows = await listRestraints(trx)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'restraint', ids })
        return ok(rows.map(shown))
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = isId(id) ? await restraintById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'restraint', ids: [id] })
        return ok(shown(row))
      }),
    enter: (input, key) =>
      inside(
        'enter',
        async (trx) => {
          const entry = parsed(newRestraintShape, input)
          if (!entry.ok) return entry
          const { service, kind, reason, authorisedBy, injury } = entry.value
          const [began, ended] = [new Date(entry.value.began), entry.value.ended && new Date(entry.value.ended)]
          const at = now()
          if (began > at || at.getTime() - began.getTime() > OLDEST_DAYS * DAY) return notValid('began')
          if (ended && (ended < began || ended > at)) return notValid('ended')
          const listed = await placeAt(service)
          if (!listed.ok) return listed
          const row: RestraintRow = {
            ...{
              id: randomUUID(),
              service,
              service_name: listed.value.name,
              kind,
              reason,
              authorised_by: authorisedBy,
            },
            ...{ began_at: began, ended_at: ended || null, injury, entered_at: at, reviewed_at: null },
            ...{ withdrawn_at: null, withdrawn_for: null, version: 1, ...columnsOf(entryOf(actor.organisation)) },
          }
          await insertRestraint(trx, row)
          await told(trx, row, 'enter')
          return ok(shown(row))
        },
        askedWith(key, { enter: input }),
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await restraintById(trx, id) : undefined
          // For whoever watches over it there is nothing here to act on.
          if (!row || row.originator !== actor.organisation) return absent()
          const command = parsed(restraintCommandShape, input)
          if (!command.ok) return command
          if (row.version !== version) return changedSince()
          if (!shown(row).may.includes(command.value.do)) return notNow()
          const change = changeBy(row, command.value, now())
          if (!change.ok) return change
          const changed = await changeRestraint(trx, row, change.value)
          if (!changed) return changedSince()
          await told(trx, changed, command.value.do)
          return ok(shown(changed))
        },
        askedWith(key, { act: input, id, version }),
      ),
    state: (input, key) =>
      inside(
        'state',
        async (trx) => {
          const statement = parsed(newStatementShape, input)
          if (!statement.ok) return statement
          const { service, canLeave, bases } = statement.value
          if (canLeave === 'yes' && bases.length > 0) return notValid('bases', 'Nobody is held where all may leave.')
          const listed = await placeAt(service)
          if (!listed.ok) return listed
          const row: StatementRow = {
            ...{ id: randomUUID(), service, service_name: listed.value.name, can_leave: canLeave, stated_at: now() },
            ...{ by: isOverseer(actor) ? 'overseer' : 'provider', bases: [...new Set(bases)] },
            ...columnsOf(statementOf(actor.organisation)),
          }
          await insertStatement(trx, row)
          const said = statementFrom(row)
          const content = JSON.stringify(said)
          await appendLine(trx, actor, { verb: 'state', kind: 'liberty-statement', ids: [row.id], content })
          const { audience, marking, purposes } = handlingOf(row)
          await announce(trx, { kind: 'liberty.state', record: row.id, audience, marking, purposes })
          return ok(said)
        },
        askedWith(key, { state: input }),
      ),
    unlicensed: () =>
      inside('unlicensed', async (trx) => {
        const rows = await placesSeen(trx)
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'unlicensed-place', ids })
        return ok(rows.map((row) => placeOf(row, now())))
      }),
    settle: (id, input, version, key) =>
      inside(
        'settle',
        async (trx) => (isId(id) ? settlePlace(trx, actor, { id, input, version, now: now() }) : absent()),
        askedWith(key, { settle: input, id, version }),
      ),
  }
}
