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

export interface ServiceTerm {
  /** `facet:code`, stable: listings name it. */
  id: string
  facet: Facet
  /** One within its facet alone: `com` is a setting and an intervention. */
  code: string
  /** Code of the wider term of the same facet; null where there is none. */
  parent: string | null
  name: { en: string; fr: string }
  /** English alone; empty where the name says it. */
  definition: string
  /** Codes of SAMHSA’s FindTreatment that may mean it; from memory. */
  samhsa: string[]
}

const COLUMNS = ['facet', 'code', 'parent', 'name_en', 'name_fr', 'definition_en', 'samhsa'] as const

/** Reads service-taxonomy.csv, in file order: by facet, wider terms among their narrower ones. Throws where it is absent or not in shape. */
export const loadServiceTaxonomy = (): ServiceTerm[] => {
  const file = 'service-taxonomy.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return readRows(file, text, COLUMNS, (row) => ({
    ...{ id: `${row.facet}:${row.code}`, facet: row.facet as Facet, code: row.code, parent: row.parent || null },
    name: { en: row.name_en, fr: row.name_fr },
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
