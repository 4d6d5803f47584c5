// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { practicesContext } from '../contexts.ts'
import { practicesMessages } from './messages.ts'

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of practices begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function practicesAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(practicesContext)
  if (!door) throw nothingHere()
  const partners = async () => {
    const known = await door.desk.partners()
    return known.ok ? known.value : []
  }
  /** Names of organisations of this node, and of others with their node. */
  const names = async (): Promise<Map<string, string>> =>
    new Map([
      ...(await door.organisations()).map(({ id, name }) => [id, name] as const),
      ...(await partners()).map(({ id, name, node }) => [id, `${name} (${node.name})`] as const),
    ])
  const kinds = door.kinds.map(({ id, name }) => [id, name[me.language]] as const)
  return { ...door, me, partners, names, kinds, messages: practicesMessages(me.language) }
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return ID.test(key) ? key : undefined
}

/** A field of a form, with the line ends that the desk keeps. */
export const textIn = (form: FormData, name: string): string =>
  String(form.get(name) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
