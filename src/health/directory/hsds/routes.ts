// SPDX-License-Identifier: Apache-2.0
/** The directory as open data: HSDS 3.0 as its API documents it, with the queries of the profile of Open Referral UK; and CSV. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { writeRecord } from '#interop/csv/index.ts'
import { hsdsPage } from '#interop/hsds/index.ts'
import { type Api, byId, createApi, jsonAnswer, problemAnswer, queryShape, raiseProblem } from '#platform/http/index.ts'
import { WEEKDAYS } from '../contract.ts'
import type { Asked, OpenDirectory, OpenListing } from '../open/desk.ts'
import { openData, streamOf } from '../open/http.ts'
import { COLUMNS, rowOf } from '../open/table.ts'
import { openTaxonomy } from '../open/taxonomy.ts'
import {
  atLocationInListOf,
  atLocationOf,
  organizationOf,
  serviceInListOf,
  serviceOf,
  taxonomyOf,
  termOf,
} from './map.ts'

const PAGE = 50
const MOST = 500

const flag = (described: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((given) => given === 'true')
    .describe(described)
const uuid = (described: string) => z.guid().optional().describe(described)
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/, 'A time of day is written 09:00.')

const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe('From 1.'),
  per_page: z.coerce.number().int().min(1).max(MOST).default(PAGE).describe(`At most ${MOST}.`),
}
const search = z.string().max(200).optional().describe('Words of a name; the last may be the beginning of one.')
const sifting = {
  ...{ search, ...paging },
  format: z.enum(['json', 'ndjson']).default('json').describe('`ndjson`: all at once, full, one a line.'),
  taxonomy_term_id: uuid('Those of which this term is known to be true.'),
  taxonomy_id: uuid('Those of which any term of this taxonomy is known to be true.'),
  organization_id: uuid('Those of this organisation.'),
  modified_after: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .describe('Changed at this moment or later; those that are no longer listed too, with their status.'),
  full: flag('With all that is known of each.'),
  minimum_age: z.coerce.number().int().min(0).max(120).optional().describe('Known to be for this age at the lowest.'),
  maximum_age: z.coerce.number().int().min(0).max(120).optional().describe('Known to be for this age at the highest.'),
  day: z.enum(WEEKDAYS).optional().describe('Known to be open on this day.'),
  start_time: clock.optional().describe('Known to open at this local time or later.'),
  end_time: clock.optional().describe('Known to close by this local time.'),
}
const siftingShape = z.object(sifting)

const page = <S extends z.ZodType>(shape: S) =>
  z.object({
    total_items: z.number().int().describe('On all pages.'),
    total_pages: z.number().int().describe('How many pages there are.'),
    page_number: z.number().int().describe('Which one this is.'),
    size: z.number().int().describe('How many are on it.'),
    first_page: z.boolean().describe('Whether it is the first.'),
    last_page: z.boolean().describe('Whether it is the last.'),
    empty: z.boolean().describe('Whether nothing is on it.'),
    contents: z.array(shape).describe('What is on it.'),
  })
const id = z.string().describe('Stays the same as long as the record is there.')
const name = z.string().describe('What it is called.')
const description = z.string().describe('In words; empty where nobody said any.')
const service = z
  .looseObject({ id, name, status: z.string().describe('active, or defunct where it is not listed any more.') })
  .openapi('HsdsService', { description: 'A service of HSDS 3.0. What is absent is not known.' })
const minimal = z.object({ id, modified_date: z.string().describe('When it was changed last, ISO 8601.') })
const organization = z.looseObject({ id, name, description }).openapi('HsdsOrganization', {
  description: 'An organization of HSDS 3.0: what a source calls by one name in a region.',
})
const atLocation = z
  .looseObject({ id })
  .openapi('HsdsServiceAtLocation', { description: 'A service at a location of HSDS 3.0.' })
const taxonomy = z
  .looseObject({ id, name, description })
  .openapi('HsdsTaxonomy', { description: 'A facet by which services are described.' })
const term = z
  .looseObject({ id, code: z.string().describe('Its id in the taxonomy.'), name, description })
  .openapi('HsdsTaxonomyTerm', { description: 'A term of a facet.' })

const about = z.object({
  version: z.string().describe('Of HSDS.'),
  profile: z.string().describe('Where the specification is.'),
  openapi_url: z.string().describe('The description of this API.'),
})

const ODD = { 422: problemAnswer('Something that was sent is not valid.') }
const GONE = { 404: problemAnswer('There is nothing of this id.') }
const get = <P extends string, O extends string>(path: P, operationId: O, summary: string) => ({
  ...{ method: 'get' as const, path, operationId, summary },
})

const base = createRoute({
  ...get('/hsds', 'readHsds', 'What the open directory of services speaks'),
  responses: { 200: jsonAnswer(about, 'HSDS 3.0.') },
})
const services = createRoute({
  ...get('/hsds/services', 'listHsdsServices', 'Services, as HSDS 3.0'),
  request: { query: queryShape({ ...sifting, minimal: flag('The id and when it changed, alone.') }) },
  responses: { 200: jsonAnswer(page(z.union([service, minimal])), 'One page.'), ...ODD },
})
const oneService = createRoute({
  ...get('/hsds/services/{id}', 'readHsdsService', 'One service with all that is known of it, as HSDS 3.0'),
  request: { params: byId('Of the service.') },
  responses: {
    200: jsonAnswer(service, 'Withdrawn ones are `defunct`, those gone from their source `inactive`.'),
    ...GONE,
  },
})
const organizations = createRoute({
  ...get('/hsds/organizations', 'listHsdsOrganizations', 'Organizations with a listed service, as HSDS 3.0'),
  request: { query: queryShape({ ...paging, search: z.string().max(200).optional().describe('A part of the name.') }) },
  responses: { 200: jsonAnswer(page(organization), 'One page.'), ...ODD },
})
const oneOrganization = createRoute({
  ...get('/hsds/organizations/{id}', 'readHsdsOrganization', 'One organization with its services, as HSDS 3.0'),
  request: {
    params: byId('Of the organization.'),
    query: queryShape({ full_service: flag('With all that is known of each service.') }),
  },
  responses: { 200: jsonAnswer(organization, 'With its listed services.'), ...GONE, ...ODD },
})
const atLocations = createRoute({
  ...get('/hsds/service_at_locations', 'listHsdsServiceAtLocations', 'Services at their locations, as HSDS 3.0'),
  request: { query: queryShape(sifting) },
  responses: { 200: jsonAnswer(page(atLocation), 'One page.'), ...ODD },
})
const oneAtLocation = createRoute({
  ...get('/hsds/service_at_locations/{id}', 'readHsdsServiceAtLocation', 'One service at its location, as HSDS 3.0'),
  request: { params: byId('Of the service at a location.') },
  responses: { 200: jsonAnswer(atLocation, 'With its service.'), ...GONE },
})
const taxonomies = createRoute({
  ...get('/hsds/taxonomies', 'listHsdsTaxonomies', 'Facets of the taxonomy of services, as HSDS 3.0'),
  request: { query: queryShape(paging) },
  responses: { 200: jsonAnswer(page(taxonomy), 'One page.'), ...ODD },
})
const oneTaxonomy = createRoute({
  ...get('/hsds/taxonomies/{id}', 'readHsdsTaxonomy', 'One facet of the taxonomy of services, as HSDS 3.0'),
  request: { params: byId('Of the taxonomy.') },
  responses: { 200: jsonAnswer(taxonomy, 'The facet.'), ...GONE },
})
const terms = createRoute({
  ...get('/hsds/taxonomy_terms', 'listHsdsTaxonomyTerms', 'Terms of the taxonomy of services, as HSDS 3.0'),
  request: {
    query: queryShape({
      ...paging,
      taxonomy_id: uuid('Of this taxonomy.'),
      parent_id: uuid('Of which this term is the next wider one.'),
      search: z.string().max(200).optional().describe('A part of the name.'),
    }),
  },
  responses: { 200: jsonAnswer(page(term), 'One page.'), ...ODD },
})
const oneTerm = createRoute({
  ...get('/hsds/taxonomy_terms/{id}', 'readHsdsTaxonomyTerm', 'One term of the taxonomy of services, as HSDS 3.0'),
  request: { params: byId('Of the term.') },
  responses: { 200: jsonAnswer(term, 'The term.'), ...GONE },
})
const table = createRoute({
  ...get('/hsds/services.csv', 'readServicesTable', 'All listed services as one CSV'),
  responses: {
    200: {
      description: 'UTF-8, one row a service; what is not known is empty.',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
})

type Sifted = z.output<typeof siftingShape>

const askedOf = (query: Sifted): Asked => {
  const { terms: all, byUuid } = openTaxonomy()
  const { search: words, taxonomy_id, taxonomy_term_id, organization_id, modified_after } = query
  return {
    // Who keeps a copy has to learn what is no longer true.
    ...{ listed: modified_after === undefined ? 'listed' : 'both', words },
    terms: [
      ...(taxonomy_term_id === undefined ? [] : [[byUuid.get(taxonomy_term_id)?.id ?? '']]),
      ...(taxonomy_id === undefined
        ? []
        : [all.filter(({ taxonomy: { id } }) => id === taxonomy_id).map(({ id }) => id)]),
    ],
    ...(organization_id !== undefined && { organizations: [organization_id] }),
    ...(modified_after !== undefined && { changed: [{ how: '>=', at: new Date(modified_after) }] }),
    ...{ minimumAge: query.minimum_age, maximumAge: query.maximum_age, day: query.day },
    ...{ opensFrom: query.start_time?.slice(0, 5), closesBy: query.end_time?.slice(0, 5) },
  }
}

async function* lines(chunks: AsyncGenerator<OpenListing[]>, write: (listing: OpenListing) => string) {
  for await (const chunk of chunks) yield chunk.map(write).join('')
}

/** A page of what is in memory whole. */
const slice = <T, S>(
  all: readonly T[],
  { page: at, per_page }: { page: number; per_page: number },
  map: (each: T) => S,
) => hsdsPage(all.slice((at - 1) * per_page, at * per_page).map(map), { total: all.length, page: at, size: per_page })

