// SPDX-License-Identifier: Apache-2.0
import type { NoticeViewer } from '#commons/notices/contract.ts'

export const fieldNames = ['title', 'body', 'contact'] as const
export type FieldName = (typeof fieldNames)[number]

export interface NoticeReader {
  organisation: string
  name: string
  kind: string
  /** Why it is among them. */
  why: 'own' | 'everyone' | 'named'
  people: number
  sees: FieldName[]
}

/**
 * Viewers as a person reads them: people of one organisation who read the same fields are one line. `kinds` are names
 * by id; `own` is the organisation that posts; `fields` are those that the notice has.
 */
export function readersOf(
  viewers: readonly NoticeViewer[],
  { own, kinds, fields }: { own: string; kinds: ReadonlyMap<string, string>; fields: readonly FieldName[] },
): NoticeReader[] {
  const lines = new Map<string, NoticeReader>()
  for (const { organisation, because, people, fields: seen } of viewers) {
    const sees = fields.filter((field) => seen.includes(field))
    const line = lines.get(`${organisation.id} ${sees}`)
    if (line) line.people += people
    else
      lines.set(`${organisation.id} ${sees}`, {
        organisation: organisation.id,
        name: organisation.name,
        kind: kinds.get(organisation.kind) ?? '',
        why: organisation.id === own ? 'own' : because.includes('everyone') ? 'everyone' : 'named',
        people,
        sees,
      })
  }
  return [...lines.values()]
}

/** The fields of a notice; a contact that was left empty is none. */
export const fieldsOf = (contact: string | undefined): FieldName[] =>
  fieldNames.filter((field) => field !== 'contact' || contact !== '')
