// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { ok, refuse } from '#basis/outcome.ts'
import type { NodesDesk } from '#platform/peers/index.ts'
import { joinNodes } from './nodes.ts'

type Shown = Awaited<ReturnType<NodesDesk['list']>>[number]
const node = (over: Partial<Shown> = {}): Shown => ({
  ...{ id: 'n', name: 'lumen.example', address: 'https://lumen.example/api/peers/commons', status: 'active' },
  ...{ fingerprint: 'AAAA', waiting: 1, refused: 0, heardAt: undefined, problem: undefined, reaches: ['x'] },
  ...over,
})
const deskWith = (nodes: Shown[], reached = true) => {
  const asked: string[] = []
  const desk: NodesDesk = {
    own: () => ({ id: 'o', name: 'own', address: 'https://own.example', key: 'k', fingerprint: 'BBBB' }),
    list: () => Promise.resolve(nodes),
    add: ({ address }) => {
      asked.push(address)
      return Promise.resolve(reached ? ok({ id: 'n' }) : refuse('unreachable', 'No node shows its card.', 'address'))
    },
    suspend: () => Promise.resolve(nodes.length > 0 ? ok(true as const) : refuse('not-found', 'No such peer.')),
    resume: () => Promise.resolve(refuse('not-found', 'No such peer.')),
  }
  return { desk, asked }
}

test('a node is added to every exchange that is kept, each by its own address', async () => {
  const [one, two] = [deskWith([]), deskWith([])]
  const joined = joinNodes([
    { path: '/api/peers/commons', desk: one.desk },
    { path: '/api/peers/supply', desk: two.desk },
  ])
  const given = { address: 'https://lumen.example/api/peers/commons/', fingerprint: 'AAAA', reaches: [] }
  expect(await joined?.add(given)).toEqual(ok({ id: 'n' }))
  expect([one.asked, two.asked]).toEqual([
    ['https://lumen.example/api/peers/commons'],
    ['https://lumen.example/api/peers/supply'],
  ])
  const alone = joinNodes([{ path: '/api/peers/supply', desk: two.desk }])
  await alone?.add(given)
  expect(two.asked.at(-1)).toBe('https://lumen.example/api/peers/supply') // never the wrong compartment's
})

test('one that is not reached is said, and nobody keeps nothing', async () => {
  const joined = joinNodes([
    { path: '/api/peers/commons', desk: deskWith([]).desk },
    { path: '/api/peers/supply', desk: deskWith([], false).desk },
  ])
  const given = { address: 'https://lumen.example/api/peers/commons', fingerprint: 'AAAA', reaches: [] }
  expect(await joined?.add(given)).toMatchObject({ refusal: { code: 'unreachable' } })
  expect(joinNodes([])).toBeUndefined()
})

test('a node is shown once, by the worst that is so of it, and suspended wherever it is known', async () => {
  const problem = { code: 'unreachable', detail: 'No answer.' }
  const joined = joinNodes([
    { path: '/api/peers/commons', desk: deskWith([node({ heardAt: '2026-03-02T10:00:00.000Z' })]).desk },
    {
      path: '/api/peers/supply',
      desk: deskWith([node({ status: 'suspended', waiting: 2, problem, reaches: ['x', 'y'] }), node({ id: 'm' })]).desk,
    },
    { path: '/api/peers/health', desk: deskWith([]).desk },
  ])
  expect(await joined?.list()).toEqual([
    node({ status: 'suspended', waiting: 3, problem, reaches: ['x', 'y'], heardAt: '2026-03-02T10:00:00.000Z' }),
    node({ id: 'm' }),
  ])
  expect(await joined?.suspend('n')).toEqual(ok(true))
  expect(await joined?.resume('n')).toMatchObject({ refusal: { code: 'not-found' } })
})
