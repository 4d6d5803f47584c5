// SPDX-License-Identifier: Apache-2.0
/** The ways in which catalogues write one name. Spaces, hyphens, case and accents are no difference (see lexicon.ts). */
import { isAscii } from './alphabet.ts'

const greek: Record<string, [string, string]> = {
  α: ['alpha', 'a'],
  β: ['beta', 'b'],
  γ: ['gamma', 'g'],
  δ: ['delta', 'd'],
  ω: ['omega', 'w'],
}
const greekLetter = /[αβγδωΑΒΓΔΩ∆]/g
const greekWord = /(^|[^a-z])(alpha|beta|gamma|delta|omega)(?![a-z]{0,2}(?:\s|$)|[a-z]*one\b|ne)/gi

/** What is sought has three letters or more, so that the search can leap over most of a name. */
const mayBeGreekWord = /alpha|beta|gamma|delta|omega/

const spelledGreek = (name: string): string[] => {
  const letterOf = (c: string) => greek[c === '∆' ? 'δ' : c.toLowerCase()]
  if (name.search(greekLetter) >= 0)
    return [0, 1].map((form) => name.replace(greekLetter, (c) => letterOf(c)?.[form] ?? c))
  if (name.search(greekWord) < 0) return []
  const letters = Object.entries(greek)
  const of = (word: string) => letters.find(([, [long]]) => long === word.toLowerCase())
  return [
    ...(/beta/.test(name) ? [name.replace(/beta(?=-)/g, 'ß')] : []),
    name.replace(greekWord, (_, before: string, word: string) => before + (of(word)?.[0] ?? word)),
    name.replace(greekWord, (_, before: string, word: string) => before + (of(word)?.[1][1] ?? word)),
  ]
}

