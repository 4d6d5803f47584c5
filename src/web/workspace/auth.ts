// SPDX-License-Identifier: Apache-2.0
/** Signing in without script: the page's form becomes the call that a browser's script would make. */
import type { Accounts } from './contexts.ts'

export interface AuthAnswer {
  ok: boolean
  status: number
  /** The refusal's code in small letters with hyphens, such as `invalid-code`; empty where it has none. */
  code: string
  body: Record<string, unknown>
  /** Whole Set-Cookie values. */
  cookies: string[]
}

/** Calls `/api/auth<path>` for whoever sent `request`, with their cookies and origin. */
export async function callAuth(
  accounts: Accounts,
  request: Request,
  path: string,
  input: Record<string, unknown>,
): Promise<AuthAnswer> {
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name)
  headers.set('content-type', 'application/json')
  headers.set('accept', 'application/json')
  const url = new URL(`/api/auth${path}`, request.url)
  const answer = await accounts.auth(new Request(url, { method: 'POST', headers, body: JSON.stringify(input) }))
  const body: unknown = await answer.json().catch(() => null)
  const tree = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const code = typeof tree.code === 'string' ? tree.code.toLowerCase().replaceAll('_', '-') : ''
  return { ok: answer.ok, status: answer.status, code, body: tree, cookies: answer.headers.getSetCookie() }
}

/** What to tell the person: a key below `signIn.refused`. Never says whether an address has an account here. */
export function refusalOf({
  status,
  code,
}: Pick<AuthAnswer, 'status' | 'code'>): 'wrong' | 'tooMany' | 'expired' | 'weak' {
  if (status === 429 || /locked|too-many/.test(code)) return 'tooMany'
  if (/expired|invalid-token|two-factor-cookie/.test(code)) return 'expired'
  if (/password-too-short|password-too-long|weak|compromised/.test(code)) return 'weak'
  return 'wrong'
}
