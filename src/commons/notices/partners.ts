// SPDX-License-Identifier: Apache-2.0
/** Organisations of other nodes, and what was told to them: the SQL of it. */
import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { NoticeTables } from './store.ts'

type Trx = Transaction<NoticeTables>

export interface PartnerTables {
  notice_partner: {
    id: string
    node: string
    organisation: string
    node_name: string
    name: string
    kind: string
    may_be_told: boolean
  }
  notice_offer: { node: string; organisation: string; is_open: boolean }
  notice_told: { notice: string; node: string; message: string; recall: string | null }
  notice_arrival: { notice: string; originator: string }
}

export interface Named {
  id: string
  name: string
  kind: string
}

/** The id here of what a node calls by this id: another node cannot make it, nor is it one of ours (RFC 9562, version 8). */
export const idOf = (node: string, there: string): string => {
  const hash = createHash('sha256').update(`${node}\n${there}`).digest('hex')
  const last = (Number.parseInt(hash[16] as string, 16) & 3) | 8
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`]
  return [...parts, `${last.toString(16)}${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')
}

export const partners = (trx: Trx) =>
  trx.selectFrom('notice_partner').selectAll().orderBy('name').orderBy('id').execute()

const learn = (trx: Trx, node: Named | { id: string; name: string }, { id, name, kind }: Named, told?: boolean) =>
  trx
    .insertInto('notice_partner')
    .values({
      ...{ id: idOf(node.id, id), node: node.id, organisation: id, node_name: node.name, name, kind },
      may_be_told: told ?? false,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ...{ node_name: node.name, name, kind },
        ...(told === undefined ? {} : { may_be_told: told }),
      }),
    )
    .execute()

/** Who told something, by the name that it bears today. */
export const learnAuthor = (trx: Trx, node: { id: string; name: string }, author: Named) => learn(trx, node, author)

/** The organisations that a node takes notices for from now on; the others no more. */
export const learnOffer = async (trx: Trx, node: { id: string; name: string }, offered: readonly Named[]) => {
  await trx.updateTable('notice_partner').set({ may_be_told: false }).where('node', '=', node.id).execute()
  for (const organisation of offered) await learn(trx, node, organisation, true)
}

/** Ids of our organisations for which this node may send notices. */
export const offeredTo = async (trx: Trx, node: string): Promise<string[]> =>
  (
    await trx
      .selectFrom('notice_offer')
      .select('organisation')
      .where('node', '=', node)
      .where('is_open', '=', true)
      .orderBy('organisation')
      .execute()
  ).map(({ organisation }) => organisation)

/** From now on these and no others. */
export const setOffer = async (trx: Trx, node: string, organisations: readonly string[]) => {
  await trx.updateTable('notice_offer').set({ is_open: false }).where('node', '=', node).execute()
  if (organisations.length > 0)
    await trx
      .insertInto('notice_offer')
      .values(organisations.map((organisation) => ({ node, organisation, is_open: true })))
      .onConflict((conflict) => conflict.columns(['node', 'organisation']).doUpdateSet({ is_open: true }))
      .execute()
}

export const noteTold = (trx: Trx, notice: string, node: string, message: string) =>
  trx.insertInto('notice_told').values({ notice, node, message, recall: null }).execute()

export const toldOf = (trx: Trx, notice: string) =>
  trx.selectFrom('notice_told').selectAll().where('notice', '=', notice).orderBy('node').execute()

export const noteRecall = (trx: Trx, notice: string, node: string, recall: string) =>
  trx.updateTable('notice_told').set({ recall }).where('notice', '=', notice).where('node', '=', node).execute()

export const noteArrival = (trx: Trx, notice: string, originator: string) =>
  trx.insertInto('notice_arrival').values({ notice, originator }).execute()

export const originatorOf = async (trx: Trx, notice: string): Promise<string | undefined> =>
  (await trx.selectFrom('notice_arrival').select('originator').where('notice', '=', notice).executeTakeFirst())
    ?.originator
