// SPDX-License-Identifier: Apache-2.0
/** What a search of FHIR asks for. Pure. Values of one key are all to hold, of the parts between its commas one. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { spanOf } from '#interop/fhir/index.ts'
import type { Facet } from '#reference/index.ts'
import type { Asked } from '../open/desk.ts'
import { openTaxonomy } from '../open/taxonomy.ts'
import { systemOf, type Type, URI } from './map.ts'

/** By `code` of IssueType. */
export type FhirRefusal = Refusal<'invalid' | 'not-supported' | 'not-found'>

export const INCLUDES: Record<Type, readonly string[]> = {
  HealthcareService: ['HealthcareService:location', 'HealthcareService:organization'],
  Location: ['Location:organization'],
  Organization: ['Organization:endpoint'],
}
export const REVINCLUDES: Record<Type, readonly string[]> = {
  HealthcareService: [],
  Location: ['HealthcareService:location'],
  Organization: ['Location:organization', 'HealthcareService:organization'],
}

export interface FhirQuery {
  asked: Asked
  include: string[]
  revinclude: string[]
  page: number
  count: number
}

const MOST = 500
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** At a comma that no backslash stands before. */
const partsOf = (value: string) =>
  (value.match(/(?:\\.|[^,\\])+/g) ?? []).map((each) => each.replaceAll(/\\(.)/g, '$1'))

type Sift = (asked: Asked, value: string) => Outcome<Asked, FhirRefusal>
const wrong = (detail: string) => refuse('invalid' as const, detail)

/** What is in both; undefined: everything. */
const both = (known: readonly string[] | undefined, more: readonly string[]) =>
  known === undefined ? more : known.filter((each) => more.includes(each))
const isUuid = (text: string) => UUID.test(text)

const called =
  (how: 'begins' | 'contains' | 'is'): Sift =>
  (asked, value) =>
    ok({ ...asked, name: [...(asked.name ?? []), { how, texts: partsOf(value) }] })

const ofIds: Sift = (asked, value) =>
  ok({
    ...asked,
    ids: both(
      asked.ids,
      partsOf(value)
        .map((id) => id.toLowerCase())
        .filter(isUuid),
    ),
  })

const identified: Sift = (asked, value) => {
  const ids = partsOf(value).flatMap((each) => {
    const [, system, id = ''] = /^(?:([^|]*)\|)?urn:uuid:(.*)$/.exec(each) ?? []
    return system === undefined || system === URI ? [id] : []
  })
  return ofIds(asked, ids.join(',') || 'none')
}

const referring =
  (of: Type, add: (asked: Asked, ids: string[]) => Asked): Sift =>
  (asked, value) =>
    ok(
      add(
        asked,
        partsOf(value)
          .map((each) => each.replace(new RegExp(`^(?:.*/)?${of}/`), '').toLowerCase())
          .filter(isUuid),
      ),
    )

const ofTerms =
  (facet: Facet): Sift =>
  (asked, value) => {
    const terms = partsOf(value).flatMap((each) => {
      const at = each.indexOf('|')
      const [system, code] = at === -1 ? [undefined, each] : [each.slice(0, at), each.slice(at + 1)]
      const term = openTaxonomy().byId.get(code)
      return term?.facet === facet && (system === undefined || system === systemOf(facet)) ? [code] : []
    })
    return ok({ ...asked, terms: [...(asked.terms ?? []), terms] })
  }

const PREFIXED = /^(eq|gt|lt|ge|le|sa|eb)?(.*)$/
const updated: Sift = (asked, value) => {
  const [, prefix = 'eq', date = ''] = PREFIXED.exec(value) ?? []
  const span = spanOf(date)
  if (!span) return wrong(`_lastUpdated: ${value} is no date of FHIR with a prefix of eq, gt, lt, ge, le, sa or eb.`)
  const { from, until } = span
  const bounds: NonNullable<Asked['changed']> = {
    ...{ gt: [{ how: '>=' as const, at: until }], sa: [{ how: '>=' as const, at: until }] },
    ...{ ge: [{ how: '>=' as const, at: from }], lt: [{ how: '<' as const, at: from }] },
    ...{ eb: [{ how: '<' as const, at: from }], le: [{ how: '<' as const, at: until }] },
  }[prefix] ?? [
    { how: '>=', at: from },
    { how: '<', at: until },
  ]
  return ok({ ...asked, changed: [...(asked.changed ?? []), ...bounds] })
}

