// SPDX-License-Identifier: Apache-2.0
/** Names of firms and addresses in the one spelling by which they are found again, whoever wrote them down and how. */

const CYRILLIC: Record<string, string> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n' },
  ...{ о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch' },
  ...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', є: 'ye', ґ: 'g', ј: 'j', љ: 'lj', њ: 'nj' },
  ...{ ћ: 'c', ђ: 'dj', џ: 'dz' },
}
const GREEK: Record<string, string> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n' },
  ...{ ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
}
const LATIN: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const LETTERS: Record<string, string> = { ...CYRILLIC, ...GREEK, ...LATIN }

/** Small letters without accents; Cyrillic and Greek in Latin letters. Other scripts stay as they are. */
const plain = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')

/** Letters that stand alone are one word: `S.A.R.L.`, `S. r. l.` and `SARL` are the same, as are `o.o.` and `oo`. */
const words = (text: string): string[] => {
  const found = plain(text)
    .replace(/['’`]/g, '')
    .replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})\.(?=\p{L}(?:\.|[^\p{L}\p{N}]|$))/gu, '')
    .match(/[\p{L}\p{N}]+/gu)
  const all: string[] = []
  let last = ''
  for (const word of found ?? []) {
    const follows = word.length === 1 && last.length === 1 && /\p{L}/u.test(word)
    if (follows) all.push(`${all.pop() ?? ''}${word}`)
    else all.push(word)
    last = word
  }
  return all
}

/** What says how a firm is held, in the spelling of `words`, and words that only join others. */
const FORMS = new Set(
  [
    'ltd limited inc incorporated corp corporation co cos company companies llc llp lp plc pty pte bhd sdn berhad',
    'gmbh ag kg kgaa ohg ug ev mbh sa sas sasu sarl eurl snc sci scs srl spa sl slu slne sau ltda lda cia sapi cv rl',
    'bv nv vof bvba ab as asa aps oy oyj hf ehf ooo oao zao pao ao tov too pt tbk kk gk yk jsc ojsc cjsc pjsc',
    'fze fzc fzco fzllc sal sarlau est wll dmcc spzoo sp oo z doo dd ad eood ood kft zrt nyrt sro ro si',
    'the and et und y e i i of de du des la le les der die das van von del di da',
  ].flatMap((line) => line.split(' ')),
)
/** What every other firm of the trade is called. A name of nothing else names no firm. */
const COMMON = new Set(
  [
    'trading trade trader traders import export imports exports importexport importers exporters international',
    'intl global world general chemical chemicals chem chemie chimie chimique chimiques quimica quimicos pharma',
    'pharmaceutical pharmaceuticals logistics logistic transport transports shipping freight forwarding group holding',
    'holdings service services industries industrial industry enterprise enterprises business commerce commercial',
    'supply supplies supplier solutions products unknown none self same order bearer private individual na no name',
  ].flatMap((line) => line.split(' ')),
)
const LEAST_LETTERS = 4

/**
 * A firm's name without legal form, accents, case and the order of its words: `SUNRISE Fine Chemical Co., Ltd.` and
 * `Fine Chemical “Sunrise”` are one. Undefined where nothing is left by which one firm differs from others.
 */
export const companyKey = (name: string): string | undefined => {
  const left = [...new Set(words(name).filter((word) => !FORMS.has(word)))].sort()
  const telling = left.filter((word) => !COMMON.has(word)).join('')
  return telling.length >= LEAST_LETTERS || /[^\p{ASCII}]{2}/u.test(telling) ? left.join(' ') : undefined
}

const SHORT: Record<string, string> = {
  ...{ street: 'st', str: 'st', strasse: 'st', avenue: 'ave', av: 'ave', road: 'rd', boulevard: 'blvd', bd: 'blvd' },
  ...{ building: 'bldg', floor: 'fl', suite: 'ste', room: 'rm', apartment: 'apt', number: 'no', nr: 'no', po: 'po' },
}

/** A postal address by its words in any order. Undefined without a number and two words: that is a town, not an address. */
export const addressKey = (address: string): string | undefined => {
  const left = [...new Set(words(address).map((word) => SHORT[word] ?? word))].sort()
  const numbers = left.filter((word) => /\p{N}/u.test(word)).length
  return numbers > 0 && left.length - numbers >= 2 ? left.join(' ') : undefined
}

/** The words of a place's name, in their order. */
export const placeKey = (name: string): string => words(name).join(' ')
