// SPDX-License-Identifier: Apache-2.0
/** Signals, substances under watch and advisories as they are shown. */
import { canonical } from '#basis/canonical.ts'
import type { Received } from '#platform/attachments/index.ts'
import { PASSAGE } from './access.ts'
import { actsOf as advisoryActs } from './advisory.ts'
import type { Advisory, Signal, Watched } from './contract.ts'
import type { AdvisoryRow, SignalRow, VersionRow, WatchedRow } from './store.ts'
import { actsOf } from './watched.ts'

type Described = Pick<Received, 'id' | 'name' | 'type' | 'size'>

/** `files`: those that this actor may read; others are absent. */
export const signalsShown = (rows: readonly SignalRow[], files: readonly Described[]): Signal[] =>
  rows.map(({ id, source, content, reported_at, originator, attachments, withdrawn_at, withdrawn_reason }) => ({
    ...{ id, source, ...content, reported: reported_at.toISOString() },
    // What crossed has no reporter that this wing could know.
    from: originator === PASSAGE.organisation ? null : originator,
    attachments: files.filter((file) => attachments.includes(file.id)),
    withdrawn: withdrawn_at && { at: withdrawn_at.toISOString(), reason: withdrawn_reason ?? '' },
  }))

export const watchedOf = (row: WatchedRow, trend: Watched['trend'], signals: number): Watched => ({
  ...{ id: row.id, status: row.status, identity: row.identity, recommendation: row.recommendation },
  ...{ opened: row.opened_at.toISOString(), changed: row.changed_at.toISOString(), reason: row.reason },
  ...{ signals, trend, version: row.version, may: actsOf(row.status) },
})

export const advisoryOf = (row: AdvisoryRow, account: string, now: Date): Advisory => {
  const { substance, ...content } = row.content
  const standing = { status: row.status, proposedBy: row.proposed_by, expires: row.expires_at }
  return {
    ...{ id: row.id, watched: row.watched, substance, content, prepared: row.prepared_at.toISOString() },
    status: row.status === 'published' && row.expires_at <= now ? 'expired' : row.status,
    ...{ proposedBy: row.proposed_by, published: row.published_at?.toISOString() ?? null },
    ...{ ended: row.ended_at?.toISOString() ?? null, reason: row.reason, version: row.version },
    may: advisoryActs(standing, account, now),
  }
}

/** What the ledger keeps a digest of: all that it says and where it stands. */
export const advisoryContent = ({ content, status, ended_at, reason }: AdvisoryRow): string =>
  canonical([content, status, ended_at?.toISOString() ?? null, reason])

/** The same of an advisory that came from another node, of which nothing else is here. */
export const versionContent = (rows: readonly VersionRow[]): string =>
  canonical(
    rows.map(({ reader, head, texts, expires_at, reason }) => [reader, head, texts, expires_at.toISOString(), reason]),
  )
