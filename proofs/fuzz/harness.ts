// SPDX-License-Identifier: Apache-2.0
/**
 * The permission fuzzer: what every room's file does with its own people, records, channels and oracle. FUZZ_RUNS: as many
 * combinations of actor, record and channel at least; FUZZ_SEED repeats a run that failed.
 */
import { randomInt } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import type { Actor } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'

export const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))

/** Whether this person may be shown this, in the words of the oracle. */
export type Rule<Kept> = (person: Actor, record: Kept) => boolean

/** One way by which a record may reach someone: answers ids of the records it revealed, or how many they were. */
export interface Channel<Desk, Kept> {
  rule: Rule<Kept>
  ask(desk: Desk, actor: Actor): Promise<Set<string> | number>
}

/** Rule of what is shown to nobody at all: there is no leak to plant. */
export const nobody = () => false

/** Channels of one rule. */
export const allBy = <Desk, Kept>(
  rule: Rule<Kept>,
  asks: Record<string, Channel<Desk, Kept>['ask']>,
): Record<string, Channel<Desk, Kept>> =>
  Object.fromEntries(Object.entries(asks).map(([name, ask]) => [name, { rule, ask }]))

/** The compartment of a room, new and with all that the house puts there; open once the hooks before the tests ran. */
export const compartmentOf = <Tables>(name: string) => {
  const database = databaseForTests()
  const plan = COMPARTMENTS.find((each) => each.name === name)
  if (!plan) throw new Error(`There is no compartment ${name}.`)
  const opened = { database, plan } as { database: typeof database; plan: typeof plan } & Compartment<Tables>
  beforeAll(async () => {
    Object.assign(opened, await database.open<Tables>(name, plan.migrations))
  })
  return opened
}

export interface Room<Desk, Kept> {
  /** What its records are called, in the plural. */
  of: string
  /** Combinations where FUZZ_RUNS asks for none. */
  runs: number
  /** How many are kept, before anyone asks. */
  many: number
  /** The records, filled here: what rules and channels look at. */
  records: Kept[]
  keep(number: number): Promise<Kept>
  drawActor(): Actor
  deskOf(actor: Actor): Desk
  channels: Record<string, Channel<Desk, Kept>>
  /** Which channels cover a desk method; or, in words, why none does. */
  methods: Record<Exclude<keyof Desk, 'may'>, readonly string[] | string>
  /** People to whom this record is open: what a leak would make of a stranger. */
  insiders(stranger: Actor, record: Kept): Actor[]
}

/** What is to be done where a desk has another method than those that are known. */
export const methodsLeftOut = (
  of: string,
  methods: readonly string[],
  known: Readonly<Record<string, unknown>>,
): string[] => [
  ...methods
    .filter((name) => known[name] === undefined || known[name] === '')
    .map((name) => `Nobody asks whether ${name} shows ${of} to strangers: add a channel for it, or say why it cannot.`),
  ...Object.keys(known)
    .filter((name) => !methods.includes(name))
    .map((name) => `There is no method ${name} of ${of} any more: take it from the list.`),
]

/** Declares the tests of a room: nobody sees too much or too little, planted leaks are found, nothing is left unasked. */
export const fuzzRoom = <Desk extends object, Kept extends { id: string }>(room: Room<Desk, Kept>): void => {
  const { of, many, records, channels, deskOf } = room
  const names = Object.keys(channels)
  const runs = Number(process.env.FUZZ_RUNS ?? room.runs)
  const actors = Array.from({ length: Math.max(10, Math.ceil(runs / many / names.length)) }, room.drawActor)

  beforeAll(async () => {
    for (let i = 1; i <= many; i++) records.push(await room.keep(i))
  })

  /** What is wrong with what this actor sees, with all that is needed to look again. `as`: who the channel takes them for. */
  const look = async (actor: Actor, name: string, as = actor): Promise<string[]> => {
    const { ask, rule } = channels[name] as Channel<Desk, Kept>
    const seen = await ask(deskOf(as), as)
    const due = records.filter((record) => rule(actor, record))
    const say = (what: string) => `${name}: ${what} for ${JSON.stringify(actor)}`
    if (typeof seen === 'number') return seen === due.length ? [] : [say(`${seen} counted, ${due.length} may be seen`)]
    return records
      .filter((record) => seen.has(record.id) !== due.includes(record))
      .map((record) => say(`${JSON.stringify(record)} ${seen.has(record.id) ? 'leaks' : 'is missed'}`))
  }

  test(`nobody sees of ${of} what is not theirs, and everybody what is (seed ${SEED})`, {
    timeout: 3_600_000,
  }, async () => {
    let combinations = 0
    for (const actor of actors)
      for (const name of names) {
        expect(await look(actor, name), `seed ${SEED}`).toEqual([])
        combinations += records.length
      }
    expect(combinations).toBeGreaterThanOrEqual(runs)
    console.log(`${combinations} combinations of actor, ${of} and channel, seed ${SEED}`)
  })

  test.each(names.filter((name) => channels[name]?.rule !== nobody))(
    `a leak of ${of} planted in the channel %s is found`,
    async (name) => {
      const stranger: Actor = { ...room.drawActor(), roles: [], groups: [], purposes: [] }
      const found: string[] = []
      const { rule } = channels[name] as Channel<Desk, Kept>
      const insiders = records.flatMap((record) => room.insiders(stranger, record))
      for (const insider of insiders.filter((each) => records.some((record) => rule(each, record)))) {
        found.push(...(await look(stranger, name, insider)))
        if (found.length > 0) break
      }
      expect(found.length, `seed ${SEED}`).toBeGreaterThan(0)
    },
  )

  test(`every desk method of ${of} is known`, () => {
    const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
    expect(methodsLeftOut(of, methods, room.methods)).toEqual([])
    const asked = Object.values<readonly string[] | string>(room.methods).filter((known) => typeof known !== 'string')
    expect(names).toEqual(expect.arrayContaining(asked.flat()))
  })
}
