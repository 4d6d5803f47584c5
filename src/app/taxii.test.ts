// SPDX-License-Identifier: Apache-2.0
/**
 * A node over HTTP with a real key, in the requests that `taxii2-client` (OASIS, Python) makes of it, in their order:
 * HTTP Basic, its Accept header, its addresses, and the status beside the collection that it was sent to.
 */
import { expect, test } from 'vitest'
import { siteForTests } from './site.testing.ts'

const site = siteForTests()
const TYPE = 'application/taxii+json;version=2.1'

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}

test('a public client finds, reads and reports incidents with a key as its password', async () => {
  const headers = new Headers(await site.stepIn('Tomás Rivas'))
  const { incidents, accounts } = await site.house.openDesks(headers)
  if (!incidents || !accounts) throw new Error('No desk.')
  const made = { name: 'OpenCTI', days: 30, roles: ['incidents:officer'] }
  const { key, id } = value(await accounts.administration.createKey(made))
  const draft = value(await incidents.report({ kind: 'seizure', title: 'Drums', place: { country: 'ZZ' } }))
  value(await incidents.act(draft.id, { do: 'release', release: { audience: [] } }, draft.version))

  const asClient = { accept: TYPE, authorization: `Basic ${Buffer.from(`opencti:${key}`).toString('base64')}` }
  const ask = async (address: string, init: RequestInit = {}) => {
    const answer = await fetch(address, { ...init, headers: { ...asClient, ...(init.headers as object) } })
    expect(answer.headers.get('content-type'), address).toBe(TYPE)
    return { status: answer.status, body: (await answer.json()) as Record<string, never> }
  }
  const { body: discovery } = await ask(`${site.origin}/taxii2/`)
  const root = new URL(String(discovery.default), `${site.origin}/taxii2/`).href
  expect((await ask(root)).body.title).toBe('Incidents')
  const { collections } = (await ask(`${root}collections/`)).body as unknown as {
    collections: { id: string; can_write: boolean }[]
  }
  const own = `${root}collections/${collections.find(({ can_write }) => can_write)?.id}/`

  const isThere = async () => {
    for (let next = ''; ; ) {
      const { body } = await ask(`${own}objects/?limit=20${next}`)
      const {
        objects = [],
        more,
        next: following,
      } = body as { objects?: { id: string }[]; more?: boolean; next?: string }
      if (objects.some((each) => each.id === `incident--${draft.id}`)) return true
      if (!more) return false
      next = `&next=${following}`
    }
  }
  await expect.poll(isThere, { timeout: 10_000, interval: 250 }).toBe(true)
  const found = await ask(`${own}objects/incident--${draft.id}/`)
  expect(found.body.objects).toMatchObject([{ type: 'incident', name: 'Drums' }])

  const sent = await ask(`${own}objects/`, {
    method: 'POST',
    headers: { 'content-type': TYPE },
    body: JSON.stringify({ objects: found.body.objects }),
  })
  expect([sent.status, sent.body.success_count]).toEqual([202, 1])
  const status = new URL(`../../status/${sent.body.id}/`, own).href
  expect((await ask(status)).body).toEqual(sent.body)
  const drafts = value(await incidents.list({ status: 'draft', text: 'Drums' })).items
  expect(drafts.map(({ title }) => title)).toContain('Drums')

  value(await accounts.administration.revokeKey(id))
  expect((await ask(root)).status).toBe(401)
  expect((await fetch(`${site.origin}/schemas/stix/x-passerelle-incident.json`)).status).toBe(200)
  // Elsewhere Basic opens nothing: a browser would send it along with forms of other sites.
  const basic = { headers: { authorization: asClient.authorization } }
  expect((await fetch(`${site.origin}/api/incidents`, basic)).status).toBe(401)
})
