// SPDX-License-Identifier: Apache-2.0
/**
 * What the files of one run of the tests share: made once, by whichever needs it first, in a folder that goes with the run.
 * `setup` is vitest's (vitest.config.ts); without it nothing is shared, and everybody makes their own.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { reachableData, serverAccount } from './account.ts'
import { alive } from './process.ts'

const RUN = 'PASSERELLE_TEST_RUN'

/** Milliseconds for a server to end by itself. */
const PATIENCE = 20_000

const PREFIX = 'passerelle-run-'
const OWNER = 'owner'
const RUNNING = '.running'

const ownerOf = (folder: string): number => {
  try {
    return Number(readFileSync(join(folder, OWNER), 'utf8'))
  } catch {
    return 0 // somebody else's, or one that is being made just now
  }
}

/** Whether it is one of this run's processes still, and not another that was given the same number. */
const isOf = (made: string, pid: number): boolean => {
  try {
    return alive(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`TMPDIR=${made}`)
  } catch {
    return false
  }
}

/** Ends what the files of a run shared, and waits for it: a server that is being ended still writes to its folder. */
const endAll = async (made: string, folder: string) => {
  const pids = readdirSync(folder).flatMap((name) => (name.endsWith(RUNNING) ? [Number.parseInt(name, 10)] : []))
  for (const pid of pids) {
    if (isOf(made, pid)) process.kill(pid, 'SIGTERM')
    for (const until = Date.now() + PATIENCE; isOf(made, pid); await sleep(20))
      if (Date.now() > until) process.kill(pid, 'SIGKILL')
  }
}

/** Removes a run's folders, after ending what runs in them. */
const clear = async (made: string) => {
  const folder = reachableData(made, serverAccount())
  await endAll(made, folder)
  for (const each of [made, folder]) rmSync(each, { recursive: true, force: true })
}

/** Removes what runs left that were killed: a whole database for each of their files. */
const sweep = async (temporary: string) => {
  for (const name of readdirSync(temporary).filter((each) => each.startsWith(PREFIX))) {
    const left = join(temporary, name)
    const owner = ownerOf(left)
    // Another run may be removing it just now, or it is another user's.
    if (owner !== 0 && !alive(owner)) await clear(left).catch(() => undefined)
  }
}

/**
 * Makes the folder of a run, known to all of its processes; answers how to remove it. What its files make as temporary is
 * in it too, and goes with it also where they are killed.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  const temporary = tmpdir()
  await sweep(temporary)
  const made = mkdtempSync(join(temporary, PREFIX))
  chmodSync(made, 0o755)
  writeFileSync(join(made, OWNER), String(process.pid))
  process.env.TMPDIR = made
  process.env[RUN] = reachableData(made, serverAccount())
  return async () => {
    process.env.TMPDIR = temporary
    await clear(made)
  }
}

/** Has a process ended with the run that it was started in, for one that several files use. */
export const endWithTheRun = (pid: number): void => {
  const run = process.env[RUN]
  if (run !== undefined) writeFileSync(join(run, `${pid}${RUNNING}`), '')
}

/**
 * The folder of this name that `make` filled, once a run. Undefined outside a run. Where making failed it rejects for
 * everybody.
 */
export const onceARun = async (name: string, make: (folder: string) => Promise<void>): Promise<string | undefined> => {
  const run = process.env[RUN]
  if (run === undefined) return undefined
  const folder = join(run, name)
  const [maker, done] = [`${folder}.maker`, `${folder}.done`]
  try {
    writeFileSync(maker, String(process.pid), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    while (!existsSync(done)) {
      const pid = Number(readFileSync(maker, 'utf8'))
      if (pid > 0 && !alive(pid)) throw new Error(`Whoever was making ${name} for the tests is gone.`)
      await sleep(50)
    }
    const failed = readFileSync(done, 'utf8')
    if (failed !== '') throw new Error(failed)
    return folder
  }
  try {
    mkdirSync(folder, { mode: 0o755 })
    await make(folder)
    writeFileSync(done, '')
    return folder
  } catch (error) {
    writeFileSync(done, `${name} could not be made for the tests: ${String(error)}`)
    throw error
  }
}
