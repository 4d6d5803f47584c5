// SPDX-License-Identifier: Apache-2.0
/** Goods with their amounts and forms, and equipment with its count, from what the matcher finds. */
import type { Finding, MatchResult } from '#matching/index.ts'
import type { FORMS } from '../codes.ts'
import { amountsOfGoods, type Owned, type Quantity } from './quantities.ts'
import { type Hit, type Page, phrases, type Span, table } from './text.ts'

type Form = (typeof FORMS)[number]
export interface Thing {
  name: string
  id: string
  span: Span
  amount?: Quantity & { span: Span }
  form?: Form
  certainty?: 'presumptive' | 'confirmed'
}
export interface Tool {
  id: string
  name: string
  count: number
  span: Span
}

/** Officers write names; a street name is a word of every day too (`key`, `M30`), and a misspelling another word. */
const LEAST_CERTAIN = 0.5
const LEAST_CERTAIN_BY: Partial<Record<Finding['by'], number>> = { street: 0.95, spelling: 0.85 }

const FORM = phrases(
  table(`
powder: powder; powdered; powders; poudre; polvo; порошок; порошка; порошке; مسحوق; بودرة
crystal: crystals; crystal; crystalline; cristaux; cristal; cristallin; cristalline; cristales; кристаллы; кристаллов; بلورات
tablet: tablets; tablet; pills; pill; comprimes; comprime; cachets; pastilles; comprimidos; pastillas; таблетки; таблеток; أقراص; قرص; حبة; حبوب
capsule: capsules; capsule; gelules; gelule; capsulas; капсул; капсулы; كبسولة; كبسولات
liquid: liquid; liquide; liquido; жидкость; жидкости; سائل
solution: solution; solucion; раствор; раствора; محلول
paste: paste; pate; pasta; паста
plant: leaves; leaf; herb; herbal; plant material; seeds; plants; feuilles; herbe; plantes; hojas; hierba; листья; نبات
blotter: blotter; blotters; buvard; buvards; secantes
gas: gas; gaz
`),
)
const CONFIRMED = phrases(
  table(
    'yes: laboratory confirmed; laboratory confirms; confirmed by laboratory; confirmed by the laboratory; confirmed by a laboratory; confirmed by gc ms; confirmed by gc; lab confirmed; confirmed in the laboratory; laboratory analysis confirmed; lab analysis confirmed; forensic analysis confirmed; analysis confirmed; le laboratoire a confirme; confirme par le laboratoire; confirmee par le laboratoire; analyse confirme; analyses ont confirme; analyse a confirme; confirmado por el laboratorio; el laboratorio confirmo; лаборатория подтвердила',
  ),
)
const PRESUMED = phrases(table('yes: presumptive test; presumptive; presumptively; field test; field tests; field tested; field test positive; suspected; believed to be; test presomptif; test de terrain; teste sur place; test rapide; narcotest; soupconne; presume; presumee; supposee; suspectee; presunta; presunto; prueba de campo; предположительно')) // biome-ignore format: a table

/** `No fentanyl`, `tested negative for`: not there. */
const DENIED = new Set(
  'no not without negative aucun aucune sans ningun ninguna sin без нет never ni nor except unlike'.split(' '),
)
/** `Declared as acetone`: what the papers say where something else is told too. */
const DECLARED =
  /(?:declared\s(?:as|to\sbe)|labell?ed\s(?:as\s)?|manifested\sas|described\sas|disguised\sas|invoiced\sas|sold\sas|passed\soff\sas|counterfeit|fake|vendu(?:e|s|es)?\scomme|faux|fausses?|contrefaits?|falsificad[oa]s?|vendid[oa]s?\scomo|d[ée]clar[ée]e?s?\s(?:comme|en tant que)|[ée]tiquet[ée]e?s?\s(?:comme\s)?|declarad[oa]s?\scomo|задекларирован\p{L}*\sкак)\s?(?:(?:un|une|du|de\sl|de\sla|le|la|the|a|an|some)[\s’'])?(?:["“«']\s?)?$/iu
