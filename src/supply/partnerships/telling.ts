// SPDX-License-Identifier: Apache-2.0
/** Who is told what becomes of an agreement, and the reminder of its day of review. */
import type { Kysely, Transaction } from 'kysely'
import { type Actor, handlingOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { OFFICER, PURPOSE, READER, SIGNATORY } from './access.ts'
import { type AgreementRow, agreementById, changeAgreement, inForce, type PartnershipTables } from './store.ts'
import { REMINDED_DAYS } from './view.ts'

type Trx = Transaction<PartnershipTables>

/** What happened, and the message to the people of both parties who look after agreements; none for the authority's own. */
const MESSAGES = {
  drafted: null,
  revised: null,
  signed: null,
  offered: 'agreement-offered',
  agreed: 'agreement-agreed',
  suspended: 'agreement-suspended',
  resumed: 'agreement-resumed',
  ended: 'agreement-ended',
  review: 'agreement-review',
} as const
export type Happened = keyof typeof MESSAGES

const peopleOf = ({ originator, partner }: AgreementRow): string[] =>
  [originator, partner].flatMap((each) => [OFFICER, SIGNATORY, READER].map((role) => keyOf.role(each, role)))

/** `isHidden`: the authority alone is told, whoever reads the agreement. */
export const tellParties = async (trx: Trx, row: AgreementRow, what: Happened, isHidden = false): Promise<void> => {
  const { audience: all, marking, purposes } = handlingOf(row)
  const audience = isHidden ? [keyOf.organisation(row.originator)] : all
  const isShared = audience.includes(keyOf.organisation(row.partner))
  const message = MESSAGES[what]
  const notify = message && isShared ? [{ to: peopleOf(row), message, link: `/agreements/${row.id}` }] : []
  await announce(trx, { kind: `agreement.${what}`, record: row.id, audience, marking, purposes, notify })
}

/** The authority as the node acts for it, when a day comes and nobody is there. */
const nodeFor = (organisation: string): Actor => ({
  ...{ account: '00000000-0000-0000-0000-000000000000', organisation, roles: [], groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

/** Reminds the parties of agreements whose day of review is near, once for each such day. Answers how many. */
export const remindOfReviews = async (db: Kysely<PartnershipTables>, now: Date): Promise<number> => {
  const [today, near] = [0, REMINDED_DAYS].map((days) =>
    new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10),
  ) as [string, string]
  const due = (await inForce(db, today)).filter((each) => each.review_on <= near && each.reminded_of !== each.review_on)
  let reminded = 0
  for (const { id, authority, review_on } of due)
    await sit(db, nodeFor(authority), async (trx) => {
      const row = await agreementById(trx, id)
      const changed = row && (await changeAgreement(trx, row, { reminded_of: review_on }))
      if (!changed) return
      await appendLine(trx, 'node', { verb: 'remind', kind: 'agreement', ids: [id] })
      await tellParties(trx, changed, 'review')
      reminded++
    })
  return reminded
}
