// SPDX-License-Identifier: Apache-2.0
import type { z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { stream } from 'hono/streaming'
import type { MatchOptions, MatchResult } from '#matching/index.ts'
import { type Api, answerProblem, createApi, raiseProblem } from '#platform/http/index.ts'
import { type MatchedRow, matchRows, writeFindings } from './answers.ts'
import type { LookupDesk, PublicDesk } from './contract.ts'
import * as operations from './operations.ts'
import type { filesQuery } from './shapes.ts'

/** Options as matching takes them: a key that was not given is absent, not undefined. */
const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

type FileOptions = Pick<z.infer<typeof filesQuery>, 'on' | 'jurisdictions' | 'spelling'>

/** Options as a file's query words them. */
const fileOptions = (asked: FileOptions): MatchOptions =>
  given({
    on: asked.on,
    jurisdictions: asked.jurisdictions?.split(','),
    spelling: asked.spelling === undefined ? undefined : asked.spelling === 'true',
  })

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

  api.openapi(operations.match, async (c) => {
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

  api.openapi(operations.matchFiles, async (c) => {
    const { column, structure, input = 'csv', format = 'jsonl', encoding, ...asked } = c.req.valid('query')
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
    const opened = await matchRows(desk(), body, plan, fileOptions(asked))
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

  api.openapi(operations.substances, (c) => {
    const { q, ...rest } = c.req.valid('query')
    return c.json(desk().substances(given({ query: q, ...rest })), 200)
  })

  api.openapi(operations.substance, async (c) => {
    const outcome = await desk().substance(c.req.valid('param').id, given({ on: c.req.valid('query').on }))
    return outcome.ok ? c.json(outcome.value, 200) : raiseProblem(c, outcome.refusal)
  })

  api.openapi(operations.reference, (c) => c.json(desk().reference(), 200))
  return api
}
