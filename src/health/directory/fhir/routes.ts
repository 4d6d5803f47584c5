// SPDX-License-Identifier: Apache-2.0
/** The directory over FHIR R4, read alone, as IHE mCSD has it. Every refusal is an OperationOutcome. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Bundle, BundleEntry, FhirResource } from '#interop/fhir/index.ts'
import { operationOutcome } from '#interop/fhir/index.ts'
import { type Api, byId, createApi } from '#platform/http/index.ts'
import type { Asked, OpenDirectory, Paged } from '../open/desk.ts'
import { openData } from '../open/http.ts'
import { capabilityStatement, TYPES } from './capability.ts'
import { fhirLocationOf, fhirOrganizationOf, healthcareServiceOf, type Type } from './map.ts'
import { type FhirQuery, fhirQueryOf } from './query.ts'

const MEDIA = 'application/fhir+json'
const described = (description: string) => ({
  description,
  content: { [MEDIA]: { schema: z.looseObject({ resourceType: z.string() }) } },
})
const ERRORS = { 400: described('An OperationOutcome.'), 404: described('An OperationOutcome.') }
const get = <P extends string, O extends string>(path: P, operationId: O, summary: string) => ({
  ...{ method: 'get' as const, path, operationId, summary },
})
const ofType = z.object({
  type: z
    .string()
    .describe(TYPES.join(', '))
    .openapi({ param: { name: 'type', in: 'path' } }),
})
const typed = ofType.extend(byId('Of the resource.').shape)

const metadata = createRoute({
  ...get('/fhir/metadata', 'readFhirMetadata', 'What the directory answers over FHIR R4'),
  responses: { 200: described('A CapabilityStatement.') },
})
const search = createRoute({
  ...get('/fhir/{type}', 'searchFhir', 'Services, organizations or locations, as FHIR R4'),
  description: 'Searched by what /fhir/metadata names; pages by _count and the links of the answer.',
  request: { params: ofType },
  responses: { 200: described('A Bundle.'), ...ERRORS },
})
const changes = createRoute({
  ...get('/fhir/{type}/_history', 'readFhirChanges', 'What changed since a moment, as FHIR R4'),
  description:
    '_since: ISO 8601 with a zone. Each resource once, as it is now; one that is no longer listed is not active.',
  request: { params: ofType },
  responses: { 200: described('A Bundle, last changed first.'), ...ERRORS },
})
const read = createRoute({
  ...get('/fhir/{type}/{id}', 'readFhir', 'One service, organization or location, as FHIR R4'),
  request: { params: typed },
  responses: { 200: described('The resource.'), ...ERRORS },
})
const history = createRoute({
  ...get('/fhir/{type}/{id}/_history', 'readFhirHistory', 'The version of one that there is, as FHIR R4'),
  request: { params: typed },
  responses: {
    200: described('A Bundle. What was before is not told: it may hold what must not be known now.'),
    ...ERRORS,
  },
})

const said = (c: Context, status: 200 | 400 | 404 | 405 | 406, body: object) =>
  c.body(JSON.stringify(body), status, { 'content-type': `${MEDIA}; charset=utf-8` })
const wrong = (c: Context, status: 400 | 404 | 405 | 406, code: string, detail: string) =>
  said(c, status, operationOutcome(code, detail))
const none = (c: Context) => wrong(c, 404, 'not-found', 'There is nothing here.')

const isType = (type: string): type is Type => TYPES.some((each) => each === type)
const isId = (id: string) => z.guid().safeParse(id).success

interface Found {
  resources: FhirResource[]
  total: number
}

const findOf = async (desk: OpenDirectory, type: Type, asked: Asked, paged: Paged): Promise<Found> => {
  if (type === 'Organization') {
    const { items, total } = await desk.organizations(asked, paged)
    return { resources: items.map(fhirOrganizationOf), total }
  }
  const { items, total } = await desk.services(asked, paged)
  return {
    resources: items.flatMap((each) => (type === 'Location' ? fhirLocationOf(each) : healthcareServiceOf(each)) ?? []),
    total,
  }
}

/** No page includes more than this of one kind. */
const MOST_INCLUDED = 1000
const whole = { page: 1, size: MOST_INCLUDED }

const providerIn = (each: FhirResource) => {
  const { reference = '' } =
    (each.resourceType === 'HealthcareService'
      ? each.providedBy
      : each.resourceType === 'Location'
        ? each.managingOrganization
        : undefined) ?? {}
  return reference === '' ? [] : [reference.slice('Organization/'.length)]
}

const included = async (desk: OpenDirectory, found: FhirResource[], { include, revinclude }: FhirQuery) => {
  const ids = found.map(({ id }) => id)
  const there: Asked = { listed: 'both', ids, isSomewhere: true }
  const named: Asked = { listed: 'both', ids: [...new Set(found.flatMap(providerIn))] }
  const offered: Asked = { listed: 'listed', organizations: ids }
  const wanted: [Type, Asked][] = [
    ...include.map((each): [Type, Asked] =>
      each.endsWith(':location') ? ['Location', there] : ['Organization', named],
    ),
    ...revinclude.map((each): [Type, Asked] =>
      each.endsWith(':location')
        ? ['HealthcareService', there]
        : each.startsWith('Location:')
          ? ['Location', { ...offered, isSomewhere: true }]
          : ['HealthcareService', offered],
    ),
  ]
  const all = await Promise.all(wanted.map(async ([type, asked]) => (await findOf(desk, type, asked, whole)).resources))
  return all.flat()
}

interface RoutesPlan {
  /** Undefined where this process does not hold the health wing. */
  desk: OpenDirectory | undefined
  /** This node’s. */
  origin: string
  now?(): Date
}

