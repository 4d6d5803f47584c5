// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseFields } from '#interop/csv/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { EXPORT_FORMATS } from '../contract.ts'
import type { IncidentTables } from '../index.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from '../links/room.testing.ts'

const database = databaseForTests()
const [customs, authority] = [randomUUID(), randomUUID()]
const organisations = [customs, authority]
const full = told({
  title: '=HYPERLINK("http://evil.example")',
  account: '+1\nsecond line, with "quotes"',
  goods: [{ name: 'Acetone', id: 'acetone', amount: { value: '25.5', unit: 'L' } }],
  route: [
    { role: 'origin', country: 'FR', place: 'Le Havre' },
    { role: 'destination', country: 'ZZ', place: 'Port Azur' },
  ],
  parties: [{ role: 'consignee', name: 'Hidden Firm Ltd', country: 'NL' }],
  identifiers: [{ type: 'seal', value: 'HID 1234' }],
})

test('a file holds what its reader may read, in no column, order or name anything else, and the ledger names each', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const own = deskOf(db, actorOf(customs), organisations)
  const reader = actorOf(authority, { roles: ['incidents:reader'] })
  const amber = deskOf(db, reader, organisations)
  const red = deskOf(db, actorOf(authority, { roles: ['incidents:reader'], clearance: 'red' }), organisations)
  // Parties in an order that is not that of the reports: a file sorted by what is hidden would tell of it.
  const ids: string[] = []
  for (const name of ['Hidden Zeta', 'Hidden Alpha', 'Hidden Mu'])
    ids.unshift(
      await release(own, { ...full, parties: [{ role: 'consignee', name }] }, [authority], { partiesMarking: 'red' }),
    )
  const draft = value(await own.report(told({ title: 'Draft of nobody else' })))
  for (const format of EXPORT_FORMATS) {
    const file = value(await amber.export(format))
    expect(file.name).toMatch(/^incidents\.(csv|geojson|stix\.json)$/)
    expect(file.text).not.toMatch(/Hidden|HID ?1234|"NL"|Draft of/)
    expect(ids.map((id) => file.text.indexOf(id))).toEqual(ids.map((id) => file.text.indexOf(id)).sort((a, b) => a - b))
    expect(value(await amber.export(format, { id: ids[0] as string })).name).toMatch(`incident-${ids[0]}.`)
    expect(codeOf(await amber.export(format, { id: draft.id }))).toBe('not-found')
    expect(await amber.export(format, { id: randomUUID() })).toEqual(await amber.export(format, { id: draft.id }))
    if (format !== 'geojson') expect(value(await red.export(format)).text).toMatch(/Hidden Alpha/)
  }
  expect(JSON.stringify(value(await amber.paper()))).not.toMatch(/Hidden|HID ?1234/)
  expect(value(await amber.exportTable('flows')).text).toBe('from,to,incidents\nZZ,,3\nFR,ZZ,3\n')
  expect(value(await amber.exportTable('links', { id: ids[0] as string })).text).not.toMatch(/HID/)
  expect(value(await red.exportTable('links', { id: ids[0] as string })).text).toMatch(/seal,HID 1234,HID 1234,false/)
  const { lines } = value(await readLedger(db, { kind: 'incident', id: ids[1] as string }))
  const taken = lines.filter(({ verb, account }) => verb === 'export' && account === reader.account)
  expect(taken.length).toBe(EXPORT_FORMATS.length + 3)
})

test('a spreadsheet runs nothing of a file, and nothing of it is lost', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const own = deskOf(db, actorOf(customs), organisations)
  const id = await release(own, full, [])
  const { text } = value(await own.export('csv', { id }))
  const [header = '', ...rest] = text.split('\n')
  const cells = parseFields(rest.join('\n').trimEnd(), ',')
  const row = Object.fromEntries(parseFields(header, ',').map((name, i) => [name, cells[i]]))
  expect(row).toMatchObject({
    ...{ id, title: `'=HYPERLINK("http://evil.example")`, account: `'+1\nsecond line, with "quotes"`, withheld: '' },
    ...{ goods: 'Acetone 25.5 L (declared)', route: 'origin Le Havre FR; destination Port Azur ZZ' },
    ...{ parties: 'consignee Hidden Firm Ltd (NL) unknown', identifiers: 'seal HID 1234', marking: 'TLP:AMBER' },
  })
  const { features } = JSON.parse(value(await own.export('geojson', { id })).text)
  expect(features[0]).toMatchObject({ type: 'Feature', id, properties: { country: 'ZZ', precision: 'country' } })
  expect(features[0].geometry.geometries.map(({ type }: { type: string }) => type)).toEqual(['Point', 'LineString'])
  const bundle = JSON.parse(value(await own.export('stix', { id })).text)
  expect(bundle.objects.some((object: { id: string }) => object.id === `incident--${id}`)).toBe(true)
})
