// SPDX-License-Identifier: Apache-2.0
/**
 * What stands directly beside a chemical name may make it part of another one: `4-bromo-toluene`,
 * `toluene diisocyanate`, `piperidine-4-carboxylic acid`. Marks of isomer, isotope and salt leave the substance the same.
 */
import { isAsciiDigit, isAsciiLetter, isForeign, isWhite, tableOf } from './chars.ts'

export type Neighbour = 'same' | 'derivative' | 'negated' | 'compared'

const words = (text: string) => new Set(text.split(/\s+/).filter(Boolean))

/** A word that is, or ends in, a substituent: what follows is another compound. */
const substituent =
  /(^|[^a-z])(nor|homo|iso|cyclo|poly|thio|seleno|aza|oxa|epoxy|keto|oxo|imino|amino|nitro|nitroso|cyano|chloro|bromo|fluoro|iodo|hydroxy|methoxy|ethoxy|acetoxy|mercapto|carboxy|phospho|sulfo|sulpho|sulfono|desoxy|deoxy|dehydro|dihydro|tetrahydro|hexahydro|perhydro|di|tri|bis|tetra|tris|spiro|anilino|azido|diazo|formyl|acetyl)$|(yl|oxy|amino|chloro|bromo|fluoro|iodo|nitro|hydroxy|cyano|hydro|thio|ylidene)$/i
