// SPDX-License-Identifier: Apache-2.0
/** The part of the desk that lets incidents be taken along: what its reader may read, and a line of the ledger each time. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok } from '#basis/outcome.ts'
import { type Actor, keyOf, type Seat } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { partners } from '#platform/peers/index.ts'
import { loadCountryPoints } from '#reference/index.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { flowsOf } from '../links/flows.ts'
import { linksOf } from '../links/linking.ts'
import { parsed } from '../parsed.ts'
import { type IncidentRow, type IncidentTables, listIncidents } from '../store.ts'
import { COMMON, objectsOf } from '../taxii-objects.ts'
import { incidentOf } from '../view.ts'
import { type ExportFile, type ExportFormat, exportQueryShape } from './shapes.ts'
import { csvOf, flowsCsvOf, geojsonOf, linksCsvOf } from './write.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>
type Verb = 'export' | 'paper' | 'exportTable'

interface ExportingPlan {
  actor: Actor
  /** Origin of this node. */
  node: string
  seats(audience: readonly string[]): Promise<Seat[]>
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: Verb, work: (trx: Trx) => Done<T>): Done<T>
  absent(): Outcome<never, IncidentsRefusal>
}

/** Incidents that one file holds, the newest; a sheet of paper fewer. */
const MOST = 1000
const MOST_ON_PAPER = 100

const TYPES: Record<ExportFormat, readonly [extension: string, type: string]> = {
  csv: ['csv', 'text/csv; charset=utf-8'],
  geojson: ['geojson', 'application/geo+json'],
  stix: ['stix.json', 'application/stix+json;version=2.1'],
}

let points: ReturnType<typeof loadCountryPoints> | undefined

export const exporting = ({ actor, node, seats, find, inside, absent }: ExportingPlan): Pick<IncidentsDesk, Verb> => {
  /** The rows of one incident or of a filter, and whether there are more; undefined where there is nothing. */
  const chosen = async (trx: Trx, { id, ...filter }: { id?: string | undefined }, most: number) => {
    if (id !== undefined) {
      const row = await find(trx, id)
      return row && { rows: [row], more: false }
    }
    const rows = await listIncidents(trx, filter, most)
    return { rows: rows.slice(0, most), more: rows.length > most }
  }
  const noted = (trx: Trx, rows: readonly { id: string }[]) =>
    rows.length > 0
      ? appendLine(trx, actor, { verb: 'export', kind: 'incident', ids: rows.map(({ id }) => id) })
      : Promise.resolve()
  const namesFor = async (trx: Trx, rows: readonly IncidentRow[]) => {
    const keys = [...new Set(rows.map(({ originator }) => keyOf.organisation(originator)))]
    const here = (await seats(keys)).map(({ organisation: { id, name } }): [string, string] => [id, name])
    return new Map([...(await partners(trx)).map(({ id, name }): [string, string] => [id, name]), ...here])
  }
  const stixOf = (rows: readonly IncidentRow[], names: ReadonlyMap<string, string>) => {
    const writing = { actor, node, names }
    const objects = new Map(
      [...COMMON, ...rows.flatMap((row) => objectsOf(row, writing))].map((object) => [object.id, object]),
    )
    return `${JSON.stringify({ type: 'bundle', id: `bundle--${randomUUID()}`, objects: [...objects.values()] }, null, 1)}\n`
  }

  return {
    export: (format, query = {}) =>
      inside('export', async (trx) => {
        const given = parsed(exportQueryShape, query)
        if (!given.ok) return given
        const found = await chosen(trx, given.value, MOST)
        if (!found) return absent()
        await noted(trx, found.rows)
        const incidents = found.rows.map((row) => incidentOf(row, actor))
        const [extension, type] = TYPES[format]
        const { id } = given.value
        points ??= loadCountryPoints()
        const names = await namesFor(trx, found.rows)
        const text =
          format === 'csv'
            ? csvOf(incidents, names)
            : format === 'geojson'
              ? geojsonOf(incidents, points)
              : stixOf(found.rows, names)
        const name = `${id === undefined ? 'incidents' : `incident-${id}`}.${extension}`
        return ok<ExportFile>({ name, type, text, incidents: incidents.length, more: found.more })
      }),
    exportTable: (table, query = {}) =>
      inside('exportTable', async (trx) => {
        const given = parsed(exportQueryShape, query)
        if (!given.ok) return given
        const found = await chosen(trx, given.value, MOST)
        const [row] = found?.rows ?? []
        if (!found || (table === 'links' && (given.value.id === undefined || !row))) return absent()
        const links = table === 'links' && row ? await linksOf(trx, row, actor) : []
        await noted(trx, [...found.rows, ...links.map(({ incident }) => incident)])
        const text =
          table === 'links'
            ? linksCsvOf(row?.id ?? '', links)
            : flowsCsvOf(flowsOf(found.rows.map((each) => incidentOf(each, actor))))
        const { length } = found.rows
        return ok<ExportFile>({ name: `${table}.csv`, type: TYPES.csv[1], text, incidents: length, more: found.more })
      }),
    paper: (query = {}) =>
      inside('paper', async (trx) => {
        const given = parsed(exportQueryShape, query)
        if (!given.ok) return given
        const found = await chosen(trx, given.value, MOST_ON_PAPER)
        if (!found) return absent()
        await noted(trx, found.rows)
        return ok({ items: found.rows.map((row) => incidentOf(row, actor)), more: found.more })
      }),
  }
}
