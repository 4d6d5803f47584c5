// SPDX-License-Identifier: Apache-2.0
/** Photographs and documents of a finding over HTTP. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addFileRoutes } from '#platform/attachments/index.ts'
import type { Api } from '#platform/http/index.ts'
import type { OversightDesk } from './contract.ts'

export const findingFile = z
  .object({
    id: z.uuid().describe('Of the file.'),
    name: z.string().describe('Without folders.'),
    type: z.string().describe('Media type, by its bytes.'),
    size: z.number().int().describe('Bytes.'),
    sha256: z.string().describe('Of the bytes as they are served, hexadecimal.'),
    from: z.enum(['inspector', 'firm']).describe('Which side added it.'),
    at: z.string().describe('ISO 8601 in UTC.'),
    mayTakeOut: z.boolean().describe('Whether this actor may take it out now.'),
  })
  .openapi('FindingFile', { description: 'A photograph or document of a finding.' })

/** Adds these to the routes of inspections. */
export const addFindingFiles = (api: Api, desk: (c: Context) => Promise<OversightDesk>): void =>
  addFileRoutes(
    api,
    {
      ...{ path: '/api/findings/{id}/files', of: 'Of the finding.', name: 'FindingFile', file: findingFile },
      ...{ attach: 'Add a photograph or document to a finding', download: 'A file of a finding' },
      detach: 'Take out a file that your organisation added to an open finding',
      fixed: 'Not possible as the finding stands, or there are ten already.',
    },
    async (c) => {
      const own = await desk(c)
      return { ...own, attach: (id, { name }, bytes) => own.attach(id, name, bytes) }
    },
  )
