// SPDX-License-Identifier: Apache-2.0
/** An empty PostgreSQL cluster, made once a run of the tests and copied for each that wants one: a tenth of the work. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reachableData, serverAccount } from './account.ts'
import { startEmbedded } from './embedded.ts'
import { onceARun } from './once.testing.ts'

/**
 * No test takes the power away: what a process wrote is there when it is killed, also without waiting for the disk. And
 * nobody guesses passwords, which are as long as keys.
 */
const UNHURRIED = 'fsync = off\nfull_page_writes = off\nscram_iterations = 1\n'

const settingsIn = (home: string) => join(home, 'postgresql/postgresql.auto.conf')

/** All that is in a folder, owners and rights included: a stopped database is sound in its copy. */
export const copyFolder = async (from: string, to: string): Promise<void> => {
  const child = spawn('cp', ['-a', `${from}/.`, to], { stdio: 'inherit' })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`cp -a ${from} ${to} ended with ${status}.`)
}

/** Puts a stopped cluster where a node with these data would have its own. Outside a run nothing. */
export const prepareCluster = async (data: string): Promise<void> => {
  const cluster = await onceARun('cluster', async (folder) => {
    const server = await startEmbedded(folder)
    await server.stop()
    appendFileSync(settingsIn(folder), UNHURRIED)
  })
  if (cluster !== undefined) await copyFolder(cluster, reachableData(data, serverAccount()))
}

/** Has the cluster of these data work as it does in earnest, for proofs that hurt it. */
export const inEarnest = (data: string): void => writeFileSync(settingsIn(reachableData(data, serverAccount())), '')
