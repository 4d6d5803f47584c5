// SPDX-License-Identifier: Apache-2.0
/** The only SQL of inspections. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import { describeFiled, type Filed } from '#platform/attachments/index.ts'
import type { Result, Setting } from '../contract.ts'
import type { AssuranceTables, Trx } from '../store.ts'
import type { FindingState, InspectionState, Photograph, Severity } from './contract.ts'
import type { Choice } from './merge.ts'

/** Days are `YYYY-MM-DD`. */
export interface InspectionRow extends HandlingColumns {
  id: string
  /** Null where the service never applied to the body. */
  accreditation: string | null
  service: string
  service_name: string
  setting: Setting
  edition: number
  provider: string
  announced: boolean
  planned_on: string
  why: string
  inspectors: { account: string; at: string }[]
  stood_aside: { account: string; ties: string }[]
  barred: string[]
  state: InspectionState
  visited_on: string | null
  report: string | null
  result: (Result & { unseen: number }) | null
  /** Null until it was finished. */
  criteria: string | null
  planned_at: Date
  finished_at: Date | null
  version: number
}
export interface FindingRow extends HandlingColumns {
  id: string
  inspection: string
  accreditation: string | null
  number: number
  criterion: string
  provider: string
  severity: Severity
  found: string
  due_on: string
  status: FindingState
  owner: string | null
  action: string | null
  shown: string | null
  note: string | null
  why_added: string | null
  found_at: Date
  closed_at: Date | null
  closed_by: string | null
  version: number
}
export interface DeviceRow {
  id: string
  inspection: string
  account: string
  name: string
  public_key: string
  criteria: string
  edition: number
  taken_at: Date
  /** When it was reported lost; null where it was not. */
  revoked_at: Date | null
}
export interface SheetRow {
  inspection: string
  digest: string
  device: string | null
  author: string
  number: number
  criteria: string
  edition: number
  said: string
  signature: string | null
  late: boolean
  /** It came after its device was reported lost. */
  revoked: boolean
  received_at: Date
}

const JSONS = ['inspectors', 'stood_aside', 'result']
const stored = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      JSONS.includes(name) && value !== null ? sql`${JSON.stringify(value)}::jsonb` : value,
    ]),
  )

type Table = 'inspection' | 'finding' | 'inspection_device' | 'inspection_sheet'
/** A row as it is, into its table. */
export const insert = async (trx: Trx, table: Table, row: object): Promise<void> => {
  await (trx as unknown as Kysely<Record<string, Record<string, unknown>>>)
    .insertInto(table)
    .values(stored(row) as never)
    .execute()
}