const mayBeInverted = /^[\d(+±rsdlnop-]| /

/** `Butanediol, 1,4-` and `anhydride, acetic`: the index form of catalogues. */
const inverted = (name: string): string[] => {
  const locants = /^((?:\(?[±+RSDLdl-]+\)?-|[nop]-|[\d,'′NO-]+-)+)([a-z][a-z ]{3,}.*)$/i.exec(name)
  const words = name.split(' ')
  const swapped =
    words.length === 2 && /^\p{L}[\p{L}-]{3,}$/u.test(words[0] as string) && /^\p{L}{4,}$/u.test(words[1] as string)
      ? [`${words[1]} ${words[0]}`]
      : []
  return locants && (locants[2] as string).length > 5 ? [`${locants[2]} ${locants[1]}`, ...swapped] : swapped
}

const startsWithDigit = /^[\d,]/

/** `1,4-butanediol` is `butane-1,4-diol`, `2-propanone` is `propan-2-one`. */
const innerLocant = (name: string): string[] => {
  const found = /^([\d,]+)-([a-z]+?an)(e?)(ol|diol|one|dione|al|amine|diamine|thiol|nitrile)$/i.exec(name)
  if (!found) return []
  const [, locant, stem, e, suffix] = found
  return [`${stem}${e || (/^d/.test(suffix as string) ? 'e' : '')}-${locant}-${suffix}`]
}

/** From what, to what; all in small letters. */
const spellings: [string, string][] = [
  ['ph', 'f'],
  ['sulph', 'sulf'],
  ['sulf', 'sulph'],
  ['oestr', 'estr'],
  ['amfetamin', 'amphetamin'],
  ['yrylfentanyl', 'yrfentanyl'],
  ['fentanyl', 'fentanil'],
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
]

const russianEndings: [RegExp, string[]][] = [
  [/(ый|ой)$/, ['ого', 'ому', 'ым', 'ом']],
  [/ий$/, ['ия', 'ию', 'ием', 'ии', 'его']],
  [/ая$/, ['ой', 'ую']],
  [/а$/, ['ы', 'е', 'у', 'ой', 'и', '']],
  [/ль$/, ['ля', 'лю', 'лем', 'ли']],
  [/([бвгджзклмнпрстфхцчшщ])$/, ['$1а', '$1у', '$1ом', '$1е', '$1ы', '$1ов']],
]

/** The cases of each word together: `уксусный ангидрид`, `уксусного ангидрида`, `уксусному ангидриду` … */
const russianCases = (name: string): string[] => {
  if (!/^[а-яё -]+$/i.test(name)) return []
  const forms = name
    .toLowerCase()
    .split(' ')
    .map((word) => {
      const ending = russianEndings.find(([from]) => from.test(word))
      return ending ? ending[1].map((to) => word.replace(ending[0], to)) : [word]
    })
  const most = Math.max(...forms.map((words) => words.length))
  return Array.from({ length: most }, (_, i) => forms.map((words) => words[i] ?? words[0]).join(' '))
}

const particles = new Set(['des', 'por', 'con', 'para', 'pour', 'avec', 'sans', 'les', 'los', 'las', 'del', 'sur'])
const plural = (word: string): string => {
  if (word.length < 3 || /[sxz]$/i.test(word) || particles.has(word.toLowerCase())) return word
  return /(?:eau|eu)$/i.test(word) ? `${word}x` : `${word}s`
}

/**
 * `presse rotative` → `presses rotatives`, `prensa de comprimidos` → `prensas de comprimidos`: in French and Spanish
 * the first word of a thing takes the plural, and its adjectives with it. An ending of the last word needs no form.
 */
export const pluralsOf = (name: string): string[] => {
  const words = name.split(' ')
  if (words.length < 2 || words.length > 5 || /\d/.test(name)) return []
  const [first = '', ...rest] = words
  const head = plural(first)
  return [[head, ...rest].join(' '), [head, ...rest.map(plural)].join(' ')].filter((form) => form !== name)
}

const positions: [string, string[]][] = [
  ['2-', ['o-', 'ortho-']],
  ['3-', ['m-', 'meta-']],
  ['4-', ['p-', 'para-']],
  ['ortho-', ['o-', '2-']],
  ['meta-', ['m-', '3-']],
  ['para-', ['p-', '4-']],
]

const mayBePosition = /^(?:[234]|ortho|meta|para)-/

/** `4-methylmethcathinone` is `p-methylmethcathinone`: on a benzene ring the locant has a name. */
const namedPositions = (name: string): string[] => {
  const found = positions.find(([from]) => name.startsWith(from))
  if (!found || !/^[^-]+-(?:methyl|ethyl|fluoro|chloro|bromo|methoxy|hydroxy)(?!ene)[a-z -]{4,}$/.test(name)) return []
  return found[1].map((to) => to + name.slice(found[0].length))
}

/** Arabic names with the article and the particles that are written together with it. */
const arabicForms = (name: string): string[] =>
  /^[\u0621-\u064a ]+$/.test(name) && name.length > 3
    ? ['ال', 'وال', 'بال', 'لل', 'و', 'ب'].flatMap((prefix) => [
        prefix + name,
        ...(name.includes(' ')
          ? [
              name
                .split(' ')
                .map((word) => prefix + word)
                .join(' '),
            ]
          : []),
      ])
    : []

/** A remark in brackets at the end is not part of the name: `spice (DMT)`, `JWH-018 (racemate)`. */
const withoutRemark = (name: string): string => {
  if (!name.endsWith(')')) return name
  const bare = name.replace(/\s+\([^()]*\)$/, '')
  const remark = name.slice(bare.length)
  return /[A-Z\d]{2}|name|principle|racem|drug|natur/.test(remark) &&
    /\p{L}{4}|\d/u.test(bare) &&
    !/(?:yl|ium|acid)$/i.test(bare)
    ? bare
    : name
}

/** Longer names are systematic ones, which nobody writes in another way than the books do. */
const LONG = 60

const mutedE = /[a-z]{3} [a-z]+(?:id|at|in)e$/

const mayBeSpelled = /ph|sulf|oestr|amfet|fentanyl/

/** Other ways to write the name, in small letters; the name itself is not among them unless it carries a remark. */
export const variantsOf = (name: string, language: string): string[] => {
  const bare = withoutRemark(name).toLowerCase()
  const forms = [bare]
  const hasOthers = !isAscii(name)
  if (hasOthers || mayBeGreekWord.test(bare)) forms.push(...spelledGreek(bare))
  if (bare.length < LONG && startsWithDigit.test(bare)) forms.push(...innerLocant(bare))
  if (language === 'ar') forms.push(...arabicForms(bare))
  if (mayBePosition.test(bare)) forms.push(...namedPositions(bare))
  if (language === 'ru') forms.push(...russianCases(bare))
  // German, Dutch and hasty hands leave out the last letter: `acetic anhydrid`.
  if (bare.length < LONG && mutedE.test(bare)) forms.push(bare.slice(0, -1))
  const first = forms.length
  for (let i = 0; i < first; i++) {
    const form = forms[i] as string
    // Short ones are abbreviations: `α-PHP` is no `AFP`.
    if (hasOthers || (form.length > 6 && mayBeSpelled.test(form)))
      for (const [from, to] of spellings)
        if (form.includes(from) && (form.length > 6 || to.length > from.length)) forms.push(form.replaceAll(from, to))
    if (form.length < LONG && mayBeInverted.test(form)) forms.push(...inverted(form))
  }
  if (bare.length === name.length) forms.shift()
  return forms
}
