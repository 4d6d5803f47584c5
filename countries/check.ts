// SPDX-License-Identifier: Apache-2.0
/** What the rows of a pack must hold together. Each rule answers faults; none stops at the first. */
import type { Fault } from './read.ts'
import { type CountryPack, CROSSINGS, FILES, type FileName } from './shapes.ts'

type Rule = (pack: CountryPack) => (Omit<Fault, 'file'> & { file: FileName | 'country' })[]

const NAMES = Object.keys(FILES) as FileName[]
const KEY: Partial<Record<FileName, string>> = {
  areas: 'code',
  languages: 'language',
  holidays: 'date',
  organisations: 'kind',
}

/** Faults of those rows of a file of which `wrong` says something. */
const each = <F extends FileName>(
  pack: CountryPack,
  file: F,
  column: string,
  wrong: (row: CountryPack[F][number]) => string | undefined,
) =>
  (pack[file] as CountryPack[F][number][]).flatMap((row, index) => {
    const what = wrong(row)
    return what === undefined ? [] : [{ file, row: index + 2, column, what }]
  })

const noIdTwice: Rule = (pack) =>
  NAMES.flatMap((file) => {
    const column = KEY[file] ?? 'id'
    const seen = new Set<unknown>()
    return each(pack, file, column, (row) => {
      const own = (row as unknown as Record<string, unknown>)[column]
      if (seen.has(own)) return `"${own}" stands here twice`
      seen.add(own)
      return undefined
    })
  })

const sourcesAreKnown: Rule = (pack) => {
  const known = new Set(pack.sources.map(({ id }) => id))
  const unknown = ({ source }: { source: string }) => (known.has(source) ? undefined : `sources.csv has no "${source}"`)
  const country = unknown(pack.country)
  return [
    ...(country ? [{ file: 'country' as const, row: 2, column: 'source', what: country }] : []),
    ...NAMES.flatMap((file) =>
      file === 'sources' ? [] : each(pack, file, 'source', (row) => unknown(row as { source: string })),
    ),
  ]
}

const areasFormATree: Rule = (pack) => {
  const byCode = new Map(pack.areas.map((area) => [area.code, area]))
  return each(pack, 'areas', 'parent', ({ code, parent, level }) => {
    if (!code.startsWith(`${pack.country.code}-`)) return `${code} must begin with ${pack.country.code}-`
    if (level === 1) return parent === '' ? undefined : 'an area of level 1 has no parent'
    const above = byCode.get(parent)
    if (!above) return `there is no area ${parent || 'without a code'}`
    return above.level === level - 1 ? undefined : `${parent} is of level ${above.level}, not ${level - 1}`
  })
}

const areasStandSomewhereOrNowhere: Rule = (pack) =>
  each(pack, 'areas', 'longitude', ({ latitude, longitude }) =>
    (latitude === null) === (longitude === null) ? undefined : 'a position has a latitude and a longitude',
  )

/** So that no addition is ever taken for one of those that hold everywhere, or of another country. */
const criteriaAreOwn: Rule = (pack) =>
  each(pack, 'criteria', 'id', ({ id }) =>
    id.startsWith(`${pack.country.code}-`) ? undefined : `must begin with ${pack.country.code}-`,
  )

const lawIsNamed: Rule = (pack) => {
  const known = new Set(pack.law.map(({ id }) => id))
  const files = ['thresholds', 'clocks', 'crossings'] as const
  return files.flatMap((file) =>
    each(pack, file, 'law', ({ law }) => (known.has(law) ? undefined : `law.csv has no "${law}"`)),
  )
}

