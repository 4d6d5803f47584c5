// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { type ExchangeDesks, exchangeContext } from './contexts.ts'
import { exchangeMessages } from './messages.ts'

/** What every page here begins with: its desk, who asks, and the words. Absent desk: the page does not exist. */
export async function exchangeAt<K extends keyof ExchangeDesks>(
  { context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>,
  name: K,
) {
  const { me } = await signedIn(context, url)
  const door = context.get(exchangeContext)
  const desk = door?.desks[name]
  if (!door || !desk) throw nothingHere()
  return {
    desk: desk as NonNullable<ExchangeDesks[K]>,
    organisations: door.organisations,
    me,
    messages: exchangeMessages(me.language),
  }
}

/** A field of a form, with one end of a line instead of a browser's two. */
export const textIn = (form: FormData, name: string): string =>
  String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
