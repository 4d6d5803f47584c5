// SPDX-License-Identifier: Apache-2.0
import { negotiate } from '../public/language.ts'

/** Languages in which all of the workspace is written. Its addresses do not say them: the person's account does. */
export const workLanguages = ['en', 'fr'] as const
export type WorkLanguage = (typeof workLanguages)[number]

export const isWorkLanguage = (code: unknown): code is WorkLanguage =>
  workLanguages.some((language) => language === code)

/** The best of a header's languages that the workspace is written in. */
export function workLanguage(acceptLanguage: string | null): WorkLanguage {
  const best = negotiate(
    (acceptLanguage ?? '')
      .split(',')
      .filter((part) => isWorkLanguage(part.trim().slice(0, 2).toLowerCase()))
      .join(','),
  )
  return isWorkLanguage(best) ? best : 'en'
}
