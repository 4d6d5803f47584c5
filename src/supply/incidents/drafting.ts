// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a draft is written anew or thrown away: nobody else has seen it, so nobody is told. */
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { forgetAnswers } from '#platform/http/index.ts'
import { appendLine, eraseRecord } from '#platform/ledger/index.ts'
import { fileWords } from '#platform/search/index.ts'
import type { IncidentsDesk, IncidentsRefusal } from './contract.ts'
import { removeAllFiles } from './files.ts'
import { countriesOf, wordsIn } from './incident.ts'
import { parsed } from './parsed.ts'
import { necessitiesOf, type OwnUse, refusePersons } from './persons.ts'
import { newIncidentShape } from './shapes.ts'
import { discardIncident, type IncidentRow, type IncidentTables, rewriteIncident } from './store.ts'
import { contentOf, incidentOf } from './view.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>

interface DraftingPlan {
  actor: Actor
  prefixes: ReadonlyMap<string, string>
  ownUse: OwnUse
  /** The incident, where the organisation that sits reported it. */
  own(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: 'edit' | 'discard', work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const changed = () => refuse('changed', 'It was changed since it was read.', 'version')
const told = (row: IncidentRow) => {
  const { audience, marking, purposes } = handlingOf(row)
  return { audience, marking, purposes }
}

export const drafting = ({
  actor,
  prefixes,
  ownUse,
  own,
  inside,
}: DraftingPlan): Pick<IncidentsDesk, 'edit' | 'discard'> => ({
  edit: (id, input, version, key) =>
    inside(
      'edit',
      async (trx) => {
        const row = await own(trx, id)
        if (!row) return absent()
        const given = parsed(newIncidentShape, input)
        if (!given.ok) return given
        if (row.status !== 'draft') return refuse('not-now', `An incident that is ${row.status} is not written anew.`)
        const content = given.value
        const named = refusePersons(content, ownUse)
        if (!named.ok) return named
        const countries = countriesOf(content, prefixes)
        const written = await rewriteIncident(trx, { id, version }, content, countries)
        if (!written) return changed()
        const handling = handlingOf(written)
        await fileWords(trx, {
          kind: 'incident',
          record: id,
          at: written.reported_at,
          handling,
          text: wordsIn(content),
        })
        await appendLine(trx, actor, { verb: 'edit', kind: 'incident', ids: [id], content: contentOf(written) })
        const necessities = necessitiesOf(content)
        if (necessities.length > 0)
          await appendLine(trx, actor, {
            ...{ verb: 'name-person', kind: 'incident', ids: [id], content: JSON.stringify(necessities) },
          })
        await announce(trx, { kind: 'incident.edited', record: id, ...told(written) })
        return ok(incidentOf(written, actor))
      },
      key === undefined ? undefined : { key, what: { edit: input, id, version } },
    ),
  discard: (id, version) =>
    inside('discard', async (trx) => {
      const row = await own(trx, id)
      if (!row) return absent()
      if (row.status !== 'draft') return refuse('not-now', `An incident that is ${row.status} is not discarded.`)
      if (row.version !== version) return changed()
      const { reported_at: at } = row
      // Told while it is still there: whoever has its page open looks again, and finds nothing.
      await announce(trx, { kind: 'incident.discarded', record: id, ...told(row) })
      await fileWords(trx, { kind: 'incident', record: id, at, handling: handlingOf(row), text: '' })
      await removeAllFiles(trx, actor, id)
      await discardIncident(trx, id)
      await forgetAnswers(trx, id)
      await eraseRecord(trx, 'incident', id)
      await appendLine(trx, actor, { verb: 'discard', kind: 'incident', ids: [id] })
      return ok(id)
    }),
})
