// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { complaintsContext } from '../contexts.ts'
import { complaintsMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of complaints begins with. Absent desk: the page does not exist. */
export async function complaintsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(complaintsContext)
  if (!door) throw nothingHere()
  return { ...door, me, messages: complaintsMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
