// SPDX-License-Identifier: Apache-2.0
/** Red flags as they ship, and as a firm has set them: compiled once for each edition. */
import type { SuspicionLeg } from '../codes.ts'
import { LISTING_FACTS } from '../listings/facts.ts'
import { ORDER_FACTS } from '../orders/facts.ts'
import { PARCEL_FACTS } from '../parcels/facts.ts'
import { PAYMENT_FACTS } from '../payments/facts.ts'
import { compile, compileRules, parametersOf, type RuleSet } from '../rules/compile.ts'
import { flagsOf } from '../rules/load.ts'
import type { RedFlag, Typology } from '../rules/shapes.ts'
import type { Vocabulary } from '../rules/vocabulary.ts'
import type { RuleContent } from './content.ts'

export interface Shipped {
  leg: SuspicionLeg
  flags: readonly RedFlag[]
  typologies: readonly Typology[]
  vocabulary: Vocabulary
}

export interface Rules {
  shipped: Readonly<Record<SuspicionLeg, Shipped>>
  /** What is set is checked before (checking.ts). `id`: of the edition, whose content is the same for ever once it is in force. */
  setOf(leg: SuspicionLeg, edition?: { id: string; content: RuleContent }): RuleSet
  /** That of an edition, where it was made before. */
  known(id: string): RuleSet | undefined
}

/** Editions that are kept compiled: of more firms than a node has. */
const MOST_KEPT = 500

/**
 * A red flag of a firm's own that cannot be read any more, after a fact went away with a version of the program, stays down: it must
 * not stop what comes in. The desk says so (`problems`).
 */
export const compileContent = (
  { flags, typologies, vocabulary }: Shipped,
  { own, ...settings }: RuleContent,
): RuleSet => {
  const read = own.filter((flag) => compile(flag.when, vocabulary, parametersOf(flag)).ok)
  return compileRules({ flags: [...flags, ...read], typologies }, vocabulary, settings)
}

export const openRules = (): Rules => {
  const shippedOf = (leg: SuspicionLeg, vocabulary: Vocabulary): Shipped => ({ leg, vocabulary, ...flagsOf(leg) })
  const shipped = {
    ...{ order: shippedOf('order', ORDER_FACTS), payment: shippedOf('payment', PAYMENT_FACTS) },
    ...{ parcel: shippedOf('parcel', PARCEL_FACTS), listing: shippedOf('listing', LISTING_FACTS) },
  }
  const asShipped = {
    ...{ order: compileRules(shipped.order, ORDER_FACTS), payment: compileRules(shipped.payment, PAYMENT_FACTS) },
    ...{ parcel: compileRules(shipped.parcel, PARCEL_FACTS), listing: compileRules(shipped.listing, LISTING_FACTS) },
  }
  const made = new Map<string, RuleSet>()
  return {
    shipped,
    known: (id) => made.get(id),
    setOf: (leg, edition) => {
      if (!edition) return asShipped[leg]
      const known = made.get(edition.id)
      if (known) return known
      const set = compileContent(shipped[leg], edition.content)
      if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
      made.set(edition.id, set)
      return set
    },
  }
}
