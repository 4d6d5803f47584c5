// SPDX-License-Identifier: Apache-2.0

/** A queue and the ids that its jobs carry. */
export interface JobQueue<Name extends string = string> {
  name: string
  /** The names of the ids in a job. */
  ids: readonly Name[]
  /** How often a job that fails runs again, with growing pauses, before it stays there as failed. */
  retries: number
  /** Seconds before the first repetition; each further pause is about twice as long, at most an hour. */
  pause: number
  /** Seconds after which a job whose worker gives no sign of life runs again; 10 at least. */
  lifeSign: number
}

export const jobQueue = <Name extends string>(
  name: string,
  ids: readonly Name[],
  { retries = 12, pause = 5, lifeSign = 20 }: Partial<Pick<JobQueue, 'retries' | 'pause' | 'lifeSign'>> = {},
): JobQueue<Name> => ({ name, ids, retries, pause, lifeSign })

const ID = /^([a-z_-]+:)*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Only ids, and only those of the queue: a job is kept under another login than its records. Throws otherwise. */
export const onlyIds = <Name extends string>(queue: JobQueue<Name>, given: Record<Name, string>): void => {
  const names = Object.keys(given).sort().join(' ')
  if (names !== [...queue.ids].sort().join(' '))
    throw new Error(`A job of ${queue.name} carries ${queue.ids.join(', ')}.`)
  for (const name of queue.ids)
    if (!ID.test(given[name]))
      throw new Error(`${name} of a job of ${queue.name} is not an id; a job carries nothing else.`)
}
