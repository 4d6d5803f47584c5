// SPDX-License-Identifier: Apache-2.0
/** A place without a licence: the body hands its name and address to those who license places, and nothing of a report. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { bornFor, carrierOf, HANDING } from './access.ts'
import { type HandedPlace, newHandedPlaceShape, type SafeguardsRefusal } from './contract.ts'
import { type HandedPlaceRow, handedPlaceById, insertHandedPlace, type SafeguardsTables, type Trx } from './store.ts'

export const PLACE_HANDED = 'safeguard.place-handed'

export const handedPlaceOf = ({ id, name, address, handed_on: on }: HandedPlaceRow): HandedPlace => ({
  ...{ id, name, address, on },
})

export const handOver = async (
  trx: Trx,
  actor: Actor,
  input: unknown,
  at: Date,
): Promise<Outcome<HandedPlace, SafeguardsRefusal>> => {
  const given = newHandedPlaceShape.safeParse(input)
  if (!given.success) return refuse('not-valid', 'Not valid.', given.error.issues[0]?.path.join('.') || 'input')
  const handling = bornFor(actor.organisation, HANDING)
  const row: HandedPlaceRow = {
    ...{ id: randomUUID(), ...given.data, handed_by: actor.account, handed_on: at.toISOString().slice(0, 10) },
    ...columnsOf(handling),
  }
  await insertHandedPlace(trx, row)
  const content = canonical(given.data)
  await appendLine(trx, actor, { verb: 'hand-over', kind: 'handed-place', ids: [row.id], content })
  await announce(trx, { ...bornFor(actor.organisation), kind: PLACE_HANDED, record: row.id })
  return ok(handedPlaceOf(row))
}

/** For the passage alone: what goes through it of one that was handed over. */
export const placeToCarry = async (
  db: Kysely<SafeguardsTables>,
  id: string,
): Promise<Pick<HandedPlace, 'name' | 'address'> | undefined> => {
  const row = await sit(db, carrierOf(), (trx) => handedPlaceById(trx, id))
  return row && { name: row.name, address: row.address }
}
