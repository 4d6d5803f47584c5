// SPDX-License-Identifier: Apache-2.0
/** Which pages of administration a person has, and the way to the desk behind each. */
import type { LoaderFunctionArgs } from 'react-router'
import type { Outcome } from '#basis/outcome.ts'
import type { AdministrationDesk, Me } from '#platform/accounts/contract.ts'
import { nothingHere, signedIn } from '../workspace/who.ts'
import { custodyContext, type KeptCompartment } from './contexts.ts'

type Verb = Exclude<keyof AdministrationDesk, 'may'>
type Args = Pick<LoaderFunctionArgs, 'context' | 'url'>

/** Each page by the verb without which it does not exist. */
export const pages = [
  { id: 'people', href: '/administration', verb: 'people' },
  { id: 'approvals', href: '/administration/approvals', verb: 'approvals' },
  { id: 'organisations', href: '/administration/organisations', verb: 'createOrganisation' },
  { id: 'groups', href: '/administration/groups', verb: 'groups' },
  { id: 'keys', href: '/administration/keys', verb: 'keys' },
  { id: 'delegations', href: '/administration/delegations', verb: 'delegations' },
] as const satisfies readonly { id: string; href: string; verb: Verb }[]

export interface AtDesk {
  me: Me
  desk: AdministrationDesk
  may(verb: Verb): boolean
}

/** The person and its desk, where it may use this verb; otherwise the page that does not exist. */
export async function atDesk({ context, url }: Args, verb: Verb): Promise<AtDesk> {
  const { me, accounts } = await signedIn(context, url)
  const desk = accounts.administration
  const may = (asked: Verb) => desk?.may.includes(asked) === true
  if (!desk || !may(verb)) throw nothingHere()
  return { me, desk, may }
}

/** What a desk answers, or the page that does not exist. */
export async function given<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw nothingHere()
  return outcome.value
}

/** A list, or nothing where this person may not have it. */
export const where = <T>(allowed: boolean, answer: () => Promise<Outcome<T[]>>): Promise<T[]> =>
  allowed ? given(answer()) : Promise.resolve([])

/** The compartments that this person has to do with; not even that there are any for everybody else. */
export async function compartmentsOf({ context, url }: Args): Promise<readonly KeptCompartment[]> {
  await signedIn(context, url)
  const compartments = context.get(custodyContext)?.compartments ?? []
  if (compartments.length === 0) throw nothingHere()
  return compartments
}
