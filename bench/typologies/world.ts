// SPDX-License-Identifier: Apache-2.0
/** What all parts write into: records by family, who belongs to which event or look-alike, and numbers given at the end. */
import type { Family, Row } from './columns.ts'
import { type Draw, drawOf } from './draw.ts'
import type { Good } from './goods.ts'
import { createPeople, type Party } from './people.ts'
import { DAY, SETTINGS, type SetName, type Setting, SIGN, type Strength } from './setting.ts'
import type { TradeName } from './trades.ts'

/** One order with its lines, one payment, one parcel or one listing: a thing with one number. */
export type Kept = { family: Family; at: number; rows: Row[]; id: string }
export type Customer = Party & { trade: TradeName; fields: Row; size: number; usual: Good[] }
export type Story = {
  typology: string
  family: Family
  strength: Strength | ''
  who: string[]
  records: Kept[]
  like: boolean
}

export type World = ReturnType<typeof createWorld>

export const createWorld = (seed: number, scale: number, name: SetName) => {
  const set: Setting = SETTINGS[name]
  const records: Kept[] = []
  const stories: Story[] = []
  const keep = (family: Family, day: number, rows: Row[]): Kept => {
    const record = { family, at: set.start + day * DAY, rows, id: '' }
    records.push(record)
    return record
  }
  let posted = 0
  const first = drawOf(seed, 'serials').whole(0, 99_999_999)
  /** Eight digits that no other parcel has, in no order that tells. */
  const serial = () => String((posted++ * 61_803_399 + first) % 100_000_000).padStart(8, '0')
  const tell = (story: Story) => {
    stories.push(story)
  }
  return {
    set,
    scale,
    people: createPeople(set),
    draw: (part: string): Draw => drawOf(seed, `${name}/${part}`),
    records,
    stories,
    keep,
    tell,
    serial,
    customers: [] as Customer[],
    residents: [] as Party[],
    firms: [] as Party[],
    /** Whose orders these are: the firm that sells. */
    seller: undefined as unknown as Party,
  }
}

/** What an event of a typology gets: its own draw, a day to begin on, and which of its optional signs stand. */
export type Scene = {
  world: World
  draw: Draw
  strength: Strength
  /** A sign that may stand or not: the plainer the event, the more often. */
  sign: () => boolean
  /** The days of so many acts, within a span that the set's cadence stretches and the year ends. */
  days: (n: number, span: number) => number[]
  /** How many acts, by the set. */
  acts: () => number
  begin: number
}

export const sceneOf = (world: World, part: string): Scene => {
  const draw = world.draw(part)
  const { set } = world
  const strength = draw.weighted(set.plainness)
  const begin = draw.between(20, 250)
  return {
    world,
    draw,
    strength,
    sign: () => draw.chance(SIGN[strength]),
    days: (n, span) => {
      const end = Math.min(begin + span * set.cadence, 364)
      return Array.from({ length: n }, () => draw.between(begin, end)).sort((a, b) => a - b)
    },
    acts: () => Math.round(draw.between(...set.acts) * (strength === 'faint' ? 0.7 : 1)),
    begin,
  }
}

/** A typology or its innocent neighbour: what it writes, and whom it is about. */
export type Part = (scene: Scene) => { who: string[]; records: Kept[] }
