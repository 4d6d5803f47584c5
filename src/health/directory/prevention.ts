// SPDX-License-Identifier: Apache-2.0
/**
 * What a listing says of a programme of prevention: how it works, and how well that was studied. The classes are those of the
 * registry Xchange (European Union Drugs Agency); the ways that were found without effect or harmful are of the International
 * Standards on Drug Use Prevention (UNODC and WHO, second edition, 2018). Both from memory, not compared with the originals.
 */

export const EVIDENCE = ['beneficial', 'likely', 'possible', 'studies', 'unlikely', 'harmful'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** Terms of programmes that studies found to help, or likely to. */
export const FOUND_TO_HELP: readonly string[] = ['evidence:beneficial', 'evidence:likely']

export interface Prevention {
  /** The class that it was given; null where nobody gave one. */
  evidence: Evidence | null
  /** Works in a way that was found to have no effect or to do harm. */
  isAdverse: boolean
}

/** Null where a listing says nothing of prevention. */
export const preventionIn = (terms: readonly string[]): Prevention | null => {
  if (!terms.some((term) => /^(intervention:prev(\.|$)|strategy:|evidence:)/.test(term))) return null
  return {
    evidence: EVIDENCE.find((each) => terms.includes(`evidence:${each}`)) ?? null,
    isAdverse: terms.some((term) => /^strategy:adverse(\.|$)/.test(term)),
  }
}

/** Whether whoever reads of it is told plainly that it may do harm, or nothing at all. */
export const isFlagged = ({ evidence, isAdverse }: Prevention): boolean =>
  isAdverse || evidence === 'harmful' || evidence === 'unlikely'
