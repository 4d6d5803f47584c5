// SPDX-License-Identifier: Apache-2.0
/** TAXII 2.1 over HTTP: its addresses, headers and errors, and the schemas of our extensions of STIX. */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  acceptsTaxii,
  DATE_ADDED_FIRST,
  DATE_ADDED_LAST,
  errorOf,
  isTaxiiContent,
  parseTaxiiQuery,
  SCHEMA_PATH,
  STIX_SCHEMAS,
  STIX_TYPE,
  TAXII_TYPE,
  type TaxiiAddress,
} from '#interop/stix/index.ts'
import { type Api, answerError, createApi } from '#platform/http/index.ts'
import { COLLECTIONS, collectionNamed, collectionOf, takesObjects } from './taxii-collections.ts'
import { type AddedPage, MOST_BYTES, type TaxiiDesk } from './taxii-desk.ts'
import { versionOf } from './taxii-objects.ts'

const DISCOVERY = '/taxii2/'
const ROOT = '/taxii2/incidents/'
const COLLECTION = `${ROOT}collections/:collection/`
const OBJECTS = `${COLLECTION}objects/`

const answer = (c: Context, body: object, status: ContentfulStatusCode = 200) =>
  c.body(JSON.stringify(body), status, { 'content-type': TAXII_TYPE })

const refused = (c: Context, status: ContentfulStatusCode, title: string, detail?: string) =>
  answer(c, errorOf(status, title, detail), status)
const raise = (...[c, status, title, detail]: Parameters<typeof refused>): never => {
  throw new HTTPException(status, { res: refused(c, status, title, detail) })
}
const nothingHere = (c: Context) => raise(c, 404, 'Not found', 'There is nothing here for whoever asks.')

/**
 * What a request is signed in by. Clients of TAXII know HTTP Basic (RFC 7617): its password is then a key for programs,
 * and its name is not looked at. Only here, so that no browser keeps and sends one to our pages.
 */
const credentials = (headers: Headers): Headers => {
  const basic = headers.get('authorization')?.match(/^Basic +([A-Za-z0-9+/]+=*)$/i)?.[1]
  if (basic === undefined) return headers
  const password = Buffer.from(basic, 'base64').toString().split(/:(.*)/s)[1] ?? ''
  return new Headers(/^[\x21-\x7e]+$/.test(password) ? { 'x-api-key': password } : {})
}

const queryOf = (c: Context, address: TaxiiAddress) => {
  const query = parseTaxiiQuery(new URL(c.req.url).searchParams, address)
  if (query.ok) return query.value
  return raise(c, 400, 'Bad request', `${query.refusal.where ?? 'query'}: ${query.refusal.detail}`)
}

/** Objects, their manifest or their versions: `more` and `next`, and the headers that say when they were added. */
const answerPage = (c: Context, { items, next }: AddedPage, as: object): Response => {
  const [first, last] = [items[0], items.at(-1)]
  if (first) c.header(DATE_ADDED_FIRST, first.added)
  if (last) c.header(DATE_ADDED_LAST, last.added)
  const isNone = items.length === 0 && next === undefined
  return answer(c, isNone ? {} : { more: next !== undefined, ...(next === undefined ? {} : { next }), ...as })
}

const objectsIn = ({ items }: AddedPage) => ({ objects: items.map(({ object }) => object) })
const manifestOf = ({ items }: AddedPage) => ({
  objects: items.map(({ object, added }) => ({
    ...{ id: object.id, date_added: added, version: versionOf(object, added), media_type: STIX_TYPE },
  })),
})
const versionsIn = ({ items }: AddedPage) => ({ versions: items.map(({ object, added }) => versionOf(object, added)) })

