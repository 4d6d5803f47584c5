// SPDX-License-Identifier: Apache-2.0
/** Agreements at this moment: what the partner's people carry, and what an authority may tell under them. */
import type { Kysely } from 'kysely'
import type { Actor, Marking } from '#platform/access/index.ts'
import type { TellableKind } from './codes.ts'
import { type Carried, compile, keyFor, kindsOf, withheldOf } from './policy.ts'
import { type InForce, inForce, type PartnershipTables } from './store.ts'

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

const carriedOf = (all: readonly InForce[], organisation: string): Carried =>
  all
    .filter(({ partner }) => partner === organisation)
    .map(({ id, terms }) => compile(id, terms))
    .reduce(
      (sum, { groups, withheld }) => ({
        groups: [...sum.groups, ...groups],
        withheld: { ...sum.withheld, ...withheld },
      }),
      {
        groups: [],
        withheld: {},
      },
    )

const carrying = (actor: Actor, { groups, withheld }: Carried): Actor =>
  groups.length === 0
    ? actor
    : { ...actor, groups: [...actor.groups, ...groups], withheld: { ...actor.withheld, ...withheld } }

/** The actor with the keys of agreements that its organisation is the partner of, as they hold at this moment. */
export const withAgreements = async (db: Kysely<PartnershipTables>, actor: Actor, now: Date): Promise<Actor> =>
  carrying(actor, carriedOf(await inForce(db, dayOf(now), actor.organisation), actor.organisation))

/** The same for many: who could be given a record. */
export const allWithAgreements = async <Seat extends { actor: Actor }>(
  db: Kysely<PartnershipTables>,
  seats: readonly Seat[],
  now: Date,
): Promise<Seat[]> => {
  const all = await inForce(db, dayOf(now))
  if (all.length === 0) return [...seats]
  return seats.map((seat) => ({ ...seat, actor: carrying(seat.actor, carriedOf(all, seat.actor.organisation)) }))
}

/** The partner that the key of an agreement reaches now; undefined where it reaches nobody. */
export const partnerReachedBy = async (
  db: Kysely<PartnershipTables>,
  key: string,
  now: Date,
): Promise<string | undefined> =>
  (await inForce(db, dayOf(now))).find(({ id, terms }) => compile(id, terms).groups.includes(key))?.partner

/** What an authority may tell under its agreements: those in force that cover this kind of record. */
export const tellable = async <Tables extends PartnershipTables>(
  db: Kysely<Tables>,
  { authority, kind, now }: { authority: string; kind: TellableKind; now: Date },
) =>
  (await inForce(db, dayOf(now), authority))
    .filter((each) => each.authority === authority && kindsOf(each.terms).includes(kind))
    .map(({ id, title, partner, terms }) => ({
      ...{ id, title, partner, most: terms.marking as Marking, withholds: withheldOf(kind, terms) },
      keyAt: (marking: Marking) => keyFor(id, kind, marking),
    }))
