// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { oversightContext } from './contexts.ts'
import { oversightMessages } from './messages.ts'

/** What every page of supervision begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function oversightAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { accounts, me } = await signedIn(context, url)
  const door = context.get(oversightContext)
  if (!door) throw nothingHere()
  /** Names of colleagues by account: of those who work elsewhere there is none. */
  const colleagues = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.colleagues()
    return new Map([
      [me.account, me.name],
      ...(known?.ok ? known.value.map((each) => [each.account, each.name] as const) : []),
    ])
  }
  return { ...door, me, colleagues, messages: oversightMessages(me.language) }
}

/** What was written into a field, with the line ends of the house. */
export const textIn = (form: FormData, name: string): string =>
  String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyOf = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}
