// SPDX-License-Identifier: Apache-2.0
/** What a code shows, opened: in the browser where script runs, otherwise in the server's memory for one answer. */
import {
  type Code,
  type CodeKeys,
  type Followed,
  type Gone,
  type LetterKind,
  openLetter,
} from '#health/safeguards/contract.ts'

/** A letter as its reader sees it: `text` null where it is the person's own, sealed for the body alone. */
export interface Read {
  number: number
  kind: LetterKind
  at: string
  text: string | null
  isUnreadable: boolean
}
export type Shown = Gone | (Omit<Followed, 'letters'> & { letters: Read[] })

const readOf = async (keys: CodeKeys, reference: string, letter: Followed['letters'][number]): Promise<Read> => {
  const { number, kind, at, sealedPerson } = letter
  const read = { number, kind, at, text: null, isUnreadable: false }
  if (sealedPerson === null) return read
  try {
    return { ...read, text: (await openLetter(keys.pair, kind, reference, sealedPerson)).text }
  } catch {
    return { ...read, isUnreadable: true }
  }
}

export const openAll = async (
  shown: Followed | Gone,
  keys: CodeKeys,
  { reference }: Pick<Code, 'reference'>,
): Promise<Shown> =>
  shown.state === 'removed'
    ? shown
    : { ...shown, letters: await Promise.all(shown.letters.map((letter) => readOf(keys, reference, letter))) }
