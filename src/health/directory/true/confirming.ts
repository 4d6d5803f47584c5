// SPDX-License-Identifier: Apache-2.0
/** Whoever holds a link of a letter says that the listing is right, without an account. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE, filingSeat } from '../access.ts'
import { roomToldShape, withTold } from '../room.ts'
import { record, type Trx } from '../seat.ts'
import { changeListing, type DirectoryTables, type ListingRow, listingById } from '../store.ts'
import { listingOf } from '../view.ts'
import type { Asked, Confirmations } from './contract.ts'
import { readLink } from './link.ts'
import { qualityOf } from './quality.ts'
import { type AskingRow, askingById, changeAsking, contactOf } from './store.ts'

export interface ConfirmationsPlan {
  db: Kysely<DirectoryTables>
  /** Of `linkKeyOf`. */
  key: Buffer
  now?(): Date
}

type Held = { asked: Asked; row?: ListingRow; asking?: AskingRow }

export const openConfirmations = ({ db, key, now = () => new Date() }: ConfirmationsPlan): Confirmations => {
  /** In the seat of whoever looks after the listing; the signature says that a letter of theirs asked. */
  const seated = async <T>(token: string, unknown: T, work: (trx: Trx, held: Held) => Promise<T>): Promise<T> => {
    const link = readLink(key, token)
    const listed = link && (await sit(db, ANYONE, (trx) => listingById(trx, link.listing)))
    if (!link || !listed) return unknown
    return sit(db, filingSeat(listed.originator), async (trx) => {
      const asking = await askingById(trx, link.asking)
      const row = await listingById(trx, link.listing)
      if (!row || asking?.listing !== row.id) return unknown
      const contact = await contactOf(trx, row.id)
      const { id, name } = row
      const isOther = contact?.version !== asking.contact_version || contact.email === null
      const asked: Asked =
        row.ended_at !== null
          ? { state: 'ended', id, name }
          : asking.answered_at !== null
            ? { state: 'answered', id, name, on: asking.answered_at.toISOString().slice(0, 10) }
            : now() >= link.until
              ? { state: 'old', id, name }
              : isOther
                ? { state: 'void', id, name }
                : { state: 'open', listing: listingOf(row), quality: qualityOf(listingOf(row), now()) }
      return work(trx, { asked, row, asking })
    })
  }
  return {
    look: (token) => seated<Asked>(token, { state: 'unknown' }, (_, { asked }) => Promise.resolve(asked)),
    confirm: (token, version, told = {}) =>
      seated<Awaited<ReturnType<Confirmations['confirm']>>>(
        token,
        { state: 'unknown' },
        async (trx, { asked, row, asking }) => {
          if (asked.state !== 'open' || !row || !asking) return asked
          const { id, name } = row
          const room = roomToldShape.safeParse(told)
          if (!room.success) return { state: 'not-valid', id, name }
          const today = now().toISOString().slice(0, 10)
          const isSaid = Object.values(room.data).some((each) => each !== undefined)
          const said = {
            content: JSON.stringify(withTold(row.content, room.data, today)),
            ...(row.said && { said: JSON.stringify(withTold(row.said, room.data, today)) }),
          }
          const changes = { confirmed_on: today, changed_at: now(), ...(isSaid && said) }
          const done = row.version === version ? await changeListing(trx, row, changes) : undefined
          if (!done) return { state: 'changed', id, name }
          await changeAsking(trx, asking.id, { answered_at: now() })
          await record(trx, 'node', 'confirm-by-link', done)
          return { state: 'confirmed', id, name }
        },
      ),
  }
}
