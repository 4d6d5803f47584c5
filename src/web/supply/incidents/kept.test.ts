// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import { type Accounts, accountsContext } from '../../workspace/contexts.ts'
import { incidentsContext } from '../contexts.ts'
import { action } from './incident.tsx'
import { keptOf } from './kept.ts'

const [id, other] = [randomUUID(), randomUUID()]
/** The page of an incident whose desk answers every proposal and merge so. */
const send = async (answer: Outcome<object>, fields: Record<string, string>) => {
  const context = new RouterContextProvider()
  const me = { account: 'a', language: 'en', organisation: { id: randomUUID(), name: 'Customs', country: 'ZZ' } }
  const accounts = { profile: { me: async () => ok(me) }, administration: null, half: null }
  context.set(accountsContext, accounts as unknown as Accounts)
  const desk = {
    may: [],
    open: async () => ok({ goods: [{ name: 'acetone', certainty: 'declared' }], parties: [] }),
    ...{ propose: async () => answer, settleProposal: async () => answer, merge: async () => answer },
  }
  context.set(incidentsContext, { desk: desk as unknown as IncidentsDesk, organisations: async () => [] })
  const url = new URL(`http://node.example/incidents/${id}`)
  const request = new Request(url, { method: 'POST', body: new URLSearchParams(fields) })
  const { data, init } = await action({ request, context, url, params: { id } } as unknown as Parameters<
    typeof action
  >[0])
  return { kept: data.kept, status: init?.status }
}

test('a proposal that is refused comes back with what was typed, and the error at its field', async () => {
  const typed = { form: 'proposal', field: 'goods', at: '0', amount: '1,200', unit: 'kg', reason: 'It was\nweighed.' }
  const refusal = refuse('not-valid', 'x', 'change.to.amount.value')
  const { kept, status } = await send(refusal, typed)
  expect([status, kept]).toMatchObject([422, { of: 'propose-goods', field: 'amount', given: typed }])
  const { said, isRefused } = keptOf(kept, 'propose-goods', 'Wrong.')
  expect([isRefused, said('amount'), said('reason')]).toEqual([
    ...[true, { defaultValue: '1,200', error: 'Wrong.' }],
    { defaultValue: 'It was\nweighed.', error: undefined },
  ])
  // Another form of the page stays as it was.
  expect(keptOf(kept, 'propose-title', 'Wrong.').said('to', 'Drums')).toEqual({
    defaultValue: 'Drums',
    error: undefined,
  })
  const late = await send(refuse('changed', 'x'), { form: 'proposal', proposal: other, do: 'decline', reason: 'No.' })
  expect(late).toMatchObject({ status: 409, kept: { of: `settle-${other}`, field: null, given: { reason: 'No.' } } })
})

test('so does a report of the same event, also where the other one is not there for whoever asks', async () => {
  const typed = {
    form: 'merge',
    do: 'merge',
    other: '',
    address: `https://x/${other}`,
    keep: 'there',
    reason: 'Same seal.',
  }
  for (const code of ['not-found', 'not-valid'] as const) {
    const { kept, status } = await send(refuse(code, 'x', 'kept'), typed)
    expect([status, kept]).toMatchObject([422, { of: 'merge', field: 'address', given: typed }])
  }
  const { kept } = await send(refuse('not-valid', 'x', 'reason'), { ...typed, reason: ' ' })
  expect(kept?.field).toBe('reason')
  await expect(send(ok({ state: 'merged' }), typed)).rejects.toMatchObject({ status: 302 })
})