/** `deskOf` answers the desk of whoever sends these headers; `address` is the node's origin. */
export const taxiiRoutes = (deskOf: (headers: Headers) => Promise<TaxiiDesk | undefined>, address: string): Api => {
  const api = createApi()
  api.onError((error, c) => {
    if (error instanceof HTTPException && error.res?.headers.get('content-type') === TAXII_TYPE) return error.res
    const problem = answerError(error, c)
    const after = problem.headers.get('retry-after')
    if (after !== null) c.header('retry-after', after)
    return refused(c, problem.status as ContentfulStatusCode, 'The request could not be answered')
  })
  const desk = async (c: Context): Promise<TaxiiDesk> => {
    const found = await deskOf(credentials(c.req.raw.headers))
    if (found) return found
    c.header('www-authenticate', 'Basic realm="TAXII", charset="UTF-8", Bearer realm="TAXII"')
    return raise(c, 401, 'Not signed in', 'Send an API key: as x-api-key, as a bearer, or as the password of Basic.')
  }
  const collection = (c: Context) => collectionNamed(c.req.param('collection') ?? '') ?? nothingHere(c)
  type Answer = (c: Context) => Response | Promise<Response>
  /** An address with and without the slash at its end, and what it says to methods that it does not have. */
  const serve = (path: string, methods: Partial<Record<'GET' | 'POST', Answer>>) => {
    const both = [path, path.slice(0, -1)]
    for (const [method, work] of Object.entries(methods))
      api.on(method, both, (c) =>
        acceptsTaxii(c.req.header('accept'))
          ? work(c)
          : refused(c, 406, 'Not acceptable', `Answers are ${TAXII_TYPE}.`),
      )
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    api.on(['DELETE', 'PUT', 'PATCH', 'GET', 'POST'], both, (c) => {
      c.header('allow', allow.join(', '))
      return refused(c, 405, 'Method not allowed', `This address takes ${allow.join(', ')}.`)
    })
  }
  /** A page of a collection, under its predicate; of one object where the address names one. */
  const page =
    (address: TaxiiAddress, as: (page: AddedPage) => object): Answer =>
    async (c) => {
      const own = await desk(c)
      const { kind } = collection(c)
      const query = queryOf(c, address)
      const object = c.req.param('object')
      const ids = object === undefined ? {} : { ids: [object] }
      const found = await own.page({ ...query, ...ids }, kind)
      if (!found.ok) return refused(c, 400, 'Bad request', `next: ${found.refusal.detail}`)
      const isThere = async () => {
        const any = await own.page({ ids: [object ?? ''], versions: ['last'], limit: 1 }, kind)
        return any.ok && any.value.items.length > 0
      }
      if (object !== undefined && found.value.items.length === 0 && !(await isThere())) return nothingHere(c)
      return answerPage(c, found.value, as(found.value))
    }

  api.get(`${SCHEMA_PATH}:name`, (c) => {
    const name = c.req.param('name')
    const schema = Object.hasOwn(STIX_SCHEMAS, name) ? STIX_SCHEMAS[name] : undefined
    if (!schema) return c.notFound()
    const headers = { 'content-type': 'application/schema+json', 'cache-control': 'public, max-age=86400' }
    return c.body(JSON.stringify(schema), 200, headers)
  })
  const root = `${address}${ROOT}`
  serve(DISCOVERY, { GET: (c) => answer(c, { title: 'Passerelle', default: root, api_roots: [root] }) })
  serve(ROOT, {
    GET: async (c) => {
      await desk(c)
      return answer(c, { title: 'Incidents', versions: [TAXII_TYPE], max_content_length: MOST_BYTES })
    },
  })
  serve(`${ROOT}collections/`, {
    GET: async (c) => {
      const { mayAdd } = await desk(c)
      return answer(c, { collections: COLLECTIONS.map((each) => collectionOf(each, mayAdd)) })
    },
  })
  serve(COLLECTION, {
    GET: async (c) => {
      const { mayAdd } = await desk(c)
      return answer(c, collectionOf(collection(c), mayAdd))
    },
  })
  const whenTooLarge = (c: Context) => refused(c, 413, 'Too large', `At most ${MOST_BYTES} bytes are read.`)
  for (const path of [OBJECTS, OBJECTS.slice(0, -1)])
    api.use(path, bodyLimit({ maxSize: MOST_BYTES, onError: whenTooLarge }))
  serve(OBJECTS, {
    GET: page('objects', objectsIn),
    POST: async (c) => {
      const own = await desk(c)
      if (!takesObjects(collection(c), own.mayAdd)) return refused(c, 403, 'Forbidden', 'Nothing is added here.')
      if (!isTaxiiContent(c.req.header('content-type')))
        return refused(c, 415, 'Unsupported media type', `Bodies are ${TAXII_TYPE}.`)
      const added = await own.add(new Uint8Array(await c.req.arrayBuffer()))
      if (added.ok) return answer(c, added.value, 202)
      return refused(c, added.refusal.code === 'too-large' ? 413 : 422, 'Not processed', added.refusal.detail)
    },
  })
  serve(`${OBJECTS}:object/`, { GET: page('object', objectsIn) })
  serve(`${OBJECTS}:object/versions/`, { GET: page('versions', versionsIn) })
  serve(`${COLLECTION}manifest/`, { GET: page('objects', manifestOf) })
  serve(`${ROOT}status/:status/`, {
    GET: async (c) => {
      const status = await (await desk(c)).status(c.req.param('status') ?? '')
      return status ? answer(c, status) : nothingHere(c)
    },
  })
  api.all('/taxii2/*', (c) => refused(c, 404, 'Not found', `No such address; begin at ${DISCOVERY}`))
  return api
}
