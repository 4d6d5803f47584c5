// SPDX-License-Identifier: Apache-2.0
import { type Actor, columnsOf } from '#platform/access/index.ts'
import { handledFor } from './access.ts'
import type { AgreementRow, TextRow } from './store.ts'
import type { Terms } from './terms.ts'
import { digestOf, type Parties, sectionsOf, signedText } from './text.ts'

/** A draft of a text, for the authority alone, and what the ledger keeps a digest of. */
export const textRow = (
  { id, m, originator }: Pick<AgreementRow, 'id' | 'm' | 'originator'>,
  { number, terms, parties }: { number: number; terms: Terms; parties: Parties },
  { account }: Actor,
  now: Date,
): [TextRow, string] => {
  const said = { agreement: id, number, terms, parties, sections: sectionsOf(terms, m, parties) }
  const signed = signedText(said, m)
  const text = {
    ...{ ...said, digest: digestOf(signed) },
    ...{ starts_on: terms.from, ends_on: terms.until, review_on: terms.review },
    ...{ drafted_by: account, drafted_at: now, offered_at: null, withdrawn_at: null, agreed_at: null },
    ...columnsOf(handledFor(originator, [])),
  }
  return [text, signed]
}
