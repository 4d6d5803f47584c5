// SPDX-License-Identifier: Apache-2.0
/** The desk of restricted lists: import, matching, who looked. */
import { createHash, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import {
  createTextMatcher,
  type Finding,
  type MatchResult,
  type ReferenceData,
  type TextMatcher,
} from '#matching/index.ts'
import { type Actor, columnsOf, MARKINGS, sit } from '#platform/access/index.ts'
import { appendLine, readLedger } from '#platform/ledger/index.ts'
import { checkRestricted, restrictedAlone } from '#reference/index.ts'
import { handlingFor, may, verbsOf } from './access.ts'
import {
  importShape,
  type RestrictedDesk,
  type RestrictedFinding,
  type RestrictedListShown,
  type RestrictedRefusal,
} from './contract.ts'
import {
  insertList,
  listById,
  listByName,
  listLists,
  type RestrictedListRow,
  type RestrictedTables,
  readLists,
  replaceList,
} from './store.ts'

export interface RestrictedPlan {
  db: Kysely<RestrictedTables>
  actor: Actor
  /** What everybody may know, and how it is matched. */
  data: ReferenceData
  match(text: string): MatchResult
  /** Ids of this node's organisations. */
  organisations(): Promise<readonly string[]>
  now?(): Date
}

const LONGEST = 20_000
const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
type Short = Pick<RestrictedListRow, 'id' | 'name' | 'rows' | 'marking' | 'imported_at' | 'version'>
const shownOf = ({ id, name, rows, marking, imported_at, version }: Short): RestrictedListShown => ({
  ...{ id, name, rows, marking: MARKINGS[marking] ?? 'red', imported: imported_at.toISOString(), version },
})
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The matcher of the lists that were used last: the same lists in the same versions make the same one. */
const made = new WeakMap<ReferenceData, { key: string; matcher: TextMatcher }>()
const matcherOf = (
  data: ReferenceData,
  lists: readonly { id: string; name: string; text: string; version: number }[],
) => {
  const key = lists.map(({ id, version }) => `${id} ${version}`).join(' ')
  const known = made.get(data)
  if (known?.key === key) return known.matcher
  const matcher = createTextMatcher(
    restrictedAlone(
      data,
      lists.map(({ name, text }) => ({ file: `${name}.csv`, text })),
    ),
  )
  made.set(data, { key, matcher })
  return matcher
}

const found = (
  { name, as, certainty, span, controls }: Finding,
  marked?: 'amber+strict' | 'red',
): RestrictedFinding => ({
  ...{ name, as, certainty, span: span ?? null },
  restricted: marked === undefined ? null : (controls[0]?.source.replace(/^restricted:/, '') ?? ''),
  marking: marked ?? null,
})

/** What is found by several lists has the strictest of their markings. */
const markingOf = (lists: readonly { marking: number }[]) =>
  lists.some(({ marking }) => MARKINGS[marking] !== 'amber+strict') ? ('red' as const) : ('amber+strict' as const)

export const openRestricted = (plan: RestrictedPlan): RestrictedDesk => {
  const { db, actor, data, match, organisations, now = () => new Date() } = plan
  const inside = <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Transaction<RestrictedTables>) => Promise<Outcome<T, RestrictedRefusal>>,
  ) =>
    sit(
      db,
      actor,
      (trx): Promise<Outcome<T, RestrictedRefusal>> => (may(actor, verb) ? work(trx) : Promise.resolve(absent())),
    )
  const line = (trx: Transaction<RestrictedTables>, verb: string, ids: readonly string[], content?: string) =>
    appendLine(trx, actor, { verb, kind: 'restricted-list', ids, ...(content === undefined ? {} : { content }) })
  return {
    may: verbsOf(actor),
    import: (input) =>
      inside('import', async (trx) => {
        const given = importShape.safeParse(input)
        if (!given.success) return refuse('not-valid', 'Not valid.', String(given.error.issues[0]?.path[0] ?? 'text'))
        const { name, text, marking, reaches } = given.data
        const checked = checkRestricted(text)
        if (!checked.ok) {
          const [{ line: at = 1, column = '', message = '' } = {}] = checked.errors
          return refuse('not-valid', `Line ${at}: ${column} ${message}`.slice(0, 300), 'text', { line: at, column })
        }
        const known = await organisations()
        if (!reaches.every((each) => known.includes(each)))
          return refuse('not-valid', 'One of these organisations is not here.', 'reaches')
        if (MARKINGS.indexOf(marking) > MARKINGS.indexOf(actor.clearance))
          return refuse('not-valid', 'It would be above your own clearance.', 'marking')
        const columns = columnsOf(handlingFor(actor.organisation, reaches, marking))
        const before = await listByName(trx, { originator: actor.organisation, name })
        const said = { text: checked.text, rows: checked.rows, imported_at: now() }
        const row: RestrictedListRow = before
          ? await replaceList(trx, before.id, { ...said, audience: columns.audience, marking: columns.marking })
          : { id: randomUUID(), name, ...said, version: 1, ...columns }
        if (!before && !(await insertList(trx, row)))
          return refuse('not-valid', 'Your organisation has a list of this name above your clearance.', 'name')
        await line(trx, 'import', [row.id], digestOf(checked.text))
        return ok(shownOf(row))
      }),
    lists: () =>
      inside('lists', async (trx) => {
        const rows = await listLists(trx)
        if (rows.length > 0)
          await line(
            trx,
            'list',
            rows.map(({ id }) => id),
          )
        return ok(rows.map(shownOf))
      }),
    looks: (list) =>
      inside('looks', async (trx) => {
        const row = isId(list) ? await listById(trx, list) : undefined
        if (row?.originator !== actor.organisation) return absent()
        const page = await readLedger(trx as unknown as Kysely<object>, {
          kind: 'restricted-list',
          id: list,
          limit: 200,
        })
        if (!page.ok) return absent()
        return ok(page.value.lines.map(({ at, organisation, account, verb }) => ({ at, organisation, account, verb })))
      }),
    match: (text) =>
      inside('match', async (trx) => {
        if (text.trim() === '' || text.length > LONGEST)
          return refuse('not-valid', `From 1 to ${LONGEST} characters.`, 'text')
        const lists = await readLists(trx)
        if (lists.length > 0)
          await line(
            trx,
            'match',
            lists.map(({ id }) => id),
          )
        const restricted = lists.length > 0 ? matcherOf(data, lists).match(text).findings : []
        return ok([
          ...restricted.map((each) => found(each, markingOf(lists))),
          ...match(text).findings.map((each) => found(each)),
        ])
      }),
  }
}
