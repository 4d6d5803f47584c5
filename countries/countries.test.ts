// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CROSSINGS, countryCodes, loadCountry, missingFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-countries-'))
afterAll(() => rmSync(folder, { recursive: true }))

const here = import.meta.dirname

/** What loading says of a copy of a pack in which one text of one file was replaced. */
const withFault = (code: string, file: string, from: string | RegExp, to: string): string => {
  const copy = join(folder, code)
  rmSync(copy, { recursive: true, force: true })
  cpSync(join(here, code), copy, { recursive: true })
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  expect(text.replace(from, to), `${file} holds ${from}`).not.toBe(text)
  writeFileSync(path, text.replace(from, to))
  try {
    loadCountry(code, folder)
    return ''
  } catch (error) {
    return String(error)
  }
}

test('every pack passes its checks', () => {
  expect(countryCodes()).toEqual(['us', 'zz'])
  for (const code of countryCodes()) expect(loadCountry(code).country.code).toBe(code.toUpperCase())
})

test('the fictional country is complete, the United States have areas only', () => {
  const zz = loadCountry('zz')
  expect(missingFrom(zz)).toEqual([])
  expect(zz.crossings.map(({ id }) => id)).toEqual([...CROSSINGS])
  expect(new Set(zz.crossings.map(({ state }) => state))).toEqual(new Set(['open', 'closed']))
  expect([1, 2, 3].map((level) => zz.areas.filter((area) => area.level === level).length)).toEqual([5, 13, 22])
  for (const name of [...zz.areas, ...zz.law, ...zz.clocks, ...zz['help-lines']]) expect(name.name_ar).not.toBe('')
  const us = loadCountry('us')
  expect(us.areas).toHaveLength(57)
  expect(us.areas.filter(({ kind }) => kind === 'state')).toHaveLength(50)
  expect(missingFrom(us)).toContain('law')
  const others = Object.entries(us).filter(([file]) => !['country', 'areas', 'sources'].includes(file))
  expect(others.filter(([, rows]) => (rows as unknown[]).length > 0)).toEqual([])
})

test('each fact carries its source and how sure it is', () => {
  for (const code of countryCodes()) {
    const { sources, country, ...tables } = loadCountry(code)
    const known = sources.map(({ id }) => id)
    for (const fact of [country, ...Object.values(tables).flat()]) {
      expect(known).toContain(fact.source)
      expect(fact.certainty).toMatch(/^(checked|unchecked|fictional)$/)
    }
  }
})

const FAULTS: [string, string, string | RegExp, string, string][] = [
  ['zz', 'clocks.csv', 'PT15M', '15 minutes', 'zz/clocks.csv, row 2, column within'],
  ['zz', 'clocks.csv', 'receipt,PT15M,clock,co-operation', 'receipt,PT15M,clock,no-such', 'law.csv has no "no-such"'],
  ['zz', 'areas.csv', 'ZZ-NO-11,ZZ-NO-1,3', 'ZZ-NO-11,ZZ-NO-9,3', 'zz/areas.csv, row 4, column parent'],
  ['zz', 'areas.csv', 'ZZ-NO-11,ZZ-NO-1,3', 'ZZ-NO-11,ZZ-NO,3', 'is of level 1, not 2'],
  ['zz', 'areas.csv', 'ZZ-NO-12,', 'ZZ-NO-11,', 'stands here twice'],
  ['zz', 'areas.csv', ',-11.45,-21.75,', ',-11.45,,', 'a position has a latitude and a longitude'],
  ['zz', 'areas.csv', ',-11.45,', ',north,', 'degrees from -90 to 90'],
  ['zz', 'criteria.csv', 'ZZ-RGT-01', 'FR-RGT-01', 'must begin with ZZ-'],
  ['zz', 'criteria.csv', ',3,no,', ',9,no,', 'zz/criteria.csv, row 2, column weight'],
  ['zz', 'areas.csv', 'invented', '', 'zz/areas.csv, row 2, column source'],
  ['zz', 'areas.csv', 'invented', 'someone', 'sources.csv has no "someone"'],
  ['zz', 'areas.csv', 'fictional', 'sure', 'zz/areas.csv, row 2, column certainty'],
  ['zz', 'areas.csv', 'fictional', 'checked', 'cannot be "checked"'],
  ['zz', 'law.csv', 'Precursor Act of Orvane (fictional)', 'Precursor Act', 'must say in every language'],
  ['zz', 'help-lines.csv', '+000 4400', '+33 1 40 05', 'must begin with +000'],
  ['zz', 'help-lines.csv', 'poison.orvane.example', 'poison.fr', 'under .example'],
  ['zz', 'help-lines.csv', 'fr;ar;en', 'fr;de', 'languages.csv has no de'],
  ['zz', 'crossings.csv', /^warning-to-health,.*\n/m, '', 'says nothing of "warning-to-health"'],
  ['zz', 'crossings.csv', 'report-to-incident', 'report-to-police', 'there is no crossing "report-to-police"'],
  ['zz', 'crossings.csv', 'closed,figure-floor', 'ajar,figure-floor', 'zz/crossings.csv, row 7, column state'],
  ['zz', 'crossings.csv', 'closed,figure-floor', 'closed,low', 'thresholds.csv has no "low"'],
  ['zz', 'country.csv', 'Etc/GMT-1', 'Orvane/City', 'time zone'],
  ['zz', 'country.csv', /^ZZ/m, 'FR', 'must be ZZ'],
  ['zz', 'country.csv', 'ZZ,fictional', 'ZZ,real', "a real country's fact cannot be"],
  ['zz', 'thresholds.csv', 'figure-floor,8', 'figure-floor,eight', 'zz/thresholds.csv, row 2, column value'],
  ['zz', 'thresholds.csv', 'figure-floor,8', '8', 'zz/thresholds.csv, row 2'],
  ['us', 'areas.csv', 'US-AK', 'CA-AK', 'must begin with US-'],
  ['us', 'areas.csv', 'checked', 'fictional', "a real country's fact cannot be"],
]

test.each(FAULTS)('a fault in %s/%s is found (%s to %s)', (code, file, from, to, said) => {
  expect(withFault(code, file, from, to)).toContain(said)
})

test('a pack that is not there, a file that no pack has, and a law that nobody read are refused', () => {
  for (const code of ['xx', '..', 'ZZ', '']) expect(() => loadCountry(code)).toThrow('There is no country pack')
  cpSync(join(here, 'us'), join(folder, 'us'), { recursive: true })
  writeFileSync(join(folder, 'us/notes.csv'), 'a\n')
  expect(() => loadCountry('us', folder)).toThrow('us/notes.csv: no pack has a file of this name')
  rmSync(join(folder, 'us'), { recursive: true })
  cpSync(join(here, 'us'), join(folder, 'us'), { recursive: true })
  const law = 'id,topic,reference,in_force_from,name_en,name_fr,name_ar,source,certainty\n'
  writeFileSync(join(folder, 'us/law.csv'), `${law}act,control,An Act,1970-10-27,Act,Loi,,iso-3166-2-us,unchecked\n`)
  expect(() => loadCountry('us', folder)).toThrow('ships only where its text was read')
})
