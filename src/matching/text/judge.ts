// SPDX-License-Identifier: Apache-2.0
/** From a place in the line where a name stands to the features that speak for and against it; null where it is no name. */
import { type Neighbour, neighbours } from './boundaries.ts'
import type { Feature } from './certainty.ts'
import { countWords, isAsciiDigit, isAsciiLetter, isForeign, isWhite } from './chars.ts'
import { contextFeatures, type Domain, isShouted, type LineContext, wordsIn } from './context.ts'
import type { Sense } from './entries.ts'

/** A place of the line where a name may stand; what several readings of it ask is looked at once. */
export interface Place {
  text: string
  start: number
  end: number
  /** Letters of an inflected ending that were left out. */
  ending: number
  written: string
  gaps: Gaps | undefined
  /** For a chemical and for anything else. */
  chemicalBeside: Neighbour | undefined
  otherBeside: Neighbour | undefined
  /** What the line says for a thing of this domain. */
  domain: Domain | undefined
  context: readonly Feature[]
}

export const placeOf = (text: string, start: number, end: number, ending: number): Place => ({
  text,
  start,
  end,
  ending,
  written: text.slice(start, end),
  gaps: undefined,
  chemicalBeside: undefined,
  otherBeside: undefined,
  domain: undefined,
  context: [],
})

const besideOf = (place: Place, chemical: boolean): Neighbour => {
  const { text, start, end } = place
  if (chemical) {
    place.chemicalBeside ??= neighbours(text, start, end, true)
    return place.chemicalBeside
  }
  place.otherBeside ??= neighbours(text, start, end, false)
  return place.otherBeside
}

/** The line denies what stands here: `acetone-free`. */
export const isDenied = (place: Place): boolean => besideOf(place, true) === 'negated'

const contextOf = (place: Place, context: LineContext, domain: Domain): readonly Feature[] => {
  if (place.domain !== domain) {
    place.context = contextFeatures(context, place.start, place.end, domain)
    place.domain = domain
  }
  return place.context
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)
const isLetter = (c: string) => /\p{L}/u.test(c)

interface Gaps {
  letters: number
  hard: boolean
  digits: number
  single: boolean
  pieces: string[]
  /** Letters and digits in all. */
  length: number
}

const oneWord = /^[\p{L}\p{N}]+$/u
const hardGap = /[;|\n\r\t!?]|\s{4}|[.:] |[.:,] ?[;|]/

/** A word and nothing else; what is not ASCII and not told is `undefined`. */
const isOneWord = (text: string): boolean | undefined => {
  let foreign = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isForeign(code)) foreign = true
    else if (!isAsciiLetter(code) && !isAsciiDigit(code)) return false
  }
  return foreign ? undefined : true
}

/** What stands between the letters of the match, against what stands between the letters of the name. */
const gaps = (text: string, any = false): Gaps => {
  if (isOneWord(text) ?? oneWord.test(text))
    return { letters: 0, digits: 0, hard: false, single: false, pieces: [text], length: text.length }
  const hard = hardGap.test(text) || (text.includes(':') && /\p{L}\s*[:]\s*\p{L}/u.test(text))
  const pieces = isAscii(text) ? asciiPieces(text) : text.split(notWord).filter(Boolean)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const single = pieces.length > 2 && pieces.every((piece) => piece.length === 1)
  return { ...between(text, any), hard, single, pieces, length }
}

const notWord = /[^\p{L}\p{N}]+/u
const isWordCode = (code: number) => isAsciiLetter(code) || isAsciiDigit(code)

const asciiPieces = (text: string): string[] => {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at++) {
    const start = at
    while (isWordCode(text.charCodeAt(at))) at++
    if (at > start) pieces.push(text.slice(start, at))
  }
  return pieces
}

