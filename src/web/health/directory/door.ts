// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { directoryContext } from '../contexts.ts'
import { directoryMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of the directory begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function directoryAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(directoryContext)
  if (!door || door.desk.may.length === 0) throw nothingHere()
  return { ...door, me, messages: directoryMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

/** A field as it was typed: a browser ends lines by two characters, and counts one. */
export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
