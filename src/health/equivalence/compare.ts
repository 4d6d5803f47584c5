// SPDX-License-Identifier: Apache-2.0
/** What each prison lists of what the community has (R2, paragraph 12; Nelson Mandela Rules, rule 24). Pure. */
import type { ServicePair, ServiceTerm } from '#reference/index.ts'
import type { ComparedPrison, Comparison, Standing } from './contract.ts'

/** A listing in a prison, as the directory answers. */
export interface Listed {
  id: string
  name: string
  prison: string
  city: string | null
  terms: readonly string[]
  confirmed: string | null
}

/** A listing that was confirmed longer ago says nothing of what is not there today. */
const YEAR_DAYS = 365
const DAY = 86_400_000

const kindsOf = (terms: readonly string[]): Set<string> =>
  new Set(
    terms.flatMap((term) =>
      term.startsWith('intervention:') ? (term.slice('intervention:'.length).split('.')[0] ?? []) : [],
    ),
  )

/** Kinds that are core in some setting, without those of schools: prevention there is no care that a prison owes. */
export const coreKinds = (matrix: readonly ServicePair[]): string[] => [
  ...new Set(
    matrix
      .filter(({ expected, setting }) => expected === 'core' && !setting.startsWith('edu.'))
      .map(({ intervention }) => intervention),
  ),
]

const standingOf = (kind: string, listings: readonly Listed[], today: string): Standing => {
  if (listings.some(({ terms }) => kindsOf(terms).has(kind))) return 'listed'
  const since = new Date(Date.parse(today) - YEAR_DAYS * DAY).toISOString().slice(0, 10)
  const isKnown = ({ confirmed, terms }: Listed) => confirmed !== null && confirmed >= since && kindsOf(terms).size > 0
  return listings.every(isKnown) ? 'not-listed' : 'unknown'
}

export const compare = (
  { prisons, community }: { prisons: readonly Listed[]; community: ReadonlyMap<string, number> },
  { matrix, terms }: { matrix: readonly ServicePair[]; terms: readonly ServiceTerm[] },
  { country, today }: { country: string; today: string },
): Comparison => {
  const names = new Map(terms.map(({ id, name }) => [id, name]))
  const nameOf = (kind: string) => {
    const name = names.get(`intervention:${kind}`)
    if (!name) throw new Error(`service-matrix.csv: no term ${kind}`)
    return name
  }
  const core = coreKinds(matrix)
  const kinds = core.flatMap((id) => {
    const many = community.get(id) ?? 0
    return many > 0 ? [{ id, name: nameOf(id), community: many }] : []
  })
  const together = [...Map.groupBy(prisons, ({ prison, city }) => JSON.stringify([prison, city])).values()]
  return {
    ...{ country, day: today, kinds },
    absent: core
      .filter((kind) => !community.get(kind))
      .map((kind) => ({
        name: nameOf(kind),
        inPrison: prisons.filter(({ terms }) => kindsOf(terms).has(kind)).map(({ id, name }) => ({ id, name })),
      })),
    prisons: together.flatMap((listings): ComparedPrison[] => {
      const [first] = listings
      if (!first) return []
      const standings = kinds.map(({ id }) => standingOf(id, listings, today))
      const count = (wanted: Standing) => standings.filter((each) => each === wanted).length
      return [
        {
          ...{
            name: first.prison,
            city: first.city,
            listings: listings.map(({ id, name }) => ({ id, name })),
            standings,
          },
          ...{ gap: count('not-listed'), unknown: count('unknown') },
        },
      ]
    }),
  }
}
