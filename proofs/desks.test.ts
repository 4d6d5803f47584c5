// SPDX-License-Identifier: Apache-2.0
/** The desks of everybody in the demonstration: what stands on them is asked by a permission fuzzer, and is on the right ones. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { siteForTests } from '../src/app/site.testing.ts'
import { read } from './files.ts'
import { EXCEPTIONS, FUZZED, methodsOf, unknownMethods } from './fuzz/known.ts'

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

test('every method of every desk is asked by a permission fuzzer, or it is said why not', async () => {
  const methods = new Set<string>()
  for (const { name } of (await site.house.demonstration?.users()) ?? [])
    for (const [desk, value] of Object.entries(await site.house.openDesks(new Headers(await site.stepIn(name)))))
      for (const method of methodsOf(value, desk)) methods.add(method)
  const reading = (file: string) => read(`proofs/fuzz/${file}`)
  expect(unknownMethods([...methods], reading)).toEqual([])
  // Somebody of the demonstration sits at each of them: a desk at which nobody sits would not be looked at.
  for (const desk of [...Object.keys(FUZZED), ...Object.keys(EXCEPTIONS)])
    expect(
      [...methods].some((method) => method.startsWith(`${desk}.`)),
      desk,
    ).toBe(true)
  const planted = ['incidents.spy', 'accounts.profile.spy', 'plans.list'].flatMap((path) =>
    unknownMethods([path], reading),
  )
  expect(planted).toEqual([
    expect.stringContaining('incidents.spy shows records to strangers: add a channel for it in proofs/fuzz/incidents'),
    expect.stringContaining('accounts.profile.spy'),
    expect.stringContaining('give the desk plans a file in proofs/fuzz'),
  ])
})
