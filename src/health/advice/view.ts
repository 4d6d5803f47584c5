// SPDX-License-Identifier: Apache-2.0
import { canonical } from '#basis/canonical.ts'
import type { Advice, State } from './contract.ts'
import type { AdviceRow, ReadRow } from './store.ts'

const stateOf = ({ withdrawn_at, expires_at }: AdviceRow, now: Date): State => {
  if (withdrawn_at !== null) return 'withdrawn'
  return expires_at <= now ? 'expired' : 'in-force'
}

/** Advice as it is shown: what is past its day has expired, whatever was written down. */
export const adviceOf = (row: ReadRow, now: Date): Advice => ({
  ...{ id: row.id, severity: row.severity, urgency: row.urgency, regions: row.regions, texts: row.texts },
  ...{ expires: row.expires_at.toISOString(), state: stateOf(row, now), given: row.given_at.toISOString() },
  withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at.toISOString(), reason: row.reason ?? '' },
  acknowledged: row.acknowledged_at?.toISOString() ?? null,
  version: row.version,
})

/** What the ledger keeps a digest of: all that it says and where it stands, in one order. */
export const contentOf = ({ severity, urgency, regions, texts, expires_at, withdrawn_at, reason }: AdviceRow): string =>
  canonical([severity, urgency, regions, texts, expires_at.toISOString(), withdrawn_at?.toISOString() ?? null, reason])
