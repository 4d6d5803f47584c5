// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { ok } from '#basis/outcome.ts'
import type { IncidentsDesk, NewIncident } from '#supply/incidents/contract.ts'
import type { RestrictedDesk, RestrictedFinding } from '#supply/restricted/contract.ts'
import { type Accounts, accountsContext } from '../../workspace/contexts.ts'
import { incidentsContext } from '../contexts.ts'
import { exchangeContext } from '../exchange/contexts.ts'
import { action } from './new.tsx'

const [MARKER, LIST] = ['zelvoxamorine', 'Invented list']
const PERSON = 'Anselm Vorga'
const PASTED = 'Seized today: 5 kg zelvox oil in a parcel.'
const finding = (over: Partial<RestrictedFinding>): RestrictedFinding => ({
  ...{ name: 'acetone', as: 'acetone', certainty: 1, span: null, restricted: null, marking: null },
  ...over,
})

/** The page of an officer; what it reports is kept. `may`: what they may do with restricted lists. */
const pageOf = (may: string[] | undefined) => {
  const reported: NewIncident[] = []
  const asked: string[] = []
  const context = new RouterContextProvider()
  const me = { account: 'a', language: 'en', organisation: { id: randomUUID(), name: 'Customs', country: 'ZZ' } }
  const accounts = { profile: { me: async () => ok(me) }, administration: null, half: null }
  context.set(accountsContext, accounts as unknown as Accounts)
  const incidents = {
    may: ['report'],
    read: async (text: string) => {
      const at = text.indexOf(PERSON)
      const spans = at < 0 ? [] : [{ part: 'person?', span: [at, at + PERSON.length] as [number, number] }]
      return ok({ incident: { kind: 'seizure' as const, title: 'Seizure' }, spans })
    },
    report: async (incident: NewIncident) => {
      reported.push(incident)
      return ok({ id: randomUUID() })
    },
  }
  context.set(incidentsContext, { desk: incidents as unknown as IncidentsDesk, organisations: async () => [] })
  const restricted = {
    may,
    match: async (text: string) => {
      asked.push(text)
      const listed = { name: MARKER, as: 'zelvox oil', restricted: LIST, marking: 'red' } as const
      return ok([finding(listed), finding(listed), finding({})])
    },
  }
  const desks = may ? { restricted: restricted as unknown as RestrictedDesk } : {}
  context.set(exchangeContext, { desks, organisations: async () => [] })
  const url = new URL('http://node.example/incidents/new')
  const send = async (fields: Record<string, string>) => {
    const request = new Request(url, { method: 'POST', body: new URLSearchParams(fields) })
    const args = { request, context, url, params: {} } as unknown as Parameters<typeof action>[0]
    return (await action(args)).data
  }
  return { send, reported, asked }
}

test('what a restricted list finds is told to who may match by it, once, and is in nothing that is saved', async () => {
  const { send, reported } = pageOf(['match'])
  const { form, listed } = await send({ intent: 'read', paragraph: PASTED })
  expect(listed).toEqual([{ as: 'zelvox oil', name: MARKER, list: LIST, marking: 'red' }])
  expect(JSON.stringify(form)).not.toMatch(new RegExp(`${MARKER}|${LIST}`))
  expect(form?.given.account).toBe(PASTED)
  const fields = { ...form?.given, read: JSON.stringify(form?.read), 'place.country': 'ZZ' }
  for (const intent of ['check', 'another:goods']) {
    const again = await send({ ...fields, intent })
    expect([again.listed, JSON.stringify(again).includes(MARKER)]).toEqual([[], false])
  }
  await expect(send({ ...fields, intent: 'save' })).rejects.toMatchObject({ status: 302 })
  expect(reported).toMatchObject([{ title: 'Seizure', account: PASTED, goods: [] }])
  expect(JSON.stringify(reported)).not.toMatch(new RegExp(`${MARKER}|${LIST}`))
})

test('who may not match by restricted lists is told nothing, and no list is asked', async () => {
  for (const may of [undefined, ['lists', 'import']]) {
    const { send, asked } = pageOf(may)
    const answer = await send({ intent: 'read', paragraph: PASTED })
    expect([answer.listed, asked]).toEqual([[], []])
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${MARKER}|${LIST}`))
  }
})

test('an account that seems to name a person is saved without the name, or when somebody says that it is none', async () => {
  const { send, reported } = pageOf(undefined)
  const paragraph = `The driver, ${PERSON}, was arrested.`
  const { form, persons, unplaced } = await send({ intent: 'read', paragraph })
  expect([persons, unplaced]).toEqual([[PERSON], []])
  expect(form?.read.occurred).toEqual({ value: '', words: '', missing: true })
  const fields = { ...form?.given, read: JSON.stringify(form?.read), 'place.country': 'ZZ' }
  const asked = await send({ ...fields, intent: 'save' })
  expect(asked.problems).toEqual([{ field: 'account', say: 'accountPerson', row: null }])
  expect([asked.persons, reported]).toEqual([[PERSON], []])
  const without = await send({ ...fields, intent: 'unname' })
  expect(without.form?.given.account).toBe('The driver, [name taken out], was arrested.')
  await expect(send({ ...fields, ...without.form?.given, intent: 'save' })).rejects.toMatchObject({ status: 302 })
  await expect(send({ ...fields, noPerson: 'yes', intent: 'save' })).rejects.toMatchObject({ status: 302 })
  expect(reported.map(({ account }) => account)).toEqual(['The driver, [name taken out], was arrested.', paragraph])
})

test('where nobody says how goods are known, a seizure says that they were seen, and a stopped shipment that they were declared', async () => {
  const { send, reported } = pageOf(undefined)
  const fields = { title: 'Drums', 'place.country': 'ZZ', 'goods.0.name': 'acetone', intent: 'save' }
  for (const kind of ['seizure', 'stopped-shipment'])
    await expect(send({ ...fields, kind })).rejects.toMatchObject({ status: 302 })
  expect(reported.map(({ goods }) => goods?.[0]?.certainty)).toEqual(['observed', 'declared'])
})
