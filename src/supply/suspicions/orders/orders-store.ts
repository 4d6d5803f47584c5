// SPDX-License-Identifier: Apache-2.0
/** The only SQL of orders and customers. Each function takes a transaction in which somebody sits who watches for a firm. */
import { sql } from 'kysely'
import type { SaleRow, Trx } from '../store.ts'
import type { KnownCustomer } from './book.ts'
import { isShared } from './same.ts'

/** Those of these numbers that are here already, with the digest of what was kept. */
export const keptAlready = async (
  trx: Trx,
  refs: readonly string[],
): Promise<Map<string, { id: string; digest: Buffer; outcome: SaleRow['outcome']; alert: string | null }>> => {
  const { rows } = await sql<{
    ref: string
    id: string
    digest: Buffer
    outcome: SaleRow['outcome']
    alert: string | null
  }>`
    select sale.ref, sale.id, digest, outcome, alert.id as alert from sale left join alert on alert.sale = sale.id
    where sale.ref = any(${[...refs]}::text[])`.execute(trx)
  return new Map(rows.map(({ ref, ...row }) => [ref, row]))
}

const grouped = <T extends { customer: string }>(rows: readonly T[]) => Map.groupBy(rows, ({ customer }) => customer)

/**
 * Customers whom these keys name, with their orders of the year before `until` and whether they are refused on `today`; and all
 * that have an address or telephone in common with them. Flat questions, put together here: one that nests them takes ten times as long.
 */
export const customersKnown = async (
  trx: Trx,
  { same, shared, until, today }: { same: readonly string[]; shared: readonly string[]; until: Date; today: string },
): Promise<KnownCustomer[]> => {
  interface Key {
    customer: string
    key: string
  }
  const { rows: named } = await sql<Key>`
    select customer, key from customer_key where key = any(${[...same, ...shared]}::text[])`.execute(trx)
  const byKey = new Set(same)
  const all = [...new Set(named.map(({ customer }) => customer))]
  const mine = [...new Set(named.filter(({ key }) => byKey.has(key)).map(({ customer }) => customer))]
  const { rows: customers } = await sql<{ id: string; sector: string; domains: string[]; since: Date }>`
    select id, sector, domains, since from customer where id = any(${all}::uuid[])`.execute(trx)
  const { rows: keys } = await sql<Key>`
    select customer, key from customer_key where customer = any(${mine}::uuid[])`.execute(trx)
  const { rows: past } = await sql<{ customer: string; at: Date; kilograms: number; kinds: string[] }>`
    select customer, at, kilograms, kinds from sale
    where customer = any(${mine}::uuid[]) and at > ${until}::timestamptz - interval '2 years'`.execute(trx)
  const { rows: refused } = await sql<{ customer: string }>`
    select customer from refusal where customer = any(${mine}::uuid[]) and agreed_by is not null and status <> 'lifted'
      and until_on >= ${today}::date`.execute(trx)
  const [keysOf, namedBy, pastOf] = [grouped(keys), grouped(named), grouped(past)]
  const isRefused = new Set(refused.map(({ customer }) => customer))
  return customers.map(({ id, sector, domains, since }) => ({
    ...{ id, sector, domains, since: since.toISOString(), isRefused: isRefused.has(id) },
    keys: (keysOf.get(id) ?? []).map(({ key }) => key).filter((key) => !isShared(key)),
    shared: (namedBy.get(id) ?? []).map(({ key }) => key).filter(isShared),
    past: (pastOf.get(id) ?? []).map(({ at, kilograms, kinds }) => ({ at: at.toISOString(), kilograms, kinds })),
  }))
}

/** Of all customers of these sectors together. */
export const peersOf = async (trx: Trx, sectors: readonly string[]) => {
  const { rows } = await sql<{ sector: string; kilograms: number; orders: number }>`
    select sector, sum(kilograms) as kilograms, count(*)::int as orders from sale
    where kilograms > 0 and sector = any(${[...sectors]}::text[]) group by sector`.execute(trx)
  return rows
}

