// SPDX-License-Identifier: Apache-2.0
/**
 * What the ledger holds of a record's content: a digest under a salt of its own. Whoever has the record can show that it
 * is what was written; whoever has not learns nothing, and after the salt is gone cannot even try a guess.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'

const SALT_BYTES = 32

const hmac = (salt: Buffer, content: string | Uint8Array): Buffer => createHmac('sha256', salt).update(content).digest()

const saltOf = async <Tables>(db: Kysely<Tables>, kind: string, id: string): Promise<Buffer | undefined> => {
  const { rows } = await sql<{ salt: Buffer }>`
    select salt from ledger_salt where kind = ${kind} and id = ${id}`.execute(db)
  return rows[0]?.salt
}

/** The digest of a record's content, under its salt, which is made here the first time. */
export const digestOf = async <Tables>(
  trx: Transaction<Tables>,
  kind: string,
  id: string,
  content: string | Uint8Array,
): Promise<Buffer> => {
  const { rows } = await sql<{ salt: Buffer }>`
    with made as (insert into ledger_salt (kind, id, salt) values (${kind}, ${id}, ${randomBytes(SALT_BYTES)})
      on conflict do nothing returning salt)
    select salt from made union all select salt from ledger_salt where kind = ${kind} and id = ${id}`.execute(trx)
  // None where another transaction made it in this same moment: a look of its own sees it.
  const salt = rows[0]?.salt ?? (await saltOf(trx, kind, id))
  if (!salt) throw new Error(`${kind} ${id} was erased while it was written.`)
  return hmac(salt, content)
}

/**
 * Takes the salt of a record away, in the transaction in which the caller removes the record itself and writes the line
 * that says so (without content). The lines stay, and so does their proof.
 */
export const eraseRecord = async <Tables>(trx: Transaction<Tables>, kind: string, id: string): Promise<void> => {
  await sql`delete from ledger_salt where kind = ${kind} and id = ${id}`.execute(trx)
}

/**
 * Whether `content` is what was last written to a record. `erased`: the ledger told of content, and nobody can say any
 * more of which. A record of whose content no line tells is not matched by anything.
 */
export const matches = async <Tables>(
  db: Kysely<Tables>,
  kind: string,
  id: string,
  content: string | Uint8Array,
): Promise<boolean | 'erased'> => {
  const { rows } = await sql<{ digest: Buffer; salt: Buffer | null }>`
    select line.digest, salt.salt from ledger_line line
    left join ledger_salt salt on salt.kind = line.kind and salt.id = line.ids[1]
    where line.kind = ${kind} and line.ids @> array[${id}] and line.digest is not null
    order by line.id desc limit 1`.execute(db)
  const last = rows[0]
  if (!last) return false
  return last.salt ? timingSafeEqual(hmac(last.salt, content), last.digest) : 'erased'
}
