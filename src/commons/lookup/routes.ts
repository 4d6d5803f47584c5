// SPDX-License-Identifier: Apache-2.0
import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { stream } from 'hono/streaming'
import type { MatchOptions, MatchResult } from '#matching/index.ts'
import { type Api, answerProblem, createApi, problemAnswer, raiseProblem } from '#platform/http/index.ts'
import { type MatchedRow, matchRows, writeFindings } from './answers.ts'
import type { LookupDesk, PublicDesk } from './contract.ts'
import * as shapes from './shapes.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const ROUTES = {
  match: createRoute({
    method: 'post',
    path: '/api/match',
    summary: 'Judge one text, up to 1,000 lines, or one structure',
    request: { body: { required: true, ...json(shapes.matchRequest, 'What to judge.') } },
    responses: {
      200: json(shapes.matchAnswer, 'What was found.'),
      413: problemAnswer('More than 2 MiB, or a molecule that is too large.'),
      422: problemAnswer('The request or the molecule is not valid.'),
    },
  }),
  files: createRoute({
    method: 'post',
    path: '/api/match/files',
    summary: 'Judge every row of a file: CSV (or JSON lines) streams in, findings stream out',
    request: {
      query: shapes.filesQuery,
      body: { content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } } },
    },
    responses: {
      200: {
        description: 'One JSON line a row, or one CSV line a finding.',
        content: { 'application/x-ndjson': { schema: shapes.matchedRow }, 'text/csv': { schema: z.string() } },
      },
      400: problemAnswer('No such column, an empty file, an encoding that is not known.'),
      422: problemAnswer('The query is not valid.'),
    },
  }),
  substances: createRoute({
    method: 'get',
    path: '/api/substances',
    summary: 'Substances by part of a name, number or key',
    request: { query: shapes.substancesQuery },
    responses: { 200: json(shapes.substancePage, 'A page of 50.'), 422: problemAnswer('The query is not valid.') },
  }),
  substance: createRoute({
    method: 'get',
    path: '/api/substances/{id}',
    summary: 'All that the reference knows of one substance',
    request: { params: z.object({ id: z.string() }), query: shapes.substancesQuery.pick({ on: true }) },
    responses: { 200: json(shapes.substanceRecord, 'The substance.'), 404: problemAnswer('No such substance.') },
  }),
  reference: createRoute({
    method: 'get',
    path: '/api/reference',
    summary: 'Which version of the reference data answers here, and since when',
    responses: { 200: json(shapes.referenceVersion, 'The version.') },
  }),
}

/** Options as matching takes them: a key that was not given is absent, not undefined. */
const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const rowOf = (text: string, index: number, result: MatchResult): MatchedRow => ({ line: index + 1, text, ...result })

const BODY_LIMIT = 2 << 20

const knownEncoding = (label: string | undefined): boolean => {
  try {
    return new TextDecoder(label) !== undefined
  } catch {
    return false
  }
}

/** The room's routes. `deskOf` is asked at each request, so that a route cannot keep what an actor may not. */
export const lookupRoutes = (deskOf: () => PublicDesk): Api => {
  const api = createApi()
  const desk = (): LookupDesk => deskOf().lookup
  api.use(
    '/api/match',
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) =>
        answerProblem(c, { code: 'too-large', detail: 'At most 2 MiB here; send files to /api/match/files.' }),
    }),
  )

  api.openapi(ROUTES.match, async (c) => {
    const { text, lines, structure, on, jurisdictions, spelling } = c.req.valid('json')
    const options: MatchOptions = given({ on, jurisdictions, spelling })
    const reference = desk().reference().version
    if (structure !== undefined) {
      const outcome = await desk().matchStructure(structure, options)
      if (!outcome.ok) return raiseProblem(c, outcome.refusal)
      return c.json({ reference, results: [rowOf(structure, 0, outcome.value)] }, 200)
    }
    const results = (lines ?? [text ?? '']).map((line, index) => rowOf(line, index, desk().match(line, options)))
    return c.json({ reference, results }, 200)
  })

  api.openapi(ROUTES.files, async (c) => {
    const { column, structure, input = 'csv', format = 'jsonl', encoding, on } = c.req.valid('query')
    if (!knownEncoding(encoding))
      return raiseProblem(c, {
        code: 'bad-encoding',
        detail: `"${encoding}" is no encoding known here.`,
        where: 'query.encoding',
      })
    const body = c.req.raw.body ?? new Blob([]).stream()
    const plan = {
      format: input,
      holds: structure === undefined ? ('text' as const) : ('structure' as const),
      ...given({ column: column ?? structure, encoding }),
    }
    const opened = await matchRows(desk(), body, plan, given({ on }))
    if (!opened.ok) return raiseProblem(c, opened.refusal)
    c.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
    const writer = writeFindings[format]
    return stream(c, async (out) => {
      let held = writer.header
      for await (const { row } of opened.value) {
        held += writer.row(row)
        if (held.length < 1 << 15) continue
        await out.write(held)
        held = ''
      }
      await out.write(held)
    }) as never // a stream has no place in the typed answers
  })

  api.openapi(ROUTES.substances, (c) => {
    const { q, ...rest } = c.req.valid('query')
    return c.json(desk().substances(given({ query: q, ...rest })), 200)
  })

  api.openapi(ROUTES.substance, async (c) => {
    const outcome = await desk().substance(c.req.valid('param').id, given({ on: c.req.valid('query').on }))
    return outcome.ok ? c.json(outcome.value, 200) : raiseProblem(c, outcome.refusal)
  })

  api.openapi(ROUTES.reference, (c) => c.json(desk().reference(), 200))
  return api
}
