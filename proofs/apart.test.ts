// SPDX-License-Identifier: Apache-2.0
/** The proof *apart*: two wings as two processes under two users, each with its own logins only, and each without the other. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAddresses, writeAddresses } from '#app/addresses.ts'
import { heldBy } from '#app/compartments.ts'
import { readConfig } from '#app/config.ts'
import { WINGS, type Wing } from '#app/wings.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { freePort } from '#platform/database/index.ts'
import { projectFiles, read } from './files.ts'
import { importsOf, target } from './imports.ts'

const root = join(import.meta.dirname, '..')
const database = databaseForTests()
const started: ChildProcess[] = []
/** Users of the system with no rights of their own, one a wing. */
const users: Record<Wing, number> = { supply: 63_001, health: 63_002 }
const asUser = (wing: Wing) => ({ uid: users[wing], gid: users[wing] })
/** Root can run as others, who can read this folder unless it is private; otherwise both wings run as ourselves. */
const canBeOthers = (() => {
  if (process.getuid?.() !== 0) return false
  const look = `require('node:fs').readFileSync(${JSON.stringify(join(root, 'package.json'))})`
  return spawnSync(process.execPath, ['-e', look], { cwd: '/', ...asUser('supply') }).status === 0
})()
const folderOf = (wing: Wing) => join(database.folder, wing)
const fileOf = (wing: Wing) => join(folderOf(wing), `${wing}.json`)

beforeAll(async () => {
  const config = readConfig({ DATA: database.folder, DATABASE_URL: database.server.adminUrl })
  writeAddresses(join(database.folder, 'wings'), (await makeAddresses(config)).of)
  for (const wing of WINGS) {
    mkdirSync(folderOf(wing), { mode: 0o700 })
    cpSync(join(database.folder, 'wings', `${wing}.json`), fileOf(wing))
    if (canBeOthers) for (const path of [folderOf(wing), fileOf(wing)]) chownSync(path, users[wing], users[wing])
  }
})

afterAll(() => {
  for (const child of started) child.kill('SIGTERM')
})

const run = (wing: Wing, args: string[], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, args, {
    cwd: '/',
    env: {
      ...{ PATH: process.env.PATH, DATA: folderOf(wing) },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'node@mail.example' },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(canBeOthers ? asUser(wing) : {}),
  })
  started.push(child)
  return child
}

const saidBy = (child: ChildProcess, until: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      if (until.test(said)) resolve(said)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => resolve(said))
  })

test('a file of logins holds its wing and what is neutral, and nothing of the other', () => {
  for (const wing of WINGS) {
    const held = Object.keys(JSON.parse(readFileSync(join(database.folder, 'wings', `${wing}.json`), 'utf8')))
    expect(held.sort()).toEqual(heldBy(wing).sort())
    expect(held.some((name) => name.startsWith(wing === 'supply' ? 'health' : 'supply'))).toBe(false)
  }
})

test('both wings serve as two processes, and neither can read what the other holds', async () => {
  for (const wing of WINGS) {
    const port = await freePort()
    const command = [join(root, 'src/app/cli.ts'), 'serve', '--wing', wing, '--logins', fileOf(wing)]
    const child = run(wing, command, { PORT: String(port) })
    expect(await saidBy(child, /is at http/)).toContain(`:${port}`)
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
  }
  if (!canBeOthers) return console.warn('Not root, or in a private folder: both wings ran as one user.')
  for (const [wing, other] of [WINGS, [...WINGS].reverse()] as [Wing, Wing][]) {
    const script = `require('node:fs').readFileSync(${JSON.stringify(fileOf(other))})`
    expect(await saidBy(run(wing, ['-e', script]), /EACCES/)).toContain('EACCES')
  }
})

test('a wing that is given the other wing’s logins says so and does not start', async () => {
  const command = [join(root, 'src/app/cli.ts'), 'serve', '--wing', 'health', '--logins', fileOf('supply')]
  const said = await saidBy(run('supply', command), /another wing/)
  expect(said).toMatch(/holds logins of another wing: supply, supply_oversight, supply_suspicions/)
})