export const fhirRoutes = ({ desk, origin, now = () => new Date() }: RoutesPlan): Api => {
  const api = createApi()
  const started = now().toISOString()
  const urlOf = ({ resourceType, id }: FhirResource) => `${origin}/fhir/${resourceType}/${id}`
  if (desk) api.use('/fhir/*', openData(desk, now))
  api.use('/fhir/*', async (c, next) => {
    if (!/json|\*\/\*/.test(c.req.query('_format') ?? c.req.header('accept') ?? 'json'))
      return wrong(c, 406, 'not-supported', `This server writes ${MEDIA} alone.`)
    return next()
  })
  const linksOf = (c: Context, page: number, pages: number): Bundle['link'] => {
    const url = new URL(c.req.url)
    const at = (number: number) => {
      url.searchParams.set('_page', String(number))
      return `${origin}${url.pathname}${url.search}`
    }
    return [
      { relation: 'self', url: `${origin}${new URL(c.req.url).pathname}${new URL(c.req.url).search}` },
      { relation: 'first', url: at(1) },
      ...(page > 1 ? [{ relation: 'previous' as const, url: at(page - 1) }] : []),
      ...(page < pages ? [{ relation: 'next' as const, url: at(page + 1) }] : []),
      { relation: 'last', url: at(Math.max(1, pages)) },
    ]
  }
  const changedEntry = (resource: FhirResource): BundleEntry => ({
    ...{ fullUrl: urlOf(resource), resource },
    request: {
      method: resource.meta.versionId === '1' ? 'POST' : 'PUT',
      url: `${resource.resourceType}/${resource.id}`,
    },
    response: { status: '200', etag: `W/"${resource.meta.versionId}"`, lastModified: resource.meta.lastUpdated },
  })
  const one = async (type: Type, id: string) =>
    desk && isId(id)
      ? (await findOf(desk, type, { listed: 'both', ids: [id] }, { page: 1, size: 1 })).resources[0]
      : undefined
  const withType = (c: Context, answer: (type: Type, desk: OpenDirectory) => Promise<Response>) => {
    const type = c.req.param('type') ?? ''
    if (!isType(type)) return wrong(c, 404, 'not-supported', `This server has ${TYPES.join(', ')}, and no ${type}.`)
    return desk ? answer(type, desk) : none(c)
  }
  api.openapi(metadata, (c) => said(c, 200, capabilityStatement(origin, started)) as never)
  api.openapi(
    search,
    (c) =>
      withType(c, async (type, from) => {
        const given = fhirQueryOf(type, new URL(c.req.url).searchParams)
        if (!given.ok) return wrong(c, 400, given.refusal.code, given.refusal.detail)
        const { asked, page, count } = given.value
        const { resources, total } = await findOf(from, type, asked, { page, size: count })
        const beside = await included(from, resources, given.value)
        const entry = [
          ...resources.map(
            (resource): BundleEntry => ({ fullUrl: urlOf(resource), resource, search: { mode: 'match' } }),
          ),
          ...beside.map(
            (resource): BundleEntry => ({ fullUrl: urlOf(resource), resource, search: { mode: 'include' } }),
          ),
        ]
        const link = linksOf(c, page, count === 0 ? 1 : Math.ceil(total / count))
        return said(c, 200, {
          resourceType: 'Bundle',
          type: 'searchset',
          total,
          link,
          ...(entry.length > 0 && { entry }),
        })
      }) as never,
  )
  api.openapi(
    changes,
    (c) =>
      withType(c, async (type, from) => {
        const params = new URL(c.req.url).searchParams
        const since = params.get('_since')
        params.delete('_since')
        const given = fhirQueryOf(type, params)
        if (!given.ok) return wrong(c, 400, given.refusal.code, given.refusal.detail)
        if (since !== null && !z.iso.datetime({ offset: true }).safeParse(since).success)
          return wrong(c, 400, 'invalid', '_since is a moment with its zone, such as 2026-11-22T10:00:00Z.')
        const { asked, page, count } = given.value
        const changed = since === null ? [] : [{ how: '>=' as const, at: new Date(since) }]
        const all = { ...asked, listed: 'both' as const, changed: [...(asked.changed ?? []), ...changed] }
        const { resources, total } = await findOf(from, type, all, { page, size: count, isNewestFirst: true })
        const link = linksOf(c, page, count === 0 ? 1 : Math.ceil(total / count))
        const entry = resources.map(changedEntry)
        return said(c, 200, {
          resourceType: 'Bundle',
          type: 'history',
          total,
          link,
          ...(entry.length > 0 && { entry }),
        })
      }) as never,
  )
  api.openapi(
    read,
    (c) =>
      withType(c, async (type) => {
        const found = await one(type, c.req.valid('param').id)
        if (!found) return none(c)
        c.header('etag', `W/"${found.meta.versionId}"`)
        c.header('last-modified', new Date(found.meta.lastUpdated).toUTCString())
        if (c.req.header('if-none-match') === `W/"${found.meta.versionId}"`) return c.body(null, 304)
        return said(c, 200, found)
      }) as never,
  )
  api.openapi(
    history,
    (c) =>
      withType(c, async (type) => {
        const found = await one(type, c.req.valid('param').id)
        if (!found) return none(c)
        const entry = [changedEntry(found)]
        return said(c, 200, {
          resourceType: 'Bundle',
          type: 'history',
          total: 1,
          link: linksOf(c, 1, 1).slice(0, 1),
          entry,
        })
      }) as never,
  )
  api.all('/fhir/*', (c) =>
    c.req.method === 'GET' ? none(c) : wrong(c, 405, 'not-supported', 'This server is read only.'),
  )
  return api
}
