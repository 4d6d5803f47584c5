// SPDX-License-Identifier: Apache-2.0
/**
 * What a pasted paragraph says, for a person to check: parts of a report, each with the characters it was read from.
 * Nothing is invented: what could mean two things stays out, and so do persons, who are pointed out. Pure; runs in a browser.
 */
import type { TextMatcher } from '#matching/index.ts'
import type { Kind, Urgency } from './codes.ts'
import type { Suggestion } from './contract.ts'
import { moreFindings } from './paragraph/aliases.ts'
import { agencyIn, type Countries, mentionsIn } from './paragraph/countries.ts'
import { occurredOf } from './paragraph/dates.ts'
import { goodsIn, type Thing } from './paragraph/goods.ts'
import { foundWords, kindOf, kindWords, modeOf, urgencyOf } from './paragraph/kinds.ts'
import { numbersIn } from './paragraph/numbers.ts'
import { firmsIn, partiesOf } from './paragraph/parties.ts'
import { personsIn } from './paragraph/persons.ts'
import { placeOf, townOf } from './paragraph/place.ts'
import { routeOf } from './paragraph/route.ts'
import { keyOf, overlaps, pageOf, type Span } from './paragraph/text.ts'
import { titleOf } from './paragraph/title.ts'

export { type Countries, namesOfCountries } from './paragraph/countries.ts'

export interface ParagraphHelp {
  /** Of `createTextMatcher`. */
  match: TextMatcher['match']
  /** Of `namesOfCountries`, made once. */
  countries: Countries
  /** The day on which it is read, `YYYY-MM-DD`: `yesterday` is the day before, and no day after it is read. */
  today: string
}

/** Further text is not read: the report takes no more. */
const MOST = 20_000
const MOST_OF_A_PART = 50
const LONGEST_PART = 200

/** What to look for is in the text as it stands: no character is moved, so that spans are those of the paragraph. */
export const readParagraph = (paragraph: string, { match, countries, today }: ParagraphHelp): Suggestion => {
  const text = paragraph.slice(0, MOST)
  const page = pageOf(text)
  const spans: Suggestion['spans'] = []
  const note = (part: string, ...own: readonly (Span | undefined)[]) => {
    for (const span of own) if (span) spans.push({ span, part })
  }

  const numbers = numbersIn(text)
  const firms = firmsIn(page)
  const numbered = numbers.map(({ span }) => span)
  const isNumber = (span: Span) => overlaps(span, numbered)
  const named = [...numbered, ...firms.filter(({ byTrade }) => !byTrade).map(({ span }) => span)]
  const isTaken = (span: Span) => overlaps(span, named)

  const result = match(text)
  const { goods, equipment, weighs } = goodsIn(
    page,
    result,
    moreFindings(page, match, result.findings),
    (span) => isTaken(span) || isNumber(span),
  )
  const kindSaid = kindWords(page)
  // `250 kg of ephedrine were found`: goods that officers found were seized, where nothing else is told of them.
  const words = kindSaid.length > 0 || goods.length === 0 ? kindSaid : foundWords(page)
  const told = new Set(words.map(({ start }) => page.sentenceAt(start)))
  const mentions = mentionsIn(page, countries, isTaken)
  const { parties, used: ofFirms, unplaced } = partiesOf(page, firms, countries, mentions)
  const free = mentions.filter((mention) => !ofFirms.has(mention))
  const { legs, used: ofRoute } = routeOf(page, countries, free)
  const place = placeOf(
    page,
    free.filter((mention) => !ofRoute.has(mention)),
    mentions,
    agencyIn(page, countries, mentions),
    told,
  )
  const town = place ? undefined : townOf(page, mentions, told, isTaken)
  const urgency = urgencyOf(page)
  const occurred = occurredOf(page, today, told)
  const mode = modeOf(page)

  const kindWord = kindOf(words)
  const onlyTools = goods.length === 0 && !weighs && equipment.length > 0 && (!kindWord || kindWord.value === 'seizure')
  const kind = (onlyTools && kindWord ? 'equipment' : kindWord?.value) as Kind | undefined
  const whole = numbers.filter(({ problem, value }) => problem === undefined && value.length <= LONGEST_PART)

  // The term that stands in the goods: one text does not name one thing in two ways.
  const termOf = ({ name, span }: Thing) => {
    const written = text.slice(...span)
    if (keyOf(written) === keyOf(name)) return written
    return /^\p{Lu}\p{Ll}+(?![\p{L}\p{N}])/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
  }
  const asWritten = (thing: Thing) =>
    [thing.amount && text.slice(...thing.amount.span), termOf(thing)].filter((part) => part).join(' ')
  const title = titleOf(page.language, {
    kind,
    goods: goods.length > 0 ? goods.map(asWritten) : equipment.map(({ span }) => text.slice(...span)),
    place,
  })

  note('kind', kindWord && [kindWord.start, kindWord.end])
  note('urgency', urgency && [urgency.start, urgency.end])
  note('occurred', occurred?.span)
  note('place', place?.span)
  note('place.name', town?.span)
  const most = <T>(items: readonly T[]) => items.slice(0, MOST_OF_A_PART)
  const lists = { goods, equipment, route: legs, parties, identifiers: whole }
  for (const [part, items] of Object.entries(lists))
    for (const [at, { span }] of most<{ span: Span }>(items).entries()) note(`${part}.${at}`, span)
  for (const [at, { amount }] of most(goods).entries()) note(`goods.${at}.amount`, amount?.span)
  for (const { span, problem } of numbers) if (problem !== undefined) note('identifier?', span)
  for (const { span } of unplaced) note('party?', span)
  const places = mentions.flatMap(({ start, end, placeSpan }): Span[] => [
    [start, end],
    ...(placeSpan ? [placeSpan] : []),
  ])
  const known = [
    ...[...named, ...places, ...[place, town].flatMap((each) => (each ? [each.span] : []))],
    ...result.findings.flatMap(({ span }): Span[] => (span ? [span] : [])),
  ]
  for (const span of personsIn(page, (each) => overlaps(each, known))) note('person?', span)

  return {
    incident: {
      ...(kind && { kind }),
      ...(urgency && { urgency: urgency.value as Urgency }),
      ...(title && { title }),
      ...(occurred && { occurred: occurred.day }),
      ...(place && { place: { country: place.country, name: place.name } }),
      ...(goods.length > 0 && {
        goods: most(goods).map(({ name, id, amount, form, certainty }) => ({
          name: name.slice(0, LONGEST_PART),
          ...(/^\S+$/.test(id) && { id }),
          ...(amount && { amount: { value: amount.value, unit: amount.unit } }),
          ...(form && { form }),
          ...(certainty && { certainty }),
        })),
      }),
      ...(equipment.length > 0 && { equipment: most(equipment).map(({ name, count }) => ({ name, count })) }),
      ...(legs.length > 0 && {
        route: most(legs).map(({ role, country, place: name }) => ({
          role,
          country,
          place: name,
          ...(mode && { mode }),
        })),
      }),
      ...(parties.length > 0 && {
        parties: most(parties).map(({ role, name, country }) => ({
          role,
          name: name.slice(0, LONGEST_PART),
          ...(country && { country }),
        })),
      }),
      ...(whole.length > 0 && { identifiers: most(whole).map(({ type, value }) => ({ type, value })) }),
    },
    spans: spans.sort((a, b) => a.span[0] - b.span[0]),
  }
}
