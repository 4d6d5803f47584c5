// SPDX-License-Identifier: Apache-2.0
/** Services of the directory for other rooms of health: by words of their name, and one by its id with who runs it. */
import { type ComplaintsTables, whoRuns } from '#health/complaints/index.ts'
import { type DirectoryTables, openFinder } from '#health/directory/index.ts'
import type { Held } from './held.ts'

const MOST = 20

type Listing = NonNullable<Awaited<ReturnType<ReturnType<typeof openFinder>['open']>>>
type Shown = Pick<Listing, 'id' | 'name' | 'location' | 'terms'>

export interface Listed<Found> {
  find(words: string): Promise<Found[]>
  /** Undefined where it was withdrawn or its source has it no more. `runner`: where an authority said who runs it. */
  open(id: string): Promise<(Found & { runner: string | undefined }) | undefined>
}

/** Where this process holds the health wing. `shown`: what a room needs to know of a listing. */
export const openListed = <Found extends object>(held: Held, shown: (listing: Shown) => Found): Listed<Found> => {
  const finder = openFinder(held.compartment<DirectoryTables>('health').db)
  const running = held.compartment<ComplaintsTables>('health').db
  return {
    find: async (words) => {
      const page = await finder.find({ text: words, limit: MOST })
      return page.ok ? page.value.items.map(shown) : []
    },
    open: async (id) => {
      const one = await finder.open(id)
      if (!one || one.ended !== null || one.left !== null) return undefined
      return { ...shown(one), runner: await whoRuns(running, id) }
    },
  }
}