/** `Fentanyl precursor`: not that, but what it is made of. */
const NOT_ITSELF = new Set(
  'precursor precursors analogue analogues analog analogs detection detector dog dogs test'.split(' '),
)
const OF_WHAT = /pr[ée]curseurs?\s(?:de\s(?:la\s|l['’])?|du\s|d['’])$|precursor(?:es)?\s(?:of|de|del)\s$/iu
/** `Of which`, `samples`: a part of what was already told. */
const PART_OF =
  /(?:of which|including|incl\.|sample|dont|y compris|[ée]chantillon|incluyendo|de los cuales|muestra)[^.]{0,30}$/iu
const NEVER_EQUIPMENT = new Set(['ibc-drums', 'blotter-paper'])
/** Listed beside the equipment, yet goods. */
const GOODS_AFTER_ALL = new Set(['cutting-agents-bulk'])

/** Words between an amount and its goods: `25 kg of suspected crystalline`, `12,5 kg de poudre de`. */
const BETWEEN = new Set(
  'of de d du des la l le pure suspected presumed approximately net worth white brown blue pink yellow poudre polvo powder crystals crystal crystalline cristaux liquid liquide solution tablets pills comprimes pastillas comprimidos counterfeit containing contenant con que contienen base resin resine herbal dried pharmaceutical gelules capsules containing fake labelled marked illicit active imprinted blotters doses units unites из порошка таблеток кристаллов раствора من مسحوق أقراص حبة illegal industrial grade raw refined cut marque faux fausses presume presumee'.split(
    ' ',
  ),
)

/** The smaller, the likelier that the amount is this thing's; undefined where it is another's. */
const distance = (page: Page, amount: Owned, thing: Thing): number | undefined => {
  const [before, after] = amount.span[0] < thing.span[0] ? [amount.span, thing.span] : [thing.span, amount.span]
  const gap = page.text.slice(before[1], after[0])
  if (gap.length > 120) return undefined
  const between = page.words.slice(page.wordAt(before[1]), page.wordAt(after[0]))
  if (before === amount.span) {
    if (
      /^[\s-]{0,3}$/.test(gap) ||
      (between.length > 0 &&
        between.length <= 6 &&
        (between.every(({ key }) => BETWEEN.has(key)) || /pr[ée]curs/iu.test(gap)) &&
        !/[.;:,(]/.test(gap.trimEnd()))
    )
      return between.length
    // `25 kg of sugar and ephedrine`: `of` says whose it is.
    if (/^\s?(?:of|de|d['’]|du|из|من)\s?/iu.test(gap)) return undefined
    return /[,;(]/.test(gap) ? 80 + gap.length : 30 + gap.length
  }
  if (/^\s?[:(–—=-]{1,2}\s?$/.test(gap)) return 1
  if (/^[\s,]{1,3}$/.test(gap)) return 8
  if (/^[^.;]{0,20}\([^)]{0,40}$/.test(gap) || /^\s?\([^)]{0,40}\)[\s,:]{0,3}$/.test(gap)) return 12
  return (/[,;]|\band\b|\bet\b/.test(gap) ? 60 : 25) + gap.length
}

/** Of one sentence: each amount to the nearest goods, each goods at most one, nearest pairs first. */
const share = (page: Page, things: readonly Thing[], amounts: readonly Owned[]): void => {
  const pairs = amounts.flatMap((amount, at) =>
    things.flatMap((thing) => {
      const far = distance(page, amount, thing)
      return far === undefined ? [] : [{ amount, at, thing, far }]
    }),
  )
  const used = new Set<number>()
  for (const { amount, at, thing, far } of pairs.sort((a, b) => a.far - b.far)) {
    if (used.has(at) || thing.amount || far > 140) continue
    used.add(at)
    thing.amount = { ...amount.quantity, span: amount.span }
  }
}

const bySentence = <T extends { span: Span }>(page: Page, items: readonly T[]) =>
  Map.groupBy(items, ({ span }) => page.sentenceAt(span[0]))

const nearest = (page: Page, hit: Hit<string>, things: readonly Thing[]): Thing | undefined => {
  const sentence = page.sentenceAt(hit.start)
  let best: { thing: Thing; far: number } | undefined
  for (const thing of things) {
    if (page.sentenceAt(thing.span[0]) !== sentence) continue
    const gap =
      hit.end <= thing.span[0] ? page.text.slice(hit.end, thing.span[0]) : page.text.slice(thing.span[1], hit.start)
    const far = gap.length + (/[,;]/.test(gap) ? 30 : 0)
    if (far <= 30 && !(best && best.far <= far)) best = { thing, far }
  }
  return best?.thing
}

const stated = (page: Page, finding: Finding, hasOthers: boolean): boolean => {
  const [start] = finding.span as Span
  const first = page.wordAt(start)
  const before = page.words
    .slice(Math.max(0, first - 3), first)
    .filter(({ end }) => !/[.;,:]/.test(page.text.slice(end, start)))
  if (before.some(({ key }) => DENIED.has(key))) return false
  const next = page.words[page.wordAt((finding.span as Span)[1])]
  if (next && NOT_ITSELF.has(next.key) && /^[\s-]$/.test(page.text.slice((finding.span as Span)[1], next.start)))
    return false
  if (OF_WHAT.test(page.text.slice(Math.max(0, start - 30), start))) return false
  return !(hasOthers && DECLARED.test(page.text.slice(Math.max(0, start - 40), start)))
}

/** Several mentions of one substance are one, unless they tell different amounts. */
const merged = (page: Page, things: readonly Thing[]): Thing[] => {
  const kept: Thing[] = []
  for (const thing of things) {
    const known = kept.filter(({ id }) => id === thing.id)
    const [first] = known
    const amount = thing.amount
    if (!first) kept.push(thing)
    else if (thing.form && first.form && thing.form !== first.form) kept.push(thing)
    else if (
      amount &&
      first.amount &&
      !known.some((each) => each.amount?.value === amount.value && each.amount.unit === amount.unit)
    ) {
      if (!PART_OF.test(page.text.slice(Math.max(0, amount.span[0] - 60), amount.span[0]))) kept.push(thing)
    } else {
      if (amount && !first.amount) first.amount = amount
      if (thing.form && !first.form) first.form = thing.form
      if (thing.certainty && !first.certainty) first.certainty = thing.certainty
    }
  }
  return kept
}

const COUNTS: Record<string, number> = Object.fromEntries(
  [
    'a an one un une uno una один одна',
    'two deux dos два две',
    'three trois tres три',
    'four quatre cuatro четыре',
    'five cinq cinco пять',
    'six seis шесть',
    'seven sept siete семь',
    'eight huit ocho восемь',
    'nine neuf nueve девять',
    'ten dix diez десять',
    'eleven onze once',
    'twelve douze doce',
  ].flatMap((names, count) => names.split(' ').map((name) => [name, count + 1])),
)

const countBefore = (page: Page, start: number): { count: number; from: number } => {
  const first = page.wordAt(start)
  for (let at = first - 1; at >= Math.max(0, first - 3); at--) {
    const word = page.words[at]!
    if (/[.,;:()]/.test(page.text.slice(word.end, start))) break
    const count = /^\d{1,5}$/.test(word.raw) ? Number(word.raw) : COUNTS[word.key]
    if (count !== undefined && count > 0 && !(count === 1 && at < first - 2)) return { count, from: word.start }
  }
  return { count: 1, from: start }
}

/** `Cathinones, 18 kg of 3-CMC`: a class says nothing more beside one of a sentence's substances. */
const withoutClasses = (page: Page, findings: readonly Finding[]): Finding[] => {
  const told = new Set(
    findings.flatMap(({ kind, span }) => (span && kind !== 'class' ? [page.sentenceAt(span[0])] : [])),
  )
  return findings.filter(({ kind, span }) => kind !== 'class' || !span || !told.has(page.sentenceAt(span[0])))
}

/** `more`: findings beyond those of the result. `weighs`: some amount is a weight or a volume. `isTaken`: inside a number, an address or the name of a firm, where a word is no goods. */
export const goodsIn = (
  page: Page,
  result: MatchResult,
  more: readonly Finding[],
  isTaken: (span: Span) => boolean,
): { goods: Thing[]; equipment: Tool[]; weighs: boolean } => {
  const found = [...result.findings, ...more].filter(
    ({ certainty, by, span }) =>
      span && certainty >= (LEAST_CERTAIN_BY[by] ?? LEAST_CERTAIN) && by !== 'hs' && !isTaken(span),
  )
  const isGoods = ({ kind, id }: Finding) => kind !== 'equipment' || GOODS_AFTER_ALL.has(id)
  const substances = found.filter(isGoods).sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0))
  const hasOthers = new Set(substances.map(({ id }) => id)).size > 1
  const there = substances.filter((finding) => stated(page, finding, hasOthers))
  const things = withoutClasses(page, there).map(({ id, kind, name, span, by }): Thing => {
    const [start, end] = span as Span
    const written = page.text.slice(start, end)
    return {
      id: kind === 'class' || kind === 'equipment' ? `${id} ${written.toLowerCase()}` : id,
      name: (kind === 'class' && by !== 'cas') || kind === 'equipment' ? written : name,
      span: [start, end],
    }
  })
  // `3 rotary presses` counts equipment, not goods.
  const tools = found.filter((finding) => !isGoods(finding) && !NEVER_EQUIPMENT.has(finding.id))
  const amounts = amountsOfGoods(page, result.amounts, isTaken)
  const bySentenceOfAmounts = bySentence(page, amounts)
  for (const [sentence, own] of bySentence(page, things)) {
    // Beyond what anyone writes in a sentence, nearness says nothing; it also bounds the time.
    const theirs = bySentenceOfAmounts.get(sentence) ?? []
    if (own.length * theirs.length <= 2500) share(page, own, theirs)
  }
  if (things.length <= 200)
    for (const hit of FORM.all(page)) {
      const thing = nearest(page, hit, things)
      if (thing && !thing.form) thing.form = hit.value as Form
    }
  for (const thing of things) if (thing.amount?.unit === '{tablet}') thing.form = 'tablet'
  if (things.length <= 200) {
    for (const hit of PRESUMED.all(page)) {
      const thing = nearest(page, hit, things)
      if (thing) thing.certainty = 'presumptive'
    }
    for (const hit of CONFIRMED.all(page))
      for (const thing of things)
        if (page.sentenceAt(thing.span[0]) === page.sentenceAt(hit.start)) thing.certainty = 'confirmed'
  }
  const equipment: Tool[] = []
  for (const { span, id } of tools) {
    const [start, end] = span as Span
    const { count, from } = countBefore(page, start)
    const known = equipment.find((tool) => tool.id === id)
    // As written: `presse à comprimés` says less than any one of the presses that it may be.
    if (!known) equipment.push({ id, name: page.text.slice(start, end).trim(), count, span: [from, end] })
    else if (known.count === 1 && count > 1) Object.assign(known, { count, span: [from, end] })
  }
  const goods = merged(page, things)
  const weighs = amounts.some(({ quantity: { unit } }) => unit !== '{piece}')
  return { goods, equipment, weighs }
}
