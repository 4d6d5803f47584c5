// SPDX-License-Identifier: Apache-2.0
/** The desk's methods about links. A link is made when somebody looks, of what that actor may read, and kept nowhere. */
import type { Transaction } from 'kysely'
import { type Outcome, ok } from '#basis/outcome.ts'
import type { Actor } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { loadCountryPoints } from '#reference/index.ts'
import { type IncidentsDesk, type IncidentsRefusal, incidentQueryShape } from '../contract.ts'
import { parsed } from '../parsed.ts'
import { type IncidentRow, type IncidentTables, listIncidents } from '../store.ts'
import { incidentOf } from '../view.ts'
import { flowsOf } from './flows.ts'
import { keysIn } from './keys.ts'
import { LINK_KINDS, type LinkKind } from './kinds.ts'
import { incidentsById, sharedBy } from './links-store.ts'
import { companyKey } from './names.ts'
import type { IncidentLink, LinkReason } from './shapes.ts'

type Trx = Transaction<IncidentTables>

/** Linked incidents that one answer holds, those with most in common first. */
const MOST_LINKED = 50
/** Incidents that one map tells of, the newest. */
const MOST_MAPPED = 500

let points: ReturnType<typeof loadCountryPoints> | undefined

export interface Linking {
  actor: Actor
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(
    verb: 'links' | 'flows',
    work: (trx: Trx) => Promise<Outcome<T, IncidentsRefusal>>,
  ): Promise<Outcome<T, IncidentsRefusal>>
  absent(): Outcome<never, IncidentsRefusal>
}

const spelling = ({ content }: IncidentRow, kind: LinkKind, value: string): string =>
  keysIn(content).find((key) => key.kind === kind && key.value === value)?.shown ?? value

const isMisused = ({ content: { parties = [] } }: IncidentRow, value: string) =>
  parties.some(({ name, knowledge }) => knowledge === 'name-misused' && companyKey(name) === value)

/** How telling all of it is: one seal says more than one way, two things more than one. */
const weight = (reasons: readonly LinkReason[]): number =>
  reasons.reduce((sum, { kind }) => sum + LINK_KINDS.length - LINK_KINDS.indexOf(kind), 0)

/** The incidents that share something with this one, for an actor who sees it; the most telling first, then the newest. */
export const linksOf = async (trx: Trx, row: IncidentRow, actor: Actor): Promise<IncidentLink[]> => {
  const shared = await sharedBy(trx, actor, [row.id])
  const others = await incidentsById(trx, [...new Set(shared.flatMap((each) => each.others))])
  return others
    .map((other): IncidentLink & { at: Date } => ({
      incident: incidentOf(other, actor),
      reasons: shared
        .filter((each) => each.others.includes(other.id))
        .sort((a, b) => LINK_KINDS.indexOf(a.kind) - LINK_KINDS.indexOf(b.kind))
        .map(({ kind, value }) => ({
          ...{ kind, here: spelling(row, kind, value), there: spelling(other, kind, value) },
          misused: kind === 'company' && (isMisused(row, value) || isMisused(other, value)),
        })),
      at: other.reported_at,
    }))
    .sort((a, b) => weight(b.reasons) - weight(a.reasons) || b.at.getTime() - a.at.getTime())
    .slice(0, MOST_LINKED)
    .map(({ incident, reasons }) => ({ incident, reasons }))
}

export const linking = ({ actor, find, inside, absent }: Linking): Pick<IncidentsDesk, 'links' | 'flows'> => ({
  links: (id) =>
    inside('links', async (trx) => {
      const row = await find(trx, id)
      if (!row) return absent()
      const links = await linksOf(trx, row, actor)
      const ids = [id, ...links.map(({ incident }) => incident.id)]
      await appendLine(trx, actor, { verb: 'links', kind: 'incident', ids })
      return ok(links)
    }),
  flows: (query = {}) =>
    inside('flows', async (trx) => {
      const given = parsed(incidentQueryShape, query)
      if (!given.ok) return given
      const rows = await listIncidents(trx, given.value, MOST_MAPPED)
      const shown = rows.slice(0, MOST_MAPPED).map((row) => incidentOf(row, actor))
      const ids = shown.map(({ id }) => id)
      if (ids.length > 0) await appendLine(trx, actor, { verb: 'map', kind: 'incident', ids })
      const flows = flowsOf(shown)
      const named = [...flows.places.map(({ country }) => country), ...flows.ways.flatMap(({ from, to }) => [from, to])]
      points ??= loadCountryPoints()
      const known = points
      return ok({
        ...{ incidents: shown.length, more: rows.length > MOST_MAPPED, ...flows },
        points: Object.fromEntries(
          [...new Set(named)].flatMap((country) => {
            const point = known.get(country)
            return point ? [[country, point]] : []
          }),
        ),
      })
    }),
})
