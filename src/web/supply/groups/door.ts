// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { groupsContext } from './contexts.ts'
import { groupsMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of groups begins with. Absent desk: the page does not exist. */
export async function groupsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(groupsContext)
  if (!door) throw nothingHere()
  const names = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: groupsMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

/** A field of a form as it was written, with one kind of line end; undefined where it is empty. */
export const textIn = (form: FormData, name: string): string | undefined => {
  const text = String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  return text === '' ? undefined : text
}
