// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadQualityCriteria, QUALITY_SETTINGS, type QualityCriterion, withAdditions } from './index.ts'
import { readRows } from './read.ts'

const { criteria, domains, version } = loadQualityCriteria()
const CHECKS = [
  ...['document-review', 'data-check', 'record-sample', 'interview-people-served', 'interview-staff'],
  ...['observation', 'unannounced-visit'],
]

test('each criterion stands once, in both languages, with a domain, settings, ways to check it and paragraphs', () => {
  expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length)
  const known = new Set(domains.map(({ id }) => id))
  for (const each of criteria) {
    const { id, domain, name, criterion, evidence, weight, settings, verification, paragraphs } = each
    expect(id).toMatch(new RegExp(`^${domain}-\\d\\d$`))
    expect(known, id).toContain(domain)
    for (const text of [name.en, name.fr, criterion.en, criterion.fr, evidence]) expect(text.trim(), id).not.toBe('')
    expect([2, 3, 4, 5], id).toContain(weight)
    expect(settings.length, id).toBeGreaterThan(0)
    for (const setting of settings) expect(QUALITY_SETTINGS, id).toContain(setting)
    expect(verification.length, id).toBeGreaterThan(0)
    for (const way of verification) expect(CHECKS, id).toContain(way)
    for (const paragraph of paragraphs) expect(paragraph, id).toMatch(/^O?P\d{1,2}$/)
  }
  for (const { id, name } of domains) {
    expect(
      criteria.some(({ domain }) => domain === id),
      id,
    ).toBe(true)
    expect([name.en, name.fr], id).not.toContain('')
  }
})

test('a service is asked what applies to it: between 50 and 130 criteria, some of them critical', () => {
  for (const setting of QUALITY_SETTINGS.filter((each) => each !== 'system-authority')) {
    const own = criteria.filter(({ settings }) => settings.includes(setting))
    expect(own.length, setting).toBeGreaterThanOrEqual(50)
    expect(own.length, setting).toBeLessThanOrEqual(130)
    expect(new Set(own.map(({ isCritical }) => isCritical)).size, setting).toBe(2)
  }
})

test('every row says that its wording is the curators’ own and unchecked; the README has its figures', () => {
  const text = readFileSync(join(import.meta.dirname, 'quality-criteria.csv'), 'utf8')
  const rows = readRows('quality-criteria.csv', text, ['critical', 'checked', 'source', 'licence', 'confidence'])
  for (const row of rows)
    expect(row).toMatchObject({ checked: 'no', source: 'curator', licence: 'CC0-1.0', confidence: 'knowledge' })
  expect(new Set(rows.map(({ critical }) => critical))).toEqual(new Set(['yes', 'no']))
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const critical = criteria.filter(({ isCritical }) => isCritical).length
  expect(readme).toContain(
    `\`quality-criteria.csv\` | ${criteria.length} | what a service is held to, ${critical} of them critical`,
  )
  expect(readme).toContain(`\`quality-domains.csv\` | ${domains.length} |`)
  expect(version).toMatch(/^[0-9a-f]{8}$/)
})

test('a country adds criteria of its own beside those of their domain, and the version says so', () => {
  const all = loadQualityCriteria()
  const [model] = all.criteria
  const own: QualityCriterion = { ...(model as QualityCriterion), id: 'ZZ-RGT-01', settings: ['telehealth'] }
  const more = withAdditions(all, [own])
  expect(withAdditions(all, [])).toBe(all)
  expect(more.criteria).toHaveLength(criteria.length + 1)
  const last = more.criteria.findLastIndex(({ domain }) => domain === own.domain)
  expect(more.criteria[last]).toBe(own)
  expect(more.version).toMatch(new RegExp(`^${version}\\+[0-9a-f]{8}$`))
  const other = withAdditions(all, [{ ...own, weight: own.weight === 2 ? 3 : 2 }])
  expect(other.version).not.toBe(more.version)
  expect(() => withAdditions(all, [{ ...own, domain: 'XXX' }])).toThrow('there is no domain "XXX"')
  expect(() => withAdditions(all, [own, own])).toThrow('ZZ-RGT-01: the id is taken')
  expect(() => withAdditions(all, [{ ...own, settings: ['ship' as never] }])).toThrow('there is no setting "ship"')
})
