// SPDX-License-Identifier: Apache-2.0
/** Red flags in the words of the reader's language, for the loaders. */
import type { OwnWords, Reason } from '#supply/suspicions/contract.ts'
import type { SuspicionsDoor } from './contexts.ts'

type Fact = Reason['shown'][string]

export interface SaidReason {
  flag: string
  /** The id itself where the red flag is not in use any more. */
  text: string
  weight: number | null
  source: string
  certainty: 'published' | 'not-compared' | 'practice' | null
  fairness: string
  shown: { path: string; label: string; value: Fact }[]
}

type Worded = { flags: ReadonlyMap<string, OwnWords>; facts: SuspicionsDoor['facts'] }

/** Words of red flags: those that ship, and a firm’s own as they stood when they went up. */
export const wordsWith = (
  flags: ReadonlyMap<string, OwnWords>,
  reasons: readonly Pick<Reason, 'flag' | 'own'>[],
): ReadonlyMap<string, OwnWords> =>
  new Map([...flags, ...reasons.flatMap(({ flag, own }) => (own ? [[flag, own] as const] : []))])

export const reasonsIn = (
  language: 'en' | 'fr',
  { flags, facts }: Worded,
  reasons: readonly (Pick<Reason, 'flag' | 'shown' | 'own'> & { weight?: number })[],
): SaidReason[] =>
  reasons.map(({ flag, shown, own, weight = null }) => {
    const words = own ?? flags.get(flag)
    return {
      ...{ flag, weight, text: words?.text[language] ?? flag, source: words?.source ?? '' },
      ...{ certainty: words?.certainty ?? null, fairness: words?.fairness[language] ?? '' },
      shown: Object.entries(shown).map(([path, value]) => {
        const [group = '', name = ''] = path.split('.')
        return { path, value, label: facts[group]?.[name]?.words[language] ?? path }
      }),
    }
  })

/** What would have to be otherwise: each line is enough by itself. */
export const unlessIn = (
  language: 'en' | 'fr',
  { flags }: Pick<Worded, 'flags'>,
  unless: readonly (readonly string[])[],
): string[][] => unless.map((set) => set.map((flag) => flags.get(flag)?.unless[language] ?? flag))
