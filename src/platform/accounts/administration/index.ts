// SPDX-License-Identifier: Apache-2.0
/** The administration desk: every method refused at its door where access.ts does not name the actor's role. */
import { refuse } from '#basis/outcome.ts'
import type { Actor } from '../../access/index.ts'
import { may, verbsOf } from '../access.ts'
import type { AdministrationDesk } from '../contract.ts'
import type { Shared } from '../ground.ts'
import { approvalsPart } from './approvals.ts'
import { delegationsPart } from './delegations.ts'
import { keysPart } from './keys.ts'
import { organisationsPart } from './organisations.ts'
import { peoplePart } from './people.ts'

type Methods = Omit<AdministrationDesk, 'may'>

/** What is not allowed answers as if it were not there, and asks the database nothing. */
const guarded = (actor: Actor, methods: Methods): Methods => {
  const closed = () => Promise.resolve(refuse('not-found', 'Not on this desk.'))
  const each = Object.entries(methods).map(([verb, method]) => [
    verb,
    may(actor, verb as keyof Methods) ? method : closed,
  ])
  return Object.fromEntries(each) as Methods
}

export const createAdministrationDesk = (shared: Shared, actor: Actor): AdministrationDesk => ({
  may: verbsOf(actor),
  ...guarded(actor, {
    ...organisationsPart(shared, actor),
    ...peoplePart(shared, actor),
    ...delegationsPart(shared, actor),
    ...approvalsPart(shared, actor),
    ...keysPart(shared, actor),
  }),
})
