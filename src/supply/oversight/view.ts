// SPDX-License-Identifier: Apache-2.0
/** A licence as it is shown: to those who grant it, to its holder, and to the ledger. */
import { canonical } from '#basis/canonical.ts'
import type { Actor } from '#platform/access/index.ts'
import { may } from './access.ts'
import type { Licence, LicenceContent, Words } from './contract.ts'
import { actsOf, standingOn } from './licence.ts'
import type { LicenceRow } from './store.ts'

export type ScopeItem = Pick<LicenceContent['scope'][number], 'of' | 'id'>

/** The name that the reference data has for it today; undefined where it has none. */
export type NameOf = (item: ScopeItem) => Words | undefined

export const scopeOf = ({ content }: LicenceRow, nameOf: NameOf): Licence['scope'] =>
  content.scope.map((item) => ({ ...item, name: nameOf(item) ?? { en: item.id, fr: item.id } }))

/** As this actor may read it on a day. Which officer did what is for their own organisation. */
export const licenceOf = (
  row: LicenceRow,
  actor: Actor,
  { nameOf, today }: { nameOf: NameOf; today: string },
): Licence => {
  const isOwn = row.originator === actor.organisation
  const { id, number, status, activities, version, starts_on: from, ends_on: until } = row
  return {
    ...{ id, number, authority: row.originator, activities, from, until, status, version },
    ...{ holder: row.content.holder, conditions: row.content.conditions, scope: scopeOf(row, nameOf) },
    standing: standingOn({ status, until }, today),
    steps: row.steps.map((step) => ({ ...step, by: isOwn ? step.by : null })),
    may: isOwn && may(actor, 'decide') ? actsOf({ status, proposedBy: row.proposed_by }, actor.account) : [],
  }
}

/** What the ledger keeps a digest of: all that it says and where it stands, in one order. */
export const contentOf = ({ number, content, activities, starts_on, ends_on, status, steps }: LicenceRow): string =>
  canonical([number, content, activities, starts_on, ends_on, status, steps])

/** Words by which a licence is found. */
export const wordsIn = ({ number, content: { holder } }: LicenceRow): string =>
  [number, holder.name, holder.registration].join('\n')
