// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { safeguardsContext } from '../contexts.ts'
import { safeguardsMessages } from './messages.ts'

/** What every page of the body begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function safeguardsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(safeguardsContext)
  if (!door) throw nothingHere()
  return { desk: door.desk, me, messages: safeguardsMessages(me.language) }
}

export const field = (form: FormData, name: string): string => String(form.get(name) ?? '')

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = field(form, 'key')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}
