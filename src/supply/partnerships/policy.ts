// SPDX-License-Identifier: Apache-2.0
/**
 * What an agreement is to the predicate: keys. A record that is told under it names the key of its kind, purpose and
 * marking; whoever acts for the partner carries those keys that the terms in force allow, and nothing else. So the
 * predicate of the database stays the only judge, and terms that are narrowed close at once what was wider.
 */
import { MARKINGS, type Marking } from '#platform/access/index.ts'
import { RECORD_KINDS, type TellableKind } from './codes.ts'
import type { Terms } from './terms.ts'

/** The key by which a record of this kind and marking names the partner of an agreement. */
export const keyFor = (agreement: string, kind: TellableKind, marking: Marking): string =>
  `agreement:${agreement}:${kind}:${RECORD_KINDS[kind].purpose}:${marking}`

/** The agreement that a key is of; undefined for another key. */
export const agreementIn = (key: string): string | undefined =>
  key.startsWith('agreement:') ? key.split(':')[1] : undefined

export const kindsOf = ({ classes, purposes }: Pick<Terms, 'classes' | 'purposes'>): TellableKind[] =>
  (Object.keys(RECORD_KINDS) as TellableKind[]).filter(
    (kind) => classes.includes(RECORD_KINDS[kind].opens) && purposes.includes(RECORD_KINDS[kind].purpose),
  )

/** Fields of a kind that the terms do not open. */
export const withheldOf = (kind: TellableKind, { classes }: Pick<Terms, 'classes'>): string[] =>
  Object.entries(RECORD_KINDS[kind].fields)
    .filter(([, opens]) => !classes.includes(opens))
    .map(([field]) => field)

export const markingsUpTo = (most: Marking): readonly Marking[] => MARKINGS.slice(0, MARKINGS.indexOf(most) + 1)

/** What somebody carries by agreements. */
export interface Carried {
  groups: string[]
  withheld: Record<string, string[]>
}

/** The keys that the partner's people carry under these terms, each with the fields that it withholds. */
export const compile = (agreement: string, terms: Pick<Terms, 'classes' | 'purposes' | 'marking'>): Carried => {
  const pairs = kindsOf(terms).flatMap((kind) =>
    markingsUpTo(terms.marking).map((marking) => [keyFor(agreement, kind, marking), withheldOf(kind, terms)] as const),
  )
  return { groups: pairs.map(([key]) => key), withheld: Object.fromEntries(pairs) }
}
