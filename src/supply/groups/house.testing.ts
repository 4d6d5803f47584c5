// SPDX-License-Identifier: Apache-2.0
/** An operation's people for tests: who convenes it, customs, a laboratory, a firm under an agreement, and a stranger. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Actor, keyOf, type MARKINGS, type Seat } from '#platform/access/index.ts'
import type { databaseForTests } from '#platform/database/for-tests.ts'
import { partnersForTests, personOf } from '../partnerships/house.testing.ts'
import { tellable } from '../partnerships/index.ts'
import { allWithGroups, groupsMigrations, type Links, openGroups, personsNamed, withGroups } from './index.ts'
import type { GroupTables } from './store.ts'

const roles = (...ids: string[]) => ({ roles: ids, purposes: ['supply-control'] })

export const groupsForTests = async (database: ReturnType<typeof databaseForTests>) => {
  const house = await partnersForTests(database, 'supply', { groups: groupsMigrations })
  const db = house.compartment.db as unknown as Kysely<GroupTables>
  const [customs, laboratory, inspectorate] = [randomUUID(), randomUUID(), randomUUID()]
  const people = {
    officer: personOf(house.authority, { ...roles('groups:officer'), clearance: 'amber+strict' }),
    low: personOf(house.authority, { ...roles('groups:officer'), clearance: 'green' }),
    customs: personOf(customs, roles('groups:member')),
    chemist: personOf(laboratory, roles('groups:member')),
    firm: personOf(house.firm, roles('groups:member')),
    rival: personOf(house.other, roles('groups:member')),
    reader: personOf(customs, roles('incidents:reader')),
    redOfficer: personOf(house.authority, { ...roles('groups:officer'), clearance: 'red' }),
    redCustoms: personOf(customs, { ...roles('groups:member'), clearance: 'red' }),
    redColleague: personOf(customs, { ...roles('groups:member'), clearance: 'red' }),
    inspector: personOf(inspectorate, roles('groups:member')),
  }
  const KINDS: Record<string, string> = {
    ...{ [house.authority]: 'authority', [customs]: 'customs', [laboratory]: 'laboratory' },
    ...{ [house.firm]: 'chemical-industry', [house.other]: 'chemical-industry', [inspectorate]: 'inspectorate' },
  }
  const current = async (actor: Actor) => withGroups(db, await house.current(actor))
  /** As accounts answer: who is not named is one of an organisation, without an account. */
  const seats = async (audience: readonly string[]): Promise<Seat[]> => {
    const named = new Set([...audience, ...personsNamed(audience)])
    const carrying = await Promise.all(Object.values(people).map((actor) => house.current(actor)))
    const seated = carrying.map((actor) => ({
      organisation: { id: actor.organisation, name: '', kind: KINDS[actor.organisation] ?? '' },
      actor: named.has(keyOf.account(actor.account)) ? actor : { ...actor, account: '' },
    }))
    return allWithGroups(db, seated)
  }
  /** Records that some see, by id. */
  const linked = new Map<string, { title: string; marking: (typeof MARKINGS)[number]; seenBy: Actor[] }>()
  const linksOf = (actor: Actor): Links => {
    const find = async (id: string) => {
      const one = linked.get(id)
      return one?.seenBy.some(({ account }) => account === actor.account) ? { id, ...one } : undefined
    }
    return { incident: find, watched: find, all: async () => ({ incidents: [], watched: [] }) }
  }
  const deskOf = async (who: keyof typeof people) => {
    const actor = await current(people[who])
    const agreements = () => tellable(house.db, { authority: actor.organisation, kind: 'group', now: house.clock.at })
    return openGroups({ db, actor, seats, agreements, links: linksOf(actor), now: house.now })
  }
  const partners = { partners: house.people, partnershipsOf: house.deskOf }
  return { ...house, ...partners, db, people, customs, laboratory, inspectorate, deskOf, current, linked }
}
