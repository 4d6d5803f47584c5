// SPDX-License-Identifier: Apache-2.0
/** The server's half of a list page: what the address asks for, and where the pages beside this one are. */
import { redirect } from 'react-router'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { changed } from '../../kit/table/address.ts'
import { nothingHere } from '../who.ts'

const PAGE = 25

/** Where a list stands: for `RecordList`. */
export interface Listed {
  path: string
  /** The address's search, without the place in the list. */
  filter: string
  total: number
  /** The search that leads to the next ones; null on the last page. */
  later: string | null
  isFirst: boolean
}

interface Lists<Query, Item> {
  list(
    query: Query & { limit: number; cursor?: string },
  ): Promise<Outcome<{ items: Item[]; next: string | null }, Refusal<string>>>
  count(query: Query): Promise<Outcome<number, Refusal<string>>>
}

/** One of the values that an address may give under this name; otherwise undefined. */
export const chosen = <const T extends string>(url: URL, name: string, all: readonly T[]): T | undefined =>
  all.find((each) => each === url.searchParams.get(name))

/** What somebody searches for; empty where nothing. */
export const searched = (url: URL, longest = 200): string =>
  (url.searchParams.get('text') ?? '').trim().slice(0, longest)

/**
 * One page of what a desk lists, and how many there are by the same question. A place in the list that is none any more
 * leads to the top; a desk that lists nothing for this actor, to the page that does not exist.
 */
export const listed = async <Query, Item>(
  url: URL,
  { list, count }: Lists<Query, Item>,
  query: Query,
): Promise<{ items: Item[]; listed: Listed }> => {
  const cursor = url.searchParams.get('cursor')
  const [page, total] = await Promise.all([
    list({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    count(query),
  ])
  const filter = changed(url.search, { cursor: null })
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter)
  if (!page.ok || !total.ok) throw nothingHere()
  const { items, next } = page.value
  const later = next === null ? null : changed(url.search, { cursor: next })
  return { items, listed: { path: url.pathname, filter, total: total.value, later, isFirst: cursor === null } }
}
