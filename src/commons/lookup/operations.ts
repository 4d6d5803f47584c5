// SPDX-License-Identifier: Apache-2.0
/** Every address of the room: what it takes and what it answers, as the API's description tells it. */
import { createRoute, z } from '@hono/zod-openapi'
import { problemAnswer, takesOnly } from '#platform/http/index.ts'
import * as answers from './answer-shapes.ts'
import * as shapes from './shapes.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const file = z.string().openapi({ description: 'The file, of any size.' })

export const match = createRoute({
  method: 'post',
  path: '/api/match',
  operationId: 'match',
  summary: 'Judge one text, up to 1,000 lines, or one structure',
  middleware: takesOnly(['application/json']),
  request: { body: { required: true, ...json(shapes.matchRequest, 'What to judge.') } },
  responses: {
    200: json(answers.matchAnswer, 'What was found.'),
    400: problemAnswer('The body is not JSON.'),
    413: problemAnswer('More than 2 MiB, or a molecule that is too large.'),
    415: problemAnswer('The content type is not application/json.'),
    422: problemAnswer('The request or the molecule is not valid.'),
  },
})

export const matchFiles = createRoute({
  method: 'post',
  path: '/api/match/files',
  operationId: 'matchFile',
  summary: 'Judge every row of a file: CSV, JSON lines or plain lines stream in, findings stream out',
  middleware: takesOnly(['text/csv', 'text/plain', 'application/x-ndjson', 'application/octet-stream'], 'or none'),
  request: {
    query: shapes.filesQuery,
    body: {
      description: 'The file. `input` says what it is, not the content type.',
      content: {
        'text/csv': { schema: file },
        'text/plain': { schema: file },
        'application/x-ndjson': { schema: file },
        'application/octet-stream': { schema: file },
      },
    },
  },
  responses: {
    200: {
      description: 'One JSON line a row, or one CSV line a finding.',
      content: { 'application/x-ndjson': { schema: answers.matchedRow }, 'text/csv': { schema: z.string() } },
    },
    400: problemAnswer('No such column, an empty file, an encoding or a key of the query that is not known.'),
    415: problemAnswer('The content type is none of those above.'),
    422: problemAnswer('The query is not valid.'),
  },
})

export const substances = createRoute({
  method: 'get',
  path: '/api/substances',
  operationId: 'listSubstances',
  summary: 'Substances by part of a name, number or key',
  request: { query: shapes.substancesQuery },
  responses: {
    200: json(answers.substancePage, 'A page of 50.'),
    400: problemAnswer('A key of the query is not known.'),
    422: problemAnswer('The query is not valid.'),
  },
})

export const substance = createRoute({
  method: 'get',
  path: '/api/substances/{id}',
  operationId: 'getSubstance',
  summary: 'All that the reference knows of one substance',
  request: { params: shapes.substanceParams, query: shapes.substanceQuery },
  responses: {
    200: json(answers.substanceRecord, 'The substance.'),
    400: problemAnswer('A key of the query is not known.'),
    404: problemAnswer('No such substance.'),
    422: problemAnswer('The day is not valid.'),
  },
})

export const reference = createRoute({
  method: 'get',
  path: '/api/reference',
  operationId: 'getReference',
  summary: 'Which version of the reference data answers here, and since when',
  responses: { 200: json(answers.referenceVersion, 'The version.') },
})
