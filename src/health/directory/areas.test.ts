// SPDX-License-Identifier: Apache-2.0
/** Somebody names a place: also one at which nothing is listed. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { FindPage, NewListing } from './contract.ts'
import invented from './examples.json' with { type: 'json' }
import { type DirectoryTables, directoryMigrations, importAtNode, openDirectory, openFinder } from './index.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const now = new Date('2026-07-22T10:00:00Z')
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

test('an area of the country is a place, in each of its languages; where nothing is near, the nearest is shown and it is said so', async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  const organisation = randomUUID()
  const desk = openDirectory({
    ...{ db, now: () => now },
    actor: {
      ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
      ...{ clearance: 'amber', purposes: ['finding-help'] },
    },
  })
  for (const { listing } of invented) value(await desk.add(listing as NewListing))
  const table =
    'name,city,region,country,latitude,longitude\nElm House,Salem,OR,US,44.9,-123\nOak,Salem,MA,US,42.5,-70.9\n'
  const states = { organisation, source: 'csv' as const, bytes: new TextEncoder().encode(table), isMeant: true }
  value(await importAtNode(db, states))
  const finder = openFinder(db, () => now, undefined, 'ZZ')
  const find = async (place: string, over = {}) => value(await finder.find({ place, limit: 50, ...over }))
  const standing = ({ items }: FindPage) =>
    items.filter(({ location }) => location.city !== null).map(({ location }) => location.city)
  // Nothing is listed in Saltmarsh, and the mouth of the river is near.
  const marsh = await find('saltmarsh')
  expect(marsh.place).toMatchObject({ city: 'Saltmarsh', region: 'North Shore', country: 'ZZ', services: 0 })
  expect([new Set(standing(marsh)), marsh.within]).toEqual([new Set(['Port Selvane', 'Tamrin Mouth']), null])
  expect(marsh.items.find(({ name }) => name === 'Tamrin Mouth pharmacy')?.metres).toBeLessThan(20_000)
  for (const name of ['Marais-Salé', 'المستنقع المالح', 'Saltmarsh, Rive-Nord', 'saltma'])
    expect((await find(name)).items, name).toEqual(marsh.items)
  // The wells lie far from everything: the five nearest, and what helps by telephone.
  const wells = await find('Wells of Asra')
  expect(wells.within).toBeGreaterThan(50)
  expect(wells.items.every(({ metres }) => metres === null || metres < (wells.within ?? 0) * 1000)).toBe(true)
  expect(standing(wells)).toContain('Belmare')
  // Page by page it is the same.
  const pages: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await find('Wells of Asra', { limit: 2, ...(cursor !== undefined && { cursor }) })
    expect([page.within, page.total]).toEqual([wells.within, wells.total])
    pages.push(...page.items.map(({ id }) => id))
    if (page.next === null) break
    cursor = page.next
  }
  expect(pages).toEqual(wells.items.map(({ id }) => id))
  // What listings call otherwise is what they mean: a district of the name of its town, a region in French, a state by its code.
  expect((await find('Orvane-Ville')).place).toMatchObject({ city: 'Orvane City', services: 7 })
  expect((await find('Rive-Nord')).place).toMatchObject({ city: null, region: 'North Shore' })
  expect(standing(await find('Oregon'))).toEqual(['Salem'])
  expect((await find('Salem')).places).toHaveLength(2)
  expect((await find('Salem, Oregon')).items.map(({ name }) => name)).toEqual(['Elm House'])
  expect(await find('Nowhere at all')).toMatchObject({ place: null, places: [] })
  // Near a town that is listed, of a kind that only another town has.
  const legal = await find('Karvel', { what: 'legal' })
  expect([standing(legal), (legal.within ?? 0) > 50]).toEqual([Array(3).fill('Orvane City'), true])
  expect(await finder.placeNames('fr')).toEqual(expect.arrayContaining(['Rive-Nord', 'Marais-Salé', 'Port-Selvane']))
  expect((await finder.placeNames('ar')).filter((name) => name === 'المستنقع المالح')).toHaveLength(1)
  expect(await finder.placeNames('en')).not.toContain('Alaska')
})
