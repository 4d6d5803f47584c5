// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { endWithTheRun, setup } from './once.testing.ts'
import { alive } from './process.ts'

test('a run removes what killed ones left, nothing of those that go on, and at its end its own', async () => {
  const { TMPDIR, PASSERELLE_TEST_RUN } = process.env
  const here = mkdtempSync(join(tmpdir(), 'passerelle-once-'))
  const left = (name: string, owner: string) => {
    const folder = join(here, name)
    mkdirSync(join(folder, 'cluster'), { recursive: true })
    writeFileSync(join(folder, 'owner'), owner)
    return folder
  }
  const none = '4194305' // one more than the highest that Linux gives
  const killed = left('passerelle-run-killed', none)
  const kept = [left('passerelle-run-going', String(process.pid)), left('passerelle-run-half', ''), left('other', none)]
  try {
    process.env.TMPDIR = here
    const end = await setup()
    expect([existsSync(killed), ...kept.map((each) => existsSync(each))]).toEqual([false, true, true, true])
    const own = mkdtempSync(join(tmpdir(), 'passerelle-'))
    expect(basename(dirname(own))).toMatch(/^passerelle-run-/)
    const shared = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
    await once(shared, 'spawn')
    const pid = shared.pid ?? 0
    endWithTheRun(pid)
    endWithTheRun(process.pid) // of another run: its number only
    expect(alive(pid)).toBe(true)
    await end()
    expect(alive(pid)).toBe(false)
    expect(existsSync(own)).toBe(false)
    expect(tmpdir()).toBe(here)
  } finally {
    Object.assign(process.env, { TMPDIR, PASSERELLE_TEST_RUN })
    rmSync(here, { recursive: true })
  }
})