/** How often something stands between two letters, and elsewhere; a letter that stands alone ends one gap and begins none. */
const between = (text: string, any: boolean): { letters: number; digits: number } => {
  let letters = 0
  let digits = 0
  if (isAscii(text)) {
    let last = -1
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (!isWordCode(code)) continue
      if (last < 0 || at - last === 1) {
        last = at
        continue
      }
      if (any || hasSpace(text, last + 1, at)) {
        if (isAsciiLetter(text.charCodeAt(last)) && isAsciiLetter(code)) letters++
        else digits++
      }
      last = -1
    }
    return { letters, digits }
  }
  for (const found of text.matchAll(/([\p{L}\p{N}])([^\p{L}\p{N}]+)([\p{L}\p{N}])/gu)) {
    if (!any && !/\s/.test(found[2] as string)) continue
    if (isLetter(found[1] as string) && isLetter(found[3] as string)) letters++
    else digits++
  }
  return { letters, digits }
}

const hasSpace = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (isWhite(text.charCodeAt(at))) return true
  return false
}

const gapsIn = (place: Place): Gaps => {
  place.gaps ??= gaps(place.written)
  return place.gaps
}

const known = new WeakMap<Sense, Gaps>()
const gapsOf = (sense: Sense): Gaps => {
  const made = known.get(sense) ?? gaps(sense.as, true)
  known.set(sense, made)
  return made
}

/** `context`: null where the line is nothing else, so that capitals throughout say as much as elsewhere. */
const tierFeature = (sense: Sense, written: string, context: LineContext | null, split: boolean): Feature => {
  const { tier } = sense
  if (sense.accents && isAscii(written)) return 'name: everyday'
  if (tier === 'sure') return 'name: sure'
  if (tier === 'brand') return 'name: brand'
  if (tier === 'slang') return 'name: slang'
  if (tier === 'everyday') return 'name: everyday'
  if (tier === 'code' && !split) return 'name: code'
  const bare = written.replace(/^(?:[a-zα-ω]|bk|alpha|beta|para|meta|ortho)[- ]?(?=\p{Lu})/u, '')
  const isP2p = /^P-?2-?P$/.test(written)
  const capitals = (bare === bare.toUpperCase() || written === sense.as) && (isP2p || !(context && isShouted(context)))
  const letters = bare.replace(/[^\p{L}]/gu, '').length
  return capitals && /\p{Lu}/u.test(bare)
    ? letters < 4 && (isP2p || !/\d|\p{Ll}/u.test(written))
      ? 'name: three capitals'
      : 'name: capitals, in capitals'
    : 'name: capitals, in small letters'
}

/** `ketamine HCl`: the acid of a salt is no acid; `HCl 37 %`, `HCl gas` is. */
const isSaltPart = (sense: Sense, text: string, start: number, end: number): boolean => {
  if (sense.id !== 'hydrochloric-acid' && sense.id !== 'sulphuric-acid') return false
  const written = text.slice(start, end)
  if (/[\u3400-\u9fff]/.test(written)) return /^(?!溶液|气|桶)[\u3400-\u9fff]{2}/.test(text.slice(end, end + 2))
  if (written.length > 5) return false
  const before = /(\p{L}[\p{L}\d)\]-]*|[)\]])[\s·.*-]{0,3}$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1]
  return (
    before !== undefined &&
    !/^(?:conc|concentrated|fuming|dilute|of|aq|M|N|order|buy|acid|gas|for|de|or|and|marked|contents|list|batch)$/i.test(
      before,
    ) &&
    !/^\s*(?:gas|\d+\s?%|generator|solution)/i.test(text.slice(end))
  )
}

/** Every name may have a plural; only a full name has the endings of cases and genders. */
const mayInflect = ({ nameKind, tier, as }: Sense, written: string, ending: number): boolean =>
  (ending === 1 && /s$/i.test(written) && as.length > 3) ||
  (tier === 'sure' && nameKind !== 'street') ||
  (nameKind === 'trade' && /[а-я]/i.test(written))

/** A line that is a name and nothing else asks for it: a cell of a list, a look-up. Slang alone still says nothing. */
const alone = ({ nameKind, word, accents }: Sense, name: Feature, written: string): Feature => {
  if (nameKind === 'street') return 'line: nothing else'
  if (name === 'name: everyday')
    return word || (accents && isAscii(written)) ? 'line: nothing else' : 'line: an everyday name alone'
  return 'line: a name alone'
}

/** `-d5`, `-13C6`: only molecules are labelled. */
const labelled = /^[- ]?(?:d\d{1,2}|D\d{1,2}|13C\d?|15N)\b/

