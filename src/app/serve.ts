// SPDX-License-Identifier: Apache-2.0
import { listen } from '#platform/http/index.ts'
import { type Config, readConfig } from './config.ts'
import { openHouse } from './house.ts'
import { createSite } from './site.ts'

/** Opens the house and serves it until told to stop. Rejects with a plain sentence where it cannot. */
export const serve = async (config: Config = readConfig()): Promise<void> => {
  const house = await openHouse(config)
  const listening = await createSite(house, config)
    .then((site) => listen(site.fetch, config.host, config.port))
    .catch(async (error) => {
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
}
