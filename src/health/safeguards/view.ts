// SPDX-License-Identifier: Apache-2.0
/** What rows say to whom. */

import { fingerprintOf } from './code.ts'
import type { KeyProposal, Letter, ReportSummary } from './contract.ts'
import type { KeyRow, LetterRow, ReportRow } from './store.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const clocksOf = (row: ReportRow) => ({
  received: row.received_at.toISOString(),
  ...{ acknowledgeBy: row.acknowledge_by, answerBy: row.answer_by },
  ...{ acknowledged: iso(row.acknowledged_at), answered: iso(row.answered_at), ended: iso(row.ended_at) },
})

export const summaryOf = (row: ReportRow & { letters: number; waits: boolean }): ReportSummary => ({
  ...{ id: row.id, reference: row.reference, letters: row.letters, waits: row.waits },
  ...{ ...clocksOf(row), endProposedBy: row.end_proposed_by, version: row.version },
})

export const letterOf = (row: LetterRow): Letter => ({
  ...{ number: row.number, kind: row.kind, at: row.at.toISOString() },
  ...{ sealedBody: row.sealed_body, sealedPerson: row.sealed_person },
})

export const keyProposalOf = async (row: KeyRow): Promise<KeyProposal> => ({
  ...{ id: row.id, publicKey: row.public_key, fingerprint: await fingerprintOf(row.public_key) },
  ...{ status: row.status, proposedBy: row.proposed_by, proposedAt: row.proposed_at.toISOString() },
})

const DAY = 86_400_000
/** The day so many days after a moment, in UTC. */
export const dayAfter = (at: Date, days: number): string =>
  new Date(at.getTime() + days * DAY).toISOString().slice(0, 10)