/** False where it has another version by now or is not this actor’s to change. */
export const change = async (
  trx: Trx,
  table: 'inspection' | 'finding',
  { id, version }: { id: string; version: number },
  changes: object,
): Promise<boolean> => {
  const changed = await (trx as unknown as Kysely<Record<string, Record<string, unknown>>>)
    .updateTable(table)
    .set({ ...stored(changes), version: version + 1 } as never)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

const MOST = 1000

/** Newest first; that of one id where it is given. */
export const inspectionsSeen = async (trx: Trx, id: string | null = null): Promise<InspectionRow[]> => {
  const { rows } = await sql<InspectionRow>`select i.*, planned_on::text as planned_on, visited_on::text as visited_on
    from inspection i where ${id}::uuid is null or id = ${id}::uuid
    order by planned_at desc, id limit ${MOST}`.execute(trx)
  return rows
}

/** Whoever changes it or brings something waits for the other; false where it is not this actor’s. */
export const lockInspection = async (trx: Trx, id: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from inspection where id = ${id} for update`.execute(trx)
  return rows.length > 0
}

/** Those of these inspections, in their order. */
export const findingsOf = async (trx: Trx, inspections: readonly string[]): Promise<FindingRow[]> => {
  const { rows } = await sql<FindingRow>`select f.*, due_on::text as due_on from finding f
    where inspection = any(${[...inspections]}::uuid[]) order by inspection, number`.execute(trx)
  return rows
}
export const findingSeen = async (trx: Trx, id: string): Promise<FindingRow | undefined> => {
  const { rows } = await sql<FindingRow>`select f.*, due_on::text as due_on from finding f where id = ${id}`.execute(
    trx,
  )
  return rows[0]
}

/** Grave findings that nobody closed, of visits to the service of an application, before it applied too. */
export const criticalOpen = async (trx: Trx, accreditation: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count
    from finding f join inspection i on i.id = f.inspection
    where f.severity = 'critical' and f.status <> 'closed' and (f.accreditation = ${accreditation}
      or f.accreditation is null and i.service = (select service from accreditation where id = ${accreditation}))`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}

export const devicesOf = async (trx: Trx, inspection: string): Promise<DeviceRow[]> => {
  const { rows } = await sql<DeviceRow>`
    select d.*, r.revoked_at from inspection_device d left join inspection_revocation r on r.device = d.id
    where d.inspection = ${inspection} order by d.taken_at, d.id`.execute(trx)
  return rows
}
/** Every pack that the same person took on a device of this name: one that is lost is lost with all of them. */
export const revokeDevice = async (
  trx: Trx,
  { account, name }: Pick<DeviceRow, 'account' | 'name'>,
  { why, by, at }: { why: string; by: string; at: Date },
): Promise<{ device: string; inspection: string }[]> => {
  const { rows } = await sql<{ device: string; inspection: string }>`
    insert into inspection_revocation (device, inspection, why, revoked_by, revoked_at)
    select id, inspection, ${why}, ${by}, ${at} from inspection_device where account = ${account} and name = ${name}
    on conflict do nothing returning device, inspection`.execute(trx)
  return rows
}
export const sheetsOf = async (trx: Trx, inspection: string): Promise<SheetRow[]> => {
  const { rows } = await sql<SheetRow>`
    select * from inspection_sheet where inspection = ${inspection} order by received_at, digest`.execute(trx)
  return rows
}

export const choicesOf = async (trx: Trx, inspection: string): Promise<Choice[]> => {
  const { rows } = await sql<Choice>`select criterion, number, chosen, among from inspection_choice
    where inspection = ${inspection}`.execute(trx)
  return rows
}
export const insertChoice = async (
  trx: Trx,
  { inspection, criterion, number, chosen, among, by, at }: Choice & { inspection: string; by: string; at: Date },
): Promise<void> => {
  await sql`insert into inspection_choice (inspection, criterion, number, chosen, among, chosen_by, chosen_at)
    values (${inspection}, ${criterion}, ${number}, ${chosen}, ${[...among]}, ${by}, ${at})`.execute(trx)
}

export const photographsOf = async (trx: Trx, inspection: string): Promise<Photograph[]> => {
  const { rows } = await sql<{ attachment: string; turn: number; holds: string[]; received_at: Date }>`
    select attachment, turn, holds, received_at from inspection_photograph where inspection = ${inspection}
    order by received_at, attachment`.execute(trx)
  const known = new Map(rows.map((row) => [row.attachment, row]))
  return (await describeFiled(trx, [...known.keys()])).flatMap((file) => {
    const row = known.get(file.id)
    return row ? [{ ...file, turn: row.turn, holds: row.holds, at: row.received_at.toISOString() }] : []
  })
}
export const insertPhotograph = async (
  trx: Trx,
  {
    id,
    inspection,
    sha256,
    turn,
    holds,
    at,
  }: Pick<Photograph, 'id' | 'sha256' | 'turn' | 'holds'> & { inspection: string; at: Date },
): Promise<void> => {
  await sql`insert into inspection_photograph (attachment, inspection, sha256, turn, holds, received_at)
    values (${id}, ${inspection}, ${sha256}, ${turn}, ${holds}, ${at})`.execute(trx)
}

/** By finding, in the order in which they were added. */
export const proofsOf = async (trx: Trx, findings: readonly string[]): Promise<Map<string, Filed[]>> => {
  const { rows } = await sql<{ attachment: string; finding: string }>`select attachment, finding from finding_proof
    where finding = any(${[...findings]}::uuid[]) order by added_at, attachment`.execute(trx)
  const files = await describeFiled(
    trx,
    rows.map(({ attachment }) => attachment),
  )
  const of = new Map(rows.map(({ attachment, finding }) => [attachment, finding]))
  return Map.groupBy(files, ({ id }) => of.get(id) ?? '')
}
export const insertProof = async (trx: Trx, attachment: string, finding: string, at: Date): Promise<void> => {
  await sql`insert into finding_proof (attachment, finding, added_at) values (${attachment}, ${finding}, ${at})`.execute(
    trx,
  )
}

export interface InspectionFigures {
  planned: number
  made: number
  unannounced: number
  in_time: number
  late: number
}
/** Of the days from `since` up to `until`, without it. Needs no actor. */
export const inspectionFigures = async (
  db: Kysely<AssuranceTables>,
  since: string,
  until: string,
): Promise<InspectionFigures> => {
  const { rows } =
    await sql<InspectionFigures>`select * from inspection_figures(${since}::date, ${until}::date)`.execute(db)
  return rows[0] ?? { planned: 0, made: 0, unannounced: 0, in_time: 0, late: 0 }
}
