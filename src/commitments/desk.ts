// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'
import { ok, refuse } from '#basis/outcome.ts'
import type { FactQuery, FactsDesk } from './contract.ts'
import { placeShape, queryShape } from './shapes.ts'
import { type FactTables, type Place, placeOf, readFacts } from './store.ts'

const PAGE = 1000

const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

const readPlace = (text: string): Place | undefined => {
  try {
    return placeShape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** Public figures, for everybody. */
export const createFactsDesk = (db: Kysely<FactTables>): FactsDesk => ({
  facts: async (query: FactQuery = {}) => {
    const shaped = queryShape.safeParse(query)
    const issue = shaped.error?.issues[0]
    if (issue) return refuse('not-valid', issue.message, issue.path.join('.'))
    const after = query.after === undefined ? undefined : readPlace(query.after)
    if (query.after !== undefined && !after) return refuse('not-valid', 'Not a place that this desk gave.', 'after')
    const limit = query.limit ?? PAGE
    const found = await readFacts(db, { ...query, after, limit: limit + 1 })
    const facts = found.slice(0, limit)
    const last = facts.at(-1)
    return ok(found.length > limit && last ? { facts, next: writePlace(placeOf(last)) } : { facts })
  },
})
