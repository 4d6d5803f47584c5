// SPDX-License-Identifier: Apache-2.0
/** Countries named in a paragraph, with the town or port that stands before them. */
import { DEMONYMS, NO_NAMES, OTHER_NAMES } from './demonyms.ts'
import { type Hit, isCapital, keyOf, type Page, phrases, type Span, wordsOf } from './text.ts'

const LANGUAGES = ['ru', 'ar', 'es', 'fr', 'en']

export interface Countries {
  names: ReturnType<typeof phrases<string>>
  demonyms: ReturnType<typeof phrases<string>>
}

/** A Russian name is declined: its forms, for words that end as names of countries do. */
const declined = (name: string): string[] => {
  const stem = /^[\u0400-\u04ff]{4,}$/.test(name) ? name.replace(/[аяйьы]$/, '') : ''
  if (stem.length < 4) return [name]
  const endings = name.endsWith('ия')
    ? ['я', 'и', 'ю', 'ей']
    : /[ая]$/.test(name)
      ? ['а', 'ы', 'и', 'у', 'е', 'ой', 'ю', 'я']
      : ['', 'а', 'у', 'е', 'ом', 'я', 'ю', 'ем', 'и']
  return [name, ...endings.map((ending) => stem + ending)]
}
/** Arabic writes `in`, `to`, `and` in one with the name. */
const joined = (name: string): string[] =>
  /^[\u0600-\u06ff]{4,}$/.test(name)
    ? [name, `ب${name}`, `و${name}`, ...(name.startsWith('ال') ? [`لل${name.slice(2)}`] : [`ل${name}`])]
    : [name]

const formsOf = (language: string, name: string): Iterable<string> =>
  language === 'ru' ? new Set(declined(name)) : language === 'ar' ? joined(name) : [name]

/** Names of the countries with these codes (ISO 3166-1 alpha-2) in English, French, Spanish, Arabic and Russian. Made once: some 0.2 s. */
export const namesOfCountries = (codes: Iterable<string>): Countries => {
  const rows: [string, string][] = []
  for (const language of LANGUAGES)
    for (const style of language === 'en' ? (['long', 'short'] as const) : (['long'] as const)) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style })
      for (const code of codes) {
        const name = code === 'ZZ' || code === '' ? undefined : names.of(code)
        if (name === undefined || name.length < 4) continue
        for (const form of new Set([
          name,
          name.replace('&', language === 'fr' ? 'et' : 'and'),
          name.replace(/\s?\(.*\)/, ''),
        ]))
          if (
            !NO_NAMES.has(
              wordsOf(form)
                .map(({ key }) => key)
                .join('|'),
            )
          )
            for (const each of formsOf(language, form)) rows.push([code, each])
      }
    }
  return { names: phrases([...rows, ...OTHER_NAMES]), demonyms: phrases(DEMONYMS) }
}

/** A country where it stands, from the first word of its town or port on. */
export interface Mention extends Hit<string> {
  /** Town or port before it; '' where none is told. */
  place: string
  /** Index of the first word of the place, or of the country. */
  from: number
  placeSpan: Span | undefined
}

/** Words that begin a name without being one. */
const NOT_A_PLACE = new Set(
  `in at from to via the on near of by for and or with en au aux a à dans de des du le la les depuis par vers et ou el los las desde hasta por y al into off through outside between
  customs police douane douanes gendarmerie aduana aduanas policia authorities border airport aeroport aeropuerto harbour ville city town province region district department
  january february march april may june july august september october november december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  origin destination transit route routing origine provenance consignor consignee exporter importer sender shipper expediteur destinataire country pays pais ltd limited gmbh inc llc sarl
  north south east west northern southern eastern western central mr mrs dr saisie seizure urgent radio`.split(/\s+/),
)
export const isPlaceWord = (key: string): boolean => !NOT_A_PLACE.has(key)

/** May stand in small letters inside a name: Port of Spain, Rio de Janeiro, Francfort-sur-le-Main. */
const INSIDE = new Set('de del of la le les el al sur am e y ash d l des du'.split(' '))
const MOST_WORDS = 4