/** Sources of a wing, its pages among them, that name something of the other. */
const reaching = (wing: Wing, other: Wing, files: readonly string[], textOf: (path: string) => string): string[] =>
  files.filter(
    (path) =>
      new RegExp(`^src/(web/)?${wing}/.*\\.tsx?$`).test(path) &&
      new RegExp(`['"](#|(\\.\\./)+(web/)?)${other}/`).test(textOf(path)),
  )

test('each wing’s sources name nothing of the other’s', () => {
  const files = projectFiles()
  expect(files.some((path) => path.startsWith('src/supply/'))).toBe(true)
  for (const [wing, other] of [WINGS, [...WINGS].reverse()] as [Wing, Wing][])
    expect(reaching(wing, other, files, read)).toEqual([])
  rmSync(join(database.folder, 'wings'), { recursive: true })
})

test.each([
  ['src/health/care/desk.ts', "import { openIncidents } from '#supply/incidents/index.ts'"],
  ['src/web/health/care/page.tsx', "import { door } from '../../supply/incidents/door.ts'"],
])('a wing that names the other in %s is found', (path, text) => {
  expect(reaching('health', 'supply', [path], () => text)).toEqual([path])
  expect(reaching('supply', 'health', [path], () => text)).toEqual([])
})

/** Everything that a wing's sources and tests reach by imports, types too. */
const reachedFrom = (wing: Wing): Set<string> => {
  const files = new Set(projectFiles())
  const reached = new Set([...files].filter((path) => path.startsWith(`src/${wing}/`)))
  for (const path of reached)
    if (/\.tsx?$/.test(path))
      for (const found of importsOf(path).map(target)) if (found && files.has(found)) reached.add(found)
  return reached
}

test.each(WINGS)(
  'the sources and tests of %s reach neither the other wing nor a crossing nor what composes the house',
  (wing) => {
    const other = WINGS.find((each) => each !== wing) as Wing
    const outside = new RegExp(`^src/(${other}|crossings|app|web)/`)
    const reached = [...reachedFrom(wing)]
    expect(reached.filter((path) => path.startsWith(`src/${wing}/`)).length).toBeGreaterThan(10)
    expect(reached.filter((path) => outside.test(path))).toEqual([])
  },
)

/** Of supply those that take a moment; that the others reach nothing else is seen above. */
const RUN: Record<Wing, string[]> = {
  health: ['src/health'],
  supply: ['src/supply/incidents/incident.test.ts', 'src/supply/warnings/crossed.test.ts'],
}

test.each(WINGS)(
  '%s loads and passes its tests in a folder where the other wing and the crossings do not exist',
  async (wing) => {
    const folder = mkdtempSync(join(tmpdir(), `passerelle-${wing}-`))
    chmodSync(folder, 0o755)
    try {
      const reached = reachedFrom(wing)
      const folders = new Set([...reached].map((path) => /^(reference|countries|src\/\w+)\//.exec(path)?.[1] ?? ''))
      for (const each of folders) if (each) cpSync(join(root, each), join(folder, each), { recursive: true })
      for (const file of ['package.json', 'vitest.config.ts']) cpSync(join(root, file), join(folder, file))
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      expect(readdirSync(join(folder, 'src'))).not.toContain(wing === 'supply' ? 'health' : 'supply')
      expect(readdirSync(join(folder, 'src'))).not.toContain('crossings')
      const doors = [...reached].filter((path) => new RegExp(`^src/${wing}/[^/]+/index\\.ts$`).test(path))
      expect(doors.length).toBeGreaterThan(1)
      const load = doors.map((path) => `await import(${JSON.stringify(`./${path}`)})`).join('; ')
      const run = (args: string[]) =>
        spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', timeout: 240_000 })
      const loaded = run(['--input-type=module', '-e', load])
      expect(loaded.status, loaded.stderr).toBe(0)
      const vitest = join(root, 'node_modules/vitest/vitest.mjs')
      const tested = run([vitest, 'run', '--maxWorkers=1', ...RUN[wing]])
      expect(tested.status, tested.stdout + tested.stderr).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
  300_000,
)
