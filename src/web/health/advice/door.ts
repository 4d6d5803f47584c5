// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { type Advice, LANGUAGES, type Language } from '#health/advice/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { adviceContext } from '../contexts.ts'
import { adviceMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of advice begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function adviceAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(adviceContext)
  if (!door) throw nothingHere()
  const messages = adviceMessages(me.language)
  const names = new Map(door.areas.map(({ code, name }) => [code, name[me.language]]))
  /** Null for the whole country. */
  const regionsOf = ({ regions }: Pick<Advice, 'regions'>) =>
    regions.some((code) => code.length === 2) ? null : regions.map((code) => names.get(code) ?? code).join(', ')
  return { ...door, me, regionsOf, messages }
}

/** Languages in which a text is there: the reader's own first, then English, then the others. */
export const languagesOf = (texts: Advice['texts'], own: Language): Language[] =>
  [...new Set<Language>([own, 'en', ...LANGUAGES])].filter((language) => texts[language] !== undefined)

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}
