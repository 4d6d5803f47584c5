// SPDX-License-Identifier: Apache-2.0
/** Everybody's counter: whether a licence is in force on a day. Nobody needs an account, and nothing is kept of who asks. */
import type { Kysely } from 'kysely'
import { ok } from '#basis/outcome.ts'
import { sit } from '#platform/access/index.ts'
import { holderOf } from './access.ts'
import { type LicencesCounter, verifyShape } from './contract.ts'
import { keyOfNumber, numberIn, wasInForce } from './licence.ts'
import { dayOf, parsed } from './room.ts'
import { type OversightTables, onlyLicence } from './store.ts'
import { type NameOf, scopeOf } from './view.ts'

/** What the country's law lets everybody know; both closed where nothing is known of it. */
export interface Publication {
  /** Whether a licence is in force. */
  validity: boolean
  /** Who holds it, for what. Nothing without the first. */
  content: boolean
}

export interface CounterPlan {
  db: Kysely<OversightTables>
  publication: Publication
  nameOf: NameOf
  now?(): Date
}

export const openLicencesCounter = ({
  db,
  publication,
  nameOf,
  now = () => new Date(),
}: CounterPlan): LicencesCounter => ({
  verify: async (input) => {
    const given = parsed(verifyShape, input)
    if (!given.ok) return given as { ok: false; refusal: { code: 'not-valid'; detail: string } }
    const number = numberIn(given.value.number)
    const day = given.value.day ?? dayOf(now())
    // The same statements whatever was asked and whatever is public: how long it takes tells nothing either.
    const row = await sit(db, holderOf(keyOfNumber(number ?? '')), onlyLicence)
    const valid =
      publication.validity &&
      row !== undefined &&
      wasInForce({ from: row.starts_on, until: row.ends_on, steps: row.steps }, day)
    const asked = { number: number ?? given.value.number, day }
    if (!valid || !publication.content) return ok({ ...asked, valid, shown: null })
    const { name, country } = row.content.holder
    const { activities, starts_on: from, ends_on: until } = row
    return ok({
      ...asked,
      valid,
      shown: { holder: { name, country }, activities, scope: scopeOf(row, nameOf), from, until },
    })
  },
})
