// SPDX-License-Identifier: Apache-2.0
/** Where it happened: a country that is said to be the place, or whose officers tell it. */
import { isPlaceWord, type Mention, nameBefore } from './countries.ts'
import { COUNTED, FILLERS } from './route.ts'
import { isCapital, overlaps, type Page, type Span } from './text.ts'

const PLACE_CUES = new Set(
  'in at near en au aux a dans pres outside around off в во на у في قرب by inside within por cerca'.split(' '),
)
const PLACE_LABELS =
  /(?:place|location|lieu|lugar|seized (?:at|in)|место|المكان)(?:\sof\s\p{L}+|\sde\s(?:la\s)?\p{L}+)?\s?:\s?$/iu
/** `A maker in India`: where somebody is, not where it happened. */
const SOMEBODY = new Set('unknown inconnu inconnue desconocido destinataire expediteur consignee consignor recipient sender delivery livraison entrega доставка account licensed company firm supplier manufacturer maker seller buyer vendor exporter importer trader customer broker partner bank fabricant societe entreprise fournisseur vendeur acheteur exportateur importateur client courtier banque empresa proveedor fabricante residing registered based living established domicilie domiciliee base basee etabli etablie enregistree'.split(' ')) // biome-ignore format: a table
const PORTS =
  /(?<![\p{L}])(?:port(?:\s(?:of|de|du|d['’]))|puerto\sde|(?:international\s)?airport(?:\sof)|a[ée]roport(?:\s(?:de|du|d['’])|\sinternational\sde)|aeropuerto\sde)\s?/giu
const AIRPORT =
  /(?<![\p{L}])(?:international\s)?(?:airport|harbour|seaport|port|border crossing|crossing point|terminal)(?![\p{L}])/giu

/** `Port Azur`, whose name begins so, rather than `Port Authority`. */
const NAMED_PORT = /^(?:Port|Puerto|Porto)$/
const NO_PORT =
  /^(?:authorit\p{L}*|police|control|customs|state|health|captain|security|officer?s?|agency|terminals?)$/u

/** A town that is named a port, where the words before it say that it is the place: `at the Port Azur terminal`. */
const namedPort = ({ text, words }: Page, first: number, past: number): { name: string; span: Span } | undefined => {
  const goesOn = (at: number) =>
    at < past &&
    text.slice(words[at - 1]!.end, words[at]!.start) === ' ' &&
    isCapital(words[at]!.raw) &&
    !/\d/.test(words[at]!.raw) &&
    !NO_PORT.test(words[at]!.key)
  for (let at = first + 1; at < past - 1; at++) {
    const cue = /^(?:the|le|el)$/.test(words[at - 1]!.key) ? words[at - 2] : words[at - 1]
    if (!NAMED_PORT.test(words[at]!.raw) || !PLACE_CUES.has(cue?.key ?? '') || !goesOn(at + 1)) continue
    const end = goesOn(at + 2) ? at + 2 : at + 1
    const span: Span = [words[at]!.start, words[end]!.end]
    return { name: text.slice(...span), span }
  }
  return undefined
}

