// SPDX-License-Identifier: Apache-2.0
/** The ledgers of the compartments that this process holds: their keys, and who seals them. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compartment } from '#platform/database/index.ts'
import { createSealer, openLedgerKey } from '#platform/ledger/index.ts'
import type { Config } from './config.ts'

/** Each compartment has a key of its own, so that a process of one wing holds none of the other's. */
const keyFile = ({ data }: Pick<Config, 'data'>, name: string) => join(data, 'ledger', `${name}.pem`)

/** The public key of a compartment's ledger; undefined where nothing was ever signed here. An auditor's copy does too. */
export const ledgerKeyOf = (config: Pick<Config, 'data'>, name: string): KeyObject | undefined => {
  const file = keyFile(config, name)
  return existsSync(file) ? createPublicKey(readFileSync(file)) : undefined
}

/**
 * Seals the ledgers of these compartments from now on; answers how to stop. `node`: this node's name to others, without
 * spaces or `+`, which every checkpoint bears for good. `complain` is told when sealing fails.
 */
export const startSealers = (
  config: Pick<Config, 'data'>,
  compartments: readonly Compartment<object>[],
  node: string,
  complain: (compartment: string, error: unknown) => void,
): (() => Promise<void>) => {
  const sealers = compartments.map(({ name, db }) =>
    createSealer({
      db,
      key: openLedgerKey(keyFile(config, name)),
      origin: `${node}/${name}`,
      onError: (error) => complain(name, error),
    }),
  )
  for (const sealer of sealers) sealer.start()
  return async () => {
    await Promise.all(sealers.map((sealer) => sealer.stop()))
  }
}
