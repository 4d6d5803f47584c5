// SPDX-License-Identifier: Apache-2.0
/** From a place in the line where a name stands to the features that speak for and against it; null where it is no name. */
import { neighbours } from './boundaries.ts'
import type { Feature } from './certainty.ts'
import { contextFeatures, type Domain, type LineContext } from './context.ts'
import type { Sense } from './entries.ts'

export interface Place {
  text: string
  start: number
  end: number
  /** Letters of an inflected ending that were left out. */
  ending: number
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)
const isLetter = (c: string) => /\p{L}/u.test(c)

interface Gaps {
  letters: number
  hard: boolean
  digits: number
  single: boolean
  pieces: string[]
}

const oneWord = /^[\p{L}\p{N}]+$/u

/** What stands between the letters of the match, against what stands between the letters of the name. */
const gaps = (text: string, any = false): Gaps => {
  if (oneWord.test(text)) return { letters: 0, digits: 0, hard: false, single: false, pieces: [text] }
  let letters = 0
  let digits = 0
  const hard = /[;|\n\r\t!?]|[.:] |[.:,] ?[;|]/.test(text) || /\p{L}\s*[:]\s*\p{L}/u.test(text)
  for (const found of text.matchAll(/([\p{L}\p{N}])([^\p{L}\p{N}]+)([\p{L}\p{N}])/gu)) {
    if (!any && !/\s/.test(found[2] as string)) continue
    if (isLetter(found[1] as string) && isLetter(found[3] as string)) letters++
    else digits++
  }
  const pieces = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return { letters, digits, hard, single: pieces.length > 2 && pieces.every((piece) => piece.length === 1), pieces }
}

const known = new WeakMap<Sense, Gaps>()
const gapsOf = (sense: Sense): Gaps => {
  const made = known.get(sense) ?? gaps(sense.as, true)
  known.set(sense, made)
  return made
}

const drops = (features: readonly (Feature | null)[]): Feature[] => features.filter((feature) => feature !== null)

const tierFeature = (sense: Sense, written: string, shouted: boolean, split: boolean): Feature => {
  const { tier } = sense
  if (sense.accents && isAscii(written)) return 'name: everyday'
  if (tier === 'sure') return 'name: sure'
  if (tier === 'brand') return 'name: brand'
  if (tier === 'slang') return 'name: slang'
  if (tier === 'everyday') return 'name: everyday'
  if (tier === 'code' && !split) return 'name: code'
  const bare = written.replace(/^(?:[a-zα-ω]|bk|alpha|beta|para|meta|ortho)[- ]?(?=\p{Lu})/u, '')
  const capitals = (bare === bare.toUpperCase() || written === sense.as) && !shouted
  const letters = bare.replace(/[^\p{L}]/gu, '').length
  return capitals && /\p{Lu}/u.test(bare)
    ? letters < 4 && !/\d|\p{Ll}/u.test(written)
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

/** Features of the name as written, or null. Context is added only where the name alone does not decide. */
export const judgeName = (sense: Sense, place: Place, domain: Domain, context: LineContext): Feature[] | null => {
  const { text, start, end, ending } = place
  const written = text.slice(start, end)
  const between = gaps(written)
  const own = gapsOf(sense)
  if (between.hard && !own.hard) return null
  // `U-47,700` has the comma of thousands.
  if (written.includes(',') && !sense.as.includes(',') && /,(?! |\d{3}(?!\d))/.test(written)) return null
  if (written.includes(', ') && /\p{L}{2,}, \p{L}{2,}/u.test(written) && !sense.as.includes(' ')) return null
  if (/^[dl]['’]/i.test(written) && !/^[dl]['’]/i.test(sense.as)) return null
  const last = text[end] ?? ' '
  // `3M 1g`: the number at the end belongs to the unit behind it.
  if (/\s\S*\d$/.test(written) && /[\p{L}%.,]/u.test(last) && !/[.,](?:\s|$)/.test(text.slice(end, end + 2)))
    return null
  const bareLength = own.pieces.reduce((sum, { length }) => sum + length, 0)
  if (bareLength === 2 && /^[a-z]/i.test(sense.as) && (written !== written.toUpperCase() || context.shouted()))
    return null
  if (
    bareLength <= 4 &&
    /^-\p{Ll}{2,}/u.test(text.slice(end, end + 4)) &&
    !/^-(?:pills?|like|base|powder|oil|free)/.test(text.slice(end))
  )
    return null
  if (isSaltPart(sense, text, start, end)) return null
  // `son-in-law` is no *Sonin*.
  if (sense.tier === 'brand' && /^\p{L}+-\p{L}{1,2}$/u.test(written) && own.pieces.length === 1 && last === '-')
    return null
  // `4-bromo-1-…`: between two numbers slang is a part of a chemical name.
  if (
    sense.nameKind === 'street' &&
    /[\d)\]]-$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /^-[\d([]/.test(text.slice(end, end + 2))
  )
    return null
  const isCjk = /[\u3400-\u9fff]/.test(written)
  const spacedOut = between.single && between.pieces.length > own.pieces.length
  const extra = spacedOut || isCjk ? 0 : Math.max(0, between.letters - own.letters)
  if (extra > 0) {
    if (
      sense.tier !== 'sure' ||
      between.pieces.some((piece) => piece.length < 3 && /^\p{L}+$/u.test(piece)) ||
      extra > 2
    )
      return null
    if (written.length < 9) return null
  }
  // A number before the first digit of a name belongs to another number: `0.4 MEC`, `12-4 AP`.
  const beforeChar = text[start - 1] ?? ' '
  if (/\d/.test(written[0] as string) && /[.,]/.test(beforeChar) && /\d/.test(text[start - 2] ?? '')) return null
  if (sense.tier === 'code' && isInSerial(text, start, end)) return null
  const split = between.digits > own.digits && written.replace(/[^\p{L}\p{N}]/gu, '').length <= 5
  const beside = sense.nameKind === 'street' ? 'same' : neighbours(text, start, end, domain === 'chemical')
  if (beside === 'derivative' || beside === 'negated') return null
  const only = context.words() <= written.split(/\s+/).length
  const name = tierFeature(sense, written, context.shouted() && !only, split)
  if (name === 'name: capitals, in small letters' && sense.word) return null
  if (ending > 0 && !mayInflect(sense, written, ending)) return null
  const features = drops([
    name,
    ending > 0 ? 'inflected' : null,
    extra > 0 || split || (/^[a-z] /i.test(written) && !sense.as.includes(' ')) ? 'split by spaces' : null,
    spacedOut ? 'disguise: letters spaced out' : null,
    beside === 'compared' ? 'compared with' : null,
    labelled.test(text.slice(end, end + 6)) ? 'isotope label' : null,
  ])
  if (name !== 'name: sure' || features.length > 1) features.push(...contextFeatures(context, start, end, domain))
  if (only) features.push(alone(sense, name, written))
  return features
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
  const written = place.text.slice(place.start, place.end)
  const between = gaps(written)
  if (between.hard) return null
  if (between.letters > gapsOf(sense).letters) return null
  const bare = sense.as.replace(/[^\p{L}\p{N}]/gu, '')
  const code = /\d/.test(bare) && bare.length < 8
  const weak = weakEquipment.has(sense.as.toLowerCase()) || !/[\s-]/.test(sense.as)
  return [
    code ? 'equipment: code' : weak ? 'equipment: word' : 'equipment: phrase',
    ...contextFeatures(context, place.start, place.end, 'machine'),
  ]
}
