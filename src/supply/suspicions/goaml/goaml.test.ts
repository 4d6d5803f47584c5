// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bank, codeOf, fiu, rival, roomForTests, somebody, value } from '../suspicions.testing.ts'
import { type GoamlCodes, goamlCodesShape } from './codes.ts'

const [watcher, approver, unit] = [somebody(bank, 'payments'), somebody(bank, 'approver'), somebody(fiu, 'fiu')]
const other = somebody(rival, 'payments', 'fiu')
const room = roomForTests([watcher, approver, unit, other])
const ours = readFileSync(join(import.meta.dirname, '../../../interop/goaml/for-tests.xsd'))

const codes = (over: Partial<GoamlCodes> = {}): GoamlCodes =>
  goamlCodesShape.parse({
    ...{ report: 'STR', submission: 'E', indicator: 'FUNNEL', modes: { transfer: 'W' }, funds: { transfer: 'BANK' } },
    fixed: { 'transaction/transmode_comment': '-', 'transaction/transaction_description': 'No memo' },
    ...over,
  })

let count = 0
/** A funnel, reported. */
const reported = async (over: { rentity?: number } = { rentity: 41 }, country = 'ZZ') => {
  const account = `ZZ10 ${++count}`
  const row = (ref: string, day: string, amount: string, from: string, to: string) =>
    `${account}-${ref},2026-03-${day},${amount},${from},${to},transfer,Name of ${from},ORVAZZ21,${country},Name of ${to},ORVAZZ21,${country}`
  const rows = [
    'payment,at,amount,from_account,to_account,kind,from_name,from_institution,from_country,to_name,to_institution,to_country',
    ...Array.from({ length: 12 }, (_, i) => row(String(i), `0${1 + (i % 5)}`, '200.50', `${account} in ${i}`, account)),
    row('out', '06', '2300', account, `${account} boss`),
  ]
  const desk = room.deskOf(watcher)
  value(await desk.takePayments(Buffer.from(rows.join('\n'))))
  const { items } = value(await desk.alerts({ limit: 100 }))
  const { id = '', version = 0 } = items.find(({ ref }) => ref === account) ?? {}
  return value(await desk.report(id, { to: fiu, circumstances: 'Many pay in & all of it <leaves>.', ...over }, version))
}

test('a report is written by the schema that its unit loaded, and is valid by it', async () => {
  const [desk, at] = [room.deskOf(watcher), room.deskOf(unit)]
  const sent = await reported()
  expect(value(await desk.writeReport(sent.id))).toBeNull()
  expect(value(await at.goaml())).toMatchObject({ isLoaded: false, lists: null, version: 0 })
  const loaded = value(await at.setGoamlSchema(ours, 0))
  expect(loaded).toMatchObject({ isLoaded: true, schemaVersion: '0.1', repairs: [{ before: '^[a-zA-Z0-9-. ]*$' }] })
  expect(loaded.lists?.modes).toContainEqual({ code: 'W', means: 'Wire' })
  // Codes first: what is missing is told, and nothing is made up.
  expect(value(await desk.writeReport(sent.id))?.faults.length).toBeGreaterThan(0)
  const set = value(await at.setGoamlCodes(codes(), loaded.version))
  const written = value(await desk.writeReport(sent.id))
  expect(written?.faults).toEqual([])
  expect(written?.left).toContain('transaction/internal_ref_number')
  expect(written?.xml.match(/<transaction>/g)).toHaveLength(13)
  expect(written?.xml).toContain('<reason>Many pay in &amp; all of it &lt;leaves&gt;.</reason>')
  expect(written?.xml).toContain('<rentity_id>41</rentity_id>')
  expect(value(await at.writeReport(sent.id))?.xml).toBe(written?.xml)
  // A code that the schema does not have is told, not changed.
  value(await at.setGoamlCodes(codes({ report: 'SAR' }), set.version))
  expect(value(await desk.writeReport(sent.id))?.faults.some(({ text }) => text.includes('SAR'))).toBe(true)
})

test('without the number of the reporter there is a fault and no invented number', async () => {
  const sent = await reported({})
  const { xml = '', faults = [] } = value(await room.deskOf(watcher).writeReport(sent.id)) ?? {}
  expect(xml).not.toContain('rentity_id')
  expect(faults.some(({ text }) => text.includes('rentity_id'))).toBe(true)
})

