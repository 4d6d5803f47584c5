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

test('what a partner is told by a running stream and a TAXII session stops the moment its agreement is suspended', async () => {
  const desksOf = async (name: string) => site.house.openDesks(new Headers(await site.stepIn(name)))
  const { incidents } = await desksOf('Tomás Rivas')
  const { partnerships: signatory } = await desksOf('Yara Benali')
  const { accounts } = await desksOf('Erik Sandberg')
  if (!incidents || !signatory || !accounts) throw new Error('No desk.')
  const title = 'Containers and their papers'
  const agreement = value(await signatory.list()).find((each) => each.title === title)?.id ?? ''
  const turn = async (command: { do: 'suspend'; reason: string } | { do: 'resume' }) =>
    value(await signatory.act(agreement, command, value(await signatory.open(agreement)).version))

  const leaving = new AbortController()
  let heard = ''
  const stream = await fetch(`${site.origin}/api/events`, {
    ...{ headers: await site.stepIn('Erik Sandberg'), signal: leaving.signal },
  })
  const listening = (async () => {
    for await (const piece of stream.body ?? []) heard += Buffer.from(piece).toString()
  })().catch(() => undefined)
  const { key } = value(
    await accounts.administration.createKey({ name: 'Partner', days: 1, roles: ['incidents:reader'] }),
  )
  const headers = { accept: TYPE, authorization: `Basic ${Buffer.from(`partner:${key}`).toString('base64')}` }
  const discovery = (await (await fetch(`${site.origin}/taxii2/`, { headers })).json()) as { default: string }
  const root = new URL(discovery.default, `${site.origin}/taxii2/`).href
  const { collections } = (await (await fetch(`${root}collections/`, { headers })).json()) as {
    collections: { id: string }[]
  }
  const draft = value(await incidents.report({ kind: 'seizure', title: 'Told by contract', place: { country: 'ZZ' } }))
  const release = { audience: [], agreements: [agreement], marking: 'amber' as const }
  const released = value(await incidents.act(draft.id, { do: 'release', release }, draft.version))
  const objects = `${root}collections/${collections[0]?.id}/objects/`
  const session = async () => (await fetch(`${objects}incident--${draft.id}/`, { headers })).text()
  await expect.poll(session, { timeout: 10_000, interval: 250 }).toContain('Told by contract')
  await expect.poll(() => heard, { timeout: 10_000 }).toContain(draft.id)
  // In the middle of its pages.
  const page = (await (await fetch(`${objects}?limit=1`, { headers })).json()) as { next?: string }

  await turn({ do: 'suspend', reason: 'Looked at again.' })
  heard = ''
  const acted = value(await incidents.act(draft.id, { do: 'investigate' }, released.version))
  expect(await session()).not.toContain('Told by contract')
  for (let next = page.next; next !== undefined; ) {
    const following = await (await fetch(`${objects}?limit=20&next=${next}`, { headers })).text()
    expect(following).not.toContain(draft.id)
    next = (JSON.parse(following) as { next?: string }).next
  }
  // The stream goes on, and what happened meanwhile is not told afterwards.
  await turn({ do: 'resume' })
  value(await incidents.act(draft.id, { do: 'close', reason: 'Done.' }, acted.version))
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('incident.closed')
  expect(heard).not.toContain('incident.under-investigation')
  leaving.abort()
  await listening
})
