// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { assessmentsContext, partnershipsContext } from './contexts.ts'
import { partnershipsMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of partnerships begins with. Absent desk: the page does not exist. */
export async function partnershipsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(partnershipsContext)
  if (!door) throw nothingHere()
  const names = async (): Promise<Map<string, string>> =>
    new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: partnershipsMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

/** The same for pages of self-assessments. */
export async function assessmentsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(assessmentsContext)
  if (!door) throw nothingHere()
  const names = async (): Promise<Map<string, string>> =>
    new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: partnershipsMessages(me.language) }
}
