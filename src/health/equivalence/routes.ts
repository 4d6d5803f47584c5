// SPDX-License-Identifier: Apache-2.0
/** Equivalence over HTTP: what each prison lists of the core kinds of care that the community has, for everybody. */
import { createRoute, z } from '@hono/zod-openapi'
import { type Api, createApi, jsonAnswer, problemAnswer, raiseProblem } from '#platform/http/index.ts'
import { type Equivalence, STANDINGS } from './contract.ts'

const said = (language: string) => z.string().describe(`${language}.`)
const words = z.object({
  ...{ en: said('English'), fr: said('French'), es: said('Spanish'), ar: said('Arabic'), ru: said('Russian') },
  zh: said('Chinese'),
})
const count = (of: string) => z.number().int().describe(of)
const listing = z.object({ id: z.string().describe('Of the listing.'), name: z.string().describe('Of the service.') })
const comparison = z
  .object({
    country: z.string().describe('ISO 3166-1 alpha-2.'),
    day: z.string().describe('As the directory stood, YYYY-MM-DD.'),
    kinds: z
      .array(
        z.object({
          id: z.string().describe('Of the kind of intervention.'),
          name: words.describe('Its name.'),
          community: count('Listed services outside prisons that name it.'),
        }),
      )
      .describe('Core kinds that some listed service outside prisons names.'),
    absent: z
      .array(
        z.object({
          name: words.describe('Of the kind.'),
          inPrison: z.array(listing).describe('Listings in prisons that name it all the same.'),
        }),
      )
      .describe('Core kinds that none outside names: nothing to be equal to.'),
    prisons: z
      .array(
        z.object({
          name: z.string().describe('Who runs it, as far as its listings say.'),
          city: z.string().nullable().describe('Where it is.'),
          listings: z.array(listing).describe('Listings that were taken together, with the names of the place.'),
          standings: z
            .array(z.enum(STANDINGS))
            .describe('In the order of `kinds`; unknown: nobody confirmed the listing within a year, which is not no.'),
          gap: count('Kinds that the community has and this prison does not list.'),
          unknown: count('Kinds of which nothing is known here.'),
        }),
      )
      .describe('By name.'),
  })
  .openapi('EquivalenceOfCare', { description: 'Care in prisons against care outside, by what the directory says.' })

const read = createRoute({
  ...{ method: 'get', path: '/api/equivalence', operationId: 'readEquivalenceOfCare' },
  summary: 'What each prison lists of the care that the community has',
  responses: {
    200: jsonAnswer(comparison, 'By what services list, not by what was seen there.'),
    404: problemAnswer('This process has no directory.'),
  },
})

/** Everybody’s; undefined where this process has none. */
export const equivalenceRoutes = (desk: Equivalence | undefined): Api => {
  const api = createApi()
  api.openapi(read, async (c) => {
    const known = desk ?? raiseProblem(c, { code: 'not-found', detail: 'There is nothing here.' })
    return c.json(await known.compare(), 200)
  })
  return api
}