const crossingsAreDecided: Rule = (pack) => {
  const floors = new Set(['none', ...pack.thresholds.map(({ id }) => id)])
  const known: readonly string[] = CROSSINGS
  const missing = known.filter((id) => pack.crossings.length > 0 && !pack.crossings.some((row) => row.id === id))
  return [
    ...each(pack, 'crossings', 'id', ({ id }) => (known.includes(id) ? undefined : `there is no crossing "${id}"`)),
    ...each(pack, 'crossings', 'floor', ({ floor }) =>
      floors.has(floor) ? undefined : `thresholds.csv has no "${floor}"`,
    ),
    ...missing.map((id) => ({ file: 'crossings' as const, row: 0, column: 'id', what: `says nothing of "${id}"` })),
  ]
}

const helpIsUnderstood: Rule = (pack) => {
  const spoken = new Set(pack.languages.map(({ language }) => language))
  return each(pack, 'help-lines', 'languages', ({ languages }) => {
    const strange = languages.filter((language) => !spoken.has(language))
    return strange.length > 0 ? `languages.csv has no ${strange.join(', ')}` : undefined
  })
}

/** Codes that ISO 3166-1 leaves to its users: no country will ever have one. */
const USERS_OWN = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/

/** Nobody may take an invented law or number for a real one, nor call a number that someone answers. */
const fictionSaysSo: Rule = (pack) => {
  if (pack.country.kind !== 'fictional') return []
  const says = (name: string) => /fictional|fictif|fictive/i.test(name)
  const country = USERS_OWN.test(pack.country.code) ? [] : [`${pack.country.code} may be a country's code`]
  if (!says(pack.country.name_en)) country.push('the name must say that it is fictional')
  return [
    ...country.map((what) => ({ file: 'country' as const, row: 2, column: 'code', what })),
    ...each(pack, 'law', 'name_en', ({ name_en, name_fr, reference }) =>
      says(name_en) && says(name_fr) && says(reference) ? undefined : 'must say in every language that it is fictional',
    ),
    ...each(pack, 'help-lines', 'number', ({ number, text_number }) =>
      [number, text_number].every((own) => own === '' || own.startsWith('+000 '))
        ? undefined
        : 'must begin with +000, which reaches nobody',
    ),
    ...each(pack, 'help-lines', 'web', ({ web }) =>
      web === '' || new URL(web).hostname.endsWith('.example') ? undefined : 'must be an address under .example',
    ),
  ]
}

/** A real country's law ships only if its text was read; its other facts are never called fictional. */
const certaintyFits: Rule = (pack) => {
  const fictional = pack.country.kind === 'fictional'
  const addressed = new Set(pack.sources.filter(({ address }) => address !== '').map(({ id }) => id))
  return [
    ...NAMES.flatMap((file) =>
      file === 'sources'
        ? []
        : each(pack, file, 'certainty', (row) =>
            ((row as { certainty: string }).certainty === 'fictional') === fictional
              ? undefined
              : `a ${pack.country.kind} country's fact cannot be "${(row as { certainty: string }).certainty}"`,
          ),
    ),
    ...each(pack, 'law', 'certainty', ({ certainty, source }) =>
      fictional || (certainty === 'checked' && addressed.has(source))
        ? undefined
        : 'the law of a real country ships only where its text was read at an address',
    ),
  ]
}

const RULES = [
  criteriaAreOwn,
  noIdTwice,
  sourcesAreKnown,
  areasFormATree,
  areasStandSomewhereOrNowhere,
  lawIsNamed,
  crossingsAreDecided,
  helpIsUnderstood,
  fictionSaysSo,
  certaintyFits,
]

export const checkPack = (pack: CountryPack, name: string): Fault[] =>
  RULES.flatMap((rule) => rule(pack)).map((fault) => ({ ...fault, file: `${name}/${fault.file}.csv` }))

/** Files of which a node needs at least one row before it serves a country. */
const NEEDED = NAMES.filter((file) => file !== 'sources')

/** What a pack still lacks before a node can serve that country; empty where it is complete. */
export const missingFrom = (pack: CountryPack): string[] => [
  ...(['currency', 'time_zone', 'dialling_code'] as const).filter((key) => pack.country[key] === ''),
  ...NEEDED.filter((file) => pack[file].length === 0),
]
