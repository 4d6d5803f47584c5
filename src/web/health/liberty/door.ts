// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs } from 'react-router'
import type { LibertyRefusal } from '#health/liberty/contract.ts'
import { momentAt } from '../../workspace/local.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { libertyContext } from '../contexts.ts'
import { libertyMessages } from './messages.ts'

/** What every page of these registers begins with. Absent desk, or one at which nothing may be done: the page does not exist. */
export async function libertyAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(libertyContext)
  if (!door || door.desk.may.length === 0) throw nothingHere()
  const names = async () => new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, me, names, messages: libertyMessages(me.language) }
}

export const field = (form: FormData, name: string): string => String(form.get(name) ?? '')

/** The form’s Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = field(form, 'key')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}

/** A moment of a day and a time by the clock of the form’s zone; what is none is sent on as it is, and refused. */
export const momentIn = (form: FormData, name: string): string =>
  momentAt(field(form, `${name}-day`), field(form, `${name}-time`), field(form, 'zone'))

const WHERE = ['began', 'ended', 'service', 'bases'] as const
export interface Refused {
  /** Which sentence of `problem` says why. */
  said: (typeof WHERE)[number] | 'fields' | 'changed'
}

/** What the page says of a refusal. */
export const refused = ({ code, where }: LibertyRefusal) => {
  if (code === 'not-found') throw nothingHere()
  const said = code === 'not-valid' ? (WHERE.find((each) => each === where) ?? 'fields') : 'changed'
  return data<Refused>({ said }, { status: code === 'not-valid' ? 422 : 409 })
}
