// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importRestricted, loadReference, packReference } from './index.ts'

const scratches: string[] = []
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-reference-'))
  scratches.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of scratches) rmSync(folder, { recursive: true })
})

/** Imports `csv` as a list named `special list` and gives what came of it with the folder. */
function importing(csv: string) {
  const folder = join(scratch(), 'restricted')
  const file = join(scratch(), 'Special list.csv')
  writeFileSync(file, csv)
  return { outcome: importRestricted(file, folder), folder }
}

test('the facts load fast, the same every time, with a version that says when and what', () => {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage() // not the clock: whatever else the computer does is no slowness of ours
    loadReference()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  const data = loadReference()
  expect(Math.min(...times)).toBeLessThan(300)
  expect(data.version).toMatch(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}$/)
  expect(loadReference()).toEqual(data)
})

test('a control reads as promised', () => {
  const { controls } = loadReference()
  expect(controls['4-piperidone']).toContainEqual({
    jurisdiction: 'INT',
    instrument: '1988',
    schedule: 'Table I',
    since: '2024',
    until: null,
    precision: 'year',
    checked: expect.any(Boolean),
    source: expect.any(String),
  })
  const moved = controls['acetic-anhydride']?.filter((control) => control.jurisdiction === 'INT')
  expect(moved?.map(({ schedule, since, until }) => [schedule, since, until])).toEqual([
    ['Table II', '1988', '2001'],
    ['Table I', '2001', null],
  ])
})

test('a restricted list is merged: a known substance gains a control, another is added', () => {
  const { outcome, folder } = importing(
    'name;cas;list;schedule;jurisdiction;aliases\nAcetone;67-64-1;Watch A;special;FR;\nUnobtainol;;;;;"unobtainic;unknownium"\n',
  )
  expect(outcome).toMatchObject({ ok: true, rows: 2 })
  const open = loadReference()
  const data = loadReference({ restricted: folder })
  expect(data.version).toMatch(new RegExp(`^${open.version}\\+[0-9a-f]{8}$`))
  expect(data.controls.acetone).toHaveLength((open.controls.acetone?.length ?? 0) + 1)
  expect(data.substances.at(-1)).toMatchObject({ id: 'restricted-unobtainol', kind: 'listed', group: 'restricted' })
  expect(data.controls['restricted-unobtainol']?.[0]).toMatchObject({ jurisdiction: 'INT', instrument: 'special-list' })
  expect(data.names.filter(({ id }) => id === 'restricted-unobtainol').map(({ name }) => name)).toContain('unobtainic')
  expect(open.controls.acetone?.some(({ source }) => source.startsWith('restricted'))).toBe(false)
})

test('a restricted list is kept from other readers and never packed', () => {
  const { outcome, folder } = importing('name\nUnobtainol\n')
  if (!outcome.ok) throw new Error('not imported')
  expect(statSync(outcome.file).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(() => packReference(loadReference({ restricted: folder }))).toThrow('never leave')
  const relabelled = { ...loadReference({ restricted: folder }), version: loadReference().version }
  expect(() => packReference(relabelled)).toThrow('never leave')
  expect(JSON.parse(packReference())).toEqual(loadReference())
})

test('an absent or empty folder of restricted lists changes nothing', () => {
  expect(loadReference({ restricted: join(scratch(), 'absent') })).toEqual(loadReference())
  expect(loadReference({ restricted: scratch() })).toEqual(loadReference())
})

test.each([
  ['cas\n108-24-7\n', [{ line: 1, column: 'name' }]],
  ['name,colour\nA,red\n', [{ line: 1, column: 'colour' }]],
  ['name,name\nA,B\n', [{ line: 1, column: '' }]],
  ['name,cas\nA,108-24-8\n', [{ line: 2, column: 'cas' }]],
  ['name,cas\n"two\nlines",\n,108-24-7\n', [{ line: 4, column: 'name' }]],
  ['name,cas\nA,108-24-7,surplus\n', [{ line: 2, column: '' }]],
  [
    'name,inchikey,jurisdiction,id\nA,abc,France,A b\n',
    [
      { line: 2, column: 'id' },
      { line: 2, column: 'inchikey' },
      { line: 2, column: 'jurisdiction' },
    ],
  ],
  ['name\n', [{ line: 1, column: '' }]],
])('a faulty list is refused with line and column: %j', (csv, errors) => {
  const { outcome } = importing(csv)
  expect(outcome.ok).toBe(false)
  if (!outcome.ok) expect(outcome.errors.map(({ line, column }) => ({ line, column }))).toEqual(errors)
})

test('the figures in the README are true', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const said = new Map(
    [...readme.matchAll(/^\| `([a-z-]+\.csv)` \| ([\d,]+) \|/gm)].map((m) => [m[1], Number(m[2]?.replace(',', ''))]),
  )
  const data = loadReference()
  const checked = Object.values(data.controls)
    .flat()
    .filter((control) => control.checked).length
  const count = (kind: string) => data.substances.filter((substance) => substance.kind === kind).length
  expect(said.get('names.csv')).toBe(data.names.length)
  expect(said.get('substances.csv')).toBe(data.substances.length)
  expect(said.get('controls.csv')).toBe(Object.values(data.controls).flat().length)
  expect(said.get('salts.csv')).toBe(data.salts.length)
  expect(said.get('hs-codes.csv')).toBe(data.hsCodes.length)
  expect(said.get('equipment.csv')).toBe(data.equipment.length)
  expect(said.get('classes.csv')).toBe(data.classes.length)
  expect(data.ordinary.length).toBeGreaterThan(said.get('ordinary-chemicals.csv')!)
  expect(data.ordinary.length).toBeLessThan(said.get('ordinary-chemicals.csv')! + said.get('ordinary-class-hits.csv')!)
  expect(said.get('ordinary-words.csv')).toBe(data.ordinaryWords.length)
  expect(said.get('ordinary-phrases.csv')).toBe(data.ordinaryPhrases.length)
  expect(readme).toContain(`| substances listed | ${count('listed')} |`)
  expect(readme).toContain(`| substances watched | ${count('watch')} |`)
  expect(readme).toContain(`| controls checked against a text that was read | ${checked} |`)
  for (const confidence of ['two-sources', 'one-source', 'knowledge']) {
    const n = data.substances.filter((substance) => substance.confidence === confidence).length
    expect(readme).toContain(`| identities: ${confidence} | ${n} |`)
  }
})
