// SPDX-License-Identifier: Apache-2.0
/** Anybody says what is wrong with a listing, without an account; an editor looks and settles it. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { ANYONE, EDITOR, filingSeat, reportFor } from './access.ts'
import {
  type DirectoryDesk,
  type FinderDesk,
  type ListingCorrection,
  newListingCorrectionShape,
  OUTCOMES,
} from './contract.ts'
import { absent, askedWith, isId, parsed, type Seat } from './seat.ts'
import {
  type CorrectionRow,
  correctionById,
  type DirectoryTables,
  insertCorrection,
  listingById,
  settleCorrection,
  waitingFor,
} from './store.ts'

/** As many wait for one listing at most: an editor has enough to look at, and nobody fills a table by a form. */
const MOST_WAITING = 20

const contentOf = ({ listing, concerns, note, outcome }: CorrectionRow): string =>
  JSON.stringify([listing, concerns, note, outcome])

const correctionOf = ({ id, listing, concerns, note, received_at, version }: CorrectionRow): ListingCorrection => ({
  ...{ id, listing, concerns, note, received: received_at.toISOString(), version },
})

/** Takes it in for the listing's editors. Of whoever says it nothing is known here. */
export const correctAt =
  (db: Kysely<DirectoryTables>, clock: () => Date): FinderDesk['correct'] =>
  async (id, input) => {
    const given = parsed(newListingCorrectionShape, input)
    if (!given.ok) return given
    const listing = isId(id) ? await sit(db, ANYONE, (trx) => listingById(trx, id)) : undefined
    if (!listing || listing.ended_at) return absent()
    const handling = reportFor(listing.originator)
    return sit(db, filingSeat(listing.originator), async (trx) => {
      if ((await waitingFor(trx, listing.id)).length >= MOST_WAITING)
        return refuse('not-now', 'Several wait for this service already.')
      const row: CorrectionRow = {
        ...{ id: randomUUID(), listing: listing.id, ...given.value, received_at: clock(), settled_at: null },
        ...{ outcome: null, version: 1, ...columnsOf(handling) },
      }
      await insertCorrection(trx, row)
      const line = { verb: 'receive', kind: 'listing-correction', ids: [row.id], content: contentOf(row) }
      await appendLine(trx, 'node', line)
      const { audience, marking, purposes } = handling
      const to = [keyOf.role(listing.originator, EDITOR)]
      const notify = [{ to, message: 'listing-correction', link: `/directory/${listing.id}` }]
      await announce(trx, { kind: 'directory.correction-asked', record: row.id, audience, marking, purposes, notify })
      return ok(null)
    })
  }

/** Of editors. */
export const correctionsAt = ({
  actor,
  now,
  organisation,
  inside,
  find,
}: Seat): Pick<DirectoryDesk, 'corrections' | 'settle'> => ({
  corrections: (id) =>
    inside('corrections', async (trx) =>
      (await find(trx, id)) ? ok((await waitingFor(trx, id)).map(correctionOf)) : absent(),
    ),
  settle: (id, outcome, version, key) =>
    inside(
      'settle',
      async (trx) => {
        const row = isId(id) ? await correctionById(trx, id) : undefined
        if (row?.originator !== organisation) return absent()
        const given = parsed(z.enum(OUTCOMES), outcome)
        if (!given.ok) return given
        if (row.settled_at) return refuse('not-now', 'It was settled before.')
        const changes = { outcome: given.value, settled_at: now() }
        const done = await settleCorrection(trx, { id, version }, changes)
        if (!done) return refuse('changed', 'It was changed since it was read.', 'version')
        const line = { verb: 'settle', kind: 'listing-correction', ids: [id], content: contentOf(done) }
        await appendLine(trx, actor, line)
        return ok(correctionOf(done))
      },
      askedWith(key, { settle: id, outcome, version }),
    ),
})
