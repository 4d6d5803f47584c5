// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import type { SuspicionsDesk } from '#supply/suspicions/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { suspicionsContext } from './contexts.ts'
import { suspicionsMessages } from './messages.ts'
import type { Spoken } from './words.ts'

/** What every page of watched orders begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function suspicionsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { accounts, me } = await signedIn(context, url)
  const door = context.get(suspicionsContext)
  if (!door) throw nothingHere()
  /** Names of colleagues by account: of those who work elsewhere there is none. */
  const colleagues = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.colleagues()
    return new Map([
      [me.account, me.name],
      ...(known?.ok ? known.value.map((each) => [each.account, each.name] as const) : []),
    ])
  }
  const names = async () => new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  /** In the reader's language; the id itself where a typology is of a rule that is not here any more. */
  const typology = (id: string) => door.typologies.get(id)?.name[me.language] ?? id
  return { ...door, me, colleagues, names, typology, messages: suspicionsMessages(me.language) }
}

const LEGS = [
  ...[['takeFile', 'order'] as const, ['takePayments', 'payment'] as const],
  ...[['takeParcels', 'parcel'] as const, ['takeListings', 'listing'] as const],
]

/** Of which leg somebody is; `any`: who agrees to refusals, or watches several. */
export const legOf = ({ may }: Pick<SuspicionsDesk, 'may'>): Spoken => {
  const own = LEGS.filter(([verb]) => may.includes(verb))
  return own.length === 1 ? (own[0]?.[1] ?? 'any') : 'any'
}

/** What was written into a field, with the line ends of the house. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}

/** All that was written into a form, by field, to be shown again after a refusal. */
export const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.keys()].map((name) => [name, textIn(form, name)]))
