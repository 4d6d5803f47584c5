// SPDX-License-Identifier: Apache-2.0
/** Organisations of other nodes, and which of ours their nodes may address: the SQL of it. */
import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { Partner, PartnerViewer } from './contract.ts'
import { atPeers, narrow, type PeerTables, type Trx } from './tables.ts'

export type PartnerRow = PeerTables['peer_partner']

/** An organisation as its own node names it. `kind`: id of its kind of organisation. */
export const namedShape = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  kind: z.string().min(1).max(60),
})
export type Named = z.output<typeof namedShape>

/** The id here of what a node calls by this id: another node cannot make it, nor is it one of ours (RFC 9562, version 8). */
export const idOf = (node: string, there: string): string => {
  const hash = createHash('sha256').update(`${node}\n${there}`).digest('hex')
  const last = (Number.parseInt(hash[16] as string, 16) & 3) | 8
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`]
  return [...parts, `${last.toString(16)}${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')
}

/** An organisation of another node, as an audience names it. No actor of this node holds such a key. */
export const partnerKey = (node: string, organisation: string) => `node:${node}:organisation:${organisation}`

export const keyOfPartner = ({ node, organisation }: Pick<PartnerRow, 'node' | 'organisation'>) =>
  partnerKey(node, organisation)

export const partnerOf = ({ id, node, node_name, name, kind, may_be_told }: PartnerRow): Partner => ({
  ...{ id, name, kind, node: { id: node, name: node_name } },
  mayBeTold: may_be_told,
})

/** All that were ever heard of, by name. */
export const partners = <T extends PeerTables>(trx: Transaction<T>): Promise<PartnerRow[]> =>
  narrow(trx).selectFrom('peer_partner').selectAll().orderBy('name').orderBy('id').execute()

/** Whether messages go to this node now. */
export const isActive = async <T extends PeerTables>(room: Transaction<T>, node: string): Promise<boolean> => {
  const trx = narrow(room)
  const peer = trx.selectFrom('peer').select('id').where('id', '=', node).where('status', '=', 'active')
  return (await atPeers(trx, () => peer.executeTakeFirst())) !== undefined
}

/** The partners of these ids, where each may be told and its node is active; undefined where one is not. */
export const nameable = async <T extends PeerTables>(
  room: Transaction<T>,
  ids: readonly string[],
): Promise<PartnerRow[] | undefined> => {
  if (ids.length === 0) return []
  const trx = narrow(room)
  const named = await atPeers(trx, () =>
    trx
      .selectFrom('peer_partner')
      .innerJoin('peer', 'peer.id', 'peer_partner.node')
      .selectAll('peer_partner')
      .where('peer.status', '=', 'active')
      .where('may_be_told', '=', true)
      .where('peer_partner.id', 'in', ids)
      .orderBy('peer_partner.id')
      .execute(),
  )
  return named.length === new Set(ids).size ? named : undefined
}

/** Those of an audience, as who will see it: their own node says which of their people are cleared for it. */
export const viewersAway = (
  all: readonly PartnerRow[],
  audience: readonly string[],
  fields: readonly string[],
): PartnerViewer[] =>
  all
    .filter((partner) => audience.includes(keyOfPartner(partner)))
    .map((partner) => ({
      organisation: { id: partner.id, name: partner.name, kind: partner.kind },
      node: { id: partner.node, name: partner.node_name },
      because: [keyOfPartner(partner)],
      fields: [...fields],
    }))

const learn = (trx: Trx, node: { id: string; name: string }, { id, name, kind }: Named, told?: boolean) =>
  atPeers(trx, () =>
    trx
      .insertInto('peer_partner')
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
      .execute(),
  )

/** Who told something, by the name that it bears today. */
export const learnAuthor = async <T extends PeerTables>(
  trx: Transaction<T>,
  node: { id: string; name: string },
  author: Named,
): Promise<void> => void (await learn(narrow(trx), node, author))

/** The organisations that a node takes messages for from now on; the others no more. */
export const learnOffer = async (trx: Trx, node: { id: string; name: string }, offered: readonly Named[]) => {
  await atPeers(trx, () =>
    trx.updateTable('peer_partner').set({ may_be_told: false }).where('node', '=', node.id).execute(),
  )
  for (const organisation of offered) await learn(trx, node, organisation, true)
}

/** Ids of our organisations that this node may address. */
export const offeredTo = async <T extends PeerTables>(trx: Transaction<T>, node: string): Promise<string[]> =>
  (
    await narrow(trx)
      .selectFrom('peer_offer')
      .select('organisation')
      .where('node', '=', node)
      .where('is_open', '=', true)
      .orderBy('organisation')
      .execute()
  ).map(({ organisation }) => organisation)

/** From now on these and no others. */
export const setOffer = (trx: Trx, node: string, organisations: readonly string[]): Promise<void> =>
  atPeers(trx, async () => {
    await trx.updateTable('peer_offer').set({ is_open: false }).where('node', '=', node).execute()
    if (organisations.length > 0)
      await trx
        .insertInto('peer_offer')
        .values(organisations.map((organisation) => ({ node, organisation, is_open: true })))
        .onConflict((conflict) => conflict.columns(['node', 'organisation']).doUpdateSet({ is_open: true }))
        .execute()
  })
