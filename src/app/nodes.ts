// SPDX-License-Identifier: Apache-2.0
/** Other nodes as one person looks after them, though each compartment has an exchange of its own with them. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { NodesDesk } from '#platform/peers/index.ts'

interface Kept {
  /** Below a node's address, the same at every node. */
  path: string
  desk: NodesDesk
}

type Shown = Awaited<ReturnType<NodesDesk['list']>>[number]

/** The worst that is so in one of the compartments is what whoever looks after them should see. */
const WORST = ['suspended', 'proposed', 'active'] as const

const together = (one: Shown, other: Shown): Shown => ({
  ...one,
  status: WORST.find((status) => [one.status, other.status].includes(status)) ?? one.status,
  waiting: one.waiting + other.waiting,
  refused: one.refused + other.refused,
  heardAt: [one.heardAt, other.heardAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1),
  problem: one.problem ?? other.problem,
  reaches: [...new Set([...one.reaches, ...other.reaches])],
})

/** Where the exchanges of a node are: what it shows of itself is read out with the address of one of them. */
const PATH = /\/api\/peers\/[a-z_]+$/

/** Undefined where there is none. A node that is added by the address of one exchange is added to all that are kept. */
export const joinNodes = (kept: readonly Kept[]): NodesDesk | undefined => {
  const [first] = kept
  if (!first) return undefined
  const change = async (verb: 'suspend' | 'resume', id: string): Promise<Outcome<true>> => {
    const done = await Promise.all(kept.map(({ desk }) => desk[verb](id)))
    // One that does not know the node, or has it so already, has nothing to change.
    return done.find(({ ok }) => ok) ?? refuse('not-found', 'No such peer.')
  }
  return {
    own: first.desk.own,
    list: async () => {
      const found = new Map<string, Shown>()
      for (const { desk } of kept)
        for (const node of await desk.list()) {
          const known = found.get(node.id)
          found.set(node.id, known ? together(known, node) : node)
        }
      return [...found.values()]
    },
    add: async (given) => {
      const address = given.address.replace(/\/+$/, '')
      if (!PATH.test(address)) return first.desk.add(given)
      let id = ''
      for (const { path, desk } of kept) {
        const added = await desk.add({ ...given, address: address.replace(PATH, path) })
        if (!added.ok) return added // said, though an earlier one may have it by now: adding again does no harm
        id = added.value.id
      }
      return ok({ id })
    },
    suspend: (id) => change('suspend', id),
    resume: (id) => change('resume', id),
  }
}
