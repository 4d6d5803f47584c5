// SPDX-License-Identifier: Apache-2.0
/**
 * Data of a node with the demonstration in it, made once a run of the tests and copied for each house that wants it. Who
 * the node is is left out: a copy makes its own identity and its own keys, and seals its ledgers under its own name.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { reachableData, serverAccount } from '#platform/database/account.ts'
import { copyFolder, prepareCluster } from '#platform/database/cluster.testing.ts'
import { onceARun } from '#platform/database/once.testing.ts'

/**
 * The organisations and people of one demonstration have ids of their own: two nodes that meet need one each. Another
 * node than the first is `abroad`.
 */
export type Where = 'home' | 'abroad'

const prepared = (where: Where) =>
  onceARun(where, async (data) => {
    const { makeIn, unseal } = await import('./prepared-making.testing.ts')
    await prepareCluster(data)
    await makeIn(data)
    await unseal(data)
    for (const own of ['ledger', 'identity.json']) rmSync(join(data, own), { recursive: true })
  })

/** Puts a copy into the empty folder `data`; outside a run of the tests nothing, and the node makes its own there. */
export const prepareData = async (data: string, where: Where = 'home'): Promise<void> => {
  const from = await prepared(where)
  if (from === undefined) return
  await copyFolder(from, data)
  const instead = reachableData(data, serverAccount())
  if (instead !== data) await copyFolder(from, instead)
}
