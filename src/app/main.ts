// SPDX-License-Identifier: Apache-2.0
/** Starts the house and serves it, until told to stop. */
import { enableCompileCache } from 'node:module'

enableCompileCache()
process.env.NODE_ENV ??= 'production'
const { readConfig } = await import('./config.ts')
const { openHouse } = await import('./house.ts')
const { createSite } = await import('./site.ts')
const { listen } = await import('#platform/http/index.ts')

try {
  const config = readConfig()
  const house = await openHouse(config)
  const site = await createSite(house, config)
  const listening = await listen(site.fetch, config.host, config.port).catch(async (error) => {
    await house.close()
    throw error
  })
  const stop = async () => {
    await listening.close()
    await house.close()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const host = config.host === '127.0.0.1' ? 'localhost' : config.host
  console.log(`Passerelle is at http://${host}:${listening.port}  (Ctrl+C stops it)`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
