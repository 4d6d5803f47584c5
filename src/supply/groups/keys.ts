// SPDX-License-Identifier: Apache-2.0
/**
 * What taking part is to the predicate: keys. A record of a group names the group's key of its own marking; whoever acts for
 * an organisation that takes part carries these keys at that moment. A firm carries those alone that its agreement opens: the
 * key of a group is given for the key of an agreement (src/supply/partnerships/policy.ts), so that both close together.
 */
import { type Kysely, sql } from 'kysely'
import { type Actor, keyOf, MARKINGS, type Marking } from '#platform/access/index.ts'
import { keyFor as agreementKey } from '../partnerships/index.ts'

/** The key by which a record of this marking names who takes part in a group. */
export const keyFor = (group: string, marking: Marking): string => `workgroup:${group}:${marking}`

/** The key of one of them alone: of an organisation, by an account where the record is for named persons. */
export const keyForOne = (group: string, marking: Marking, who: string): string => `${keyFor(group, marking)}:${who}`

/** The accounts that keys of groups name: of records for named persons. As keys of accounts, as who asks for seats names them. */
export const personsNamed = (audience: readonly string[]): string[] =>
  audience.flatMap((key) => {
    const account = /^workgroup:[^:]+:red:(.+)$/.exec(key)?.[1]
    return account === undefined ? [] : [keyOf.account(account)]
  })

/** Where an organisation takes part; a firm under an agreement. */
export interface Place {
  working_group: string
  organisation: string
  agreement: string | null
}

/** Places of one organisation, or of all. Needs no actor. */
export const placesOf = async <Tables>(db: Kysely<Tables>, party: string | null): Promise<Place[]> => {
  const { rows } =
    await sql<Place>`select working_group, organisation, agreement from group_seats(${party}::uuid)`.execute(db)
  return rows
}

/** The keys of its places that an actor carries, given the keys of agreements that it carries already. */
const carriedAt = (places: readonly Place[], { account, organisation, groups }: Actor): string[] =>
  places
    .filter((place) => place.organisation === organisation)
    .flatMap(({ working_group, agreement }) =>
      MARKINGS.filter(
        (marking) => agreement === null || groups.includes(agreementKey(agreement, 'group', marking)),
      ).flatMap((marking) => [
        keyFor(working_group, marking),
        keyForOne(working_group, marking, marking === 'red' ? account : organisation),
      ]),
    )

/** Nobody without a role of this room is asked about: most requests cost nothing. */
const takesPart = ({ roles }: Actor) => roles.some((role) => role.startsWith('groups:'))

const carrying = (actor: Actor, places: readonly Place[]): Actor => {
  const keys = takesPart(actor) ? carriedAt(places, actor) : []
  return keys.length === 0 ? actor : { ...actor, groups: [...actor.groups, ...keys] }
}

/** The actor with the keys of groups in which its organisation takes part now. It carries those of agreements already. */
export const withGroups = async <Tables>(db: Kysely<Tables>, actor: Actor): Promise<Actor> =>
  takesPart(actor) ? carrying(actor, await placesOf(db, actor.organisation)) : actor

/** The same for many: who could be given a record. */
export const allWithGroups = async <Tables, Seat extends { actor: Actor }>(
  db: Kysely<Tables>,
  seats: readonly Seat[],
): Promise<Seat[]> => {
  if (!seats.some(({ actor }) => takesPart(actor))) return [...seats]
  const places = await placesOf(db, null)
  return seats.map((seat) => ({ ...seat, actor: carrying(seat.actor, places) }))
}
