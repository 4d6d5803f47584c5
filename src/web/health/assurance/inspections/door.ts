// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere, signedIn } from '../../../workspace/who.ts'
import { inspectionsContext } from '../../contexts.ts'
import { inspectionMessages } from './messages.ts'

/** What every page of inspections begins with. Absent desk: the page does not exist. */
export async function inspectionsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(inspectionsContext)
  if (!door) throw nothingHere()
  return { ...door, me, messages: inspectionMessages(me.language) }
}
