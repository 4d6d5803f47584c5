// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type GoamlSchema, openSchema, repairSchema, type Said, withFixed, writeGoaml } from './index.ts'
import { repairedPattern } from './repair.ts'

const text = readFileSync(join(import.meta.dirname, 'for-tests.xsd'), 'utf8')
const opened = (given: string): GoamlSchema => {
  const schema = openSchema(given)
  if (!schema.ok) throw new Error(`${schema.refusal.detail} ${schema.refusal.where}`)
  return schema.value
}

const side = (which: 'from' | 'to', name: string): Said => ({
  [`${which}_country`]: 'ZZ',
  [`${which}_account`]: { account_name: name, account: `ZZ10 ${which}`, swift: 'ORVAZZ21' },
  [`${which}_funds_code`]: 'BANK',
})
/** In no order, with one thing that this schema has no place for. */
const report: Said = {
  report_indicators: { indicator: ['FUNNEL'] },
  transaction: [
    {
      ...{ amount_local: '200.50', transmode_code: 'W', date_transaction: '2026-03-01T12:00:00' },
      ...{ t_to: side('to', 'Vela Trade-House'), t_from: side('from', 'Ines Marlow') },
      ...{ transaction_description: 'A < B & "C" \u0007', transactionnumber: 'F-1', internal_ref_number: 'F-1' },
    },
  ],
  ...{ currency_code_local: 'ZZK', submission_date: '2026-04-02T10:00:00', report_date: '2026-04-02T10:00:00' },
  ...{ entity_reference: 'r-1', report_code: 'STR', submission_code: 'E', rentity_id: '41' },
  reason: 'Many pay in.',
}

test('a report is written in the order of the unit’s schema, and what it has no place for is told', () => {
  const schema = opened(text)
  const { xml, left } = writeGoaml(withFixed(report, { 'transaction/transmode_comment': '-' }), schema)
  expect(schema.check(xml)).toEqual([])
  expect(left).toEqual(['transaction/internal_ref_number'])
  expect(xml).toContain('<transaction_description>A &lt; B &amp; "C" </transaction_description>')
  // Of two that exclude each other the first of the schema.
  expect(xml).toContain('<submission_date>')
  expect(xml).not.toContain('<report_date>')
})

test('what a unit wants to stand where nothing is known takes nobody’s place', () => {
  const schema = opened(text)
  const fixed = {
    'transaction/transmode_comment': '-',
    'transaction/t_to/to_account/institution_code': 'UNKNOWN',
    'transaction/t_from/from_account/institution_code': 'UNKNOWN',
  }
  const bare = JSON.parse(JSON.stringify(report).replace(/"swift":"ORVAZZ21"/, '"swift0":"x"')) as Said
  const { xml } = writeGoaml(withFixed(bare, fixed), schema)
  expect(schema.check(xml)).toEqual([])
  expect([xml.split('UNKNOWN').length, xml.split('ORVAZZ21').length]).toEqual([2, 2])
})

test('what is missing or no code of the unit is told with its line', () => {
  const schema = opened(text)
  const { xml } = writeGoaml(report, schema)
  expect(schema.check(xml)).toMatchObject([{ line: 15, text: expect.stringContaining('amount_local') }])
  const wrong = withFixed({ ...(report as object), report_code: 'SAR' } as Said, {
    'transaction/transmode_comment': '-',
  })
  expect(schema.check(writeGoaml(wrong, schema).xml).map(({ line }) => line)).toContain(5)
  expect(schema.check('<report>')).not.toEqual([])
  expect(schema.check('')).not.toEqual([])
})

test('codes are read with what they mean', () => {
  const schema = opened(text)
  expect(schema.version).toBe('0.1')
  expect(schema.codesOf('conduction_type')).toEqual([
    { code: 'W', means: 'Wire' },
    { code: 'C', means: 'Cash' },
  ])
  expect(schema.codesOf('no_such_type')).toEqual([])
})

test('patterns of .NET are read as they were meant, and each change is shown', () => {
  expect(repairedPattern("^[a-zA-Z0-9 .'-]*$")).toBe("[a-zA-Z0-9 .'-]*")
  expect(repairedPattern('[_a-zA-Z0-9-+]+(?:x|y)')).toBe('[_a-zA-Z0-9+-]+(x|y)')
  expect(repairedPattern('^[0-9-]{3}\\$$')).toBe('[0-9-]{3}\\$')
  for (const same of ['[a-z]+', '\\d{4}-\\d{2}', '[a-]', 'a-b', '[^a-z-]']) expect(repairedPattern(same)).toBe(same)
  const { repairs } = repairSchema(text)
  expect(repairs).toEqual([
    {
      line: text.split('\n').findIndex((line) => line.includes('pattern')) + 1,
      before: '^[a-zA-Z0-9-. ]*$',
      after: '[a-zA-Z0-9. -]*',
    },
  ])
})

test('what is no schema of goAML is refused with the reason, and nothing outside is read', () => {
  const code = (given: string) => {
    const schema = openSchema(given)
    return schema.ok ? 'ok' : schema.refusal.code
  }
  for (const bad of [
    '',
    'no xml',
    '<a/>',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
    text.slice(0, 900),
  ])
    expect(code(bad), bad.slice(0, 30)).toBe('not-this-format')
  const outside = text.replace(
    '<xs:simpleType name="country_type">',
    '<xs:include schemaLocation="file:///etc/passwd"/>$&',
  )
  expect(code(outside)).toBe('not-this-format')
  const entity = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><report>&e;</report>`
  expect(JSON.stringify(opened(text).check(entity))).not.toContain(
    readFileSync('/etc/hostname', 'utf8').trim() || 'none',
  )
})

/** A folder with schemas and samples of goAML, none of which is part of this project; without it that test is left out. */
const folder = process.env.CONFORMANCE_FILES ? join(process.env.CONFORMANCE_FILES, 'goaml') : ''

test.skipIf(!existsSync(folder))(
  'schemas of units are read as they are handed out, and samples of one are valid',
  () => {
    for (const file of ['goAMLSchema-5.0.1-thecury.xsd', 'goAMLSchema-5.0.2-pristine.xsd'])
      expect(opened(readFileSync(join(folder, file), 'utf8')).codesOf('country_type').length, file).toBeGreaterThan(200)
    const schema = opened(readFileSync(join(folder, 'goAMLSchema-5.0.2-pristine.xsd'), 'utf8'))
    expect(schema.repairs.length).toBeGreaterThan(20)
    for (const sample of ['STR', 'SAR', 'AIF', 'DPMSR'])
      expect(schema.check(readFileSync(join(folder, `samples/vyttah-${sample}.xml`), 'utf8')), sample).toEqual([])
  },
)
