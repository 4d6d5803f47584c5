// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the whole house with its demonstration, for this computer, and serves it until told to stop. Where a node was
 * made, or its setting says that others reach it, this is `./passerelle serve`.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
process.env.NODE_ENV ??= 'production'
const { serve } = await import('./serve.ts')
const { readConfig } = await import('./config.ts')
const { runCli } = await import('./commands/index.ts')

const start = async () => {
  const config = readConfig()
  const { host, country, proxies } = config
  const isHere = host === '127.0.0.1' && process.env.ORIGIN === undefined && country === undefined && proxies === 0
  if (process.env.DEMONSTRATION === undefined && isHere) return serve({ ...config, demonstration: true })
  process.exitCode = await runCli(['serve'])
}

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
