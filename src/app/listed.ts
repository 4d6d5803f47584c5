// SPDX-License-Identifier: Apache-2.0
/** Services of the directory for other rooms of health: by words of their name, and one by its id with who runs it. */
import { type ComplaintsTables, whoRuns } from '#health/complaints/index.ts'
import { type DirectoryTables, type Editors, editorsOf, openFinder } from '#health/directory/index.ts'
import type { Held } from './held.ts'

const MOST = 20
/** Of so many, those are taken first whose own name has the words: a search finds kinds and places too. */
const LOOKED_AT = 50

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

type Listing = NonNullable<Awaited<ReturnType<ReturnType<typeof openFinder>['open']>>>
type Shown = Pick<Listing, 'id' | 'name' | 'location' | 'terms' | 'timeZone'>

export interface Listed<Found> {
  find(words: string): Promise<Found[]>
  /** Undefined where it was withdrawn or its source has it no more. `runner`: where an authority said who runs it; `editors`: who looks after its listing. */
  open(id: string): Promise<(Found & { runner: string | undefined; editors: Editors | undefined }) | undefined>
}

/** Where this process holds the health wing. `shown`: what a room needs to know of a listing. */
export const openListed = <Found extends object>(held: Held, shown: (listing: Shown) => Found): Listed<Found> => {
  const directory = held.compartment<DirectoryTables>('health').db
  const finder = openFinder(directory)
  const running = held.compartment<ComplaintsTables>('health').db
  return {
    find: async (words) => {
      const page = await finder.find({ text: words, limit: LOOKED_AT })
      const asked = plain(words).split(/\s+/)
      const isNamed = ({ name }: Shown) => asked.every((word) => plain(name).includes(word))
      const items: readonly Shown[] = page.ok ? page.value.items : []
      return items
        .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
        .slice(0, MOST)
        .map(shown)
    },
    open: async (id) => {
      const one = await finder.open(id)
      if (!one || one.ended !== null || one.left !== null) return undefined
      return { ...shown(one), runner: await whoRuns(running, id), editors: await editorsOf(directory, id) }
    },
  }
}
