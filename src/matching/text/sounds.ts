// SPDX-License-Identifier: Apache-2.0
/**
 * Words that sound the same though many letters differ: `dekstroamfetamin`, `псевдоэфедрин`, `pseudoephedrine`. A word is
 * the hash of its sounds: `ph` is `f`, `c`, `ch`, `kh` and `q` are `k`, `y` is `i`, `z` is `s`, `h` is mute, doubled letters
 * are one, vowels at the end are none, and Cyrillic letters sound like the Latin ones that names have in their place.
 */
import { follow } from './keys.ts'

export type SoundTables = {
  /** Hash and number of each word by turns, in slots; a word is counted from 1, and 0 is an empty slot. */
  slots: Int32Array
}

/** Of shorter words too many sound alike. */
const SHORTEST = 7

const VOWELS = 'aeiou'
const sounds = new Uint16Array(0x460)
/** What a letter sounds like: up to two letters, the second in the upper byte. */
const set = (pairs: string) => {
  for (const pair of pairs.split(' ')) {
    const [letter = '', sound = ''] = pair.split('=')
    sounds[letter.charCodeAt(0)] = sound === '' ? 0 : sound.charCodeAt(0) | ((sound.charCodeAt(1) || 0) << 8)
  }
}
set('a=a b=b c=k d=d e=e f=f g=g h= i=i j=i k=k l=l m=m n=n o=o p=p q=k r=r s=s t=t u=u v=v w=v x=ks y=i z=s')
set('а=a б=b в=v г=g д=d е=e ё=e ж=s з=s и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=k ц=k ч=k')
set('ш=s щ=s ъ= ы=i ь= э=e ю=iu я=ia')
const isVowel = new Uint8Array(128)
for (const vowel of VOWELS) isVowel[vowel.charCodeAt(0)] = 1
const [P, H, F] = [112, 104, 102]

/** 0 where the word is too short, or has letters that no sound is known of. */
export const soundOfWord = (word: Uint16Array, from: number, length: number): number => {
  if (length < SHORTEST) return 0
  let hash = 0
  /** The hash up to the last consonant, and how many sounds that is. */
  let kept = 0
  let count = 0
  let keptCount = 0
  let before = 0
  const hear = (sound: number) => {
    if (sound === before) return
    before = sound
    hash = follow(hash, sound)
    count++
    if (isVowel[sound] === 1) return
    kept = hash
    keptCount = count
  }
  for (let i = from; i < from + length; i++) {
    const code = word[i] as number
    if (code === P && i + 1 < from + length && word[i + 1] === H) {
      hear(F)
      i++
      continue
    }
    const sound = sounds[code] ?? 0
    if (sound === 0) {
      if (code === H || code === 0x44a || code === 0x44c) continue
      return 0
    }
    hear(sound & 127)
    if (sound > 127) hear(sound >> 8)
  }
  return keptCount < SHORTEST - 1 ? 0 : kept
}

/** Files the words that `isSought`; what others sound like too, names none. */
export const makeSounds = (
  pool: Uint16Array,
  starts: Int32Array,
  count: number,
  isSought: (index: number) => boolean,
): SoundTables => {
  let bits = 4
  while (1 << bits < 2 * count) bits++
  const slots = new Int32Array(2 << bits)
  const others = new Set<number>()
  const each = (visit: (hash: number, index: number) => void) => {
    for (let index = 0; index < count; index++) {
      const from = starts[index] as number
      const hash = soundOfWord(pool, from, (starts[index + 1] as number) - from)
      if (hash !== 0) visit(hash, index)
    }
  }
  each((hash, index) => {
    if (!isSought(index)) others.add(hash)
  })
  each((hash, index) => {
    if (!isSought(index) || others.has(hash)) return
    const slot = slotOf(slots, hash)
    // The first word of a sound stands for all: the names that they belong to are one.
    if (slots[slot + 1] !== 0) return
    slots[slot] = hash
    slots[slot + 1] = index + 1
  })
  return { slots }
}

/** The place of this hash, or the empty one where it would stand. */
const slotOf = (slots: Int32Array, hash: number): number => {
  // Two numbers a slot, and as many bits of the hash as count the slots.
  let slot = (Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(slots.length) + 2)) << 1
  while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & (slots.length - 1)
  return slot
}

/** The number of the word that sounds like this one; -1 where there is none. */
export const openSounds =
  ({ slots }: SoundTables) =>
  (word: Uint16Array, length: number): number => {
    const hash = soundOfWord(word, 0, length)
    return hash === 0 ? -1 : (slots[slotOf(slots, hash) + 1] as number) - 1
  }
