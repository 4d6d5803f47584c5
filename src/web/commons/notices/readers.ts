// SPDX-License-Identifier: Apache-2.0
import type { NoticeViewer } from '#commons/notices/contract.ts'
import { type ReaderLine, readersOf } from '../../workspace/readers/readers.ts'

export const fieldNames = ['title', 'body', 'contact', 'attachments'] as const
export type FieldName = (typeof fieldNames)[number]

export interface NoticeReader extends ReaderLine<FieldName> {
  /** The node at which it is, where that is another. */
  node: string | null
}

/** As `readersOf`, with the node of each. */
export const noticeReaders = (
  viewers: readonly NoticeViewer[],
  options: Parameters<typeof readersOf<FieldName>>[1],
): NoticeReader[] => {
  const nodes = new Map(viewers.map(({ organisation, node }) => [organisation.id, node?.name ?? null]))
  return readersOf(viewers, options).map((line) => ({ ...line, node: nodes.get(line.organisation) ?? null }))
}

/** The fields of a notice; a contact that was left empty is none, nor are files that nobody added. */
export const fieldsOf = (contact: string | undefined, files: number): FieldName[] =>
  fieldNames.filter((field) => (field !== 'contact' || contact !== '') && (field !== 'attachments' || files > 0))
