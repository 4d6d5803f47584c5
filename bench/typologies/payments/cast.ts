// SPDX-License-Identifier: Apache-2.0
/** Whose accounts an event of payments runs over: mostly of people who live and pay there like all others. */
import { createPayment } from '../background/payments.ts'
import type { Row } from '../columns.ts'
import type { Party } from '../people.ts'
import type { Scene } from '../world.ts'

/** Some residents with an ordinary year, and some whom nobody knows; the fainter the event, the more of the first. */
export const somebody = ({ world, draw, strength }: Scene): Party =>
  draw.chance(strength === 'bold' ? 0.45 : 0.75) ? draw.one(world.residents) : world.people.person(draw)

export const somebodies = (scene: Scene, n: number): Party[] => [
  ...new Set(Array.from({ length: n }, () => somebody(scene))),
]

/** A firm of this category, of those that the town has. */
export const firmOf = ({ world, draw }: Scene, category: string): Party =>
  draw.one(world.firms.filter((firm) => firm.category === category))

/** A firm that was founded for the purpose, or seems so. */
export const front = ({ world, draw }: Scene): Party =>
  world.people.firm(draw, draw.one(['Trading', 'Services', 'Consulting', 'Import']))

const MEMOS = ['', 'loan', 'gift', 'thanks', 'rent', 'services', 'invoice', 'family']

/** A payment of an event: amounts in the money of the set, a memo as people write them. */
export const pay = (
  { world, draw }: Scene,
  day: number,
  from: Party | undefined,
  to: Party | undefined,
  amount: number,
  kind: string,
  fields: Row = {},
) =>
  createPayment(world, draw, Math.min(day, 364.9), from, to, amount * world.set.money, kind, {
    memo: draw.one(MEMOS),
    ...fields,
  })

/** Cash keeps its legal limit, whatever the money of the set: no multiple here. */
export const payIn = ({ world, draw }: Scene, day: number, to: Party, amount: number, fields: Row = {}) =>
  createPayment(world, draw, Math.min(day, 364.9), undefined, to, amount, 'cash', fields)

export const namesOf = (...parties: Party[]) => parties.map(({ name }) => name)