/** A port, airport or town told without its country; undefined where none is. */
const barePlace = (page: Page, first: number, past: number): { name: string; span: Span } | undefined => {
  const { text, words } = page
  const begin = words[first]?.start ?? 0
  const part = text.slice(begin, words[past - 1]?.end ?? begin)
  for (const match of part.matchAll(PORTS)) {
    let at = page.wordAt(begin + match.index + match[0].length)
    const from = at
    while (
      at < past &&
      at - from < 4 &&
      isCapital(words[at]!.raw) &&
      (at === from || /^(?: |-|['’])$/.test(text.slice(words[at - 1]!.end, words[at]!.start)))
    )
      at++
    if (at > from)
      return {
        name: text.slice(words[from]!.start, words[at - 1]!.end),
        span: [words[from]!.start, words[at - 1]!.end],
      }
  }
  const named = namedPort(page, first, past)
  if (named) return named
  for (const match of part.matchAll(AIRPORT)) {
    const name = nameBefore(page, page.wordAt(begin + match.index))
    if (name && name.from >= first) return name
  }
  for (let at = first; at < past - 1; at++)
    if (/^(?:at|in|à|en)$/.test(words[at]!.raw) && isCapital(words[at + 1]!.raw) && isPlaceWord(words[at + 1]!.key)) {
      let end = at + 1
      while (
        end < past &&
        end - at <= 3 &&
        isCapital(words[end]!.raw) &&
        !/\d/.test(words[end]!.raw) &&
        (end === at + 1 || /^(?: |-)$/.test(text.slice(words[end - 1]!.end, words[end]!.start)))
      )
        end++
      if (end > at + 1)
        return {
          name: text.slice(words[at + 1]!.start, words[end - 1]!.end),
          span: [words[at + 1]!.start, words[end - 1]!.end],
        }
    }
  return undefined
}

/**
 * Where it happened: a country said to be the place, in a sentence that tells what happened (`told`) rather than in
 * another; else that of the officers (`agency`), with the port or airport of their sentence. `mentions`: those that are no leg and no firm's; `all`: those too, which are no towns.
 */
export const placeOf = (
  page: Page,
  mentions: readonly Mention[],
  all: readonly Mention[],
  agency: { value: string; start: number; end: number } | undefined,
  told: ReadonlySet<number>,
): { country: string; name: string; span: Span } | undefined => {
  const { words } = page
  const said = mentions.filter(({ from, placeSpan, first }) => {
    let at = from
    while (at > 0 && from - at < COUNTED && FILLERS.has(words[at - 1]!.key)) at--
    const begin = words[from]!.start
    if (PLACE_LABELS.test(page.text.slice(Math.max(0, begin - 40), begin))) return true
    if (SOMEBODY.has(words[at - 2]?.key ?? '') || SOMEBODY.has(words[at - 3]?.key ?? '')) return false
    // `Between Frankfurt, Germany and Vienna, Austria`: neither.
    if (/^(?:between|and|entre|et|y|между|и)$/.test(words[from - 1]?.key ?? '')) return false
    const cue =
      PLACE_CUES.has(words[at - 1]?.key ?? '') ||
      PLACE_CUES.has(words[from - 1]?.key ?? '') ||
      (/^ب/.test(words[first]!.raw) && page.language === 'ar')
    return cue || (placeSpan !== undefined && from !== first && told.has(page.sentenceAt(placeSpan[0])))
  })
  const best = said.find(({ start }) => told.has(page.sentenceAt(start))) ?? (agency ? undefined : said[0])
  if (best && !(agency && best.value !== agency.value && best.place === '')) {
    if (best.place !== '') return { country: best.value, name: best.place, span: [words[best.from]!.start, best.end] }
    const bare = placeIn(page, best.start, all)
    return {
      country: best.value,
      name: bare?.name ?? '',
      span: bare && bare.span[1] <= best.start ? [bare.span[0], best.end] : [best.start, best.end],
    }
  }
  if (!agency) return undefined
  const inOwn = mentions.find(
    ({ value, place, start }) => value === agency.value && place !== '' && told.has(page.sentenceAt(start)),
  )
  const bare = inOwn ? { name: inOwn.place, span: inOwn.placeSpan as Span } : placeIn(page, agency.start, all)
  return { country: agency.value, name: bare?.name ?? '', span: bare?.span ?? [agency.start, agency.end] }
}

/** A port or town told without any country, in a sentence that tells what happened. */
export const townOf = (
  page: Page,
  all: readonly Mention[],
  told: ReadonlySet<number>,
  isTaken: (span: Span) => boolean,
): { name: string; span: Span } | undefined => {
  for (const sentence of told) {
    const word = page.words.find(({ start }) => page.sentenceAt(start) === sentence)
    const town = word && placeIn(page, word.start, all)
    if (town && !isTaken(town.span)) return town
  }
  return undefined
}

const placeIn = (page: Page, place: number, not: readonly Mention[]) => {
  const sentence = page.sentenceAt(place)
  let first = page.wordAt(place)
  let past = first
  while (first > 0 && page.sentenceAt(page.words[first - 1]!.start) === sentence) first--
  while (past < page.words.length && page.sentenceAt(page.words[past]!.start) === sentence) past++
  const bare = barePlace(page, first, past)
  return bare &&
    overlaps(
      bare.span,
      not.map(({ start, end }): Span => [start, end]),
    )
    ? undefined
    : bare
}
