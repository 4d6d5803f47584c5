// SPDX-License-Identifier: Apache-2.0
/** Starts the whole house with its demonstration, for this computer, and serves it until told to stop. */
import { enableCompileCache } from 'node:module'

enableCompileCache()
process.env.NODE_ENV ??= 'production'
const { serve } = await import('./serve.ts')
const { readConfig } = await import('./config.ts')

const start = async () => {
  const config = readConfig()
  const isHere = config.host === '127.0.0.1' && process.env.ORIGIN === undefined
  await serve({ ...config, demonstration: process.env.DEMONSTRATION === undefined ? isHere : config.demonstration })
}

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
