// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs } from 'react-router'
import { AUTHORITIES, FIRMS, type IncidentsDesk } from '#supply/incidents/contract.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { incidentsContext } from '../contexts.ts'
import { countriesIn } from './countries.ts'
import { incidentsMessages } from './messages.ts'
import type { ReceiverSet } from './receivers.ts'

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every page of incidents begins with: the desk, who asks, and the words. Absent desk: the page does not exist. */
export async function incidentsAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { accounts, me } = await signedIn(context, url)
  const door = context.get(incidentsContext)
  if (!door) throw nothingHere()
  const kinds = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.kinds()
    return new Map(known?.ok ? known.value.map(({ id, name }) => [id, name[me.language]]) : [])
  }
  const sectors = async (): Promise<Map<string, string>> => {
    const known = await accounts.administration?.kinds()
    return new Map(known?.ok ? known.value.map(({ id, sector }) => [id, sector]) : [])
  }
  /** Names of those who may have reported something: organisations of this node, and of others with their node. */
  const names = async (): Promise<Map<string, string>> => {
    const [own, away] = await Promise.all([door.organisations(), door.desk.partners()])
    const partners = away.ok ? away.value : []
    return new Map([
      ...own.map(({ id, name }) => [id, name] as const),
      ...partners.map(({ id, name, node }) => [id, `${name} (${node.name})`] as const),
    ])
  }
  const countries = countriesIn(me.language, me.organisation.country)
  return { ...door, me, kinds, sectors, names, countries, messages: incidentsMessages(me.language) }
}

type Door = Pick<Awaited<ReturnType<typeof incidentsAt>>, 'organisations' | 'kinds' | 'sectors' | 'countries' | 'me'>

/** The others of the node, in the reader's words. */
export async function othersOf({ organisations, kinds, sectors, countries, me }: Door) {
  const [names, sectorOf] = await Promise.all([kinds(), sectors()])
  const setOf = (kind: string): ReceiverSet =>
    (AUTHORITIES as readonly string[]).includes(kind)
      ? 'authorities'
      : sectorOf.get(kind) === 'health'
        ? 'health'
        : 'rest'
  return (await organisations())
    .filter(({ id, status }) => id !== me.organisation.id && status === 'active')
    .map(({ id, name, kind, country }) => ({
      ...{ id, name, kind: names.get(kind) ?? '', country: countries.name(country), code: country },
      ...{ abroad: country !== me.organisation.country, isFirm: FIRMS.includes(kind) },
      set: setOf(kind),
    }))
}

/** Organisations of other nodes that may be told now. */
export async function awayOf({ desk }: Pick<Awaited<ReturnType<typeof incidentsAt>>, 'desk'>) {
  const all = await desk.partners()
  return all.ok
    ? all.value.filter(({ mayBeTold }) => mayBeTold).map(({ id, name, node }) => ({ id, name, node: node.name }))
    : []
}
/** Agreements under which it may be told now, each with the name of its partner. */
export async function agreementsOf({
  desk,
  organisations,
}: Pick<Awaited<ReturnType<typeof incidentsAt>>, 'desk' | 'organisations'>) {
  const [all, known] = await Promise.all([desk.agreements(), organisations()])
  if (!all.ok) return []
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return all.value.map(({ id, title, partner, most, withholds }) => ({
    ...{ id, title, partner, name: names.get(partner) ?? '', most },
    withholds: withholds.filter((each) => each === 'parties' || each === 'identifiers'),
  }))
}
export type UnderAgreement = Awaited<ReturnType<typeof agreementsOf>>[number]

/** The received object that an incident was made of; null where there is none. */
export async function originAt({ origin }: Pick<IncidentsDesk, 'origin'>, id: string) {
  const found = await origin(id)
  return found.ok ? found.value : null
}

export type Away = Awaited<ReturnType<typeof awayOf>>[number]
export type Other = Awaited<ReturnType<typeof othersOf>>[number]

/** The form's Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
export const keyIn = (form: FormData): string | undefined => {
  const key = String(form.get('key') ?? '')
  return KEY.test(key) ? key : undefined
}
