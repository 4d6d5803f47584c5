// SPDX-License-Identifier: Apache-2.0
/** Registers of liberty in the house: whose desk, everybody’s register, and which listings of the directory may be meant. */
import {
  type LibertyDesk,
  type LibertyRegister,
  type LibertyTables,
  openLiberty,
  openLibertyRegister,
  type PlaceFound,
} from '#health/liberty/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Held } from './held.ts'
import { openListed } from './listed.ts'

export interface Liberties {
  deskOf(actor: Actor): LibertyDesk
  register: LibertyRegister
}

/** Undefined where this process does not hold the health wing. */
export const openLiberties = (held: Held): Liberties | undefined => {
  if (!held.names.includes('health')) return undefined
  const { db } = held.compartment<LibertyTables>('health')
  const directory = openListed(held, ({ id, name, location }): PlaceFound => ({ id, name, city: location.city }))
  return { deskOf: (actor) => openLiberty({ db, actor, directory }), register: openLibertyRegister(db) }
}