/** Isomer, isotope, salt and locant marks before a name. */
const identity =
  /^[([{]*(?:[±+−–-]|\+\/?-|rac|racemic|d|l|dl|d,l|r|s|rs|r,s|e|z|cis|trans|meso|threo|erythro|n|o|p|m|\d*[rs](?:,\d*[rs])*|\[?\d*[2-3]?h\d*\]?|\[?1?[1345]+c\d*\]?|d\d+|deutero|\d+[nch]\d*|[\d,'′]+|α|β|γ|δ|Δ|∆)[)\]}]*$/i
/** A word after a name that makes it another compound. */
const afterWords =
  words(`oxide peroxide hydroperoxide sulfonate sulphonate sulfonic sulphonic sulfonyl diisocyanate isocyanate oxime cyanohydrin hydrazone semicarbazone
  carboxylate carboxylic carboxamide boronic phosphonic acetal ketal dimethylacetal dehydrogenase oxidase synthase synthetase hydrolase kinase transferase receptor receptors antagonist antagonists agonist antibody antibodies elisa
  glucuronide sulfoxide sulphoxide sulfone nitrate-free degradation radical cation anion ester esters amide anilide nitrile chloride-free dimer oligomer copolymer polymer resin-bound perfume parfum cologne lookalike diester monoester ethyl methyl propyl butyl isopropyl benzyl phenethyl menthyl`)
const saltOfAcid = /^(phosphate|sulfate|sulphate)$/i
const afterGlued =
  /^-?\(?\d[\d,'′]*\)?-?\s?(?:carb|sulf|sulph|one\b|ol\b|amine|yl|al\b|dione|thiol|nitril|acetic|acetate|boron|phosph|meth|eth|prop|but|phen|oxid|oxide|N-ox|diol)|^-(?:carboxyl|sulfon|oxide|N-oxide|acetic|diisocyan|boronic|yl)/i

const without = words(`without sans ohne sin без بدون 不含 无 non no free-from excl excluding senza zonder sem`)
const freeAfter =
  /^[ -]?(?:free|frei|freie|freier|freies|vrij)(?![a-z])(?! (?:base|shipping|sample|delivery|samples|flowing|reship|ship))/i
/**
 * Words that deny what stands behind them, whole: `ohne` is no part of *Bohne*, nor `no` of *norephedrine*. Chinese has no spaces, and
 * Arabic writes some words as one with what is before them.
 */
const freeBefore =
  /(?:(?<!\p{L})(?:(?:free (?:of|from)|does not contain|do not contain|doesn't contain|contains no|containing no|not contain(?:ing)?|exempt de|ne contient pas de|ne contient (?:ni|aucun)|frei von|enthält kein(?:e|en)?|libre de|no contiene|exento de|не содержит|instead of|alternative to|substitute for|replacement for|replaces|in place of|without|sans|ohne|sin|без|no|non|zero)(?!\p{L})|exempt d'|ne contient pas d')|خال من|خالي من|لا يحتوي على|بدون|不含|无)[\s-]*(?:(?:any|the|added|l'|d'|de l'|du|de la|de|al)?[\s-]*)(?:[\p{L}]+(?:,| and| or| et| und| y| и| o| ou| oder|\/)\s+)?$/iu

/** Whether a text has, up to and with `last`, one of these words at its end; true too where only an expression can tell. */
const endingsOf = (list: string): ((text: string, last: number) => boolean) => {
  const endings = new Map<number, string[]>()
  const add = (code: number, word: string) => endings.set(code, [...(endings.get(code) ?? []), word])
  for (const word of words(list)) {
    const last = word.charCodeAt(word.length - 1)
    add(last, word)
    if (word.at(-1)?.toUpperCase() !== word.at(-1)) add((word.at(-1) as string).toUpperCase().charCodeAt(0), word)
  }
  // What folds to `s` beyond ASCII.
  if (endings.has(115)) endings.set(0x17f, endings.get(115) as string[])
  const first = new Uint8Array(65536)
  for (const code of endings.keys()) first[code] = 1
  const isSame = (text: string, last: number, word: string): boolean => {
    for (let i = word.length - 2, at = last - 1; i >= 0; i--, at--) {
      const code = text.charCodeAt(at)
      if (isForeign(code)) return true
      if (code !== word.charCodeAt(i) && (code | 32) !== word.charCodeAt(i)) return false
    }
    return true
  }
  return (text, last) =>
    first[text.charCodeAt(last)] === 1 &&
    (endings.get(text.charCodeAt(last)) as string[]).some((word) => isSame(text, last, word))
}

const lastWord = /[\p{L}\d,'-]+$/u
/** `0 % THC`, `0.0% THC` */
const isNone = /(?:^|[^\d.,])0(?:[.,]0+)? ?% ?$/
const afterChinese = /^[酸胺磺醇醛酯酮肟氰基二异烷烯醚脲腙]/
const beforeChinese = /[基氯溴硝氟羟二三对邻间乙丙丁苯环氧甲]$/
/** Without spaces, a Chinese name may be a part of another: `甲苯胺`, `环己酮`. */
const isInsideChinese = (text: string, start: number, end: number, chemical: boolean): boolean =>
  /[\u3400-\u9fff]$/.test(text.slice(start, end)) &&
  chemical &&
  (afterChinese.test(text.slice(end)) || beforeChinese.test(text.slice(Math.max(0, start - 1), start)))

/** Between two names of a list, so that what is denied of the first is denied of the second. */
export const isListed = (between: string): boolean =>
  /^\s*(?:,|\/|\band\b|\bor\b|\bet\b|\bou\b|\bund\b|\boder\b|\by\b|\bo\b|\bni\b|\bnor\b|и|или|ни|、|和|或|,\s*(?:and|or|et|und|y))\s*(?:the |la |le |l')?$/iu.test(
    between,
  )

/** The words that deny end in these letters, and so do articles and what joins the words of a list. */
const denies = endingsOf(
  `of from contain contains no containing de d' ni aucun von kein keine keinen enthält libre contiene to for replaces without sans
  ohne sin non zero any the added l' du la al and or et und y o u ou oder , / содержит без и من على بدون 含 无`,
)
/** Whether a word that denies may stand at the end of this text, whose last letters are told by their codes. */
const mayDeny = (before: string): boolean => {
  let last = before.length - 1
  while (last >= 0 && (isWhite(before.charCodeAt(last)) || before.charCodeAt(last) === HYPHEN)) last--
  return last >= 0 && denies(before, last)
}

const HYPHEN = 45
/** How the words that the expressions below look for begin or end. */
const freeBegins = tableOf('fv')
const likeBegins = tableOf('lstfi')
const wordEnds = tableOf('clzkoreymnh')
const deniesEnds = tableOf('tsenmlgaron')

/** The word before a space, where the line has one there. */
const wordBefore = (before: string): string | undefined => {
  if (before.charCodeAt(before.length - 1) !== 32) return undefined
  const last = before.charCodeAt(before.length - 2)
  if (!isForeign(last) && wordEnds[last] !== 1 && !/poly/i.test(before)) return undefined
  return lastWord.exec(before.slice(before.lastIndexOf(' ', before.length - 2) + 1, -1))?.[0]
}

/** The letters behind spaces or hyphens, in small letters. */
const nextWord = (after: string): string | undefined => {
  let from = 0
  while (isWhite(after.charCodeAt(from)) || after.charCodeAt(from) === HYPHEN) from++
  if (from === 0) return undefined
  let to = from
  while (isAsciiLetter(after.charCodeAt(to))) to++
  if (isForeign(after.charCodeAt(to))) return /^[\s-]+([\p{L}]+)/u.exec(after)?.[1]?.toLowerCase()
  return to === from ? undefined : after.slice(from, to).toLowerCase()
}

const isFree = (after: string): boolean => {
  const first = after.charCodeAt(0)
  const letter = first === 32 || first === HYPHEN ? after.charCodeAt(1) : first
  return freeBegins[letter] === 1 && freeAfter.test(after)
}

const PER_CENT = 37
const mayBeNone = (before: string): boolean => {
  const last = before.charCodeAt(before.length - 1)
  return last === PER_CENT || (last === 32 && before.charCodeAt(before.length - 2) === PER_CENT)
}

/** `before` and `after` of the name, in so many characters. */
const BEFORE = 48
const AFTER = 40

export const neighbours = (text: string, start: number, end: number, chemical: boolean): Neighbour => {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + AFTER)
  const next = after.charCodeAt(0)
  if (isFree(after)) return 'negated'
  if (mayDeny(before) && freeBefore.test(before)) return 'negated'
  if (mayBeNone(before) && isNone.test(before)) return 'negated'
  if (
    next === 32 &&
    (after.charCodeAt(1) | 32) === 110 &&
    /^ (?:not (?:included|contained|detected|present)|nicht enthalten|non inclus|no incluid)/i.test(after)
  )
    return 'negated'
  if (isForeign(text.charCodeAt(end - 1)) && isInsideChinese(text, start, end, chemical)) return 'derivative'
  // Glued by a hyphen or bracket, or a chemical word before a space.
  const isGlued = '-‐‑–−)]'.includes(before.at(-1) ?? ' ')
  const glued = isGlued ? (/([^\s,;:|]+?)[-‐‑–−]$/.exec(before) ?? /([^\s,;:|]*[)\]])$/.exec(before)) : null
  if (glued) {
    const chunk = (glued[1] as string).replace(/[-‐‑–−]$/, '')
    const parts = chunk.split(/[-‐‑–−]/).filter((part) => part !== '' && !identity.test(part))
    const last = parts.at(-1)?.replace(/[)\]}]+$/, '')
    if (last !== undefined && substituent.test(last)) return 'derivative'
    // `…benzimidazole-1-ethanamine`, `苯基-2-丙酮`: a locant between two parts of one name.
    if (last !== undefined && /[-‐‑–−][\d,'′]+$/.test(chunk) && /\p{L}{4,}|[\u3400-\u9fff]{2,}/u.test(last))
      return 'derivative'
  } else {
    const word = wordBefore(before)
    if (word !== undefined && isCompound(word, chemical)) return 'derivative'
  }
  if ((next === HYPHEN || next === 40 || isAsciiDigit(next)) && afterGlued.test(after)) return 'derivative'
  const word = nextWord(after)
  if (word !== undefined) {
    if (afterWords.has(word) && !(word === 'resin' || (saltOfAcid.test(word) && !chemical))) {
      // `ethyl`, `methyl` after an acid begin the name of its ester; after a drug they rarely do.
      if (!/^(?:ethyl|methyl|propyl|butyl|isopropyl|benzyl|phenethyl|menthyl)$/.test(word)) return 'derivative'
      if (/^[\s-]+\p{L}+[\s-]+(?:ester|acetal|ether|amide)/iu.test(after)) return 'derivative'
    }
    if (likeBegins[after.charCodeAt(1)] === 1 && /^[-\s](?:like|style|type|scented|flavou?red|inspired)\b/i.test(after))
      return 'compared'
  }
  return chemical && isWithout(before) ? 'negated' : 'same'
}

/** Together with what follows, this word names another compound. */
const isCompound = (word: string, chemical: boolean): boolean => {
  if (/(?:^|-)(?:boc|tosyl|cbz|fmoc|bk|homo|nor)$/i.test(word)) return true
  if (!chemical) return false
  if (
    word.length > 4 &&
    /^[a-z\d,'-]+(yl|ylene|oxy|chloro|bromo|fluoro|nitro)$/i.test(word) &&
    !/^(early|only|supply|family|daily|weekly|monthly|apply|july|reply|highly|freshly|locally|mostly|really|actually|probably|vinyl record)$/i.test(
      word,
    )
  )
    return true
  return /^(?:petroleum|glycol|crown|cellulose|poly\p{L}*|vinyl|starch)$/iu.test(word)
}

const isWithout = (before: string): boolean => {
  let last = before.length - 1
  while (isWhite(before.charCodeAt(last))) last--
  const code = before.charCodeAt(last)
  if (!isForeign(code) && deniesEnds[code] !== 1) return false
  return without.has(before.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '')
}
