// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which somebody works through the board: marks, takes on, keeps filters. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { incidentsById, sharedBy } from '../links/links-store.ts'
import { stateOf } from '../merging/merge.ts'
import { inPairs, stepsOf } from '../merging/merge-store.ts'
import { parsed } from '../parsed.ts'
import type { IncidentRow, IncidentTables } from '../store.ts'
import {
  dueAfter,
  type FilterRow,
  filtersOf,
  insertFilter,
  readBy,
  removeFilter,
  setRead,
  setTaken,
  substancesSeen,
  takenBy,
} from './board-store.ts'
import { savedFilterShape } from './shapes.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>
type Verb = 'marks' | 'mark' | 'take' | 'filters' | 'saveFilter' | 'removeFilter' | 'substances'

interface BoardingPlan {
  actor: Actor
  now(): Date
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: Verb, work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const MOST_MARKED = 100
const MOST_FILTERS = 30
const shownOf = ({ id, name, query, tell }: FilterRow) => ({ id, name, query, tell })

export const boarding = ({ actor, now, find, inside }: BoardingPlan): Pick<IncidentsDesk, Verb> => ({
  marks: (asked) =>
    inside('marks', async (trx) => {
      const seen = await incidentsById(trx, asked.slice(0, MOST_MARKED))
      const ids = seen.map(({ id }) => id)
      const [shared, read, taken] = [
        await sharedBy(trx, actor, ids),
        await readBy(trx, actor.account, ids),
        await takenBy(trx, ids),
      ]
      const merged = inPairs(await stepsOf(trx, ids)).filter(({ steps }) => stateOf(steps) === 'merged')
      const by = (account: string | undefined) =>
        account === undefined ? null : account === actor.account ? ('me' as const) : ('colleague' as const)
      return ok(
        ids.map((id) => ({
          id,
          links: new Set(shared.filter(({ incident }) => incident === id).flatMap(({ others }) => others)).size,
          read: read.has(id),
          taken: by(taken.get(id)),
          sameAs: merged.find(({ duplicate }) => duplicate === id)?.kept ?? null,
        })),
      )
    }),
  mark: (id, read) =>
    inside('mark', async (trx) => {
      if (!(await find(trx, id))) return absent()
      await setRead(trx, id, actor.account, read)
      return ok(read)
    }),
  take: (id, by) =>
    inside('take', async (trx) => {
      if (!(await find(trx, id))) return absent()
      await setTaken(trx, id, actor.organisation, by === 'me' ? actor.account : undefined)
      await appendLine(trx, actor, { verb: by === 'me' ? 'take-on' : 'leave', kind: 'incident', ids: [id] })
      return ok(by)
    }),
  substances: () => inside('substances', async (trx) => ok(await substancesSeen(trx))),
  filters: () => inside('filters', async (trx) => ok((await filtersOf(trx)).map(shownOf))),
  saveFilter: (input, key) =>
    inside(
      'saveFilter',
      async (trx) => {
        const given = parsed(savedFilterShape, input)
        if (!given.ok) return given
        if ((await filtersOf(trx)).length >= MOST_FILTERS)
          return refuse('not-now', `At most ${MOST_FILTERS} filters are kept: remove one first.`)
        const { account, organisation } = actor
        const row = { ...given.value, id: randomUUID(), account, organisation, told_at: now() }
        await insertFilter(trx, row, dueAfter(row.tell, now()))
        return ok(shownOf(row))
      },
      key === undefined ? undefined : { key, what: { saveFilter: input } },
    ),
  removeFilter: (id) => inside('removeFilter', async (trx) => ((await removeFilter(trx, id)) ? ok(id) : absent())),
})