/** `QU66-3FF19Q-805568`: letters and digits on both sides make it a piece of a number. */
const isInSerial = (text: string, start: number, end: number): boolean =>
  /[\p{L}\p{N}]-?$/u.test(text.slice(Math.max(0, start - 2), start)) && /^\d+\p{Lu}/u.test(text.slice(end, end + 6))

const HYPHEN = 45
const COMMA = 44
const isQuote = (code: number) => code === 39 || code === 0x2019
const isCjkIn = (text: string) => /[\u3400-\u9fff]/.test(text)

/** Signs and numbers within or beside the name that make something else of it. */
const isOther = (sense: Sense, place: Place, own: Gaps): boolean => {
  const { text, start, end, written } = place
  const first = written.charCodeAt(0)
  // `U-47,700` has the comma of thousands.
  if (written.includes(',') && !sense.as.includes(',') && /,(?! |\d{3}(?!\d))/.test(written)) return true
  if (written.includes(', ') && /\p{L}{2,}, \p{L}{2,}/u.test(written) && !sense.as.includes(' ')) return true
  if (isQuote(written.charCodeAt(1)) && /^[dl]['’]/i.test(written) && !/^[dl]['’]/i.test(sense.as)) return true
  const next = text.charCodeAt(end)
  // `3M 1g`: the number at the end belongs to the unit behind it.
  if (
    isAsciiDigit(text.charCodeAt(end - 1)) &&
    end < text.length &&
    /\s\S*\d$/.test(written) &&
    /[\p{L}%.,]/u.test(text[end] as string) &&
    !/[.,](?:\s|$)/.test(text.slice(end, end + 2))
  )
    return true
  if (next === HYPHEN) {
    if (
      own.length <= 4 &&
      /^-\p{Ll}{2,}/u.test(text.slice(end, end + 4)) &&
      !/^-(?:pills?|like|base|powder|oil|free)/.test(text.slice(end, end + 8))
    )
      return true
    // `son-in-law` is no *Sonin*.
    if (sense.tier === 'brand' && own.pieces.length === 1 && /^\p{L}+-\p{L}{1,2}$/u.test(written)) return true
    // `4-bromo-1-…`: between two numbers slang is a part of a chemical name.
    if (
      sense.nameKind === 'street' &&
      text.charCodeAt(start - 1) === HYPHEN &&
      /[\d)\]]-$/.test(text.slice(Math.max(0, start - 2), start)) &&
      /^-[\d([]/.test(text.slice(end, end + 2))
    )
      return true
  }
  // A number before the first digit of a name belongs to another number: `0.4 MEC`, `12-4 AP`.
  if (isAsciiDigit(first)) {
    const before = text.charCodeAt(start - 1)
    if ((before === 46 || before === COMMA) && isAsciiDigit(text.charCodeAt(start - 2))) return true
  }
  return sense.tier === 'code' && isInSerial(text, start, end)
}

