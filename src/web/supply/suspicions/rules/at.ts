// SPDX-License-Identifier: Apache-2.0
/** What every page of red flags begins with: the leg, what is set of it, and how it is changed. */
import type { LoaderFunctionArgs } from 'react-router'
import { AS_SHIPPED, type RuleContent, SUSPICION_LEGS, type SuspicionLeg } from '#supply/suspicions/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn, suspicionsAt } from '../door.ts'
import { speechOf } from '../words.ts'
import type { Speaking } from './said.ts'

const WATCHES: Record<SuspicionLeg, string> = {
  ...{ order: 'takeFile', payment: 'takePayments', parcel: 'takeParcels', listing: 'takeListings' },
}

export async function rulesAt({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  const door = await suspicionsAt({ context, url })
  const { desk, me, messages } = door
  if (!desk.may.includes('rules')) throw nothingHere()
  const own = SUSPICION_LEGS.filter((leg) => desk.may.includes(WATCHES[leg]))
  /** Who agrees to refusals watches over no leg: where an edition waits is where they are wanted. */
  const legs: SuspicionLeg[] = []
  for (const leg of own.length > 0 ? own : SUSPICION_LEGS) {
    const known = own.length > 0 ? undefined : await desk.rules(leg)
    if (known === undefined || (known.ok && known.value.editions.length > 0)) legs.push(leg)
  }
  const asked = url.searchParams.get('leg')
  const leg = SUSPICION_LEGS.find((each) => each === asked) ?? legs[0] ?? 'order'
  const found = await desk.rules(leg)
  if (!found.ok) throw nothingHere()
  const rules = found.value
  const inForce: RuleContent = rules.inForce?.content ?? AS_SHIPPED
  const speaking: Speaking = { speech: speechOf(me.language, messages), language: me.language, door }
  return { door, desk, me, messages, leg, legs, rules, inForce, working: rules.open?.content ?? inForce, speaking }
}
type At = Awaited<ReturnType<typeof rulesAt>>

/** What is worked on, changed; refused where it was changed since the form was made. */
export const drafted = ({ desk, leg, rules, working }: At, form: FormData, change: (was: RuleContent) => RuleContent) =>
  desk.draftRules(
    leg,
    change(working),
    Number(form.get('version')) === (rules.open?.version ?? 0) ? (rules.open?.version ?? 0) : -1,
    keyIn(form),
  )

export const backTo = (leg: SuspicionLeg, word = 'done') => `/suspicions/rules?leg=${leg}&${word}`
