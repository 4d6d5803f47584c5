// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { noticesContext } from '../contexts.ts'
import { noticesMessages } from './messages.ts'

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of notices begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function noticesAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { accounts, me } = await signedIn(context, url)
  const door = context.get(noticesContext)
  if (!door) throw nothingHere()
  const kinds = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.kinds()
    return new Map(known?.ok ? known.value.map(({ id, name }) => [id, name[me.language]]) : [])
  }
  /** Names of those who may have posted a notice: organisations of this node, and of others with their node. */
  const names = async (): Promise<Map<string, string>> => {
    const [own, away] = await Promise.all([door.organisations(), door.desk.partners()])
    const partners = away.ok ? away.value : []
    return new Map([
      ...own.map(({ id, name }) => [id, name] as const),
      ...partners.map(({ id, name, node }) => [id, `${name} (${node.name})`] as const),
    ])
  }
  return { ...door, me, kinds, names, messages: noticesMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return ID.test(key) ? key : undefined
}
