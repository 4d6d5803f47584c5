// SPDX-License-Identifier: Apache-2.0
/** To whom letters go, and who they are when the predicate is asked about them. */
import { sql } from 'kysely'
import { type Actor, sit } from '../access/index.ts'
import type { Language } from './contract.ts'
import type { Shared } from './ground.ts'
import { themselves } from './sit-as.ts'
import { actorOfAccount } from './standing.ts'

export interface Addressee {
  actor: Actor
  address: string
  language: Language
}

/** The accounts that a key of an audience reaches at this moment; `everyone` reaches nobody by letter. */
export const holdersOf = async ({ db }: Shared, key: string): Promise<string[]> => {
  const { rows } = await sql<{ account: string }>`select holders(${key}) as account`.execute(db)
  return rows.map(({ account }) => account)
}

/** Undefined for somebody who acts for no organisation any more. */
export const addresseeOf = async (shared: Shared, account: string): Promise<Addressee | undefined> => {
  const actor = await actorOfAccount(shared, account, new Headers())
  const { internalAdapter } = await shared.signIn.auth.$context
  const user = actor && (await internalAdapter.findUserById(account))
  if (!actor || !user) return undefined
  const own = await sit(shared.db, themselves(account), (trx) =>
    trx.selectFrom('account').select('language').where('id', '=', account).executeTakeFirst(),
  )
  return { actor, address: user.email, language: (own?.language ?? 'en') as Language }
}
