// SPDX-License-Identifier: Apache-2.0
/** The only SQL of agreements. Each function but `inForce` takes a transaction in which an actor sits. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Standing } from './agreement.ts'
import type { FourM } from './codes.ts'
import type { Terms } from './terms.ts'
import type { Parties, Sections } from './text.ts'

export interface AgreementRow extends HandlingColumns {
  id: string
  partner: string
  m: FourM
  phase: Standing['phase']
  suspended_by: string | null
  reason: string | null
  made_at: Date
  ended_at: Date | null
  reminded_of: string | null
  version: number
  /** The version that the partner knows. */
  told_version: number
}
/** Days are `YYYY-MM-DD`. */
export interface TextRow extends HandlingColumns {
  agreement: string
  number: number
  terms: Terms
  parties: Parties
  sections: Sections
  digest: string
  starts_on: string
  ends_on: string
  review_on: string
  drafted_by: string
  drafted_at: Date
  offered_at: Date | null
  withdrawn_at: Date | null
  agreed_at: Date | null
}
export interface SignatureRow {
  agreement: string
  number: number
  organisation: string
  account: string
  digest: string
  signed_at: Date
}
export interface PartnershipTables extends EventTables {
  agreement: AgreementRow
  agreement_text: TextRow
  agreement_signature: SignatureRow
}
type Trx = Transaction<PartnershipTables>
type Json = 'terms' | 'parties' | 'sections'
type Stored = Omit<TextRow, Json> & { [K in Json]: RawBuilder<TextRow[K]> }

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`

export const insertAgreement = (trx: Trx, row: AgreementRow) => trx.insertInto('agreement').values(row).execute()

const stored = ({ terms, parties, sections, ...row }: TextRow): Stored => ({
  ...row,
  ...{ terms: json(terms), parties: json(parties), sections: json(sections) },
})

/** A draft of the same number is written anew; PostgreSQL refuses that for a text that was offered. */
export const writeText = async (trx: Trx, row: TextRow): Promise<void> => {
  const { agreement: _, number: __, originator: ___, marking: ____, purposes: _____, ...rest } = stored(row)
  const { field_markings: _f, is_originator_controlled: _o, kept_until: _k, ...changes } = rest
  await (trx as unknown as Transaction<{ agreement_text: Stored }>)
    .insertInto('agreement_text')
    .values(stored(row))
    .onConflict((conflict) => conflict.columns(['agreement', 'number']).doUpdateSet(changes))
    .execute()
}

/** Lets the partner read a text, or says that both signed it. */
export const changeText = (
  trx: Trx,
  { agreement, number }: Pick<TextRow, 'agreement' | 'number'>,
  changes: Partial<Pick<TextRow, 'offered_at' | 'withdrawn_at' | 'agreed_at' | 'audience'>>,
) =>
  trx
    .updateTable('agreement_text')
    .set(changes)
    .where('agreement', '=', agreement)
    .where('number', '=', number)
    .execute()

export const sign = (trx: Trx, row: SignatureRow) => trx.insertInto('agreement_signature').values(row).execute()

export const agreementById = (trx: Trx, id: string): Promise<AgreementRow | undefined> =>
  trx.selectFrom('agreement').selectAll().where('id', '=', id).executeTakeFirst()

/** An organisation has as many agreements as it has partners: some hundreds at most. */
const MOST = 1000

export const listAgreements = (trx: Trx): Promise<AgreementRow[]> =>
  trx.selectFrom('agreement').selectAll().orderBy('made_at', 'desc').orderBy('id', 'desc').limit(MOST).execute()

/** Newest first. */
export const textsOf = async (trx: Trx, agreements: readonly string[]): Promise<TextRow[]> => {
  const { rows } = await sql<TextRow>`select t.*, starts_on::text as starts_on, ends_on::text as ends_on,
      review_on::text as review_on from agreement_text t
    where agreement = any(${agreements}::uuid[]) order by agreement, number desc`.execute(trx)
  return rows
}

export const signaturesOf = (trx: Trx, agreement: string): Promise<SignatureRow[]> =>
  trx.selectFrom('agreement_signature').selectAll().where('agreement', '=', agreement).orderBy('signed_at').execute()

type Changes = Partial<
  Pick<AgreementRow, 'phase' | 'suspended_by' | 'reason' | 'ended_at' | 'reminded_of' | 'audience'>
>

/**
 * Answers the row as it is then; undefined where it has another version or is not this actor's to change. `isTold`: whether
 * the partner learns that something changed.
 */
export const changeAgreement = (
  trx: Trx,
  { id, version }: Pick<AgreementRow, 'id' | 'version'>,
  changes: Changes,
  isTold = true,
): Promise<AgreementRow | undefined> =>
  trx
    .updateTable('agreement')
    .set({ ...changes, version: version + 1, ...(isTold && { told_version: version + 1 }) })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export interface InForce {
  id: string
  authority: string
  partner: string
  m: FourM
  title: string
  terms: Terms
  /** `YYYY-MM-DD`. */
  review_on: string
  reminded_of: string | null
}

/** Agreements whose text holds on a day, `YYYY-MM-DD`: those of one party, or all. Needs no actor. */
export const inForce = async <Tables extends PartnershipTables>(
  db: Kysely<Tables>,
  today: string,
  party: string | null = null,
): Promise<InForce[]> => {
  const { rows } = await sql<InForce>`select id, authority, partner, m, title, terms, review_on::text as review_on,
    reminded_of::text as reminded_of from agreement_in_force(${today}::date, ${party}::uuid)`.execute(db)
  return rows
}
