// SPDX-License-Identifier: Apache-2.0
import type { NoticeViewer } from '#commons/notices/contract.ts'

export const fieldNames = ['title', 'body', 'contact', 'attachments'] as const
export type FieldName = (typeof fieldNames)[number]

export interface NoticeReader {
  organisation: string
  name: string
  kind: string
  /** Why it is among them. */
  why: 'own' | 'everyone' | 'named'
  sees: FieldName[]
}

/**
 * Viewers as a person reads them. `kinds` are names by id; `own` is the organisation that posts; `fields` are those that
 * the notice has: those who read the same of them are one line.
 */
export function readersOf(
  viewers: readonly NoticeViewer[],
  { own, kinds, fields }: { own: string; kinds: ReadonlyMap<string, string>; fields: readonly FieldName[] },
): NoticeReader[] {
  const lines = new Map<string, NoticeReader>()
  for (const { organisation, because, fields: seen } of viewers) {
    const { id, name, kind } = organisation
    const sees = fields.filter((field) => seen.includes(field))
    const why = id === own ? 'own' : because.includes('everyone') ? 'everyone' : 'named'
    lines.set(`${id} ${sees}`, { organisation: id, name, kind: kinds.get(kind) ?? '', why, sees })
  }
  return [...lines.values()]
}

/** The fields of a notice; a contact that was left empty is none, nor are files that nobody added. */
export const fieldsOf = (contact: string | undefined, files: number): FieldName[] =>
  fieldNames.filter((field) => (field !== 'contact' || contact !== '') && (field !== 'attachments' || files > 0))
