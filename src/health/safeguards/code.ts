// SPDX-License-Identifier: Apache-2.0
/**
 * Follow-up codes, and what is sealed: the same in the browser and on the server. A code is `AAAA-AAAA-BBBB-BBBB-BBBB-CCCC`:
 * the reference under which a report lies here, the secret that its holder alone has, and a check that this node adds when the
 * report is kept, so that it can say of a code that it was given out although nothing is left under it.
 */
import { bytesOf, fromBase64Url, hmac, type KeyPair, keyPairOf, open, seal, toBase64Url } from '#basis/hpke.ts'
import { drawLetters, lettersIn, lettersOf, sayLetters } from '#basis/spoken-code.ts'

export { lettersOf } from '#basis/spoken-code.ts'

const [REFERENCE, SECRET, CHECK] = [8, 12, 4]

/** 40 random bits: under what a report lies. No secret. */
export const newReference = (): string => drawLetters(REFERENCE)
/** 60 random bits, which PBKDF2 makes slow to guess. */
export const newSecret = (): string => drawLetters(SECRET)
export const isReference = (text: string): boolean => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text)

export interface Code {
  reference: string
  secret: string
  check: string
}

export const sayCode = ({ reference, secret, check }: Code): string => sayLetters(reference + secret + check)

/** As it was shown, however it was copied; undefined where it can be none. */
export const codeIn = (text: string): Code | undefined => {
  const plain = lettersIn(text, REFERENCE + SECRET + CHECK)
  if (!plain) return undefined
  const [reference, secret] = [plain.slice(0, REFERENCE), plain.slice(REFERENCE, REFERENCE + SECRET)]
  return { reference, secret, check: plain.slice(REFERENCE + SECRET) }
}

const ROUNDS = 200_000

/** What is made of a code: a word that shows one has it, and the pair to which answers are sealed. */
export interface CodeKeys {
  token: string
  pair: KeyPair
}

/** Takes a quarter of a second and more: so does every guess. */
export const keysOf = async ({ reference, secret }: Pick<Code, 'reference' | 'secret'>): Promise<CodeKeys> => {
  const base = await crypto.subtle.importKey('raw', bytesOf(secret), 'PBKDF2', false, ['deriveBits'])
  const salt = bytesOf(`passerelle safeguards code v1 ${reference}`)
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  const master = new Uint8Array(await crypto.subtle.deriveBits(how, base, 256))
  return {
    token: toBase64Url(await hmac(master, bytesOf('token'))),
    pair: await keyPairOf(await hmac(master, bytesOf('key'))),
  }
}

/** What a letter is: of the person the first three, of the body the last. */
export const KINDS = ['report', 'more', 'reprisal', 'answer'] as const
export type LetterKind = (typeof KINDS)[number]

/** What a report is about: the second is a place that treats or holds people without a licence. */
export const ABOUTS = ['treatment', 'unlicensed'] as const
export const MOST_PLACE_NAME = 200
export const MOST_PLACE_ADDRESS = 300

/** What stands in a letter once it is opened: nobody sees what it is about before. */
export interface Told {
  /** Empty where a voice says it. */
  text: string
  /** Bare samples (voice.ts), base64url. */
  voice?: string
  /** Absent: ill-treatment. */
  about?: 'unlicensed'
  /** What such a place is called and where it is, as far as it was said. */
  place?: { name: string; address: string }
  /** How the person may be reached, where they said it. */
  reach?: string
  /** Whether they suffered for having reported; of a `reprisal` alone. */
  happened?: boolean
}

export const MOST_TEXT = 20_000
export const MOST_REACH = 300
/** Sealed texts are filled up to whole pages, so that their length tells little. Bytes. */
const PAGE = 4096
/** The same where there is a voice: a minute of one. */
const VOICE_PAGE = 640_000
/** Letters of the longest sealed letter: four bytes a letter at most, escaped, with what surrounds it. */
export const MOST_SEALED = 180_000
/** The same with a voice: four pages. */
export const MOST_SEALED_VOICE = 3_420_000

const purposeOf = (kind: LetterKind, reference: string) => ({
  info: 'passerelle safeguards v1',
  aad: `${kind} ${reference}`,
})

/** Seals a letter for whoever has the private key. */
export const sealLetter = (publicKey: string, kind: LetterKind, reference: string, told: Told): Promise<string> => {
  const bytes = bytesOf(JSON.stringify(told))
  const page = told.voice === undefined ? PAGE : VOICE_PAGE
  const filled = new Uint8Array(Math.ceil(bytes.length / page) * page).fill(0x20)
  filled.set(bytes)
  return seal(publicKey, purposeOf(kind, reference), filled)
}

/** Rejects where it was sealed to another, or stands where it was not put. */
export const openLetter = async (pair: KeyPair, kind: LetterKind, reference: string, sealed: string): Promise<Told> =>
  JSON.parse(new TextDecoder().decode(await open(pair, purposeOf(kind, reference), sealed)))

/** 20 letters of a digest of a public key, by which two people compare it by voice. */
export const fingerprintOf = async (publicKey: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(publicKey))
  return lettersOf(new Uint8Array(digest).slice(0, 20)).replace(/(.{5})(?=.)/g, '$1-')
}

/** The file that the body keeps, on no computer that is ever reached from outside. */
export const keyFileOf = async (pair: KeyPair, made: string): Promise<string> =>
  `${JSON.stringify({ passerelle: 'safeguards key 1', fingerprint: await fingerprintOf(pair.publicKey), made, ...pair }, null, 2)}\n`

/** The pair in such a file; undefined where it is none. */
export const keyIn = async (text: string): Promise<KeyPair | undefined> => {
  try {
    const { privateKey } = JSON.parse(text) as Partial<KeyPair>
    if (!privateKey || !/^[A-Za-z0-9_-]{43}$/.test(privateKey)) return undefined
    return await keyPairOf(fromBase64Url(privateKey))
  } catch {
    return undefined
  }
}