interface RoutesPlan {
  /** Undefined where this process does not hold the health wing. */
  desk: OpenDirectory | undefined
  /** This node’s. */
  origin: string
  now?(): Date
}

const absent = (c: Context) => raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
const isId = (id: string) => z.guid().safeParse(id).success

export const hsdsRoutes = ({ desk, origin, now = () => new Date() }: RoutesPlan): Api => {
  const api = createApi()
  if (desk) for (const path of ['/hsds', '/hsds/*']) api.use(path, openData(desk, now))
  const from = (c: Context): OpenDirectory => desk ?? absent(c)
  const one = async (c: Context, id: string): Promise<OpenListing> => {
    if (!isId(id)) return absent(c)
    const { items } = await from(c).services({ listed: 'both', ids: [id] }, { page: 1, size: 1 })
    const [found] = items
    // Another one stands for it (RFC 6596).
    if (found?.mergedInto) c.header('link', `</hsds/services/${found.mergedInto}>; rel="canonical"`)
    return found ?? absent(c)
  }
  /** Pages of `map`, or all of them, full, line by line. */
  const listed = async (
    c: Context,
    query: Sifted,
    { full, map }: { full: (listing: OpenListing) => unknown; map: (listing: OpenListing) => object },
  ): Promise<Response> => {
    const { minimum_age: least = 0, maximum_age: most = 120 } = query
    if (least > most)
      return raiseProblem(c, {
        ...{ code: 'not-valid', where: 'query.maximum_age' },
        detail: 'The highest age lies under the lowest one.',
      })
    const asked = askedOf(query)
    if (query.format === 'ndjson') {
      const texts = lines(from(c).each(asked), (listing) => `${JSON.stringify(full(listing))}\n`)
      return c.body(streamOf(texts), 200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
    }
    const paged = { page: query.page, size: query.per_page }
    const { items, total } = await from(c).services(asked, paged)
    return c.json(
      hsdsPage(
        items.map((each) => (query.full ? full(each) : map(each))),
        { total, ...paged },
      ),
      200,
    )
  }
  const specification = 'https://docs.openreferral.org/en/3.0/'
  api.openapi(base, (c) =>
    c.json({ version: '3.0', profile: specification, openapi_url: `${origin}/api/openapi.json` }, 200),
  )
  // Before the one with an id, which this would be taken for.
  api.openapi(table, (c) => {
    const rows = lines(from(c).each({ listed: 'listed' }), (listing) => writeRecord(rowOf(listing)))
    const whole = (async function* () {
      yield writeRecord(COLUMNS)
      yield* rows
    })()
    c.header('content-disposition', 'attachment; filename="services.csv"')
    return c.body(streamOf(whole), 200, { 'content-type': 'text/csv; charset=utf-8' }) as never
  })
  api.openapi(services, (c) => {
    const query = c.req.valid('query')
    const map = query.minimal ? ({ id, changed }: OpenListing) => ({ id, modified_date: changed }) : serviceInListOf
    return listed(c, query, { full: (each) => serviceOf(each, now()), map }) as never
  })
  api.openapi(oneService, async (c) => c.json(serviceOf(await one(c, c.req.valid('param').id), now()) as never, 200))
  api.openapi(
    atLocations,
    (c) =>
      listed(c, c.req.valid('query'), { full: (each) => atLocationOf(each, now()), map: atLocationInListOf }) as never,
  )
  api.openapi(oneAtLocation, async (c) =>
    c.json(atLocationOf(await one(c, c.req.valid('param').id), now()) as never, 200),
  )
  api.openapi(organizations, async (c) => {
    const { search: part, page: at, per_page } = c.req.valid('query')
    const paged = { page: at, size: per_page }
    const asked: Asked = { listed: 'listed', name: part === undefined ? [] : [{ how: 'contains', texts: [part] }] }
    const { items, total } = await from(c).organizations(asked, paged)
    return c.json(hsdsPage(items.map(organizationOf), { total, ...paged }) as never, 200)
  })
  api.openapi(oneOrganization, async (c) => {
    const { id } = c.req.valid('param')
    const paged = { page: 1, size: MOST }
    const found = isId(id) ? (await from(c).organizations({ listed: 'both', ids: [id] }, paged)).items[0] : undefined
    if (!found) return absent(c)
    const { items } = await from(c).services({ listed: 'listed', organizations: [id] }, paged)
    const map = c.req.valid('query').full_service ? (each: OpenListing) => serviceOf(each, now()) : serviceInListOf
    return c.json({ ...organizationOf(found), services: items.map(map) } as never, 200)
  })
  api.openapi(taxonomies, (c) =>
    c.json(slice(openTaxonomy().taxonomies, c.req.valid('query'), taxonomyOf) as never, 200),
  )
  api.openapi(oneTaxonomy, (c) => {
    const found = openTaxonomy().taxonomies.find(({ id }) => id === c.req.valid('param').id)
    return found ? c.json(taxonomyOf(found) as never, 200) : absent(c)
  })
  api.openapi(terms, (c) => {
    const { taxonomy_id, parent_id, search: part, ...paged } = c.req.valid('query')
    const called = part?.toLowerCase()
    const found = openTaxonomy().terms.filter(
      (each) =>
        (taxonomy_id === undefined || each.taxonomy.id === taxonomy_id) &&
        (parent_id === undefined || each.parentUuid === parent_id) &&
        (called === undefined || each.name.en.toLowerCase().includes(called)),
    )
    return c.json(slice(found, paged, termOf) as never, 200)
  })
  api.openapi(oneTerm, (c) => {
    const found = openTaxonomy().byUuid.get(c.req.valid('param').id)
    return found ? c.json(termOf(found) as never, 200) : absent(c)
  })
  return api
}