/** What was held by itself since a moment, by red flag, and how many orders came in. */
export const holdsSince = async (trx: Trx, since: Date) => {
  const { rows: flags } = await sql<{ flag: string; count: number }>`
    select reason ->> 'flag' as flag, count(*)::int as count
    from alert join sale on sale.id = alert.sale, jsonb_array_elements(alert.judgement -> 'reasons') reason
    where alert.at > ${since} and sale.outcome = 'hold' group by 1`.execute(trx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sale where taken_at > ${since}`.execute(trx)
  return { orders: rows[0]?.count ?? 0, holds: new Map(flags.map(({ flag, count }) => [flag, count])) }
}

/** Orders since a moment, and how many were found odd, by the country of the customer. */
export const alertsByCountry = async (trx: Trx, since: Date) => {
  const { rows } = await sql<{ country: string; orders: number; alerts: number }>`
    select c.country, count(*)::int as orders, (count(*) filter (where s.outcome <> 'pass'))::int as alerts
    from sale s join customer c on c.id = s.customer where s.at > ${since}
    group by c.country order by orders desc, c.country`.execute(trx)
  return rows
}

export interface NewCustomerRow {
  id: string
  name: string
  country: string
  sector: string
  since: string
  domains: string[]
}

/** Adds what is new, and what is learnt of who was known. */
export const keepCustomers = async (
  trx: Trx,
  firm: string,
  customers: readonly NewCustomerRow[],
  keys: readonly { key: string; customer: string }[],
): Promise<void> => {
  await sql`
    insert into customer (id, originator, name, country, sector, since, domains)
    select id, ${firm}::uuid, name, country, sector, since, domains
    from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb)
      as given(id uuid, name text, country text, sector text, since timestamptz, domains text[])
    on conflict (id) do update set since = least(customer.since, excluded.since),
      sector = coalesce(nullif(excluded.sector, ''), customer.sector),
      domains = (select array_agg(distinct each) filter (where each is not null)
        from unnest(customer.domains || excluded.domains) each) || '{}'`.execute(trx)
  await sql`
    insert into customer_key (originator, key, customer)
    select ${firm}::uuid, key, customer from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given(key text, customer uuid)
    on conflict do nothing`.execute(trx)
}

export const insertSales = async (trx: Trx, rows: readonly SaleRow[]): Promise<void> => {
  const sent = rows.map(({ digest, ...row }) => ({ ...row, digest: digest.toString('hex') }))
  await sql`
    insert into sale (id, originator, ref, at, taken_at, customer, sector, kilograms, kinds, outcome, content, digest)
    select id, originator, ref, at, taken_at, customer, sector, kilograms, kinds, outcome, content, decode(digest, 'hex')
    from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as given(id uuid, originator uuid, ref text, at timestamptz,
      taken_at timestamptz, customer uuid, sector text, kilograms float8, kinds text[], outcome text, content jsonb,
      digest text)`.execute(trx)
}

export const saleById = async (trx: Trx, id: string): Promise<SaleRow | undefined> => {
  const { rows } = await sql<SaleRow>`select * from sale where id = ${id}`.execute(trx)
  return rows[0]
}

/** More than anybody reads of one customer. */
const MOST_BEFORE = 50

export const salesBefore = async (trx: Trx, { customer, id, at }: Pick<SaleRow, 'customer' | 'id' | 'at'>) => {
  const { rows } = await sql<Pick<SaleRow, 'id' | 'ref' | 'at' | 'kilograms' | 'kinds' | 'outcome'>>`
    select id, ref, at, kilograms, kinds, outcome from sale
    where customer = ${customer} and id <> ${id} and at <= ${at} and at > ${at}::timestamptz - interval '1 year'
    order by at desc, id desc limit ${MOST_BEFORE}`.execute(trx)
  return rows
}
