// SPDX-License-Identifier: Apache-2.0
/** The day on which it happened. A day that could be read in two ways is not read. */
import { keyOf, type Page, type Span } from './text.ts'

const MONTHS: Record<string, number> = Object.fromEntries(
  [
    'january jan janvier janv enero ene января يناير',
    'february feb fevrier fev fevr febrero февраля فبراير',
    'march mar mars marzo марта مارس',
    'april apr avril avr abril abr апреля أبريل ابريل',
    'may mai mayo мая مايو',
    'june jun juin junio июня يونيو',
    'july jul juillet juil julio июля يوليو',
    'august aug aout agosto ago августа أغسطس',
    'september sept sep septembre septiembre setiembre сентября سبتمبر',
    'october oct octobre octubre октября أكتوبر',
    'november nov novembre noviembre ноября نوفمبر',
    'december dec decembre diciembre dic декабря ديسمبر',
  ].flatMap((names, month) => names.split(' ').map((name) => [keyOf(name), month + 1])),
)
const DAYS_AGO: Record<string, number> = Object.fromEntries(
  ['today aujourd hoy сегодня اليوم', 'yesterday hier ayer вчера أمس', 'anteayer позавчера'].flatMap((words, days) =>
    words.split(' ').map((word) => [keyOf(word), days]),
  ),
)

/** `This morning`: today. Not `last night`, which may be of two days. */
const THIS = /^(?:this|ce|cet|esta)$/
const PART_OF_TODAY = /^(?:morning|afternoon|evening|matin|apres|soir|manana|tarde|noche)$/

/** A day that says something else: until when a paper holds, when a bill was written, when a ship is due. */
const OTHER_DAYS =
  /(?<![\p{L}])(?:dated|invoice|facture|factura|expir\p{L}*|valid\p{L}*|valable|until|jusqu|by|before|avant|eta|due|expected|attendue?|arrival|arriving|arrived|arriv[ée]e?s?|manufactured|born|n[ée]e?|deadline|since|depuis|issued|[ée]mise?|reply|response|r[ée]ponse|published|publi[ée]e?s?|law|loi|of birth|conclu\p{L}*|signed|permit|licen[cs]e|between|entre)\s{0,3}(?:on|le|the|of|du|de|d['’]ici|el|au|no|at|is)?\s{0,3}(?:the|le)?\s{0,3}:?\s{0,2}$/iu

interface Day {
  day: string
  span: Span
}

const dayOf = (year: number, month: number, day: number): string | undefined => {
  const made = new Date(Date.UTC(year, month - 1, day))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day && year >= 1990
    ? made.toISOString().slice(0, 10)
    : undefined
}
const before = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Without a year: the last such day that has come. */
const lastSuch = (today: string, month: number, day: number): string | undefined => {
  const year = Number(today.slice(0, 4))
  return [year, year - 1].map((each) => dayOf(each, month, day)).find((each) => each !== undefined && each <= today)
}

const daysIn = ({ text, words, language }: Page, today: string): Day[] => {
  const found: Day[] = []
  const add = (day: string | undefined, start: number, end: number) => {
    if (day !== undefined && day <= today) found.push({ day, span: [start, end] })
  }
  for (const { 0: all, 1: year, 2: month, 3: day, index } of text.matchAll(
    /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g,
  ))
    add(dayOf(Number(year), Number(month), Number(day)), index, index + all.length)
  for (const match of text.matchAll(/(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-]|\.\d)/g)) {
    const [first, second] = [Number(match[1]), Number(match[3])]
    // Dots are written day first everywhere; strokes are not, in English.
    const dayFirst = match[2] === '.' || language !== 'en' || first > 12 || first === second
    const monthFirst = !dayFirst && second > 12
    const [day, month] = monthFirst ? [second, first] : [first, second]
    if (dayFirst || monthFirst) add(dayOf(Number(match[4]), month, day), match.index, match.index + match[0].length)
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const ago = DAYS_AGO[word.key]
    // `Avant-hier`: the day before yesterday.
    const more = word.key === 'hier' && words[at - 1]?.key === 'avant' ? 1 : 0
    if (ago !== undefined && !(word.key === 'aujourd' && words[at + 1]?.key !== 'hui')) {
      add(before(today, ago + more), word.start, word.end)
      continue
    }
    const { key: pointing = '', start: pointed = 0 } = words[at - 1] ?? {}
    if (THIS.test(pointing) && PART_OF_TODAY.test(word.key)) add(today, pointed, word.end)
    const month = MONTHS[word.key]
    if (month === undefined) continue
    const past = words[at - 1]
    const skipsOf = /^(?:de|of)$/.test(past?.key ?? '')
    const before1 = skipsOf ? words[at - 2] : past
    const day = /^(\d{1,2})(?:st|nd|rd|th|er|го|е)?$/.exec(before1?.key ?? '')?.[1]
    const skipped = /^(?:de|del|of)$/.test(words[at + 1]?.key ?? '') ? 2 : 1
    const next = words[at + skipped]
    const year = /^(?:19|20)\d{2}$/.test(next?.raw ?? '') ? Number(next?.raw) : undefined
    if (before1 && day !== undefined && word.start - before1.end <= 5) {
      const whole = year !== undefined && next!.start - word.end <= 6
      const made = whole ? dayOf(year, month, Number(day)) : lastSuch(today, month, Number(day))
      add(made, before1.start, whole ? next!.end : word.end)
      continue
    }
    // `March 12, 2026`, `March 12`
    const after = words[at + 1]
    const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(after?.key ?? '')?.[1]
    if (!after || number === undefined || after.start - word.end > 2 || language !== 'en') continue
    const last = words[at + 2]
    const whole = /^(?:19|20)\d{2}$/.test(last?.raw ?? '') && last!.start - after.end <= 2
    const made = whole ? dayOf(Number(last!.raw), month, Number(number)) : lastSuch(today, month, Number(number))
    add(made, word.start, whole ? last!.end : after.end)
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

/**
 * The day it happened (`YYYY-MM-DD`), not after `today`: the first one told in a sentence that also tells what happened
 * (`told`: numbers of such sentences), else the first.
 */
export const occurredOf = (page: Page, today: string, told: ReadonlySet<number>): Day | undefined => {
  const days = daysIn(page, today).filter(
    ({ span: [start] }) => !OTHER_DAYS.test(page.text.slice(Math.max(0, start - 40), start)),
  )
  return days.find(({ span: [start] }) => told.has(page.sentenceAt(start))) ?? days[0]
}
