// SPDX-License-Identifier: Apache-2.0
/** What the house can do stands in its manual, in both languages, and what the manual shows is what happens. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { noticesRoutes } from '#commons/notices/index.ts'
import { practicesRoutes } from '#commons/practices/index.ts'
import { adviceRoutes } from '#health/advice/index.ts'
import { assuranceRoutes, inspectionsRoutes } from '#health/assurance/index.ts'
import { complaintsRoutes } from '#health/complaints/index.ts'
import { continuityRoutes } from '#health/continuity/index.ts'
import { fhirRoutes, hsdsRoutes } from '#health/directory/index.ts'
import { equivalenceRoutes } from '#health/equivalence/index.ts'
import { experienceRoutes } from '#health/experience/index.ts'
import { legalAidRoutes } from '#health/legal-aid/index.ts'
import { libertyRoutes } from '#health/liberty/index.ts'
import { signalsRoutes } from '#health/signals/index.ts'
import { visitsRoutes } from '#health/visits/index.ts'
import { eventRoutes } from '#platform/events/index.ts'
import { webhooksRoutes } from '#platform/webhooks/index.ts'
import { loadReference } from '#reference/index.ts'
import { correctionsRoutes } from '#supply/corrections/index.ts'
import { feedsRoutes } from '#supply/feeds/index.ts'
import { groupsRoutes } from '#supply/groups/index.ts'
import { incidentsRoutes } from '#supply/incidents/index.ts'
import { oversightRoutes } from '#supply/oversight/index.ts'
import { assessmentsRoutes, customersRoutes, partnershipsRoutes } from '#supply/partnerships/index.ts'
import { suspicionsRoutes } from '#supply/suspicions/index.ts'
import { warningsRoutes } from '#supply/warnings/index.ts'
import { healthRoute } from '../src/app/health.ts'
import { createLookup, lookupRoutes } from '../src/commons/lookup/index.ts'
import { projectFiles, read, root } from './files.ts'

/** All guides of a language, one after another. */
const guides = (language: string) =>
  projectFiles()
    .filter((path) => path.startsWith('docs/guide/') && path.endsWith(`.${language}.md`))
    .map(read)
    .join('\n')
const GUIDES = [guides('en'), guides('fr')]

const cli = (args: string[]) => {
  const env = { ...process.env, LANG: 'en', LC_ALL: '', DATA: join(root, 'node_modules/.no-data') }
  return spawnSync(process.execPath, ['src/app/cli.ts', ...args], { cwd: root, env, encoding: 'utf8' }).stdout
}

const withoutVersion = (text: string) => text.replace(/\d{4}-\d\d-\d\d\.[0-9a-f]{8}|…/g, 'VERSION').trim()

test('the example in the README is what really happens', () => {
  const blocks = [...read('README.md').matchAll(/```console\n\$ \.\/passerelle match "([^"]+)"\n([\s\S]*?)```/g)]
  expect(blocks.length).toBeGreaterThan(0)
  for (const [, text = '', shown = ''] of blocks)
    expect(withoutVersion(shown)).toBe(withoutVersion(cli(['match', text])))
})

