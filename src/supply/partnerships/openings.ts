// SPDX-License-Identifier: Apache-2.0
/** What terms would open, said before anything is signed: the rule by which records are judged, asked of a record of each kind. */
import { MARKINGS, type Marking, type Seat, whoSees } from '#platform/access/index.ts'
import { RECORD_KINDS, type TellableKind } from './codes.ts'
import type { Opening } from './contract.ts'
import { compile, keyFor, kindsOf, markingsUpTo, withheldOf } from './policy.ts'
import type { Terms } from './terms.ts'

interface Between {
  agreement: string
  authority: string
  partner: string
}

/** The narrowest marking of a record that somebody at these seats would see; null where nobody sees any. */
const reachOf = (kind: TellableKind, terms: Terms, { agreement, authority }: Between, seats: readonly Seat[]) => {
  const { purpose } = RECORD_KINDS[kind]
  const reached = markingsUpTo(terms.marking).filter((marking) => {
    const handling = {
      ...{ originator: authority, audience: [keyFor(agreement, kind, marking)], marking, purposes: [purpose] },
      ...{ fields: {}, originatorControlled: true, keptUntil: null },
    }
    return whoSees({}, handling, seats).length > 0
  })
  return reached.reduce<Marking | null>(
    (most, each) => (most === null || MARKINGS.indexOf(each) > MARKINGS.indexOf(most) ? each : most),
    null,
  )
}

/** One line for each kind of record. `seats`: everybody's; the partner's are looked at as if the terms held. */
export const openingsOf = (terms: Terms, between: Between, seats: readonly Seat[]): Opening[] =>
  kindsOf(terms).map((kind) => {
    const { opens, fields, purpose, roles } = RECORD_KINDS[kind]
    const own = seats.filter(({ organisation }) => organisation.id === between.partner)
    const able = own
      .filter(({ actor }) => roles.some((role) => actor.roles.includes(role)))
      .map(({ organisation, actor }) => ({
        organisation,
        actor: { ...actor, groups: compile(between.agreement, terms).groups },
      }))
    const [first] = own
    return {
      ...{ kind, purpose, most: terms.marking, withheld: withheldOf(kind, terms) },
      classes: [opens, ...Object.values(fields)].filter((each) => terms.classes.includes(each)),
      readers: first ? [{ organisation: first.organisation, reaches: reachOf(kind, terms, between, able) }] : [],
    }
  })
