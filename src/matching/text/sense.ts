// SPDX-License-Identifier: Apache-2.0
import type { Sense } from './entries.ts'

/** What a word means that names no substance. Every sense has the same fields in the same order: they are read faster. */
export const senseOf = (
  kind: Sense['kind'],
  id: string,
  as: string,
  tier: Sense['tier'] = 'sure',
  nameKind: Sense['nameKind'] = 'word',
): Sense => ({ kind, id, as, nameKind, language: 'en', tier, word: false, accents: false, sign: undefined })
