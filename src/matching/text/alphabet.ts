// SPDX-License-Identifier: Apache-2.0
/**
 * Every UTF-16 unit gets a small number: 0 for what stands between words, 1–26 for Latin letters without case and
 * accent, 27–36 for digits of any script, more for the other letters that occur in names. Scanning a line is then
 * one table look-up a character, and `β`, `Β`, `ＭＤＭＡ` or `é` cost no more than ASCII.
 */
export const BETWEEN = 0
export const ZERO = 27
export const NINE = 36
/** First number of a script written without spaces: each of its characters may begin or end a name. */
export const IDEOGRAPH = 2048
/** A letter that occurs in no name. */
export const FOREIGN_LETTER = 2046
export const FOREIGN_IDEOGRAPH = 4093
/** Invisible: zero-width characters, soft hyphens, combining marks, Arabic tatweel. */
export const INVISIBLE = 4094
/** Reads as several letters (`ß`, `æ`, `㎏`) or lies outside the basic plane (`𝗠`): the line must be unfolded first. */
export const UNFOLD = 4095

export type Alphabet = Uint16Array

const byHand: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th',
  ı: 'i', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', '∆': 'δ', ς: 'σ', ϐ: 'β', ة: 'ه', ى: 'ي', ک: 'ك', ی: 'ي', ـ: '',
  ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n', ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z',
  ª: '-', º: '-', '™': '-', '℠': '-', '№': '-', '…': '-', '℃': '-', '℉': '-',
} // biome-ignore format: a table

/** Traditional ideographs of chemical and medicinal names, each before the simplified one that it is read as. */
const traditional =
  '黃黄鹼碱氫氢羥羟嗎吗環环鹽盐醯酰烴烃異异縮缩對对鄰邻間间雙双單单銨铵鈉钠鉀钾鋰锂鈣钙鎂镁錳锰鈀钯鉑铂鉻铬鋁铝藥药製制劑剂膠胶囊囊錠锭葉叶樹树蘭兰龍龙醫医類类級级純纯無无矽硅燐磷乾干濃浓濕湿紅红綠绿藍蓝'

const byHandIn = new RegExp(`[${Object.keys(byHand).join('')}]`, 'gi')
const replaceByHand = (text: string) => text.replace(byHandIn, (c) => byHand[c] ?? byHand[c.toLowerCase()] ?? c)

/** Most names are: what asks this first is spared the work that only other letters need. */
export const isAscii = (text: string): boolean => !/[^ -~]/.test(text)

/** The letters and digits that these characters stand for: lower case, no accent, no width, no style. */
export const plain = (text: string): string =>
  replaceByHand(text.normalize('NFKD').toLowerCase().normalize('NFKD'))
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .replace(/[^\P{Nd}0-9]/gu, digit)

/** Decimal digits stand in blocks of ten, each beginning at a multiple of 16 or 6 beyond it. */
const digit = (char: string): string => {
  const code = char.codePointAt(0) as number
  const start = (code & 15) >= 6 && code < 0x1d7ce && !isDigit(code - 6) ? (code & ~15) + 6 : code & ~15
  const value = code - start
  return value >= 0 && value <= 9 ? String(value) : char
}
const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

const isIdeograph = (code: number) => (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff)

/** From where to where each code unit is decided by itself; the others read as they stand. */
const decided = [[128, 0x2e80], [0x3380, 0x33e0], [0xfb00, 0xffef]] as const // biome-ignore format: a table

/** What each code unit of a range reads as. All are one text, a line each: one by one takes ten times as long. */
const readRange = (from: number, to: number): string[] => {
  const units = new Uint16Array(2 * (to - from) - 1).fill(10)
  for (let code = from; code < to; code++) units[2 * (code - from)] = code
  return plain(replaceByHand(String.fromCharCode(...units)))
    .replace(/[^\p{L}\p{Nd}\n]+/gu, '-')
    .split('\n')
}

const basic = (): { table: Alphabet; folded: Map<number, string> } => {
  const table = new Uint16Array(65536)
  const folded = new Map<number, string>()
  for (let c = 97; c <= 122; c++) table[c] = table[c - 32] = c - 96
  for (let c = 48; c <= 57; c++) table[c] = c - 48 + ZERO
  const set = (code: number, text: string) => {
    const first = text.charCodeAt(0)
    // What several letters stand for is not read: a fraction or a sign is no letter.
    if (text === '') table[code] = INVISIBLE
    else if (text.length > 1) table[code] = text.includes('-') ? BETWEEN : UNFOLD
    else if (first < 128) table[code] = table[first] as number
    else {
      table[code] = FOREIGN_LETTER
      folded.set(code, text)
    }
  }
  for (const [from, to] of decided) for (const [i, text] of readRange(from, to).entries()) set(from + i, text)
  table.fill(FOREIGN_IDEOGRAPH, 0x3040, 0x3100).fill(FOREIGN_IDEOGRAPH, 0x3400, 0xa000)
  table.fill(FOREIGN_LETTER, 0xa000, 0xd800)
  table[0xd835] = table[0xd83c] = UNFOLD
  return { table, folded }
}

const simplified = new Map(
  Array.from({ length: traditional.length / 2 }, (_, i) => [
    traditional.charCodeAt(2 * i),
    traditional.charCodeAt(2 * i + 1),
  ]),
)

/** The alphabet of these texts: letters that occur in none of them share one number that matches nothing. */
export const createAlphabet = (texts: Iterable<string>): Alphabet => {
  const { table, folded } = basic()
  const numbers = new Map<string, number>()
  let letters = NINE
  let ideographs = IDEOGRAPH - 1
  for (const text of texts) {
    if (isAscii(text)) continue
    for (let i = 0; i < text.length; i++) {
      const written = text.charCodeAt(i)
      if (written < 128) continue
      const code = (isIdeograph(written) && simplified.get(written)) || written
      const known = table[code]
      if (known === FOREIGN_IDEOGRAPH && isIdeograph(code) && ideographs < FOREIGN_IDEOGRAPH - 1)
        table[code] = ++ideographs
      if (known !== FOREIGN_LETTER) continue
      const letter = folded.get(code) ?? String.fromCharCode(code)
      folded.set(code, letter)
      if (!numbers.has(letter) && letters < FOREIGN_LETTER - 1) numbers.set(letter, ++letters)
    }
  }
  for (const [from, to] of simplified) table[from] = table[to] as number
  for (const [code, letter] of folded) table[code] = numbers.get(letter) ?? FOREIGN_LETTER
  return table
}
