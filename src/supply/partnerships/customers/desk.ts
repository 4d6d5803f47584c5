// SPDX-License-Identifier: Apache-2.0
/** The desk of one who checks the customers of a firm, and of the officer to whom it hands one. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, type Seat } from '#platform/access/index.ts'
import { announce, rehandle } from '#platform/events/index.ts'
import { forgetAnswers, sitOnce } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { authoritiesAmong } from '../assessments/access.ts'
import { may, officersKey, ownHandling, ownKey, verbsOf } from './access.ts'
import {
  type Customer,
  type CustomerContent,
  type CustomerStep,
  type CustomersDesk,
  type CustomersRefusal,
  customerCommandShape,
  customerShape,
  RESULTS,
} from './contract.ts'
import { daysAfter, MOST_DAYS, missingOf, monthsAfter, OPEN_DAYS, REMINDED_DAYS } from './customer.ts'
import {
  type CustomerRow,
  type CustomerTables,
  changeCustomer,
  customersSeen,
  deleteCustomer,
  insertCustomer,
  type KeptContent,
  type Trx,
} from './store.ts'

/** A piece of equipment of the reference data. */
export interface KnownEquipment {
  id: string
  name: { en: string; fr: string }
}

export interface CustomersPlan {
  db: Kysely<CustomerTables>
  actor: Actor
  /** What matching takes these words for; undefined: no equipment that it knows. */
  recognise(words: string): string | undefined
  /** By id; undefined where the reference data has it no more. */
  known(id: string): KnownEquipment | undefined
  /** Who sits where at this node, all of them; nothing is handed over where absent. */
  seats?(audience: readonly string[]): Promise<Seat[]>
  now?(): Date
}

type Done<T> = Promise<Outcome<T, CustomersRefusal>>
const absent = () => refuse('not-found', 'There is nothing here.')
const changed = () => refuse('changed', 'It was changed since it was read.', 'version')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, CustomersRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** What the ledger keeps a digest of. */
const contentOf = ({ content, result, steps }: Pick<CustomerRow, 'content' | 'result' | 'steps'>): string =>
  canonical([content, result, steps])

/** Why it was handed over: last, or to this authority, which is not told why others got it or lost it. */
const whyHanded = (steps: readonly CustomerStep[], authority?: string): string => {
  const hands = steps.filter(({ did }) => did === 'hand')
  const last = hands.at(-1)
  if (authority === undefined) return last?.to?.length ? last.reason : ''
  const lost = hands.findLastIndex(({ to }) => !to?.includes(authority))
  return hands[lost + 1]?.reason ?? ''
}

/** `handed`: authorities that did not read it before; who read it already is not told to whom else it goes. */
export const tellOf = async (
  trx: Trx,
  row: CustomerRow,
  happened: string,
  { isDue = false, handed }: { isDue?: boolean; handed?: readonly string[] } = {},
): Promise<void> => {
  const { audience: all, marking, purposes } = handlingOf(row)
  const own = ownKey(row.originator)
  const officers = (handed ?? []).map(officersKey)
  const audience = handed || isDue ? [own, ...officers] : all
  const link = `/customers/${row.id}`
  const notify = [
    ...(isDue ? [{ to: [own], message: 'customer-review', link }] : []),
    ...(officers.length > 0 ? [{ to: officers, message: 'customer-handed', link }] : []),
  ]
  await announce(trx, { kind: `customer.${happened}`, record: row.id, audience, marking, purposes, notify })
}

/** Removes a record with its words, answers and salt. `by`: who does it, or the node itself. */
export const eraseCustomer = async (trx: Trx, by: Actor | 'node', row: CustomerRow): Promise<void> => {
  await tellOf(trx, row, 'removed')
  await deleteCustomer(trx, row.id)
  await forgetAnswers(trx, row.id)
  await eraseRecord(trx, 'customer', row.id)
  await appendLine(trx, by, { verb: 'remove', kind: 'customer', ids: [row.id] })
}

