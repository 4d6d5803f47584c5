// SPDX-License-Identifier: Apache-2.0
/** What waits for a second person stands in the inbox of those who may decide it, and in nobody else's. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { siteForTests } from './site.testing.ts'

const site = siteForTests()

const waiting = async (name: string): Promise<string[]> => {
  const { inbox } = await site.house.openDesks(new Headers(await site.stepIn(name)))
  const page = await inbox?.list({ limit: 100 })
  return page?.items.flatMap(({ message, record }) => (message === 'approval-waiting' ? [record] : [])) ?? []
}
const administrationOf = async (name: string) => {
  const { accounts } = await site.house.openDesks(new Headers(await site.stepIn(name)))
  if (!accounts) throw new Error(`${name} has no desk.`)
  return accounts.administration
}

test('who may decide what a colleague proposed finds it in the inbox; who proposed and everybody else does not', async () => {
  const before = await waiting('Petra Valdis')
  const desk = await administrationOf('Hugo Marchetti')
  const invited = await desk.invite({
    ...{ email: 'someone@zz.example', language: 'en', clearance: 'red', roles: [], purposes: ['co-operation'] },
  })
  if (!invited.ok || invited.value.state !== 'waiting') throw new Error('It was to wait for a second person.')
  const { approval } = invited.value
  for (let tries = 0; tries < 100 && (await waiting('Petra Valdis')).length === before.length; tries++) await sleep(100)
  expect(await waiting('Petra Valdis')).toContain(approval)
  for (const name of ['Hugo Marchetti', 'Olu Adeyemi', 'Salma Idrissi', 'Inès Bakari', 'Tomás Rivas'])
    expect(await waiting(name)).not.toContain(approval)
}, 60_000)
