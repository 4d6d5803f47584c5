// SPDX-License-Identifier: Apache-2.0
/** What somebody can do about their own account: one form each, told apart by `intent`. */

import type { Outcome } from '#basis/outcome.ts'
import type { AccountsRefusal, AdministrationDesk, ProfileDesk } from '#platform/accounts/contract.ts'
import { callAuth, refusalOf } from '../auth.ts'
import type { Accounts } from '../contexts.ts'

export const intents = [
  'name',
  'password',
  'end-session',
  'end-all',
  'remove-passkey',
  'create-key',
  'revoke-key',
] as const
export type Intent = (typeof intents)[number]

export type Refused = AccountsRefusal['code'] | ReturnType<typeof refusalOf>

export interface Done {
  intent: Intent
  refused: Refused | null
  /** A new key, shown this once. */
  key?: string
}

interface Room {
  accounts: Accounts
  profile: ProfileDesk
  administration: AdministrationDesk | null
  request: Request
  form: FormData
}

/** What was done and the cookies that go with it; null where the intent is none of ours. */
export async function act({
  accounts,
  profile,
  administration,
  request,
  form,
}: Room): Promise<{ done: Done; cookies: string[] } | null> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const intent = intents.find((each) => each === form.get('intent'))
  const by = (answer: Outcome<unknown, AccountsRefusal>) => ({
    done: { intent: intent!, refused: answer.ok ? null : answer.refusal.code },
    cookies: [],
  })
  const auth = async (path: string, input: Record<string, unknown>) => {
    const answer = await callAuth(accounts, request, path, input)
    return { done: { intent: intent!, refused: answer.ok ? null : refusalOf(answer) }, cookies: answer.cookies }
  }
  switch (intent) {
    case 'name':
      return by(await profile.setName(text('name')))
    case 'password':
      return auth('/change-password', {
        currentPassword: String(form.get('current') ?? ''),
        newPassword: String(form.get('new') ?? ''),
        revokeOtherSessions: true,
      })
    case 'end-session':
      return by(await profile.endSession(text('id')))
    case 'end-all':
      return by(await profile.signOutEverywhere())
    case 'remove-passkey':
      return auth('/passkey/delete-passkey', { id: text('id') })
    case 'revoke-key':
      return administration ? by(await administration.revokeKey(text('id'))) : null
    case 'create-key': {
      if (!administration) return null
      const input = { name: text('key-name'), roles: form.getAll('role').map(String), days: Number(text('days')) }
      const answer = await administration.createKey(input)
      if (!answer.ok) return by(answer)
      return { done: { intent, refused: null, key: answer.value.key }, cookies: [] }
    }
    default:
      return null
  }
}
