// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs } from 'react-router'
import { BANDS, type LegalAidDesk, type LegalAidRefusal, type NewCount } from '#health/legal-aid/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { legalAidContext } from '../contexts.ts'
import { legalAidMessages } from './messages.ts'

/** What the page begins with. Absent desk: the page does not exist. */
export async function legalAidAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(legalAidContext)
  if (!door) throw nothingHere()
  return { ...door, messages: legalAidMessages(me.language) }
}

/** Does what the form asks for. An empty number is nobody. */
export const entered = (desk: LegalAidDesk, form: FormData) => {
  const of = (name: string) => String(form.get(name) ?? '').trim()
  const key = /^[0-9a-f-]{36}$/.test(of('key')) ? of('key') : undefined
  const bands = Object.fromEntries(BANDS.map((band) => [band, Number(of(band))]))
  const asked = { service: of('service'), month: of('month'), place: of('place'), clock: of('clock'), ...bands }
  return desk.enter(asked as NewCount, key)
}

export interface Refused {
  /** Which sentence of `problem` says why. */
  said: 'service' | 'month' | 'counts' | 'fields'
  /** The form as it came, by the names of its fields: nothing that was typed is lost, without script either. */
  given: Readonly<Record<string, string>>
}

/** What the page says of a refusal. */
export const refused = ({ code, where }: LegalAidRefusal, form: FormData) => {
  if (code === 'not-found') throw nothingHere()
  const isCount = BANDS.some((band) => band === where)
  const said = where === 'service' || where === 'month' ? where : isCount ? 'counts' : 'fields'
  const given = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return data<Refused>({ said, given }, { status: code === 'not-valid' ? 422 : 409 })
}
