// SPDX-License-Identifier: Apache-2.0
/** An advisory goes out, and comes to its end: each version is let in or closed with the deed itself, in one transaction. */
import { columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { jobQueue } from '#platform/jobs/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { type PartnerRow, takeBackAll } from '#platform/peers/index.ts'
import { ADVISED, filingSeat, publishedFor } from './access.ts'
import { areaOf } from './areas.ts'
import { READERS } from './contract.ts'
import type { Trx, WarningsPlan } from './inside.ts'
import { type AdvisoryRow, advisoryById, changeAdvisory, endVersions, insertVersion } from './store.ts'
import { advisoryContent } from './view.ts'

/** Advisories whose day comes. */
export const expiryQueue = jobQueue('advisory-expiry', ['advisory', 'organisation'])

/** Figures that an advisory changes. */
export const factsQueue = jobQueue('warning-facts', ['advisory', 'organisation'])

/** Told when an advisory is published, or withdrawn; the record is the advisory's id. */
export const ADVISORY_PUBLISHED = 'warning.advisory-published'
export const ADVISORY_WITHDRAWN = 'warning.advisory-withdrawn'
export const ADVISORY_EXPIRED = 'warning.advisory-expired'

type Told = typeof ADVISORY_PUBLISHED | typeof ADVISORY_WITHDRAWN | typeof ADVISORY_EXPIRED

/** That there is an advisory is public, as its public version is; who is addressed besides is told by notification. */
const tell = async (trx: Trx, kind: Told, { id, originator, content }: AdvisoryRow): Promise<void> => {
  const { professional, restricted } = content.readers
  const to = [...new Set([...professional, ...restricted])].filter((each) => each !== originator)
  const message = { [ADVISORY_PUBLISHED]: 'advisory-published', [ADVISORY_WITHDRAWN]: 'advisory-withdrawn' }[
    kind as string
  ]
  const notify =
    message && to.length > 0
      ? [{ to: to.map((each) => keyOf.organisation(each)), message, link: `/warnings/advisories/${id}` }]
      : []
  await announce(trx, { kind, record: id, ...publishedFor(originator, content.readers).public, notify })
}

/** Writes each version for its readers. `publisher`: the name of the authority, as readers see it; `away`: those elsewhere. */
export const publish = async (
  trx: Trx,
  row: AdvisoryRow,
  publisher: string,
  away: readonly PartnerRow[],
  onPublished: WarningsPlan['onPublished'],
) => {
  const { severity, urgency, certainty, regions, substance, versions, readers } = row.content
  const handling = publishedFor(row.originator, readers, away)
  const head = { severity, urgency, certainty, regions, areas: regions.map(areaOf), substance, publisher }
  for (const reader of READERS) {
    const texts = versions[reader]
    if (!texts) continue
    const times = { published_at: row.published_at as Date, expires_at: row.expires_at, ended_at: null, reason: null }
    const version = { advisory: row.id, reader, head, texts, ...times, version: row.version }
    await insertVersion(trx, { ...version, ...columnsOf(handling[reader]) })
  }
  await onPublished?.(trx, { advisory: row.id, organisation: row.originator }, row.expires_at)
  await tell(trx, ADVISORY_PUBLISHED, row)
}

/** Its readers see that it ended, and why where it was withdrawn: then it is taken back from other nodes too. */
export const end = async (trx: Trx, row: AdvisoryRow, peers?: WarningsPlan['peers']): Promise<void> => {
  await endVersions(trx, row, row.ended_at as Date, row.reason)
  if (row.status === 'withdrawn') await takeBackAll(trx, peers, row.id, row.reason ?? '')
  await tell(trx, row.status === 'withdrawn' ? ADVISORY_WITHDRAWN : ADVISORY_EXPIRED, row)
}

/** Ends an advisory whose day has come, in the name of the node; answers whether it did. Bears repetition. */
export const expire = (
  db: WarningsPlan['db'],
  { advisory, organisation }: { advisory: string; organisation: string },
  now: Date,
): Promise<boolean> => {
  const filing = filingSeat(organisation)
  return sit(db, { ...filing, purposes: [...filing.purposes, ADVISED] }, async (trx) => {
    const row = await advisoryById(trx, advisory)
    if (row?.status !== 'published' || row.expires_at > now) return false
    const changed = await changeAdvisory(trx, row, { status: 'expired', ended_at: row.expires_at })
    if (!changed) return false
    const line = { verb: 'expire', kind: 'advisory', ids: [advisory], content: advisoryContent(changed) }
    await appendLine(trx, 'node', line)
    await end(trx, changed)
    return true
  })
}
