// SPDX-License-Identifier: Apache-2.0
/**
 * What all streams of a process that were woken by the same signal ask at once: one statement for all of them, in which
 * the predicate is asked of each with that one's own settings.
 */
import { type Kysely, sql } from 'kysely'
import { together } from '#basis/together.ts'
import { type Actor, settingsOf } from '../access/index.ts'
import type { EventTables } from './tables.ts'

interface Wanted {
  actor: Actor
  /** The last place that this stream has looked at. */
  place: string
  kinds?: readonly string[] | undefined
}

/** How far was looked, and the next event where there is one. */
export interface Look {
  horizon: string
  id: string | null
  place: string
  kind: string
  record: string
  data: Record<string, string | number | boolean>
  at: Date
}

const askAll = async (db: Kysely<EventTables>, all: readonly Wanted[]): Promise<Look[]> => {
  const settings = all.map(({ actor }) => settingsOf(actor))
  const { rows } = await sql<Look>`select * from next_events(${settings.map(({ keys }) => keys)}::text[],
    ${settings.map(({ clearance }) => clearance)}::text[], ${settings.map(({ purposes }) => purposes)}::text[],
    ${all.map(({ place }) => place)}::bigint[], ${all.map(({ kinds }) => kinds?.join() ?? null)}::text[])
    order by look`.execute(db)
  return rows
}

const opened = new WeakMap<Kysely<EventTables>, (wanted: Wanted) => Promise<Look>>()

/** The next event after `place` that this actor may see. */
export const look = (db: Kysely<EventTables>, wanted: Wanted): Promise<Look> => {
  const ours = opened.get(db) ?? together((all: Wanted[]) => askAll(db, all), 250)
  opened.set(db, ours)
  return ours(wanted)
}
