// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs } from 'react-router'
import { isZone } from '#basis/moments.ts'
import type { ContinuityDesk, ContinuityRefusal, NewWord } from '#health/continuity/contract.ts'
import { momentAt } from '../../workspace/local.ts'
import { nothingHere, signedIn } from '../../workspace/who.ts'
import { continuityContext } from '../contexts.ts'
import { continuityMessages } from './messages.ts'
import { ROWS } from './words.ts'

/** What the page begins with. Absent desk, or one at which nothing may be done: the page does not exist. */
export async function continuityAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const { me } = await signedIn(context, url)
  const door = context.get(continuityContext)
  if (!door) throw nothingHere()
  const names = async () => new Map((await door.organisations()).map(({ id, name }) => [id, name]))
  return { ...door, names, messages: continuityMessages(me.language) }
}

const field = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** The form’s Idempotency-Key, as the loader made it; undefined where somebody sent something else. */
const keyIn = (form: FormData): string | undefined => {
  const key = field(form, 'key')
  return /^[0-9a-f-]{36}$/.test(key) ? key : undefined
}

const alternativesIn = (form: FormData): unknown[] =>
  Array.from({ length: ROWS }, (_, at) => at).flatMap((at) => {
    const of = (name: string) => field(form, `${name}-${at}`)
    if (of('kind') === '') return []
    const [service, telephone] = [of('instead') || null, of('telephone') || null]
    return [{ kind: of('kind'), service, telephone, hours: of('hours') === '' ? null : Number(of('hours')) }]
  })

export const wordIn = (form: FormData): unknown => ({
  ...{ service: field(form, 'service'), state: field(form, 'state') },
  since: momentAt(field(form, 'since-day'), field(form, 'since-time'), field(form, 'zone')),
  expected: field(form, 'expected') || null,
  reasons: form.getAll('reasons'),
  alternatives: alternativesIn(form),
})

/** Does what a form of the page asks for. */
export const done = (desk: ContinuityDesk, form: FormData) => {
  const of = (name: string) => field(form, name)
  const number = (name: string) => (of(name) === '' ? Number.NaN : Number(of(name)))
  if (of('do') === 'count')
    return desk.count({ service: of('service'), month: of('month'), contacts: number('contacts') }, keyIn(form))
  if (of('do') === 'compare') return desk.compareWith({ year: number('year') }, keyIn(form))
  return desk.say(wordIn(form) as NewWord, keyIn(form))
}

/** That of the services where all of them have the same, else the country’s: one label stands for all of them. */
export const zoneOf = (services: readonly { timeZone: string | null }[], country: string): string => {
  const [first = null, ...others] = new Set(services.map(({ timeZone }) => timeZone))
  return others.length === 0 && first !== null && isZone(first) ? first : country
}

const WHERE = [
  'since',
  'expected',
  'service',
  'reasons',
  'alternatives',
  'closed',
  'month',
  'contacts',
  'year',
] as const
export interface Refused {
  /** Which sentence of `problem` says why. */
  said: (typeof WHERE)[number] | 'fields'
}

/** What the page says of a refusal. */
export const refused = ({ code, where }: ContinuityRefusal) => {
  if (code === 'not-found') throw nothingHere()
  const said = WHERE.find((each) => each === where?.split('.')[0]) ?? 'fields'
  return data<Refused>({ said }, { status: code === 'not-valid' ? 422 : 409 })
}
