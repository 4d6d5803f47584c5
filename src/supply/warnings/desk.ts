// SPDX-License-Identifier: Apache-2.0
/** The warnings desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { abroad } from './abroad.ts'
import { verbsOf } from './access.ts'
import { advising } from './advising.ts'
import type { WarningsDesk } from './contract.ts'
import { insideOf, type WarningsPlan } from './inside.ts'
import { reporting } from './reporting.ts'
import { watching } from './watching.ts'
import { withdrawing } from './withdrawing.ts'

export const openWarnings = (plan: WarningsPlan): WarningsDesk => {
  const inside = insideOf(plan)
  return {
    may: verbsOf(plan.actor),
    ...reporting(plan, inside),
    ...withdrawing(plan, inside),
    ...watching(plan, inside),
    ...advising(plan, inside),
    ...abroad(plan, inside),
  }
}
