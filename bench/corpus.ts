// SPDX-License-Identifier: Apache-2.0
/**
 * Lines as orders, catalogues, invoices and listings have them, made up from a seed: the same on every computer.
 * Words come as often as in real text (the nth by 1/n) out of 200,000, and every line holds tokens never seen
 * before, so that nothing gains by remembering. One line in twenty has a listed name, CAS number or misspelling.
 */
import type { ReferenceData } from '#matching/index.ts'
import source from './corpus.json' with { type: 'json' }

export type Random = () => number

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export const createRandom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const VOCABULARY = 200_000
const LISTED = 1 / 20
const words = source.words.split(' ')
const cyrillic = source.cyrillic.split(' ')
const [goods, ideographs, towns, units, money] = (['goods', 'ideographs', 'towns', 'units', 'money'] as const).map(
  (list) => source[list].split(';'),
) as [string[], string[], string[], string[], string[]]
const onsets = 'b br c ch cl d dr f fl g gr h j k l m n p pl qu r s sch st t tr v w z'.split(' ')
const rhymes = 'a ai an ar at e el en er es i in is o ol on or ot u ul um un y ette ung ing age'.split(' ')
const shape = /\{(\w)\}/
/** Text and slot by turns. */
const templates = source.templates.map((template) => template.split(shape))

const misspelt = (name: string, random: Random): string => {
  const at = 1 + Math.floor(random() * (name.length - 2))
  const [before, here, next, after] = [name.slice(0, at), name[at]!, name[at + 1]!, name.slice(at + 2)]
  const letter = 'aeiounrst'[Math.floor(random() * 9)]
  const ways = [before + next + here + after, before + next + after, before + here + here + next + after]
  return [...ways, before + letter + next + after][Math.floor(random() * 4)]!
}

export const createCorpus = (data: ReferenceData, seed = 20_260) => {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const number = (below: number) => 1 + Math.floor(random() * below)
  const names = data.names.filter(({ kind, name }) => kind !== 'street' && name.length >= 6).map(({ name }) => name)
  const numbers = data.substances.map(({ cas }) => cas).filter((cas) => cas !== '')
  const invent = () => Array.from({ length: 1 + number(3) }, () => pick(onsets) + pick(rhymes)).join('')
  const tail = Array.from({ length: VOCABULARY - words.length }, invent)
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  const word = (): string => {
    const rank = Math.floor(Math.exp(random() * Math.log(VOCABULARY)))
    return words[rank] ?? tail[rank - words.length] ?? 'item'
  }
  const listed = (): string => {
    const way = random()
    if (way < 0.25) return pick(numbers)
    return way < 0.5 ? misspelt(pick(names), random) : pick(names)
  }
  const fillers: Record<string, () => string> = {
    w: word,
    W: () => capital(word()),
    k: () => pick(cyrillic),
    z: () => pick(ideographs),
    n: () => String(number(200)),
    q: () => `${number(500)} ${pick(units)}`,
    p: () => `${(random() * 900).toFixed(2)} ${pick(money)}`,
    t: () => pick(towns),
    c: () => `${capital(invent())} ${capital(invent())}`,
    d: () => `${number(28)}.${number(12)}.20${20 + number(9)}`,
    r: () => `${pick(onsets).toUpperCase()}${number(99)}-${number(1e9).toString(36).toUpperCase()}-${number(1e6)}`,
  }
  const withGoods = templates.filter((template) => template.includes('g'))
  const line = (): string => {
    const isListed = random() < LISTED
    const goodsName = isListed ? listed() : random() < 0.5 ? pick(goods) : `${word()} ${word()}`
    const filled = pick(isListed ? withGoods : templates).map((part, i) =>
      i % 2 === 0 ? part : part === 'g' ? goodsName : fillers[part]!(),
    )
    return Buffer.from(filled.join('')).toString() // one flat string, as a reader of a file hands it over
  }
  return { lines: (count: number): string[] => Array.from({ length: count }, line) }
}
