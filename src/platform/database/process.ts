// SPDX-License-Identifier: Apache-2.0
/** Of this computer: whether a process runs, and which port is free. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** Whether a process runs; one that is only waiting to be collected does not. */
export const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** From 32768 on Linux gives ports to connections that go out: one could have it before the program that it is for. */
const [LOWEST, BEYOND] = [20_000, 32_768]

/** A port of the loopback that nobody listens on, for a program that cannot take one by itself. */
export const freePort = async (): Promise<number> => {
  for (let left = 100; left > 0; left--) {
    const port = randomInt(LOWEST, BEYOND)
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
  throw new Error('No free loopback port.')
}