/** The name that ends just before word `past`; undefined where none does. */
export const nameBefore = (
  { text, words }: Page,
  end: number,
): { from: number; name: string; span: Span } | undefined => {
  // `Heathrow Airport, United Kingdom`
  const past =
    /^(?:airport|harbour|seaport)$/.test(words[end - 1]?.key ?? '') && isCapital(words[end - 1]!.raw) ? end - 1 : end
  const stands = (at: number) => {
    const word = words[at]
    const next = words[at + 1]
    if (!word || (at + 1 < past && !/^(?: |-|['’]|\. )$/.test(text.slice(word.end, next!.start)))) return false
    return isCapital(word.raw) && !NOT_A_PLACE.has(word.key) && !/^[\p{Lo}\d]/u.test(word.raw)
  }
  let from = past
  while (past - from < MOST_WORDS) {
    if (stands(from - 1)) from--
    else if (
      from < past &&
      INSIDE.has(words[from - 1]?.key ?? '') &&
      stands(from - 2) &&
      /^(?: |-|['’])$/.test(text.slice(words[from - 1]!.end, words[from]!.start))
    )
      from -= 2
    // La Paz, Le Havre, El Alto, Los Angeles; but not `The`.
    else if (
      from < past &&
      /^(?:La|Le|Les|El|Los|Las|Al)$/.test(words[from - 1]?.raw ?? '') &&
      from - 1 > 0 &&
      /^ $/.test(text.slice(words[from - 1]!.end, words[from]!.start)) &&
      !/[.!?\n]\s*$/.test(text.slice(0, words[from - 1]!.start).slice(-3))
    )
      from--
    else break
  }
  if (from === past) return undefined
  if (past - from > 2 && /^(?:port|puerto)$/.test(words[from]!.key) && /^(?:of|de|du|d)$/.test(words[from + 1]!.key))
    from += 2
  const span: Span = [words[from]!.start, words[past - 1]!.end]
  return { from, name: text.slice(...span), span }
}

const beginsSentence = ({ words, sentenceAt }: Page, at: number) =>
  at === 0 || sentenceAt(words[at - 1]!.start) !== sentenceAt(words[at]!.start)

const JOINS = /^\s?(?:,\s|\(\s?|,?\s(?:in|en|au|aux|à|à la|en la|in the|в|du|de la)\s)$/iu

/** Every country, longest name first; not inside `taken`, such as the names of firms. */
export const mentionsIn = (page: Page, { names }: Countries, isTaken: (span: Span) => boolean): Mention[] => {
  const mentions: Mention[] = []
  const { text, words } = page
  for (const hit of names.all(page)) {
    const { first, start, end, value } = hit
    const raw = text.slice(start, end)
    // `us`, `UK`, `drc`: a short name counts in capitals alone; others begin with one.
    if (
      value === '' ||
      isTaken([start, end]) ||
      !isCapital(raw) ||
      (raw.replace(/[.\s]/g, '').length <= 3 && raw !== raw.toUpperCase())
    )
      continue
    const before = mentions.at(-1)
    let edge = first
    while (edge > 0 && /^(?:in|en|au|aux|a|la|the|в|du|de)$/.test(words[edge - 1]!.key) && first - edge < 2) edge--
    const gap = edge > 0 ? text.slice(words[edge - 1]!.end, start) : ''
    const near = JOINS.test(gap) ? nameBefore(page, edge) : undefined
    // `New in Sweden`: a single word that begins a sentence has its capital from there.
    const place =
      near && near.from + 1 === edge && /\p{L}/u.test(gap) && beginsSentence(page, near.from) ? undefined : near
    // `China, India`: a country is no town of the next one; `In March, France` no place.
    const own =
      place &&
      !(before && before.end > place.span[0]) &&
      !isTaken(place.span) &&
      names.at(page, place.from)?.value === undefined
        ? place
        : undefined
    mentions.push({ ...hit, place: own?.name ?? '', from: own?.from ?? first, placeSpan: own?.span })
  }
  return mentions
}

const AGENCIES = new Set(
  `customs police gendarmerie authorities authority officers border coastguard coast navy douane douanes douanier douaniers douaniere autorites autorite aduana aduanas policia guardia autoridades
  agents inspectors ministry laboratory forensic federal national judicial judiciaire nationale federale postal gendarmes policiers enquiteurs enqueteurs prosecutors parquet service services investigators enforcement`.split(
    /\s+/,
  ),
)
const FIRST = new Set('customs police douane douanes policia aduana aduanas'.split(' '))

/** The country whose officers a paragraph tells of: `Belgian customs`, `la douane belge`, `the customs of Ghana`. */
export const agencyIn = (
  page: Page,
  { demonyms }: Countries,
  mentions: readonly Mention[],
): Hit<string> | undefined => {
  const isAgency = (at: number) => AGENCIES.has(page.words[at]?.key ?? '')
  const near = demonyms
    .all(page)
    .find(
      ({ first, past }) =>
        isAgency(past) ||
        (isAgency(first - 1) && page.language !== 'en') ||
        (isAgency(past + 1) && /^(?:federal|national|postal)/.test(page.words[past]?.key ?? '')),
    )
  if (near && (near.value !== 'US' || page.text.slice(near.start, near.end) !== 'us')) return near
  const of = mentions.find(
    ({ from, first }) =>
      from === first &&
      ((isAgency(first + 2) && page.words[first + 1]?.key === 's') ||
        (/^(?:of|du|de|des|del)$/.test(page.words[first - 1]?.key ?? '') &&
          FIRST.has(page.words[first - 2]?.key ?? '')) ||
        (/^(?:the|la|l)$/.test(page.words[first - 1]?.key ?? '') &&
          /^(?:of|de)$/.test(page.words[first - 2]?.key ?? '') &&
          FIRST.has(page.words[first - 3]?.key ?? ''))),
  )
  return of
}

/** Demonyms that say where goods are from: `of Indian origin`, `d’origine chinoise`. */
export const originsIn = (page: Page, { demonyms }: Countries): Hit<string>[] =>
  demonyms
    .all(page)
    .filter(
      ({ first, past }) => keyOf(page.words[past]?.raw ?? '') === 'origin' || page.words[first - 1]?.key === 'origine',
    )
