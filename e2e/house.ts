// SPDX-License-Identifier: Apache-2.0
/** The real server on a free port with data of its own, and a browser to walk through it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { prepareData, type Where } from '../src/app/prepared.testing.ts'
import { endWithTheRun, onceARun } from '../src/platform/database/once.testing.ts'

const root = join(import.meta.dirname, '..')

interface Server {
  origin: string
  log(): string
  close(): Promise<void>
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => (isOver(child) ? resolve() : child.once('exit', () => resolve())))

const PLACE = /localhost:(\d+)/

/** Waits for the line in which the server says where it is. */
const address = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const port = PLACE.exec(said)?.[1]
      if (port !== undefined) resolve(`http://localhost:${port}`)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${said}`)))
  })

const ownData = async (where: Where): Promise<string> => {
  if (!existsSync(join(root, 'build/server/index.js'))) throw new Error('The site is not built. Run: npm run build')
  const data = mkdtempSync(join(tmpdir(), 'passerelle-e2e-'))
  chmodSync(data, 0o755)
  await prepareData(data, where)
  return data
}

const environment = (data: string) => ({ ...process.env, NODE_ENV: 'production', PORT: '0', DATA: data })

async function openServer(settings: Record<string, string>, where: Where): Promise<Server> {
  const data = await ownData(where)
  const child = spawn(process.execPath, ['src/app/main.ts'], {
    cwd: root,
    env: { ...environment(data), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      log += chunk
    })
  const origin = await address(child)
  const close = async () => {
    child.kill('SIGTERM')
    await ended(child)
    rmSync(data, { recursive: true, force: true })
  }
  return { origin, log: () => log, close }
}

/** The one of this run that several files use: opened by the first that needs it, ended with the run. */
const sharedServer = async (): Promise<Server> => {
  const folder = await onceARun('shared-house', async (made) => {
    const data = await ownData('home')
    const file = join(made, 'log')
    const output = openSync(file, 'a')
    const stdio = ['ignore', output, output] as const
    const child = spawn(process.execPath, ['src/app/main.ts'], {
      ...{ cwd: root, env: environment(data), detached: true, stdio: [...stdio] },
    })
    child.unref()
    endWithTheRun(child.pid ?? 0)
    for (;;) {
      const port = PLACE.exec(readFileSync(file, 'utf8'))?.[1]
      if (port !== undefined) return writeFileSync(join(made, 'origin'), `http://localhost:${port}`)
      if (isOver(child)) throw new Error(`The server ended:\n${readFileSync(file, 'utf8')}`)
      await sleep(20)
    }
  })
  if (folder === undefined) return openServer({}, 'home')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { origin: read('origin'), log: () => read('log'), close: async () => undefined }
}

export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, and is given to whoever may ask.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? ''
  if (!existsSync(executablePath))
    throw new Error('There is no browser. Run: apt-get install -y chromium-headless-shell, or set CHROMIUM to one.')
  return chromium.launch({ executablePath, args: flags })
}

export interface Visit {
  page: Page
  context: BrowserContext
  /** Addresses and bodies of all that the browser asked for. */
  requests: { url: string; body: string }[]
  /** What the browser complained about: errors, refused scripts and styles. */
  complaints: string[]
}

async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  const requests: Visit['requests'] = []
  const complaints: string[] = []
  context.on('request', (request) => requests.push({ url: request.url(), body: request.postData() ?? '' }))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, context, requests, complaints }
}

export interface House {
  origin: string
  /** All that the server has written to its log. */
  log(): string
  /** A page of its own, without the memory of earlier ones. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /** Somebody of the demonstration, by a part of their name, signed in: no page is open yet. */
  stepIn(name: string, options?: BrowserContextOptions): Promise<Visit>
  /** Opens a page of the house and waits until it answers; its HTTP status. */
  go(page: Page, path: string): Promise<number | undefined>
}

/**
 * The house and a browser for the tests of one file: opened before the first of them, closed after the last. `settings`:
 * more of the environment, asked for when it opens. `where`: the second of two nodes that meet is `abroad`.
 */
export const houseForTests = (
  settings: () => Promise<Record<string, string>> = async () => ({}),
  where: Where = 'home',
): House => opened(async () => openServer(await settings(), where))

/**
 * The same with a server that other files use at the same time: for those that leave behind nothing that another one reads,
 * and need no setting. It is there at once where another file opened it.
 */
export const sharedHouse = (): House => opened(sharedServer)

const opened = (open: () => Promise<Server>): House => {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([open(), openBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  return {
    get origin() {
      return server.origin
    },
    log: () => server.log(),
    visit: (options) => visit(browser, options),
    stepIn: async (name, options) => {
      // Asked without a page: every test steps in; e2e/mailbox goes by that page itself.
      const visited = await visit(browser, options)
      const { request } = visited.context
      const people = await (await request.get(`${server.origin}/demonstration`)).text()
      const [button = ''] = (people.match(/<button[^>]*>/g) ?? []).filter((each) => each.includes(name))
      const account = /value="([^"]+)"/.exec(button)?.[1]
      if (!account) throw new Error(`Nobody of the demonstration is called ${name}.`)
      await request.post(`${server.origin}/demonstration`, { form: { account }, headers: { origin: server.origin } })
      return visited
    },
    go: async (page, path) => {
      const answer = await page.goto(server.origin + path)
      await awake(page)
      return answer?.status()
    },
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { html: string; failureSummary: string }[]
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Fails with each accessibility fault that axe finds on the page: by `only` these rules, or else by all of the standards
 * with what `rules` says of single ones.
 */
export async function expectAccessible(page: Page, only?: string[], rules: object = {}): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const runOnly = only ? { type: 'rule', values: only } : STANDARDS
  // What is in order fills megabytes on a long page: it is neither gathered nor sent.
  const options = JSON.stringify({ runOnly, rules, resultTypes: ['violations'] })
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  )
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
  expect(faults, page.url()).toEqual([])
}

/** How far the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Waits until the page's script answers what a person does and no page is on its way; at once where there is no script. */
export const awake = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    // The script of a list of help is done once the page is loaded.
    if (
      [...document.scripts].every(({ src }) => src.endsWith('/help-keep.js')) ||
      matchMedia('(scripting: none)').matches
    )
      return true
    const { __reactRouterDataRouter: router } = window as { __reactRouterDataRouter?: { state: RouterState } }
    const isTaken = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactFiber'))
    return router?.state.navigation.state === 'idle' && isTaken(document.querySelector('main') ?? document.body)
  })
interface RouterState {
  navigation: { state: string }
}

/**
 * The page as it stands fits every screen, and axe finds nothing in it by day and by night. `again`: its colours were looked
 * at before, in another language. `SHOTS`: a folder of pictures.
 */
export const expectSeen = async (page: Page, name: string, { again = false } = {}): Promise<void> => {
  const shots = process.env.SHOTS
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflow(page), `${name} ${width}`).toBeLessThanOrEqual(0)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (again) await expectAccessible(page, undefined, { 'color-contrast': { enabled: false } })
  else await expectAccessible(page)
  // Only colours change at night, and asking everything twice costs a second a page.
  if (!again) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page, ['color-contrast'])
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize({ width: 1024, height: 900 })
}
