// SPDX-License-Identifier: Apache-2.0
/** Trade records of a year with labels: ordinary commerce, events of known typologies in it, and innocent look-alikes. */
import { populate } from './background/customers.ts'
import { ordinaryListings } from './background/listings.ts'
import { ordinaryOrders } from './background/orders.ts'
import { ordinaryParcels } from './background/parcels.ts'
import { ordinaryPayments } from './background/payments.ts'
import type { Family, Row } from './columns.ts'
import { CLOSE_TO, LOOKALIKES, type Named, TYPOLOGIES } from './parts.ts'
import type { SetName } from './setting.ts'
import { createWorld, type Kept, type Story, sceneOf, type World } from './world.ts'

export type Options = { seed: number; scale: number; set: SetName }
export type Event = {
  id: string
  typology: string
  family: Family
  strength: string
  who: string[]
  from: string
  to: string
}
export type Label = { event: string; typology: string; family: Family; record: string }
export type Lookalike = { lookalike: string; kind: string; close_to: string; family: Family; record: string }

const LETTER: Record<Family, string> = { orders: 'O', payments: 'P', parcels: '', listings: 'L' }
const COLUMN = { orders: 'order', payments: 'payment', parcels: 'parcel', listings: 'listing' } as const

/** So many of each at this scale; a look-alike is as frequent as an event, or nearly. */
const stage = (world: World, all: Named[], like: boolean) => {
  for (const { name, family, part } of all) {
    const draw = world.draw(`how-often/${name}`)
    const [least, most] = like ? [1, 3] : world.set.events
    const n = Math.max(1, Math.round(draw.whole(least, most) * world.scale))
    for (let i = 0; i < n; i++) {
      const scene = sceneOf(world, `${name}/${i}`)
      const { who, records } = part(scene)
      world.tell({ typology: name, family, strength: like ? '' : scene.strength, who, records, like })
    }
  }
}

/** Numbers in the order of time, as a firm gives them, so that none tells where it comes from. */
const number = (world: World): Record<Family, Row[]> => {
  const draw = world.draw('numbers')
  const all = Map.groupBy(
    world.records.toSorted((a, b) => a.at - b.at),
    ({ family }) => family,
  )
  const rowsOf = (family: Family) =>
    (all.get(family) ?? []).flatMap((record, i) => {
      record.id =
        family === 'parcels'
          ? record.rows[0]!.parcel!
          : `${LETTER[family]}${draw.digits(2)}${String(i + 1).padStart(7, '0')}`
      return record.rows.map((row) => ({ ...row, [COLUMN[family]]: record.id }))
    })
  return {
    orders: rowsOf('orders'),
    payments: rowsOf('payments'),
    parcels: rowsOf('parcels'),
    listings: rowsOf('listings'),
  }
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const days = (records: Kept[]) => {
  const all = records.map(({ at }) => at).sort((a, b) => a - b)
  return { from: dayOf(all[0]!), to: dayOf(all.at(-1)!) }
}

/** The same for the same seed, scale and set, to the byte. */
export const generate = ({ seed, scale, set }: Options) => {
  const world = createWorld(seed, scale, set)
  populate(world)
  ordinaryPayments(world)
  ordinaryOrders(world)
  ordinaryParcels(world)
  ordinaryListings(world)
  stage(world, TYPOLOGIES, false)
  stage(world, LOOKALIKES, true)
  const rows = number(world)
  const told = (like: boolean) =>
    world.stories
      .filter((story) => story.like === like)
      .map((story, i): [string, Story] => [`${like ? 'A' : 'E'}${String(i + 1).padStart(4, '0')}`, story])
  const events = told(false).map(
    ([id, { typology, family, strength, who, records }]): Event => ({
      id,
      typology,
      family,
      strength,
      who,
      ...days(records),
    }),
  )
  const labels = told(false).flatMap(([event, { typology, records }]) =>
    records.map(({ family, id: record }): Label => ({ event, typology, family, record })),
  )
  const lookalikes = told(true).flatMap(([lookalike, { typology, records }]) =>
    records.map(
      ({ family, id: record }): Lookalike => ({
        lookalike,
        kind: typology,
        close_to: (CLOSE_TO[typology] ?? []).join(';'),
        family,
        record,
      }),
    ),
  )
  return { ...rows, events, labels, lookalikes }
}
