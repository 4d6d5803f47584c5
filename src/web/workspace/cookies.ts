// SPDX-License-Identifier: Apache-2.0
/** The language that somebody chose, kept where there is no account to keep it. */
import { isWorkLanguage, type WorkLanguage } from './language.ts'

const NAME = 'language'
const YEAR = 365 * 24 * 3600

export function chosenLanguage(request: Request): WorkLanguage | null {
  const cookie = request.headers.get('cookie') ?? ''
  const value = cookie
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === NAME)?.[1]
  return isWorkLanguage(value) ? value : null
}

export const languageCookie = (language: WorkLanguage): string =>
  `${NAME}=${language}; Path=/; Max-Age=${YEAR}; SameSite=Lax; HttpOnly`

export function withCookies(cookies: readonly string[]): Headers {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
