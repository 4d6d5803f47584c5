// SPDX-License-Identifier: Apache-2.0
/** What a notice is, apart from where it is kept. */
import type { z } from 'zod'
import { type Actor, type Handling, handlingOf, keyOf, readable } from '#platform/access/index.ts'
import type { Notice, NoticeFile, newNoticeShape } from './contract.ts'
import type { NoticeRow } from './store.ts'

/** What every notice may be used for: working together. */
export const PURPOSE = 'co-operation'

type Given = z.output<typeof newNoticeShape>

/** The fields that a person reads, as `whoSees` names them. */
export const rowOf = (notice: Pick<Given, 'title' | 'body' | 'contact' | 'attachments'>) => {
  const { title, body, contact, attachments } = notice
  return { title, body, contact, ...(attachments.length > 0 && { attachments }) }
}

/** `away`: keys of organisations of other nodes that the author named. */
export const handled = (
  { audience, marking, contactMarking }: Given,
  { organisation }: Actor,
  away: readonly string[] = [],
): Handling => ({
  originator: organisation,
  audience:
    audience === 'everyone'
      ? [keyOf.everyone, ...away]
      : [...[...new Set([organisation, ...audience])].map((id) => keyOf.organisation(id)), ...away],
  marking,
  purposes: [PURPOSE],
  fields: contactMarking === undefined ? {} : { contact: contactMarking },
  originatorControlled: false,
  keptUntil: null,
})

/** The notice as this actor may read it. */
export const noticeOf = (row: NoticeRow, actor: Actor, files: readonly NoticeFile[]): Notice => {
  const handling = handlingOf(row)
  const { title, body, contact } = row
  const fields = readable({ title, body, contact }, handling, actor)
  return {
    id: row.id,
    from: row.originator,
    title,
    body,
    ...(fields.contact === undefined ? {} : { contact: fields.contact }),
    marking: handling.marking,
    attachments: files.filter(({ id }) => row.attachments.includes(id)),
    posted: row.posted_at.toISOString(),
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at.toISOString(), reason: row.reason ?? '' },
    version: row.version,
  }
}

/** What the ledger keeps a digest of: all that a notice says, in one order. */
export const contentOf = ({ title, body, contact, withdrawn_at, reason, attachments }: NoticeRow): string => {
  const said = [title, body, contact, withdrawn_at?.toISOString() ?? null, reason]
  return JSON.stringify(attachments.length > 0 ? [...said, attachments] : said)
}
