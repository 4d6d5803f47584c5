// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import type { Area } from '#health/signals/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { signalsContext } from '../contexts.ts'
import { signalsMessages } from './messages.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of signals begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function signalsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(signalsContext)
  if (!door) throw nothingHere()
  const offered = await door.desk.offered()
  if (!offered.ok) throw nothingHere()
  const names = new Map(offered.value.areas.map(({ code, name }) => [code, name[me.language]]))
  /** The code itself where the country has no such area any more. */
  const nameOf = (code: string) => names.get(code) ?? code
  return { ...door, me, offered: offered.value, nameOf, messages: signalsMessages(me.language) }
}

/** Regions and the districts in them, to choose from: smaller areas would say too much. */
export const areaOptions = (areas: readonly Area[], nameOf: (code: string) => string) => {
  const regions = areas.filter(({ parent }) => parent === null)
  return regions.flatMap(({ code: region }) => [
    [region, nameOf(region)] as const,
    ...areas
      .filter(({ parent }) => parent === region)
      .map(({ code }) => [code, `${nameOf(region)}: ${nameOf(code)}`] as const),
  ])
}

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}
