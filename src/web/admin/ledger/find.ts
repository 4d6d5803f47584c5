// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { compartmentsOf } from '../desk.ts'

type Args = Pick<LoaderFunctionArgs, 'params' | 'context' | 'url'>

/** The compartment of an address, where this person keeps it; otherwise the page that does not exist. */
export async function kept({ params, context, url }: Args, verb: 'ledger' | 'work' = 'ledger') {
  const found = (await compartmentsOf({ context, url })).find(({ name }) => name === params.compartment)
  const desk = found?.desk
  if (!found || !desk?.may.includes(verb)) throw nothingHere()
  return { name: found.name, words: found.words, desk }
}
