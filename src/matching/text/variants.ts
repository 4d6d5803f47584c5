// SPDX-License-Identifier: Apache-2.0
/** The ways in which catalogues write one name. Spaces, hyphens, case and accents are no difference (see lexicon.ts). */

const greek: Record<string, [string, string]> = {
  α: ['alpha', 'a'],
  β: ['beta', 'b'],
  γ: ['gamma', 'g'],
  δ: ['delta', 'd'],
  ω: ['omega', 'w'],
}
const greekLetter = /[αβγδωΑΒΓΔΩ∆]/g
const greekWord = /(^|[^a-z])(alpha|beta|gamma|delta|omega)(?![a-z]{0,2}(?:\s|$)|[a-z]*one\b|ne)/gi

const spelledGreek = (name: string): string[] => {
  const letterOf = (c: string) => greek[c === '∆' ? 'δ' : c.toLowerCase()]
  if (name.search(greekLetter) >= 0)
    return [0, 1].map((form) => name.replace(greekLetter, (c) => letterOf(c)?.[form] ?? c))
  if (name.search(greekWord) < 0) return []
  const letters = Object.entries(greek)
  const of = (word: string) => letters.find(([, [long]]) => long === word.toLowerCase())
  return [
    name.replace(greekWord, (_, before: string, word: string) => before + (of(word)?.[0] ?? word)),
    name.replace(greekWord, (_, before: string, word: string) => before + (of(word)?.[1][1] ?? word)),
  ]
}

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

/** `1,4-butanediol` is `butane-1,4-diol`, `2-propanone` is `propan-2-one`. */
const innerLocant = (name: string): string[] => {
  const found = /^([\d,]+)-([a-z]+?an)(e?)(ol|diol|one|dione|al|amine|diamine|thiol|nitrile)$/i.exec(name)
  if (!found) return []
  const [, locant, stem, e, suffix] = found
  return [`${stem}${e || (/^d/.test(suffix as string) ? 'e' : '')}-${locant}-${suffix}`]
}

const spellings: [RegExp, string][] = [
  [/ph/gi, 'f'],
  [/sulph/gi, 'sulf'],
  [/sulf/gi, 'sulph'],
  [/oe(?=str)/gi, 'e'],
  [/amfetamin/gi, 'amphetamin'],
  [/(eth?|prop|pent|hex)yl[ -](?=\w+fentan)/gi, '$1yl'],
  [/yrylfentanyl/gi, 'yrfentanyl'],
  [/fentanyl$/gi, 'fentanil'],
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
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

/** A remark in brackets at the end is not part of the name: `spice (DMT)`, `JWH-018 (racemate)`. */
const withoutRemark = (name: string): string => name.replace(/\s+(\([^()]*\)|\[[^[\]]*\])$/, '')

export const variantsOf = (name: string, language: string): string[] => {
  const bare = withoutRemark(name)
  const first = [bare, ...spelledGreek(bare), ...innerLocant(bare)]
  if (language === 'ru') first.push(...russianCases(bare))
  const all = new Set(first)
  for (const form of first) {
    for (const [from, to] of spellings) {
      const changed = form.replace(from, to)
      if (changed !== form) all.add(changed)
    }
    for (const turned of inverted(form)) all.add(turned)
  }
  if (bare !== name) all.add(name)
  return [...all]
}