export const openCustomers = ({
  db,
  actor,
  recognise,
  known,
  seats,
  now = () => new Date(),
}: CustomersPlan): CustomersDesk => {
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Done<T>,
    asked?: { key: string | undefined; what: unknown },
  ): Done<T> => {
    const once = asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }
    return sitOnce(db, actor, once, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Done<T>
  }
  const today = () => dayOf(now())
  const kept = (content: CustomerContent): KeptContent => ({
    ...content,
    equipment: content.equipment.map((each) => ({ ...each, id: recognise(each.asked) ?? null })),
  })
  const step = (did: CustomerStep['did'], reason = ''): CustomerStep => ({
    ...{ at: now().toISOString(), did, reason, by: actor.account },
  })
  const authorities = async () => authoritiesAmong((await seats?.([])) ?? [], actor.organisation)
  const isOwn = (row: CustomerRow) => row.originator === actor.organisation
  const customerOf = (row: CustomerRow): Customer => ({
    ...row.content,
    ...{
      id: row.id,
      result: row.result,
      version: isOwn(row) ? row.version : 0,
      review: row.review_on,
      firm: row.originator,
    },
    ...{ isOwn: isOwn(row), handedTo: row.handed_to.filter((id) => isOwn(row) || id === actor.organisation) },
    handedWhy: isOwn(row) ? whyHanded(row.steps) : whyHanded(row.steps, actor.organisation),
    steps: isOwn(row) ? row.steps : [],
    equipment: row.content.equipment.map((each) => ({
      ...each,
      name: each.id === null ? null : (known(each.id)?.name ?? null),
    })),
    missing: missingOf(row.content),
    isDue: row.review_on <= daysAfter(today(), REMINDED_DAYS),
    keptUntil: row.kept_until ?? '',
    recorded: row.recorded_at.toISOString(),
  })
  const find = async (trx: Trx, id: string) => (isId(id) ? (await customersSeen(trx, { id }))[0] : undefined)
  const reopened = (content: CustomerContent) => ({
    content: kept(content),
    result: 'open' as const,
    review_on: daysAfter(today(), OPEN_DAYS),
    kept_until: monthsAfter(today(), content.keptMonths),
  })

  const changesBy = (row: CustomerRow, command: z.output<typeof customerCommandShape>) => {
    if (command.do === 'correct') return { ...reopened(command.customer), steps: [...row.steps, step('correct')] }
    if (command.do === 'conclude')
      return {
        ...{ result: command.result, review_on: command.review },
        kept_until: monthsAfter(today(), row.content.keptMonths),
        steps: [...row.steps, step(command.result, command.reason)],
      }
    const to = [...new Set(command.to)]
    return {
      handed_to: to,
      audience: [ownKey(actor.organisation), ...to.map(officersKey)],
      steps: [...row.steps, { ...step('hand', command.reason), to }],
    }
  }

  return {
    may: verbsOf(actor),
    list: (result) =>
      inside('list', async (trx) => {
        if (result !== undefined && !RESULTS.includes(result)) return refuse('not-valid', 'No such result.', 'result')
        const rows = await customersSeen(trx, { result: result ?? null })
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'customer', ids })
        return ok(rows.map(customerOf))
      }),
    authorities: () => inside('authorities', async () => ok(await authorities())),
    open: (id) =>
      inside('open', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'customer', ids: [id] })
        return ok(customerOf(row))
      }),
    record: (input, key) =>
      inside(
        'record',
        async (trx) => {
          const given = parsed(customerShape, input)
          if (!given.ok) return given
          const { kept_until, ...begun } = reopened(given.value)
          const row: CustomerRow = {
            ...{
              id: randomUUID(),
              ...begun,
              steps: [step('record')],
              recorded_at: now(),
              reminded_of: null,
              handed_to: [],
              version: 1,
            },
            ...columnsOf(ownHandling(actor.organisation, kept_until)),
          }
          await insertCustomer(trx, row)
          await appendLine(trx, actor, { verb: 'record', kind: 'customer', ids: [row.id], content: contentOf(row) })
          await tellOf(trx, row, 'recorded')
          return ok(customerOf(row))
        },
        { key, what: { record: input } },
      ),
    act: (id, input, version, key) =>
      inside(
        'act',
        async (trx) => {
          const row = await find(trx, id)
          if (!row || !isOwn(row)) return absent()
          const given = parsed(customerCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changed()
          const command = given.value
          if (command.do === 'conclude') {
            const { result, review } = command
            if (review <= today() || review > daysAfter(today(), MOST_DAYS))
              return refuse('not-valid', 'It is looked at again on a day to come, within two years.', 'review')
            const [first] = result === 'satisfied' ? missingOf(row.content) : []
            if (first !== undefined) return refuse('not-now', 'Something that has to be checked was not.', first)
          }
          if (command.do === 'hand') {
            const known = (await authorities()).map((each) => each.id)
            if (!command.to.every((each) => known.includes(each)))
              return refuse('not-valid', 'It is handed to authorities that have officers of partnerships.', 'to')
          }
          const changes = changesBy(row, command)
          if (!(await changeCustomer(trx, row, changes))) return changed()
          const after = await find(trx, id)
          if (!after) return absent()
          await appendLine(trx, actor, { verb: command.do, kind: 'customer', ids: [id], content: contentOf(after) })
          if (command.do === 'hand') {
            await rehandle(trx, id, handlingOf(after)) // who reads it no more loses what was told of it too
            await tellOf(trx, after, 'handed', { handed: after.handed_to.filter((to) => !row.handed_to.includes(to)) })
          } else await tellOf(trx, after, command.do === 'correct' ? 'corrected' : 'concluded')
          return ok(customerOf(after))
        },
        { key, what: { act: input, id, version } },
      ),
    remove: (id, version) =>
      inside('remove', async (trx) => {
        const row = await find(trx, id)
        if (!row || !isOwn(row)) return absent()
        if (row.version !== version) return changed()
        await eraseCustomer(trx, actor, row)
        return ok(id)
      }),
  }
}
