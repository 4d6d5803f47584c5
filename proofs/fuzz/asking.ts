// SPDX-License-Identifier: Apache-2.0
/** Ways to ask that the channels of all rooms share. */
import { randomUUID } from 'node:crypto'
import type { Outcome } from '#basis/outcome.ts'
import { type Api, answerError, createApi } from '#platform/http/index.ts'

type Page = { limit: number; cursor?: string }

/** All items of a list, page by page; those before a refusal. */
export const allPages = async <T>(
  list: (page: Page) => Promise<Outcome<{ items: readonly T[]; next: string | null }>>,
): Promise<T[]> => {
  const items: T[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) return items
    items.push(...page.value.items)
    cursor = page.value.next
  }
  return items
}

export const idsOf = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id))

/** A count, none where it is refused. */
export const counted = (answer: Outcome<number>) => (answer.ok ? answer.value : 0)

/** A room's routes as the house serves them, errors included. */
const served = (routes: Api) => {
  const api = createApi()
  api.onError(answerError)
  api.route('/', routes)
  return api
}

/** One after another: a person asks so, and a database with few connections is not jammed. */
const inOrder = async <T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> => {
  const done: U[] = []
  for (const item of items) done.push(await work(item))
  return done
}

/** Ways to ask of all these records; what they answer are ids. */
export const asking = <Kept extends { id: string }>(records: readonly Kept[]) => {
  /** Asks of each record by itself. */
  const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
    const seen = new Set<string>()
    for (const record of records) if (await reveals(record)) seen.add(record.id)
    return seen
  }
  /** Those of which an answer says this. */
  const said = (answer: unknown, what: (record: Kept) => string): Set<string> => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
    return idsOf(records.filter((record) => text.includes(what(record))))
  }
  return {
    each,
    said,
    /** Those whose id each of these acts answers otherwise than one that nobody gave; where they differ, the run stops. */
    told: async (
      acts: readonly ((id: string) => Promise<object>)[],
      of: (record: Kept) => string = ({ id }) => id,
    ): Promise<Set<string>> => {
      const answers = (id: string) => inOrder(acts, async (act) => JSON.stringify(await act(id)))
      const nothing = await answers(randomUUID())
      return each(async (record) => {
        const told = (await answers(of(record))).map((answer, i) => answer !== nothing[i])
        if (new Set(told).size > 1)
          throw new Error(`Of acts that one rule covers, some know ${of(record)} and others do not: ${told}.`)
        return told[0] === true
      })
    },
    /** The same of what an address over HTTP answers. */
    saidAt: async (routes: Api, address: string, what: (record: Kept) => string) =>
      said(await (await served(routes).request(address)).text(), what),
    /** Those whose address over HTTP answers otherwise than one of nothing, by status, ETag or text. */
    served: async (routes: Api, path: string, of: (record: Kept) => string = ({ id }) => id): Promise<Set<string>> => {
      const api = served(routes)
      const nowhere = await (await api.request(`${path}/${randomUUID()}`)).text()
      return each(async (record) => {
        const answer = await api.request(`${path}/${of(record)}`)
        return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
      })
    },
  }
}
