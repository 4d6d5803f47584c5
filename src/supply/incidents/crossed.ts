// SPDX-License-Identifier: Apache-2.0
/** A draft that came by the passage: an officer of the same authority wrote it, and of what nobody here learns. */
import type { Kysely } from 'kysely'
import { type Actor, columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { bornFor, OFFICER, PURPOSE } from './access.ts'
import { type NewIncident, newIncidentShape } from './contract.ts'
import { countriesOf, wordsIn } from './incident.ts'
import { type IncidentRow, type IncidentTables, incidentById, insertIncident } from './store.ts'
import { contentOf } from './view.ts'

export interface CrossedDraft extends Pick<NewIncident, 'kind' | 'title'> {
  /** The organisation whose draft it is. */
  authority: string
  /** ISO 3166-1 alpha-2. */
  country: string
  place: string
  /** `YYYY-MM-DD`. */
  occurred: string | null
  goods: { id: string; name: string; amount: NonNullable<NewIncident['goods']>[number]['amount'] | null }[]
}

/** Nobody sits there: it is entered for the authority, whose officers see it. */
const entererOf = (organisation: string): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [OFFICER], groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
})

/** The same twice is taken once. */
export const takeDraft = (db: Kysely<IncidentTables>, id: string, draft: CrossedDraft, now: Date): Promise<void> => {
  const { authority, kind, title, country, place, occurred, goods } = draft
  const enterer = entererOf(authority)
  return sit(db, enterer, async (trx) => {
    if (await incidentById(trx, id)) return
    const content = newIncidentShape.parse({
      ...{ kind, title, place: { country, name: place }, ...(occurred && { occurred }) },
      goods: goods.map(({ amount, ...good }) => ({ ...good, ...(amount && { amount }) })),
    })
    const handling = bornFor(enterer)
    const row: IncidentRow = {
      ...{ id, kind: content.kind, status: 'draft', urgency: content.urgency, content },
      ...{ countries: countriesOf(content, new Map()), reported_at: now, released_at: null, look_by: null },
      ...{ proposed_by: null, proposed_release: null, ended_at: null, reason: null, version: 1 },
      ...columnsOf(handling),
    }
    await insertIncident(trx, row)
    await fileWords(trx, { kind: 'incident', record: id, at: now, handling, text: wordsIn(content) })
    await appendLine(trx, 'node', { verb: 'cross', kind: 'incident', ids: [id], content: contentOf(row) })
    const { audience, marking, purposes } = handling
    const to = [keyOf.role(authority, OFFICER)]
    const notify = [{ to, message: 'incident-drafted', link: `/incidents/${id}` }]
    await announce(trx, { kind: 'incident.reported', record: id, audience, marking, purposes, notify })
  })
}
