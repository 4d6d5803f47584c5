// SPDX-License-Identifier: Apache-2.0
/** The whole house of the demonstration with its own database, listening on loopback, for the tests of one file. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { listen } from '#platform/http/index.ts'
import { type Config, readConfig } from './config.ts'
import { type House, openHouse } from './house.ts'
import { prepareData, type Where } from './prepared.testing.ts'
import { settle } from './serve.ts'
import { createSite } from './site.ts'

export interface TestSite {
  house: House
  config: Config
  origin: string
  /** Headers of the user of the demonstration with this name. */
  stepIn(name: string): Promise<Record<string, string>>
  /** Stops listening, and begins again: for everybody else the line is cut. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

/** `where`: the second of two nodes that meet is `abroad`. */
export const openTestSite = async (
  environment: Record<string, string> = {},
  where: Where = 'home',
): Promise<TestSite> => {
  const data = mkdtempSync(join(tmpdir(), 'passerelle-test-'))
  chmodSync(data, 0o755)
  await prepareData(data, where)
  const given = { DATA: data, PORT: '0', LOG: 'off', DEMONSTRATION: 'on', ...environment }
  const config = await settle(readConfig(given))
  const house = await openHouse(config)
  const { fetch } = await createSite(house, config)
  let listening = await listen(fetch, '127.0.0.1', config.port)
  const origin = config.baseUrl
  return {
    ...{ house, config, origin },
    stepIn: async (name) => {
      const users: { account: string; name: string }[] = JSON.parse(
        readFileSync(join(data, 'demonstration.json'), 'utf8'),
      )
      const account = users.find((user) => user.name === name)?.account ?? ''
      const cookies = (await house.accounts.stepInto(account, '127.0.0.1')) ?? []
      if (cookies.length === 0) throw new Error(`${name} could not step in.`)
      return { origin, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
    },
    cut: () => listening.close(),
    mend: async () => {
      listening = await listen(fetch, '127.0.0.1', config.port)
    },
    close: async () => {
      await listening.close()
      await house.close()
      rmSync(data, { recursive: true })
    },
  }
}

/** Opened before the first test of a file, closed after the last. */
export const siteForTests = (environment: Record<string, string> = {}, where: Where = 'home'): TestSite => {
  const site = {} as TestSite
  beforeAll(async () => void Object.assign(site, await openTestSite(environment, where)))
  afterAll(() => site.close?.())
  return site
}
