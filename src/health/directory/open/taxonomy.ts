// SPDX-License-Identifier: Apache-2.0
/** Our terms under ids that other programs can keep: derived of the term, so the same on every node. */
import { uuid5 } from '#interop/uuid/index.ts'
import { FACETS, type Facet, loadServiceTaxonomy, type ServiceTerm } from '#reference/index.ts'

const OURS = '6f1a3c52-6d0e-4b8f-9a5e-3a8e0a1c7d42'

/** The id of what belongs to something, such as the first telephone of a service. */
export const partId = (...parts: readonly (string | number)[]): string => uuid5(OURS, parts.join('|'))

const NAMES: Record<Facet, string> = {
  ...{ setting: 'Setting', intervention: 'Intervention', population: 'Whom it is for', need: 'Need' },
  ...{ access_mode: 'How to reach it', cost: 'Cost', availability: 'Availability', quality_state: 'State of quality' },
  ...{ strategy: 'Strategy of prevention', evidence: 'Class of evidence of a programme of prevention' },
}

export interface OpenTaxonomy {
  id: string
  facet: Facet
  name: string
}
export interface OpenTerm extends ServiceTerm {
  uuid: string
  taxonomy: OpenTaxonomy
  /** Null where there is no wider one. */
  parentUuid: string | null
}

const termId = (facet: string, code: string) => partId('term', facet, code)

let made: { taxonomies: OpenTaxonomy[]; terms: OpenTerm[]; byId: Map<string, OpenTerm>; byUuid: Map<string, OpenTerm> }

/** Read once. */
export const openTaxonomy = (): typeof made => {
  if (made) return made
  const taxonomies = FACETS.map((facet) => ({ id: partId('taxonomy', facet), facet, name: NAMES[facet] }))
  const terms = loadServiceTaxonomy().map(
    (term): OpenTerm => ({
      ...{ ...term, uuid: termId(term.facet, term.code) },
      taxonomy: taxonomies.find(({ facet }) => facet === term.facet) as OpenTaxonomy,
      parentUuid: term.parent === null ? null : termId(term.facet, term.parent),
    }),
  )
  made = {
    ...{ taxonomies, terms, byId: new Map(terms.map((term) => [term.id, term])) },
    byUuid: new Map(terms.map((term) => [term.uuid, term])),
  }
  return made
}
