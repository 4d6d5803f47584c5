// SPDX-License-Identifier: Apache-2.0
/** The generator by which red flags are judged keeps its word: same bytes, true labels, mostly ordinary records. */
import { expect, test } from 'vitest'
import { CODES, COLUMNS, type Family, toCsv } from '../bench/typologies/columns.ts'
import { generate } from '../bench/typologies/generate.ts'
import { CLOSE_TO, LOOKALIKES, TYPOLOGIES } from '../bench/typologies/parts.ts'

const FAMILIES: Family[] = ['orders', 'payments', 'parcels', 'listings']
const sets = {
  tune: generate({ seed: 7, scale: 1, set: 'tune' }),
  'held-out': generate({ seed: 7, scale: 1, set: 'held-out' }),
}
const idOf = (family: Family, row: Record<string, string>) => `${family} ${row[family.slice(0, -1)]}`
const each = Object.entries(sets)

test('the same seed gives the same bytes, another set other ones', () => {
  expect(JSON.stringify(generate({ seed: 7, scale: 1, set: 'tune' }))).toBe(JSON.stringify(sets.tune))
  expect(JSON.stringify(generate({ seed: 8, scale: 1, set: 'tune' }))).not.toBe(JSON.stringify(sets.tune))
  const names = new Set(sets.tune.orders.map(({ customer }) => customer))
  const shared = sets['held-out'].orders.filter(({ customer }) => names.has(customer))
  expect(shared.length / sets['held-out'].orders.length).toBeLessThan(0.01)
})

test.each(each)('%s: a label points to a record that is there, and to one event', (_, made) => {
  const ids = new Set(FAMILIES.flatMap((family) => made[family].map((row) => idOf(family, row))))
  const labelled = made.labels.map(({ family, record }) => `${family} ${record}`)
  const alike = made.lookalikes.map(({ family, record }) => `${family} ${record}`)
  for (const id of [...labelled, ...alike]) expect(ids).toContain(id)
  expect(new Set([...labelled, ...alike]).size).toBe(labelled.length + alike.length)
  expect(new Set(made.labels.map(({ event }) => event))).toEqual(new Set(made.events.map(({ id }) => id)))
})

test.each(each)('%s: a number belongs to one order, payment, parcel or listing', (_, made) => {
  for (const family of ['payments', 'parcels', 'listings'] as const)
    expect(new Set(made[family].map((row) => idOf(family, row))).size).toBe(made[family].length)
  for (const [, lines] of Map.groupBy(made.orders, ({ order }) => order))
    expect(new Set(lines.map(({ at, customer }) => `${at} ${customer}`)).size).toBe(1)
})

test.each(each)('%s: every typology and every look-alike is there', (_, made) => {
  expect(new Set(made.events.map(({ typology }) => typology))).toEqual(new Set(TYPOLOGIES.map(({ name }) => name)))
  expect(new Set(made.lookalikes.map(({ kind }) => kind))).toEqual(new Set(LOOKALIKES.map(({ name }) => name)))
  expect(Object.keys(CLOSE_TO).sort()).toEqual(LOOKALIKES.map(({ name }) => name).sort())
  const known = TYPOLOGIES.map(({ name }) => name)
  for (const name of Object.values(CLOSE_TO).flat()) expect(known).toContain(name)
})

test.each(each)('%s: 95 of 100 records are ordinary, in all', (_, made) => {
  const marked = new Set([...made.labels, ...made.lookalikes].map(({ family, record }) => `${family} ${record}`))
  const rows = FAMILIES.flatMap((family) => made[family].map((row) => idOf(family, row)))
  expect(rows.filter((id) => !marked.has(id)).length / rows.length).toBeGreaterThanOrEqual(0.95)
  for (const family of FAMILIES) {
    const labelled = new Set(
      made.labels.filter((label) => label.family === family).map(({ record }) => `${family} ${record}`),
    )
    const ofEvents = made[family].filter((row) => labelled.has(idOf(family, row)))
    expect(ofEvents.length / made[family].length, family).toBeLessThan(0.05)
  }
})

const DATE = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/
const NUMBER = /^\d+(\.\d+)?$/
const s10 = (id: string) => {
  const rest = 11 - ([8, 6, 4, 2, 3, 5, 9, 7].reduce((sum, weight, i) => sum + weight * Number(id[i + 2]), 0) % 11)
  return /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(id) && Number(id[10]) === (rest === 10 ? 0 : rest === 11 ? 5 : rest)
}
/** Why a row is not as its file says, or nothing. */
const wrong = (family: Family, row: Record<string, string>): string[] => [
  ...Object.keys(row).filter((column) => !(COLUMNS[family] as readonly string[]).includes(column)),
  ...Object.entries(CODES[family])
    .filter(([column, codes]) => !codes.includes(row[column] ?? ''))
    .map(([column]) => `${column}: ${row[column]}`),
  ...(MOMENT.test(row.at ?? '') ? [] : [`at: ${row.at}`]),
  ...['since', 'founded', 'licence_until'].filter((column) => row[column] && !DATE.test(row[column])),
  ...['person', 'asks_nothing', 'urgent', 'plain', 'changed'].filter((column) => row[column] && row[column] !== 'yes'),
  ...['amount', 'price', 'usual_price', 'count', 'quantity', 'weight_g', 'value', 'postage'].filter(
    (column) => row[column] && !(NUMBER.test(row[column]) && Number(row[column]) > 0),
  ),
  ...(row.country === undefined || /^[A-Z]{2}$/.test(row.country) ? [] : ['country']),
  ...(row.sector && !/^\d{2,4}$/.test(row.sector) ? ['sector'] : []),
  ...(row.cas && !/^\d{2,7}-\d{2}-\d$/.test(row.cas) ? [`cas: ${row.cas}`] : []),
  ...(family === 'parcels' && !s10(row.parcel ?? '') ? ['parcel'] : []),
  ...(row.hs && !/^\d{6}$/.test(row.hs) ? ['hs'] : []),
]

test.each(each)('%s: rows have the columns, codes and numbers that they should', (_, made) => {
  for (const family of FAMILIES)
    expect(made[family].flatMap((row) => wrong(family, row)).slice(0, 5), family).toEqual([])
  const years = new Set(FAMILIES.flatMap((family) => made[family].map(({ at }) => at!)))
  const [first, last] = [[...years].sort()[0]!, [...years].sort().at(-1)!]
  expect(Date.parse(last) - Date.parse(first)).toBeLessThanOrEqual(366 * 86_400_000)
})

test.each(each)('%s: no code and no country stands in events alone', (_, made) => {
  const marked = new Set([...made.labels, ...made.lookalikes].map(({ family, record }) => `${family} ${record}`))
  for (const family of FAMILIES) {
    const [rest, ofEvents] = [false, true].map((wanted) =>
      made[family].filter((row) => marked.has(idOf(family, row)) === wanted),
    )
    for (const column of [
      ...Object.keys(CODES[family]),
      'country',
      'sender_country',
      'addressee_country',

      'branch',
    ]) {
      const ordinary = new Set(rest!.map((row) => row[column]))
      expect(
        [...new Set(ofEvents!.map((row) => row[column]))].filter((code) => !ordinary.has(code)),
        column,
      ).toEqual([])
    }
  }
})

test('a cell with a comma, a quote or a line is quoted', () => {
  expect(toCsv(['a', 'b'], [{ a: 'x, "y"', b: 'z\nw' }])).toBe('a,b\n"x, ""y""","z\nw"\n')
})