const being =
  (yes: string, no: string): Sift =>
  (asked, value) => {
    const parts = partsOf(value).map((each) => each.slice(each.indexOf('|') + 1))
    if (!parts.every((each) => each === yes || each === no)) return wrong(`${value} is neither ${yes} nor ${no}.`)
    return ok({ ...asked, listed: new Set(parts).size > 1 ? 'both' : parts[0] === yes ? 'listed' : 'gone' })
  }

const ALL: Record<string, Sift> = {
  ...{ _id: ofIds, identifier: identified, _lastUpdated: updated },
  ...{ name: called('begins'), 'name:contains': called('contains'), 'name:exact': called('is') },
}
const organization = referring('Organization', (asked, ids) => ({
  ...asked,
  organizations: both(asked.organizations, ids),
}))
/** Nothing is part of anything here, and of no organization it is known of what kind it is. */
const none: Sift = (asked) => ok({ ...asked, ids: [] })

export const SIFTS: Record<Type, Record<string, Sift>> = {
  HealthcareService: {
    ...ALL,
    ...{ active: being('true', 'false'), organization, 'service-type': ofTerms('intervention') },
    location: referring('Location', (asked, ids) => ({ ...asked, isSomewhere: true, ids: both(asked.ids, ids) })),
  },
  Location: {
    ...ALL,
    ...{ status: being('active', 'inactive'), organization, type: ofTerms('setting'), partof: none },
  },
  Organization: { ...ALL, active: being('true', 'false'), partof: none, type: none },
}

const whole = (value: string | undefined, least: number, most: number, otherwise: number) => {
  if (value === undefined) return otherwise
  return /^\d{1,6}$/.test(value) && Number(value) >= least ? Math.min(Number(value), most) : undefined
}

/** A key that is not known is refused, not ignored: a filter that is mistyped would be none. */
export const fhirQueryOf = (type: Type, params: URLSearchParams): Outcome<FhirQuery, FhirRefusal> => {
  let asked: Asked = { listed: 'both', ...(type === 'Location' && { isSomewhere: true }) }
  const of = { include: INCLUDES[type], revinclude: REVINCLUDES[type] }
  for (const [key, value] of params) {
    if (['_count', '_page', '_format', '_include', '_revinclude', '_summary'].includes(key)) continue
    const sift = SIFTS[type][key]
    if (!sift)
      return refuse(
        'not-supported',
        `${type} is not searched by ${key}, but by ${Object.keys(SIFTS[type]).join(', ')}.`,
      )
    const sifted = sift(asked, value)
    if (!sifted.ok) return sifted
    asked = sifted.value
  }
  const [include, revinclude] = [params.getAll('_include'), params.getAll('_revinclude')]
  const strange = [
    ...include.filter((each) => !of.include.includes(each)),
    ...revinclude.filter((each) => !of.revinclude.includes(each)),
  ]
  if (strange.length > 0) return refuse('not-supported', `${type} includes no ${strange.join(', ')}.`)
  const summary = params.get('_summary') ?? 'false'
  if (!['count', 'false'].includes(summary)) return refuse('not-supported', '_summary is count or false.')
  const [count, page] = [
    whole(summary === 'count' ? '0' : (params.get('_count') ?? undefined), 0, MOST, 50),
    whole(params.get('_page') ?? undefined, 1, 100_000, 1),
  ]
  if (count === undefined || page === undefined)
    return wrong('_count is a number from 0; _page is one that a link had.')
  return ok({ ...{ asked, include, revinclude, page, count } })
}
