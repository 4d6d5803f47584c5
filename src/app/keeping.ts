// SPDX-License-Identifier: Apache-2.0
/** What a node does again and again by itself, and the figures that come of it. */
import { createPublisher, type FactTables } from '#commitments/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'

interface Kept {
  /** Whose trouble it is. */
  compartment: string
  /** What it is called there. */
  name: string
  /** Milliseconds from the end of one turn to the next. */
  pause: number
  /** Milliseconds before the first turn. */
  first?: number
  work(): Promise<unknown>
}

/** Does it now and after each pause, one turn at a time. Trouble is told by its code alone. Answers how to stop. */
export const keepDoing = (
  { complain }: Pick<Held, 'complain'>,
  { compartment, name, pause, first = 0, work }: Kept,
): (() => Promise<void>) => {
  let isStopped = false
  let turn: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const take = () => {
    turn = work()
      .catch((error: { code?: string; name?: string }) =>
        complain(compartment, `${name}: ${error.code ?? error.name ?? 'failed'}`),
      )
      .then(() => {
        if (!isStopped) timer = setTimeout(take, pause)
      })
  }
  timer = setTimeout(take, first)
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await turn
  }
}

export interface Counting {
  held: Held
  accounts: Accounts
  /** ISO 3166-1 alpha-2: whose figures are published; those of the invented country where absent. */
  country: string | undefined
}

/** Of which country figures are counted, and the ids of its organisations; undefined where none are published here. */
export const countedHere = async ({
  held,
  accounts,
  country,
}: Counting): Promise<{ country: string; organisations: string[] } | undefined> => {
  const code = packOf(country)?.country.code ?? country
  if (code === undefined || !held.names.includes('commitments')) return undefined
  const all = await accounts.organisations()
  return { country: code, organisations: all.filter((each) => each.country === code).map(({ id }) => id) }
}

/** Publishes figures of a room with those of the others. Throws where one of them is refused: it is a fault of the room. */
export const publishFacts = async (
  held: Held,
  room: string,
  facts: Parameters<ReturnType<typeof createPublisher>>[1],
): Promise<void> => {
  const publish = createPublisher(loadIndicators())
  const published = await publish(held.compartment<FactTables>('commitments').db, facts)
  if (!published.ok) throw new Error(`Figures of ${room} were refused: ${published.refusal.detail}`)
}
