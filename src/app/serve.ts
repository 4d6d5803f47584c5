// SPDX-License-Identifier: Apache-2.0
import { freePort } from '#platform/database/index.ts'
import { listen } from '#platform/http/index.ts'
import { type Config, readConfig } from './config.ts'
import { openHouse } from './house.ts'
import { createSite } from './site.ts'

/** Sign-in needs to know where people reach the node before anything listens: port 0 becomes a free one here. */
export const settle = async (config: Config): Promise<Config> => {
  if (config.port !== 0) return config
  const port = await freePort()
  return { ...config, port, baseUrl: config.baseUrl.replace(/:0$/, `:${port}`) }
}

/** Opens the house and serves it until told to stop. Rejects with a plain sentence where it cannot. */
export const serve = async (given: Config = readConfig()): Promise<void> => {
  const config = await settle(given)
  const house = await openHouse(config)
  const listening = await createSite(house, config)
    .then((site) => listen(site.fetch, config.host, config.port))
    .catch(async (error) => {
      await house.close()
      throw error
    })
  let stopping = false
  const stop = async () => {
    // npm passes a signal on that a whole group got already: the second one must not end us before the database is down.
    if (stopping) return
    stopping = true
    await listening.close()
    await house.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const host = config.host === '127.0.0.1' ? 'localhost' : config.host
  console.log(`Passerelle is at http://${host}:${listening.port}  (Ctrl+C stops it)`)
}
