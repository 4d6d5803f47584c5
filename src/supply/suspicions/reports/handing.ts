// SPDX-License-Identifier: Apache-2.0
/**
 * A report becomes a draft for those who work on incidents: what it was, where and of which goods, in the officer's own words.
 * Who reported, whom, and that anybody did stays here: a draft that names either is refused.
 */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { carrier, draftHandling } from '../access.ts'
import type { HandedDraft, ReportContent, Subject, SuspicionsRefusal } from '../contract.ts'
import type { ReportRow, SuspicionTables, Trx } from '../store.ts'
import { newDraftShape } from './handed.ts'

export const DRAFT_HANDED = 'suspicion.draft-handed'

/** Letters and digits alone: a name is known also in capitals or with its dots left out. */
const bare = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
/** Shorter names are words of their own. */
const LEAST_NAME = 4

/** Names of firm and customer, account or sender, and the firm's own number: none of them goes along. */
const namesIn = ({ reporter, about }: ReportContent): string[] => {
  const named = (subject: Subject): string[] => {
    switch (subject.leg) {
      case 'order':
        return [subject.order.customer.name, subject.order.ref]
      case 'payment':
        return [subject.account.name]
      case 'parcel':
        return [subject.parcel.sender.name, subject.parcel.addressee.name, subject.parcel.ref]
      case 'listing':
        return [subject.listing.seller, subject.listing.ref]
    }
  }
  return [reporter.name, ...named(about)].map(bare).filter((name) => name.length >= LEAST_NAME)
}

/** As the firm wrote it, all packs together; of parcels and listings it is not known what is inside. */
const amountOf = (about: Subject, item: number) => {
  const { quantity, count = 1 } = (about.leg === 'order' && about.order.items[item]) || {}
  return quantity ? { value: String(Number((Number(quantity.value) * count).toFixed(6))), unit: quantity.unit } : null
}

export const handDraft = async (
  trx: Trx,
  actor: Actor,
  row: ReportRow,
  input: unknown,
  at: Date,
): Promise<Outcome<HandedDraft, SuspicionsRefusal>> => {
  const given = newDraftShape.safeParse(input)
  if (!given.success) {
    const [issue] = given.error.issues
    return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
  }
  const { kind, title, country, place, occurred = null, goods } = given.data
  for (const [field, text] of Object.entries({ title, place }))
    if (namesIn(row.content).some((name) => bare(text).includes(name)))
      return refuse('not-valid', 'It names who reported, or whom: neither goes along.', field)
  const { about } = row.content
  const found = about.leg === 'payment' ? [] : about.found
  const content = {
    ...{ authority: actor.organisation, kind, title, country, place, occurred },
    goods: found
      .filter(({ id }) => goods.includes(id))
      .map(({ id, name, item }) => ({ id, name, amount: amountOf(about, item) })),
  }
  const id = randomUUID()
  const { audience, marking, purposes, ...handling } = columnsOf(draftHandling(row))
  await sql`insert into handed_draft (id, report, content, handed_by, handed_at, originator, audience, marking, purposes,
      is_originator_controlled)
    values (${id}, ${row.id}, ${JSON.stringify(content)}::jsonb, ${actor.account}, ${at}, ${handling.originator}, ${audience}, ${marking},
      ${purposes}, ${handling.is_originator_controlled})`.execute(trx)
  await appendLine(trx, actor, { verb: 'hand-over', kind: 'handed-draft', ids: [id], content: canonical(content) })
  await announce(trx, { kind: DRAFT_HANDED, record: id, ...draftHandling(row) })
  return ok({ id, at: at.toISOString(), kind, title })
}

export const draftsOf = async (trx: Trx, report: string): Promise<HandedDraft[]> => {
  const { rows } = await sql<{ id: string; handed_at: Date; content: Pick<HandedDraft, 'kind' | 'title'> }>`
    select id, handed_at, content from handed_draft where report = ${report} order by handed_at`.execute(trx)
  return rows.map(({ id, handed_at, content: { kind, title } }) => ({ id, at: handed_at.toISOString(), kind, title }))
}

/** For the passage alone: what goes through it of one that was handed over. */
export const draftToCarry = async (db: Kysely<SuspicionTables>, id: string): Promise<unknown> => {
  const { rows } = await sit(db, carrier, (trx) =>
    sql<{ content: unknown }>`select content from handed_draft where id = ${id}`.execute(trx),
  )
  return rows[0]?.content
}
