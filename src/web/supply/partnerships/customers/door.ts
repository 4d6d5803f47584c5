// SPDX-License-Identifier: Apache-2.0
import { createContext, type LoaderFunctionArgs } from 'react-router'
import type { CustomersDesk } from '#supply/partnerships/contract.ts'
import { nothingHere, signedIn } from '../../../workspace/who.ts'
import { countriesIn } from '../../incidents/countries.ts'
import { customersMessages } from './messages.ts'

/** The desk of customers: null where an actor has none. */
export const customersContext = createContext<{
  desk: CustomersDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
} | null>(null)

/** What every page of customers begins with. Absent desk: the page does not exist. */
export async function customersAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { accounts, me } = await signedIn(context, url)
  const door = context.get(customersContext)
  if (!door) throw nothingHere()
  /** Names of colleagues by account, as far as this person may know them. */
  const colleagues = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.colleagues()
    return new Map([
      [me.account, me.name],
      ...(known?.ok ? known.value.map((each) => [each.account, each.name] as const) : []),
    ])
  }
  const countries = countriesIn(me.language, me.organisation.country)
  return { ...door, me, colleagues, countries, messages: customersMessages(me.language) }
}
