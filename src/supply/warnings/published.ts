// SPDX-License-Identifier: Apache-2.0
/** Published advisories: as their readers, everybody and the passage to the health wing see them. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE, HEALTH_PASSAGE } from './access.ts'
import type { AdvisoriesDesk, AdvisoryForHealth, PublishedAdvisory } from './contract.ts'
import { listVersions, type VersionRow, versionsOf, type WarningTables } from './store.ts'

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** Where it stands at a moment: what is past its day has expired, whether or not the node has noted it yet. */
export const standingAt = ({ ended_at, reason, expires_at }: VersionRow, now: Date): PublishedAdvisory['status'] => {
  if (reason !== null) return 'withdrawn'
  return ended_at !== null || expires_at <= now ? 'expired' : 'published'
}

export const publishedOf = (row: VersionRow, now: Date): PublishedAdvisory => ({
  ...row.head,
  ...{ id: row.advisory, reader: row.reader, texts: row.texts, status: standingAt(row, now) },
  published: row.published_at.toISOString(),
  expires: row.expires_at.toISOString(),
  ended: row.ended_at?.toISOString() ?? null,
  ...{ reason: row.reason, version: row.version },
})

/** What everybody may read. No line in the ledger: it is public, and nobody is asked who they are. */
export const openAdvisories = (db: Kysely<WarningTables>, now = () => new Date()): AdvisoriesDesk => ({
  list: async () => {
    const rows = await sit(db, ANYONE, (trx) => listVersions(trx, 100))
    return rows.slice(0, 100).map((row) => publishedOf(row, now()))
  },
  open: async (id) => {
    if (!isId(id)) return undefined
    const [row] = await sit(db, ANYONE, (trx) => versionsOf(trx, id))
    return row && publishedOf(row, now())
  },
})

/**
 * The professional version, where its authors meant it for services of the health wing; undefined where they did not, or
 * where there is none of that id. A withdrawn one is answered too, so that it is withdrawn over there.
 */
export const advisoryForHealth = async (
  db: Kysely<WarningTables>,
  id: string,
): Promise<AdvisoryForHealth | undefined> => {
  if (!isId(id)) return undefined
  const rows = await sit(db, HEALTH_PASSAGE, (trx) => versionsOf(trx, id))
  const row = rows.find(({ reader }) => reader === 'professional')
  if (!row) return undefined
  const { severity, urgency, regions } = row.head
  const texts = Object.entries(row.texts).map(([language, { headline, description, instruction, reviewed }]) => [
    language,
    { headline, text: [description, instruction].filter((part) => part !== '').join('\n\n'), reviewed },
  ])
  const withdrawn = row.reason !== null && row.ended_at ? { at: row.ended_at.toISOString(), reason: row.reason } : null
  return {
    ...{ id, version: row.version, severity, urgency, regions, texts: Object.fromEntries(texts) },
    ...{ expires: row.expires_at.toISOString(), withdrawn },
  }
}
