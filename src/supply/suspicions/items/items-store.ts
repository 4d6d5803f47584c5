// SPDX-License-Identifier: Apache-2.0
/** The only SQL of parcels and listings. Each function takes a transaction in which somebody sits who watches over that leg. */
import { sql } from 'kysely'
import type { ItemRow, Trx } from '../store.ts'
import type { ItemLeg } from './item.ts'

export interface KeptItem {
  id: string
  outcome: ItemRow['outcome']
  alert: string | null
  digest: Buffer
}

/** Those of these numbers that are here already. */
export const itemsKept = async (trx: Trx, leg: ItemLeg, refs: readonly string[]): Promise<Map<string, KeptItem>> => {
  const { rows } = await sql<KeptItem & { ref: string }>`
    select item.ref, item.id, outcome, digest, alert.id as alert from item left join alert on alert.item = item.id
    where item.leg = ${leg} and item.ref = any(${[...refs]}::text[])`.execute(trx)
  return new Map(rows.map(({ ref, ...row }) => [ref, row]))
}

export interface PastItem extends Pick<ItemRow, 'id' | 'at' | 'outcome' | 'content' | 'goods'> {
  isStopped: boolean
}

/** Of one key that are looked at, the newest. */
const MOST_OF_KEY = 200

/** Those that have one of these keys, between two moments, oldest first. */
export const itemsSharing = async (
  trx: Trx,
  leg: ItemLeg,
  keys: readonly string[],
  [from, to]: readonly [Date, Date],
): Promise<PastItem[]> => {
  const { rows } = await sql<PastItem>`
    select item.id, item.at, outcome, content, goods, exists (select from alert where alert.item = item.id
        and (alert.status = 'stopped' or alert.finding is not null and alert.finding <> 'nothing'
          or alert.status = 'appealed' and not alert.steps @? '$[*] ? (@.did == "label")')) as "isStopped"
    from item where id in (
      select picked.item from unnest(${[...keys]}::text[]) wanted
      cross join lateral (select item from item_key where item_key.leg = ${leg} and item_key.key = wanted
        and item_key.at > ${from} and item_key.at <= ${to} order by item_key.at desc limit ${MOST_OF_KEY}) picked)
    order by item.at, item.id`.execute(trx)
  return rows
}

/** What was held by itself since a moment, by red flag, and how many came in. */
export const itemsHeldSince = async (trx: Trx, leg: ItemLeg, since: Date) => {
  const { rows: flags } = await sql<{ flag: string; count: number }>`
    select reason ->> 'flag' as flag, count(*)::int as count
    from alert, jsonb_array_elements(judgement -> 'reasons') reason
    where leg = ${leg} and at > ${since} and judgement ->> 'outcome' = 'hold' group by 1`.execute(trx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from item where leg = ${leg} and taken_at > ${since}`.execute(trx)
  return { items: rows[0]?.count ?? 0, holds: new Map(flags.map(({ flag, count }) => [flag, count])) }
}

export const insertItems = async (
  trx: Trx,
  rows: readonly ItemRow[],
  keys: readonly (readonly string[])[],
): Promise<void> => {
  const given = rows.map(({ digest, ...row }) => ({ ...row, digest: digest.toString('hex') }))
  await sql`insert into item (id, originator, leg, ref, at, taken_at, outcome, goods, content, digest)
    select id, originator, leg, ref, at, taken_at, outcome, goods, content, decode(digest, 'hex')
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id uuid, originator uuid, leg text, ref text,
      at timestamptz, taken_at timestamptz, outcome text, goods text[], content jsonb, digest text)`.execute(trx)
  const named = rows.flatMap(({ id: item, originator, leg, at }, index) =>
    [...new Set(keys[index])].map((key) => ({ originator, leg, key, at, item })),
  )
  await sql`insert into item_key (originator, leg, key, at, item) select originator, leg, key, at, item
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
      as given(originator uuid, leg text, key text, at timestamptz, item uuid)`.execute(trx)
}

export const itemById = async (trx: Trx, id: string): Promise<ItemRow | undefined> => {
  const { rows } = await sql<ItemRow>`select * from item where id = ${id}`.execute(trx)
  return rows[0]
}

/** Of each red flag: in how many alerts it took part of which it is known what was found, and in how many of these anything was. */
export const recordOf = async (trx: Trx, leg: ItemLeg, flags: readonly string[]) => {
  const { rows } = await sql<{ flag: string; known: number; found: number }>`
    select reason ->> 'flag' as flag, count(*)::int as known,
      (count(*) filter (where finding <> 'nothing'))::int as found
    from alert, jsonb_array_elements(judgement -> 'reasons') reason
    where leg = ${leg} and finding is not null and reason ->> 'flag' = any(${[...flags]}::text[]) group by 1 order by 1`.execute(
    trx,
  )
  return rows
}
