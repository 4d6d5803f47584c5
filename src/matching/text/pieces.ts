// SPDX-License-Identifier: Apache-2.0
/**
 * A systematic chemical name as a set of pieces, so that two ways to write one structure are equal:
 * `1-phenylpropan-2-one`, `2-Propanone, 1-phenyl-`, `1-fenil-2-propanona` and `1-фенилпропан-2-он`. Where brackets,
 * hyphens and most locants stand is left out; which locants there are is not. Stereochemistry is not read.
 */
import { isAscii } from './alphabet.ts'
import { soundsOfPieces } from './piece-sounds.ts'

const cyrillic: Record<string, string> = Object.fromEntries(
  'а=a б=b в=v г=g д=d е=e ё=e ж=z з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=k ц=k ч=k ш=s щ=s ъ= ы=i ь= э=e ю=iu я=ia'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)
const greek: Record<string, string> = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ω: 'omega', ß: 'beta' }

const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[α-ωßа-яё]/g, (c) => cyrillic[c] ?? greek[c] ?? c)
    .replace(/[′’`´ʹ]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')

const soundOfLetter: Record<string, string> = {
  ph: 'f',
  qu: 'k',
  x: 'ks',
  y: 'i',
  j: 'i',
  w: 'v',
  c: 'k',
  ch: 'k',
  kh: 'k',
}

/** Small letters without accents, one spelling for a sound: `phenyl`, `фенил`, `fenil` are `fenil`. */
export const soundOf = (text: string): string =>
  (isAscii(text) ? text.toLowerCase() : plainLetters(text))
    .replace(/ph|qu|[ck]h|[xyjwc]/g, (letters) => soundOfLetter[letters] as string)
    .replace(/([b-df-hj-np-tv-z])\1+/g, '$1')
    .replace(/(?<!\d)h(?=[a-z])/g, '')

const pieces = new Map<string, string[]>()
let longest = 0
for (const entry of soundsOfPieces.split(/\s+/).filter(Boolean)) {
  const [sound, means = sound] = entry.split('=') as [string, string?]
  pieces.set(sound, means.split(',').filter(Boolean))
  longest = Math.max(longest, sound.length)
}

const counts: Record<string, number> = { di: 2, bis: 2, tri: 3, tris: 3, tetra: 4, tetrakis: 4 }

/** A run of letters cut into sounds, the longest first; null where it cannot be. Vowels may join two or end the last. */
const cut = (run: string, from: number, dead: Set<number>): string[] | null => {
  if (from === run.length) return []
  if (dead.has(from)) return null
  for (let length = Math.min(longest, run.length - from); length > 0; length--) {
    const here = run.slice(from, from + length)
    if (!pieces.has(here) && !(here in counts)) continue
    const rest = cut(run, from + length, dead)
    if (rest) return [here, ...rest]
  }
  const rest = from > 0 && /[aeiou]/.test(run[from] as string) ? cut(run, from + 1, dead) : null
  if (!rest) dead.add(from)
  return rest
}

/** Names repeat their runs of letters; a text that is no chemistry does not fill the store. */
const cuts = new Map<string, string[] | null>()
const cutOf = (run: string): string[] | null => {
  const known = cuts.get(run)
  if (known !== undefined) return known
  const made = run.length > 60 ? null : cut(run, 0, new Set())
  if (cuts.size < 20_000) cuts.set(run, made)
  return made
}

/** Whether letters side by side may be pieces of a chemical name, as those of a serial number are not. */
export const isOfPieces = (letters: string): boolean => cutOf(soundOf(letters)) !== null

/** Short runs before a hyphen or comma that are a locant, or say only how the atoms lie in space. */
const locants: Record<string, string> = {
  n: 'n', o: '2', m: '3', p: '4', orto: '2', meta: '3', para: '4', alfa: 'a', beta: 'b', gama: 'g', delta: 'd', omega: 'w',
} // biome-ignore format: a table
const unsaid = new Set(
  's cis kis trans rak rakemik rel dl d l eritro treo meso endo ekso r e z kloride klorid'.split(' '),
)
const inBrackets =
  /\((?:[+±-]|\+\/?-|-\/?\+|\d*[a-z]?[rsez]\*?(?:,\d*[a-z]?[rsez]\*?)*|rak|dl|d|l|\d*(?:alfa|beta)\*?(?:,\d*(?:alfa|beta)\*?)*|\d+[a-z]?h(?:,\d+[a-z]?h)*)\)/y
const fusion = /\[(?:[a-z](?:,[a-z])*|\d[\d,.']*(?:-[a-z]{1,2})?|\d[\d.]*\(\d[\d,]*\))\](?!oksi)/y

const isLetter = (code: number) => code >= 97 && code <= 122
const isDigit = (code: number) => code >= 48 && code <= 57
const OPEN = 40
const OPEN_SQUARE = 91

/**
 * The pieces of a sound, `(2)` for a locant that belongs to no piece for certain; null where something in it is no
 * piece of a chemical name.
 */
export const piecesOf = (sound: string): string[] | null => {
  const found: string[] = []
  /** Locants right before the next piece. */
  let own: string[] = []
  let many = 1
  const free = () => {
    for (const one of own) if (one !== 'n') found.push(`(${one})`)
    own = []
  }
  const add = (piece: string) => {
    // A group that ends in `!` is written behind its own locant.
    if (piece.endsWith('!')) {
      const bare = piece.slice(0, -1)
      if (own.length > 0) for (const one of own) found.push(one === '1' || one === 'n' ? bare : bare + one)
      else for (let n = 0; n < many; n++) found.push(bare)
      own = []
    } else if (piece.startsWith('(')) found.push(piece)
    else for (let n = 0; n < many; n++) found.push(piece)
  }
  for (let i = 0; i < sound.length; ) {
    const code = sound.charCodeAt(i)
    if (isLetter(code)) {
      let end = i + 1
      while (isLetter(sound.charCodeAt(end))) end++
      const run = sound.slice(i, end)
      const next = sound[end]
      i = end
      if (next === '-' || next === ',' || next === "'") {
        const locant = locants[run]
        if (locant !== undefined || unsaid.has(run)) {
          if (locant !== undefined) own.push(locant)
          continue
        }
      }
      const sounds = cutOf(run)
      if (!sounds) return null
      for (const here of sounds) {
        const count = pieces.has(here) ? undefined : counts[here]
        if (count !== undefined) {
          many = count
          continue
        }
        const means = pieces.get(here) as string[]
        for (const [n, piece] of means.entries()) {
          // `dimethylamine` has two methyls and one amine.
          if (n > 0 && piece === 'am') many = 1
          add(piece)
        }
        free()
        many = 1
      }
      continue
    }
    if (isDigit(code)) {
      let end = i + 1
      while (isDigit(sound.charCodeAt(end))) end++
      let number = sound.slice(i, end)
      // `4a` of a fused ring, `1H` of indicated hydrogen, `5alpha` in space.
      const tail = /^(?:alfa|beta|[a-h](?![a-z]))?'*/.exec(sound.slice(end, end + 5))?.[0] ?? ''
      if (tail.includes("'")) number += "'"
      if (/^[a-g]/.test(tail) && !/^(?:alfa|beta)/.test(tail)) number += tail[0]
      if (!tail.startsWith('h')) own.push(number)
      i = end + tail.length
      continue
    }
    if (code === OPEN || code === OPEN_SQUARE) {
      const pattern = code === OPEN ? inBrackets : fusion
      pattern.lastIndex = i
      const skipped = pattern.exec(sound)?.[0].length ?? 0
      if (skipped > 0) {
        i += skipped
        continue
      }
      // What stands before a bracket belongs to all that is in it.
      free()
      i++
      continue
    }
    if (!"-,)]{}.' +±".includes(sound[i] as string)) return null
    i++
  }
  free()
  return found
}

/** Names of two pieces are known as such: `4-fluorofentanyl`. */
const trivial = /^(?:fentanil|nitazen|fenidat|aminoreks|lsd|bufedron|efedron)$/

/** One text for a set of pieces; null where they are too few to name a structure. */
export const signatureOf = (found: readonly string[]): string | null => {
  // The first position is often left unsaid, and so is the prime of a ring.
  const said = found
    .map((piece) => (piece.startsWith('(') ? piece.replace("'", '') : piece))
    .filter((piece) => piece !== '(1)')
  const groups = said.filter((piece) => !piece.startsWith('('))
  return groups.length > 2 || (groups.length > 1 && groups.some((piece) => trivial.test(piece)))
    ? said.sort().join(' ')
    : null
}

/** Groups that have two names each, in one of them. */
const sameGroups: [RegExp, string][] = [
  [/(?:2h-|1,3-|2h-1,3-)?benz(?:o|o\[d\]\[1,3\])?dioksol?i?l?-5-il|benzo\[d\]\[1,3\]dioksol-5-il|3,4-metilen(?:e)?dioksifenil|5-\(?1,3-benzodioksolil\)?/g, 'piperonil'],
  [/\((?:1-metiletil|propan-2-il)\)|(?<![a-z])propan-2-il/g, 'isopropil'],
  [/1,1-dimetiletil|\(2-metilpropan-2-il\)/g, 'tertbutil'],
  [/prop-2-en(?:e)?(?:-1)?-il|2-propen-?1?-?il|2-propenil/g, 'alil'],
  [/1-oksopropil|1-oksopropan-1-il/g, 'propionil'],
  [/1-oksobutil/g, 'butiril'],
  [/1-oksoetil/g, 'aketil'],
  [/tiofen-2-il/g, '2-tienil'],
  [/alfa-metil-?(?:benzen(?:e)?etanamin|fenetilamin|fenileti?lamin)/g, 'amfetamin'],
  [/(?:tert|t)-but/g, 'tertbut'],
  [/(?:sek|s)-but/g, 'sekbut'],
] // biome-ignore format: a table

/** The sound of a name as `piecesOf` reads it. */
export const prepared = (name: string): string => {
  let sound = soundOf(name)
  for (const [from, to] of sameGroups) sound = sound.replace(from, to)
  return sound
}
