// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer. Runs: FUZZ_RUNS combinations at least (10,000); FUZZ_SEED repeats a run that failed. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import type { NoticeTables } from '#commons/notices/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { makeCompartments, openLogins } from '#platform/database/index.ts'
import { type Events, openEvents } from '#platform/events/index.ts'
import { CHANNELS, METHODS } from './channels.ts'
import { fuzz } from './run.ts'
import { drawWorld, type World } from './world.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const RECORDS = 40
const perActor = RECORDS * Object.keys(CHANNELS).length

const database = databaseForTests()
let events: Events
let world: World

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'commons')
  const compartment = await database.open<NoticeTables>('commons', plan?.migrations ?? {})
  const logins = openLogins(`${database.folder}/logins.json`)
  const addresses = await makeCompartments(database.server.adminUrl, logins, plan ? [plan] : [])
  events = openEvents({ compartment, address: addresses.commons as string, onTrouble: console.error })
  const actors = Math.max(12, Math.ceil(RUNS / perActor))
  world = await drawWorld(compartment, events, { seed: SEED, actors, records: RECORDS })
})
afterAll(() => events.close())

test(`nobody sees what is not theirs, and everybody what is, by any channel (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  const { combinations, wrong } = await fuzz(world, world.actors)
  expect(wrong, `seed ${SEED}`).toEqual([])
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, record and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (leak) => {
  const { wrong } = await fuzz(world, world.actors.slice(0, 4), leak)
  expect(wrong.length).toBeGreaterThan(0)
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(world.deskOf(world.actors[0]!)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