test('every option and command of the command line stands in its help and in both guides', () => {
  const options = [...read('src/app/commands/index.ts').matchAll(/^ {2}([a-z]+): \{ type: /gm)].map((found) => found[1])
  expect(options).toContain('column')
  const told = options.filter((option) => !['help', 'version'].includes(option ?? ''))
  for (const text of [cli(['--help']), ...GUIDES])
    for (const option of told) expect(text, `--${option}`).toContain(`--${option}`)
})

/** Described only; nobody asks these here. */
const events = eventRoutes({
  path: '/api/events',
  sources: [],
  follow: () => () => undefined,
})
const practices = practicesRoutes({
  ...{ deskOf: () => Promise.resolve(undefined), names: async () => new Map(), origin: '' },
  everybody: { list: async () => [], open: async () => undefined, namesAway: async () => new Map() },
})

const outside = [
  libertyRoutes({ deskOf: () => Promise.resolve(undefined), register: undefined }),
  legalAidRoutes(() => Promise.resolve(undefined)),
  visitsRoutes({ deskOf: () => Promise.resolve(undefined), register: undefined }),
  assuranceRoutes({ deskOf: () => Promise.resolve(undefined), register: undefined, origin: '' }),
  inspectionsRoutes(() => Promise.resolve(undefined)),
  complaintsRoutes({ deskOf: () => Promise.resolve(undefined), counter: undefined }),
  continuityRoutes({ deskOf: () => Promise.resolve(undefined), register: undefined }),
  experienceRoutes({ deskOf: () => Promise.resolve(undefined), counter: undefined }),
  equivalenceRoutes(undefined),
  hsdsRoutes({ desk: undefined, origin: '' }),
  fhirRoutes({ desk: undefined, origin: '' }),
  correctionsRoutes(() => Promise.resolve(undefined)),
  feedsRoutes(() => Promise.resolve(undefined)),
  webhooksRoutes(() => Promise.resolve(undefined)),
]

test('every address of the API stands in both guides', async () => {
  const lookup = createLookup(loadReference(), '')
  const parts = [
    await lookupRoutes(() => ({ lookup })),
    noticesRoutes(() => Promise.resolve(undefined)),
    practices,
    signalsRoutes(() => Promise.resolve(undefined)),
    warningsRoutes(() => Promise.resolve(undefined)),
    adviceRoutes(() => Promise.resolve(undefined)),
    groupsRoutes(() => Promise.resolve(undefined)),
    ...outside,
    events,
  ]
  const addresses = parts.flatMap((api) =>
    Object.keys(api.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {}),
  )
  expect(addresses.length).toBeGreaterThan(3)
  for (const guide of GUIDES) for (const address of addresses) expect(guide).toContain(address)
})

test('every operation of the API has a heading on its page, in English the one of the description', async () => {
  const lookup = createLookup(loadReference(), '')
  const parts = [
    await lookupRoutes(() => ({ lookup })),
    healthRoute(() => Promise.resolve()),
    noticesRoutes(() => Promise.resolve(undefined)),
    practices,
    incidentsRoutes(() => Promise.resolve(undefined)),
    partnershipsRoutes(() => Promise.resolve(undefined)),
    groupsRoutes(() => Promise.resolve(undefined)),
    customersRoutes(() => Promise.resolve(undefined)),
    assessmentsRoutes({ deskOf: () => Promise.resolve(undefined), register: undefined }),
    signalsRoutes(() => Promise.resolve(undefined)),
    warningsRoutes(() => Promise.resolve(undefined)),
    adviceRoutes(() => Promise.resolve(undefined)),
    oversightRoutes({ deskOf: () => Promise.resolve(undefined), counter: undefined }),
    suspicionsRoutes({ deskOf: () => Promise.resolve(undefined), counter: undefined }),
    ...outside,
    events,
  ]
  const headings = parts
    .flatMap((api) =>
      Object.values(api.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {}),
    )
    .flatMap((item) => Object.values(item as Record<string, { operationId: string; summary: string }>))
    .map(({ operationId, summary }) => [operationId, summary])
  expect(JSON.parse(read('src/web/public/messages/en.json')).api.operation).toEqual(Object.fromEntries(headings))
})

/** Keys without their plural forms, which languages have in different numbers. */
const keysOf = (path: string) => [
  ...new Set(keys(JSON.parse(read(path))).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))),
]

const keys = (value: unknown, prefix = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${prefix}.${key}`))
    : [prefix]

test('every message is there in English and in French', () => {
  const english = projectFiles().filter((path) => /\/messages\/en\.json$/.test(path))
  expect(english.length).toBeGreaterThan(1)
  for (const path of english) {
    const french = join(dirname(path), 'fr.json')
    expect(keysOf(french).sort(), french).toEqual(keysOf(path).sort())
  }
})
