// SPDX-License-Identifier: Apache-2.0
/** The real server on a free port with data of its own, and a browser to walk through it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Server {
  origin: string
  log(): string
  close(): Promise<void>
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))

/** Waits for the line in which the server says where it is. */
const address = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const port = /localhost:(\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(`http://localhost:${port}`)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${said}`)))
  })

async function openServer(settings: Record<string, string>): Promise<Server> {
  if (!existsSync(join(root, 'build/server/index.js'))) throw new Error('The site is not built. Run: npm run build')
  const data = mkdtempSync(join(tmpdir(), 'passerelle-e2e-'))
  chmodSync(data, 0o755)
  const child = spawn(process.execPath, ['src/app/main.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA: data, ...settings },
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

export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath))
    throw new Error(`There is no browser at ${executablePath}. Run: apt-get install -y chromium`)
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
  /** Somebody of the demonstration, by a part of their name, at their desk. */
  stepIn(name: string, options?: BrowserContextOptions): Promise<Visit>
  /** Opens a page of the house and waits until it answers; its HTTP status. */
  go(page: Page, path: string): Promise<number | undefined>
}

/**
 * The house and a browser for the tests of one file: opened before the first of them, closed after the last. `settings`:
 * more of the environment, asked for when it opens.
 */
export function houseForTests(settings: () => Promise<Record<string, string>> = async () => ({})): House {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    server = await openServer(await settings())
    browser = await openBrowser()
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
      await visited.page.goto(`${server.origin}/inbox`)
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

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails with each accessibility fault that axe finds on the page: by these rules, or else by all of the standards. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  await page.evaluate(axeSource)
  const runOnly = rules ? { type: 'rule', values: rules } : STANDARDS
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly })})`)) as AxeResult
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
    if (document.scripts.length === 0 || matchMedia('(scripting: none)').matches) return true
    const { __reactRouterDataRouter: router } = window as { __reactRouterDataRouter?: { state: RouterState } }
    const isTaken = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactFiber'))
    return router?.state.navigation.state === 'idle' && isTaken(document.querySelector('main') ?? document.body)
  })
interface RouterState {
  navigation: { state: string }
}

/** The page as it stands fits every screen, and axe finds nothing in it by day and by night. `SHOTS`: a folder of pictures. */
export const expectSeen = async (page: Page, name: string): Promise<void> => {
  const shots = process.env.SHOTS
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await overflow(page), `${name} ${width}`).toBeLessThanOrEqual(0)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  // Only colours change at night, and asking everything twice costs a second a page.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1024, height: 900 })
}