test('a unit alone changes its schema, and nobody else writes its reports', async () => {
  const sent = await reported()
  for (const stranger of [approver, other])
    expect(codeOf(await room.deskOf(stranger).writeReport(sent.id))).toBe('not-found')
  for (const stranger of [watcher, approver]) {
    expect(codeOf(await room.deskOf(stranger).setGoamlSchema(ours, 0))).toBe('not-found')
    expect(codeOf(await room.deskOf(stranger).goaml())).toBe('not-found')
  }
  const at = room.deskOf(unit)
  const { version } = value(await at.goaml())
  expect(codeOf(await at.setGoamlSchema(ours, version - 1))).toBe('changed')
  expect(codeOf(await at.setGoamlSchema(Buffer.from('<a/>'), version))).toBe('not-this-format')
  expect(codeOf(await at.setGoamlCodes({ ...codes(), fixed: { 'a b': 'x' } }, version))).toBe('not-valid')
  // Another unit begins with its own.
  expect(value(await room.deskOf(other).goaml())).toMatchObject({ isLoaded: false })
  expect(codeOf(await room.deskOf(other).setGoamlCodes(codes(), 0))).toBe('not-now')
})

/** A folder with schemas of goAML, none of which is part of this project; without it that test is left out. */
const folder = process.env.CONFORMANCE_FILES ? join(process.env.CONFORMANCE_FILES, 'goaml') : ''

/** Loads the schema of a real unit, and says codes of it. */
const loadReal = async () => {
  const at = room.deskOf(unit)
  const schema = readFileSync(join(folder, 'goAMLSchema-5.0.2-pristine.xsd'))
  const loaded = value(await at.setGoamlSchema(schema, value(await at.goaml()).version))
  const first = (list: keyof NonNullable<typeof loaded.lists>, wanted: string) =>
    loaded.lists?.[list].find(({ code }) => code === wanted)?.code ?? loaded.lists?.[list][0]?.code ?? ''
  const [mode, funds] = [first('modes', 'ELCFT'), first('funds', 'BANKD')]
  const real = codes({
    ...{ report: first('report', 'STR'), submission: first('submission', 'E'), indicator: first('indicator', '') },
    ...{ modes: { transfer: mode, unknown: mode }, funds: { transfer: funds, unknown: funds } },
    fixed: {
      ...{ 'transaction/transmode_comment': 'E', 'transaction/transaction_location': 'Not known' },
      'transaction/transaction_description': 'No memo',
      ...Object.fromEntries(
        ['from', 'to'].flatMap((side) => [
          [`transaction/t_${side}/${side}_country`, 'FR'],
          [`transaction/t_${side}/${side}_account/institution_code`, 'NOT KNOWN'],
          [`transaction/t_${side}/${side}_account/account_name`, 'Not known'],
        ]),
      ),
    },
  })
  value(await at.setGoamlCodes(real, loaded.version))
}

test.skipIf(!existsSync(folder))('by the schema of a real unit a report is valid', async () => {
  await loadReal()
  const sent = await reported({ rentity: 41 }, 'FR')
  expect(value(await room.deskOf(watcher).writeReport(sent.id))).toMatchObject({ faults: [], left: [] })
})

/** A sample of IBM AMLSim with `transactions.csv`; without it, and without schemas, that test is left out. */
const sample = join(process.env.AMLSIM ?? '', 'transactions.csv')

test.skipIf(!existsSync(folder) || !existsSync(sample))(
  'in 118,250 payments an analyst finds an account that collects, and its report is valid by the schema of a real unit',
  async () => {
    await loadReal()
    const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)
    const rows = readFileSync(sample, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line, i) => {
        const [from = '', to = '', amount = '', at = ''] = line.split(',')
        return `s${i},${day(Number(at))},${amount},${from},${to}`
      })
    const watching = somebody(bank, 'payments')
    const desk = room.deskOf(watching)
    const file = ['payment,at,amount,from_account,to_account', ...rows].join('\n')
    const started = performance.now()
    const batch = value(await desk.takePayments(Buffer.from(file)))
    console.log(
      `${batch.kept} payments kept in ${((performance.now() - started) / 1000).toFixed(1)} s, ${batch.alerts} accounts`,
    )
    expect(batch).toMatchObject({ kept: rows.length, problems: [] })
    expect(batch.alerts).toBeGreaterThan(100)
    const { items } = value(await desk.alerts({ limit: 100 }))
    const alert = items.find(({ ref }) => /^\d+$/.test(ref))
    const necessity = { necessity: 'The account is held by nobody else.' }
    const input = { to: fiu, circumstances: 'Many send very small sums to this account.', rentity: 41, ...necessity }
    const sent = value(await desk.report(alert?.id ?? '', input, alert?.version ?? 0))
    const written = value(await desk.writeReport(sent.id))
    expect(written?.faults).toEqual([])
    expect(written?.xml.match(/<transaction>/g)?.length).toBeGreaterThan(1)
  },
  120_000,
)