/** Features of the name as written, or null. Context is added only where the name alone does not decide. */
export const judgeName = (sense: Sense, place: Place, domain: Domain, context: LineContext): Feature[] | null => {
  const { text, start, end, ending, written } = place
  const between = gapsIn(place)
  const own = gapsOf(sense)
  if (between.hard && !own.hard) return null
  if (
    own.length === 2 &&
    isAsciiLetter(sense.as.charCodeAt(0)) &&
    (written !== written.toUpperCase() || isShouted(context))
  )
    return null
  if (isOther(sense, place, own)) return null
  if (isSaltPart(sense, text, start, end)) return null
  const spacedOut = between.single && between.pieces.length > own.pieces.length
  const beyond = between.letters - own.letters
  const extra = spacedOut || beyond <= 0 || isCjkIn(written) ? 0 : beyond
  if (extra > 0) {
    if (
      sense.tier !== 'sure' ||
      between.pieces.some((piece) => piece.length < 3 && /^\p{L}+$/u.test(piece)) ||
      extra > 2
    )
      return null
    if (written.length < 9) return null
  }
  const split = between.digits > own.digits && written.replace(/[^\p{L}\p{N}]/gu, '').length <= 5
  const beside = sense.nameKind === 'street' ? 'same' : besideOf(place, domain === 'chemical')
  if (beside === 'derivative' || beside === 'negated') return null
  const only = wordsIn(context) <= countWords(written)
  const name = tierFeature(sense, written, only ? null : context, split)
  if (name === 'name: capitals, in small letters' && sense.word) return null
  if (ending > 0 && !mayInflect(sense, written, ending)) return null
  const features: Feature[] = [name]
  if (ending > 0) features.push('inflected')
  if (extra > 0 || split || (isWhite(written.charCodeAt(1)) && /^[a-z] /i.test(written) && !sense.as.includes(' ')))
    features.push('split by spaces')
  if (spacedOut) features.push('disguise: letters spaced out')
  if (beside === 'compared') features.push('compared with')
  if (mayBeLabelled(text, end) && labelled.test(text.slice(end, end + 6))) features.push('isotope label')
  if (name !== 'name: sure' || features.length > 1) features.push(...contextOf(place, context, domain))
  if (name === 'name: three capitals' && isWeighed(context, start, end)) features.push('amount beside the abbreviation')
  if (only) features.push(alone(sense, name, written))
  return features
}

/** How far from a name its amount stands: `DET 25 kg`, `200 L of P2P`. */
const BESIDE = 4

/** A weight or volume stands beside the name. */
const isWeighed = (context: LineContext, start: number, end: number): boolean =>
  context
    .amounts()
    .some(
      ({ unit, span }) =>
        (unit === 'kg' || unit === 'm3') &&
        (span[1] <= start ? start - span[1] <= BESIDE : span[0] >= end && span[0] - end <= BESIDE),
    )

/** A label begins with `d`, `D` or `1`, behind a hyphen or space or nothing. */
const mayBeLabelled = (text: string, end: number): boolean => {
  const next = text.charCodeAt(end)
  const code = next === HYPHEN || next === 32 ? text.charCodeAt(end + 1) : next
  return code === 100 || code === 68 || code === 49
}

/** Equipment whose name is also a word for many other things. */
const weakEquipment = new Set(
  `turret; feed shoe; force feeder; cam track; die set; colonne; alambic; broyeur; autoclave; cryostat; sprayer; centrifuge; centrifugeuse; impregnation; scrubber; carbon filter; extractor fan; gas mask; tyvek; vacuum pump; vacuum sealer; drying oven; vacuum filter; gas generator; matrice; poinçon;
  custom reaction kettle; hazmat suit; ph meter; ph paper; ph-mètre; analytical balance; precision scale; milligram scale; jerrican; carboy; fût; grv; hdpe drum; ibc tank; inositol; mannitol; chaudron; cuve inox; cement mixer; bétonnière; pulvérisateur; granulateur; étuve; refroidisseur; magnesium stearate; stéarate de magnésium; microcrystalline cellulose; grow tent; led grow light; diaphragm pump; hammer mill; hydrogen cylinder; ammonia cylinder; détendeur; dimroth; réfrigérant; point de fusion;
  hotplate stirrer; magnetic stirrer; stir plate; heating mantle; fume hood; mechanical stirrer; universal mill; film coater; atomiseur; presse hydraulique; butane extraction; logo mould; steam distillation; essential oil distiller; masque à gaz; filtre à charbon; sieving machine; thermoformeuse; machine sous vide; vacuum packing machine; full face respirator; flow reactor; high pressure vessel; coating pan`
    .split(';')
    .map((word) => word.trim()),
)

export const judgeEquipment = (sense: Sense, place: Place, context: LineContext): Feature[] | null => {
  const between = gapsIn(place)
  if (between.hard) return null
  if (between.letters > gapsOf(sense).letters) return null
  const bare = sense.as.replace(/[^\p{L}\p{N}]/gu, '')
  const code = /\d/.test(bare) && bare.length < 8
  const weak = weakEquipment.has(sense.as.toLowerCase()) || !/[\s-]/.test(sense.as)
  return [
    code ? 'equipment: code' : weak ? 'equipment: word' : 'equipment: phrase',
    ...contextOf(place, context, 'machine'),
  ]
}
