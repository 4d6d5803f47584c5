// SPDX-License-Identifier: Apache-2.0
/** The form of an advisory as it came in, and the advisory that it says; the desk's own shape judges it. */
import {
  type AdvisoryContent,
  LANGUAGES,
  type NewAdvisory,
  newAdvisoryShape,
  READERS,
  type Reader,
} from '#supply/warnings/contract.ts'
import { textIn } from './door.ts'

export const PARTS = ['headline', 'description', 'instruction'] as const

/** Each field by its name, such as `public.fr.headline`; lists apart. */
export interface Given {
  fields: Readonly<Record<string, string>>
  regions: readonly string[]
  /** Organisations by version: of the public one, those of other nodes. */
  public: readonly string[]
  professional: readonly string[]
  restricted: readonly string[]
}

/** Native readers of these write for the house; of others, one says so in the form. */
export const isReadHere = (language: string): boolean => language === 'en' || language === 'fr'

const names = [
  ...['severity', 'urgency', 'certainty', 'expires', 'health'],
  ...READERS.flatMap((reader) =>
    LANGUAGES.flatMap((language) => [...PARTS, 'reviewed'].map((part) => `${reader}.${language}.${part}`)),
  ),
]

export const givenOf = (form: FormData): Given => ({
  fields: Object.fromEntries(names.map((name) => [name, textIn(form, name).trim()]).filter(([, text]) => text !== '')),
  regions: form.getAll('regions').map(String),
  public: form.getAll('public').map(String),
  professional: form.getAll('professional').map(String),
  restricted: form.getAll('restricted').map(String),
})

export const givenFrom = ({ versions, readers, regions, expires, ...rest }: AdvisoryContent): Given => {
  const texts = READERS.flatMap((reader) =>
    Object.entries(versions[reader] ?? {}).flatMap(([language, { reviewed, ...parts }]) => [
      ...Object.entries(parts).map(([part, text]) => [`${reader}.${language}.${part}`, text] as const),
      ...(reviewed ? [[`${reader}.${language}.reviewed`, 'yes'] as const] : []),
    ]),
  )
  return {
    fields: {
      ...rest,
      ...{ expires: expires.slice(0, 10), ...(readers.health && { health: 'yes' }) },
      ...Object.fromEntries(texts),
    },
    ...{ regions, public: readers.public, professional: readers.professional, restricted: readers.restricted },
  }
}

const versionIn = ({ fields }: Given, reader: Reader) => {
  const written = LANGUAGES.flatMap((language) => {
    const at = (part: string) => fields[`${reader}.${language}.${part}`] ?? ''
    if (PARTS.every((part) => at(part) === '')) return []
    const reviewed = isReadHere(language) || at('reviewed') === 'yes'
    const parts = Object.fromEntries(PARTS.map((part) => [part, at(part)]))
    return [[language, { ...parts, reviewed }] as const]
  })
  return written.length === 0 ? undefined : Object.fromEntries(written)
}

/** Not yet looked at. An advisory holds to the end of the day that was chosen, in UTC. */
export const inputOf = (given: Given): unknown => {
  const { severity, urgency, certainty, expires, health } = given.fields
  const versions = READERS.map((reader) => [reader, versionIn(given, reader)] as const).filter(([, texts]) => texts)
  return {
    ...{ severity, urgency, certainty, regions: given.regions, expires: expires ? `${expires}T23:59:59Z` : '' },
    versions: Object.fromEntries(versions),
    readers: {
      ...{ public: given.public, professional: given.professional, restricted: given.restricted },
      health: health === 'yes',
    },
  }
}

/** The field in which something can be put right. */
export const fieldAt = (path: readonly PropertyKey[]): string => {
  const [first, reader, language, part] = path.map(String)
  if (first === 'readers' && reader === 'public') return 'away'
  if (first !== 'versions') return first === 'readers' ? (reader ?? 'professional') : (first ?? 'expires')
  return `${reader ?? 'public'}.${language ?? 'en'}.${part ?? 'headline'}`
}

/** The advisory, or every field that is not in order. */
export const checked = (given: Given): { advisory?: NewAdvisory; problems: string[] } => {
  const result = newAdvisoryShape.safeParse(inputOf(given))
  if (result.success) return { advisory: result.data, problems: [] }
  return { problems: [...new Set(result.error.issues.map(({ path }) => fieldAt(path)))] }
}

/** What was shown of who will read it holds for these choices alone. */
export const choiceOf = ({ fields, public: away, professional, restricted }: Given): string =>
  JSON.stringify([fields.health ?? '', away, professional, restricted])
