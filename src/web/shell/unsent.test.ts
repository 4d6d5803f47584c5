// SPDX-License-Identifier: Apache-2.0
import type { LoaderFunctionArgs, ServerBuild } from 'react-router'
import { expect, test } from 'vitest'
import { withoutSending } from './unsent.ts'

const answerOf = (loaded: unknown, handle?: object) => {
  const route = { id: 'one', path: 'one', module: { default: () => null, handle, loader: async () => loaded } }
  const { routes } = withoutSending({ routes: { one: route } } as unknown as ServerBuild)
  return routes.one?.module.loader?.({} as LoaderFunctionArgs)
}

test('a page that asks for it reads what it loaded by its names, and nothing of that is listed to be sent', async () => {
  const loaded = (await answerOf({ name: 'Harbour House' }, { unsent: true })) as { name: string }
  expect([loaded.name, Object.keys(loaded)]).toEqual(['Harbour House', []])
})

test('every other page, and an answer of its own such as a redirect, stay as they are', async () => {
  const loaded = { name: 'Harbour House' }
  expect(await answerOf(loaded)).toBe(loaded)
  expect(await answerOf(loaded, { script: true })).toBe(loaded)
  const redirect = new Response(null, { status: 302 })
  expect(await answerOf(redirect, { unsent: true })).toBe(redirect)
})
