// SPDX-License-Identifier: Apache-2.0
/** `npm start` as an operator types it, in a process group of its own. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#platform/database/index.ts'
import type { OwnTime } from './measure.ts'

const alive = (group: number): boolean => {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

/** Starts the site on this data, waits for its first page, ends it again; answers the time until the page. */
export const startSite = async (root: string, data: string): Promise<OwnTime> => {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA: data }
  const started = performance.now()
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: 'ignore', detached: true })
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error('npm start ended before it answered')
    await sleep(5)
  }
  const ms = performance.now() - started
  process.kill(-child.pid!, 'SIGTERM')
  while (alive(child.pid!)) await sleep(20) // the site leaves after its database has
  return { ms }
}
