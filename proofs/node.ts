// SPDX-License-Identifier: Apache-2.0
/** The real node as an operator starts it, in a process of its own with data of its own, for proofs that hurt it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inEarnest } from '#platform/database/cluster.testing.ts'
import { alive, freePort } from '#platform/database/process.ts'
import { prepareData } from '../src/app/prepared.testing.ts'

const root = join(import.meta.dirname, '..')

export interface Node {
  data: string
  origin: string
  /** What it said on standard output and standard error, from its first start on. */
  said: string
  /** Starts it and resolves once it answers. */
  start(): Promise<void>
  /** SIGKILL, to the node alone: its database lives on. */
  kill(): Promise<void>
  /** Process id of the database's first process; NaN for the moment in which there is none. */
  database(): number
  /** `./passerelle` on the same data; its exit status and what it said. */
  command(words: string[]): Promise<{ status: number | null; text: string }>
  /** The headers of the user of the demonstration with this name, who stepped in by the page's own form. */
  stepIn(name: string): Promise<Record<string, string>>
  /** Ends it as an operator does, and removes its data. */
  end(): Promise<void>
}

const databaseOf = (lock: string) => (existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : Number.NaN)

const PATIENCE = 60_000

const run = async (child: ChildProcess): Promise<{ status: number | null; text: string }> => {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (more) => (text += more))
  const [status] = await once(child, 'close')
  return { status, text }
}

/** Data and port are chosen; nothing runs yet. */
export const prepareNode = async (): Promise<Node> => {
  const data = mkdtempSync(join(tmpdir(), 'passerelle-node-'))
  chmodSync(data, 0o755)
  await prepareData(data)
  if (existsSync(join(data, 'demonstration.json'))) inEarnest(data)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const lock = join(data, 'postgresql/postmaster.pid')
  const said = join(data, 'node.log')
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA: data, DEMONSTRATION: 'on' }
  let child: ChildProcess | undefined
  const answers = () =>
    fetch(`${origin}/api/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    )
  const leave = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const left = once(child, 'exit')
    child.kill(signal)
    await left
  }
  return {
    ...{ data, origin, said },
    start: async () => {
      const output = openSync(said, 'a')
      child = spawn(process.execPath, ['src/app/main.ts'], { cwd: root, env, stdio: ['ignore', output, output] })
      closeSync(output)
      for (const started = Date.now(); !(await answers()); await sleep(20))
        if (child.exitCode !== null || Date.now() - started > PATIENCE)
          throw new Error(`The node did not start:\n${readFileSync(said, 'utf8').slice(-2000)}`)
    },
    kill: () => leave('SIGKILL'),
    database: () => databaseOf(lock),
    command: (words) => run(spawn(join(root, 'passerelle'), words, { cwd: root, env })),
    stepIn: async (name) => {
      const users: { account: string; name: string }[] = JSON.parse(
        readFileSync(join(data, 'demonstration.json'), 'utf8'),
      )
      const account = users.find((user) => user.name === name)?.account ?? ''
      const body = new URLSearchParams({ account })
      const answer = await fetch(`${origin}/demonstration`, {
        ...{ method: 'POST', headers: { origin }, body, redirect: 'manual' },
      })
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
      if (cookies.length === 0) throw new Error(`${name} could not step in: ${answer.status}`)
      return { origin, cookie: cookies.join('; ') }
    },
    end: async () => {
      await leave('SIGTERM')
      // A node that was already dead left its database running.
      const database = databaseOf(lock)
      if (alive(database)) process.kill(database, 'SIGINT')
      while (alive(database)) await sleep(20)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
