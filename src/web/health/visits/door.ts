// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs } from 'react-router'
import type { VisitsRefusal } from '#health/visits/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { visitsContext } from '../contexts.ts'
import { visitsMessages } from './messages.ts'

/** What every page of visits begins with. Absent desk, or one at which nothing may be done: the page does not exist. */
export async function visitsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(visitsContext)
  if (!door || door.desk.may.length === 0) throw nothingHere()
  const names = async () => Object.fromEntries((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: visitsMessages(me.language) }
}

export const field = (form: FormData, name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n')

/** The form’s Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = field(form, 'key')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}

const WHERE = ['service', 'plannedOn', 'heldOn', 'team', 'provider', 'recommendations', 'summary', 'text'] as const
export interface Refused {
  /** Which sentence of `problem` says why. */
  said: (typeof WHERE)[number] | 'fields' | 'changed' | 'second'
  /** What was written, where nothing was kept of it. */
  written: Record<string, string>
}

/** What the page says of a refusal. */
export const refused = ({ code, where }: VisitsRefusal, form: FormData) => {
  if (code === 'not-found') throw nothingHere()
  const [at] = (where ?? '').split('.')
  const said =
    code === 'second-person'
      ? 'second'
      : code === 'not-valid'
        ? (WHERE.find((each) => each === at) ?? 'fields')
        : 'changed'
  const written = Object.fromEntries([...form.keys()].map((name) => [name, field(form, name)]))
  return data<Refused>({ said, written }, { status: code === 'not-valid' ? 422 : 409 })
}
