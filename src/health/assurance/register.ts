// SPDX-License-Identifier: Apache-2.0
/** Everybody’s register: what two people of a body signed, and nothing else. Nobody is asked who they are. */
import type { Kysely } from 'kysely'
import { standingsOf } from './accreditation.ts'
import type { QualityRegister } from './contract.ts'
import { type AssuranceTables, registered } from './store.ts'

const MOST = 200

export const openQualityRegister = (db: Kysely<AssuranceTables>, now = () => new Date()): QualityRegister => {
  const today = () => now().toISOString().slice(0, 10)
  const standings = async () => standingsOf(await registered(db), today())
  return {
    list: async () => (await standings()).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    of: async (service) => (await standings()).find((each) => each.service === service),
    changes: async () =>
      (await registered(db))
        .reverse()
        .slice(0, MOST)
        .map(
          ({ accreditation, number, service, service_name: name, decision, conditions, valid_until, decided_at }) => ({
            ...{ id: `${accreditation}/${number}`, service, name, decision, conditions, until: valid_until },
            at: decided_at.toISOString(),
          }),
        ),
  }
}
