// SPDX-License-Identifier: Apache-2.0
/** Who is told of an assessment or an application: those for whom it exists, by what concerns them. */
import { type Actor, handlingOf, keyOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { APPRAISER, OFFICER, PROVIDER } from './access.ts'
import type { CaseRow, QualityRow, Trx } from './store.ts'

/** Writes the ledger line of what was done with a self-assessment, and announces it. */
export const tellQuality = async (trx: Trx, actor: Actor, row: QualityRow, verb: string, content: unknown) => {
  const kind = 'quality-assessment'
  await appendLine(trx, actor, { verb, kind, ids: [row.id], content: JSON.stringify(content) })
  const { marking, purposes } = handlingOf(row)
  // Of sittings nobody learns but those who answer.
  const audience = [keyOf.role(row.originator, PROVIDER)]
  await announce(trx, { kind: `quality.${verb}`, record: row.id, audience, marking, purposes })
}

type Happened = 'apply' | 'appoint' | 'declare' | 'finish' | 'settle' | 'propose' | 'sign' | 'return' | 'appeal'

/** The same of an application. What one appraiser does is told to nobody but the body, so that the other does not learn it. */
export const tellCase = async (trx: Trx, actor: Actor, row: CaseRow, verb: Happened, content: unknown) => {
  await appendLine(trx, actor, { verb, kind: 'accreditation', ids: [row.id], content: JSON.stringify(content) })
  const { audience: all, marking, purposes } = handlingOf(row)
  const [provider, officers] = [[keyOf.role(row.originator, PROVIDER)], [keyOf.role(row.body, OFFICER)]]
  const asked = row.seats.flatMap((seat) => (seat && !seat.account ? [keyOf.role(seat.organisation, APPRAISER)] : []))
  const holders = row.seats.flatMap((seat) => (seat?.account ? [keyOf.account(seat.account)] : []))
  const audience = {
    ...{ apply: [...provider, ...officers], appoint: [...officers, ...asked], declare: officers, finish: officers },
    ...{ settle: [...officers, ...holders], propose: officers, return: officers, sign: all },
    appeal: [...provider, ...officers],
  }[verb]
  const [link, appraised] = [`/accreditation/${row.id}`, row.state === 'appraised']
  const toOfficers = { to: officers, message: `accreditation-${verb}`, link }
  const notify = {
    ...{ apply: [toOfficers], propose: [toOfficers], appeal: [toOfficers], declare: [], return: [] },
    appoint: [{ to: asked, message: 'accreditation-appoint', link }],
    sign: [{ to: provider, message: 'accreditation-decided', link }],
    ...{ finish: [], settle: [] },
  }[verb]
  const done =
    appraised && (verb === 'finish' || verb === 'settle')
      ? [{ to: officers, message: 'accreditation-appraised', link }]
      : []
  await announce(trx, {
    ...{ kind: `accreditation.${verb}`, record: row.id, audience, marking, purposes },
    notify: [...notify, ...done].filter(({ to }) => to.length > 0),
  })
}
