// SPDX-License-Identifier: Apache-2.0
/** The terms by which services are found, as data. The words of a listing are those of HSDS 3.0: a term of a taxonomy. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { list, readRows } from './read.ts'

/** In which respect a term describes a service. */
export const FACETS = [
  'setting',
  'intervention',
  'population',
  'need',
  'access_mode',
  'cost',
  'availability',
  'quality_state',
  'strategy',
  'evidence',
] as const
export type Facet = (typeof FACETS)[number]

/** The six languages of what everybody may read; those other than English and French were not read by a native speaker. */
export type TermName = Record<'en' | 'fr' | 'es' | 'ar' | 'ru' | 'zh', string>

export interface ServiceTerm {
  /** `facet:code`, stable: listings name it. */
  id: string
  facet: Facet
  /** One within its facet alone: `com` is a setting and an intervention. */
  code: string
  /** Code of the wider term of the same facet; null where there is none. */
  parent: string | null
  name: TermName
  /** English alone; empty where the name says it. */
  definition: string
  /** Codes of SAMHSA’s FindTreatment that may mean it; from memory. */
  samhsa: string[]
}

const COLUMNS = ['facet', 'code', 'parent', 'name_en', 'name_fr', 'definition_en', 'samhsa'] as const

const NAME_COLUMNS = ['facet', 'code', 'name_es', 'name_ar', 'name_ru', 'name_zh'] as const

const loadNames = (): Map<string, Omit<TermName, 'en' | 'fr'>> => {
  const file = 'service-taxonomy-names.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const rows = readRows(file, text, NAME_COLUMNS)
  return new Map(
    rows.map((row) => [
      `${row.facet}:${row.code}`,
      { es: row.name_es, ar: row.name_ar, ru: row.name_ru, zh: row.name_zh },
    ]),
  )
}

/**
 * Reads service-taxonomy.csv and service-taxonomy-names.csv, in order of the first: by facet, wider terms among their narrower
 * ones. Throws where one is absent or not in shape, or a term has no names in the second.
 */
export const loadServiceTaxonomy = (): ServiceTerm[] => {
  const file = 'service-taxonomy.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const names = loadNames()
  const others = (id: string) => {
    const own = names.get(id)
    if (!own) throw new Error(`service-taxonomy-names.csv: no ${id}`)
    return own
  }
  return readRows(file, text, COLUMNS, (row) => ({
    ...{ id: `${row.facet}:${row.code}`, facet: row.facet as Facet, code: row.code, parent: row.parent || null },
    name: { en: row.name_en, fr: row.name_fr, ...others(`${row.facet}:${row.code}`) },
    ...{ definition: row.definition_en, samhsa: list(row.samhsa) },
  }))
}

/** Whether a kind of intervention is expected in a setting. */
export interface ServicePair {
  /** Code of a term of the facet `setting`. */
  setting: string
  /** Code of a widest term of the facet `intervention`. */
  intervention: string
  /** `core`: a gap where it is missing; a judgement of the curators, from memory. */
  expected: 'core' | 'possible'
}

const PAIR_COLUMNS = ['setting', 'intervention', 'expected'] as const

/** Reads service-matrix.csv, in file order. Throws where it is absent or not in shape. */
export const loadServiceMatrix = (): ServicePair[] => {
  const file = 'service-matrix.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return readRows(file, text, PAIR_COLUMNS, ({ setting, intervention, expected }) => ({
    ...{ setting, intervention, expected: expected === 'core' ? 'core' : 'possible' },
  }))
}
