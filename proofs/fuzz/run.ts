// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '#platform/access/index.ts'
import { CHANNELS } from './channels.ts'
import type { World } from './world.ts'

export interface Result {
  /** Actor, record and channel, each together. */
  combinations: number
  /** What was seen that may not be, or missed that may; with all that is needed to look at it again. */
  wrong: string[]
}

/** An actor to whom nothing is closed: what a leak would make of any actor. */
const allSeeing = (actor: Actor, { keys, organisations }: World): Actor => ({
  ...actor,
  organisation: organisations[0] as string,
  roles: ['notices:editor'],
  groups: keys,
  clearance: 'red',
  purposes: ['co-operation', 'research'],
})

/** Asks every channel for every actor and compares with the oracle. `leak`: that channel is made to show everything. */
export const fuzz = async (world: World, actors: readonly Actor[], leak?: string): Promise<Result> => {
  const { records } = world
  const wrong: string[] = []
  let combinations = 0
  for (const actor of actors)
    for (const [name, { ask, rule }] of Object.entries(CHANNELS)) {
      if (leak !== undefined && name !== leak) continue
      const seen = await ask(world, leak === name ? allSeeing(actor, world) : actor)
      const expected = records.filter((record) => rule(actor, record))
      combinations += records.length
      const say = (what: string) => wrong.push(`${name}: ${what} for ${JSON.stringify(actor)}`)
      if (typeof seen === 'number') {
        if (seen !== expected.length) say(`${seen} counted, ${expected.length} may be seen`)
        continue
      }
      for (const { id } of expected) if (!seen.has(id)) say(`${id} is missed`)
      for (const record of records)
        if (seen.has(record.id) && !expected.includes(record)) say(`${JSON.stringify(record)} leaks`)
    }
  return { combinations, wrong }
}
