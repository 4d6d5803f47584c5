// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { warningsContext } from '../contexts.ts'
import { warningsMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of early warning begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function warningsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(warningsContext)
  if (!door) throw nothingHere()
  const areas = door
    .areas(me.organisation.country)
    .map(({ code, name, level }) => ({ code, name: name[me.language], level }))
  /** Organisations of other nodes, for officers, who may tell them something. */
  const partners = async () => {
    const known = door.desk.may.includes('partners') ? await door.desk.partners() : null
    return known?.ok ? known.value : []
  }
  const names = async () =>
    new Map([
      ...(await door.organisations()).map(({ id, name }) => [id, name] as const),
      ...(await partners()).map(({ id, name, node }) => [id, `${name} (${node.name})`] as const),
    ])
  return { ...door, me, names, partners, areas, messages: warningsMessages(me.language) }
}

/** Areas as a list offers them, set in by their level. */
export const areaOptions = (areas: readonly { code: string; name: string; level: number }[]) =>
  areas.map(({ code, name, level }) => [code, `${'\u2003'.repeat(level)}${name}`] as const)

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}

/** A field of a form, with the line ends that the desk keeps. */
export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
