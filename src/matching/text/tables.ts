// SPDX-License-Identifier: Apache-2.0
/** All that is worked out from the facts before the first line: taken from their shelf, or made and put there. */
import type { ReferenceData } from '../reference.ts'
import type { Alphabet } from './alphabet.ts'
import { once } from './context.ts'
import { createEntries } from './entries.ts'
import type { KeyTables } from './keys.ts'
import { pack, unpack } from './pack.ts'
import { makeSenses, type SenseTables } from './senses.ts'
import { makeSpelling, type SpellingTables } from './spelling.ts'
import { makeStirring, type StirringTables } from './stirring.ts'
import { makeSystematic, type SystematicTables } from './systematic.ts'
import { spellingWords } from './words.ts'

export interface Tables {
  alphabet: Alphabet
  keys: KeyTables
  stirring: StirringTables
  senses: SenseTables
  /** Made on first need: exact search does without. */
  spelling(): SpellingTables
  systematic(): SystematicTables
}

/** What lies on the shelf: put there by this very code. */
type Groups = SpellingTables & {
  letters: { alphabet: Alphabet }
  keys: KeyTables
  stirring: StirringTables
  senses: SenseTables
  built: SystematicTables
}

const take = (bytes: Uint8Array | null): Tables | null => {
  const groups = bytes && unpack<Groups>(bytes)
  if (!groups) return null
  const { letters, keys, stirring, senses, known, nearby, sounds, built } = groups
  const spelling = () => ({ known, nearby, sounds })
  return { alphabet: letters.alphabet, keys, stirring, senses, spelling, systematic: () => built }
}

export const tablesOf = (data: ReferenceData): Tables => {
  const { shelf } = data
  const taken = shelf ? take(shelf.take()) : null
  if (taken) return taken
  const entries = createEntries(data)
  const { alphabet, keys } = entries
  const stirring = makeStirring(keys, entries.wanted)
  const senses = makeSenses(entries)
  const spelling = once(() => {
    const { targets, shields, chemicals } = spellingWords(data, entries)
    return makeSpelling(targets, shields, chemicals)
  })
  const systematic = once(() => makeSystematic(data))
  const groups: Groups = { letters: { alphabet }, keys, stirring, senses, ...spelling(), built: systematic() }
  shelf?.put(pack(groups))
  return { alphabet, keys, stirring, senses, spelling, systematic }
}
