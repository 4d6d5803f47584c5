// SPDX-License-Identifier: Apache-2.0
import type { ReaderLine } from '../../workspace/readers/readers.ts'

export const fieldNames = ['title', 'body', 'contact', 'attachments'] as const
export type FieldName = (typeof fieldNames)[number]

export type NoticeReader = ReaderLine<FieldName>

/** The fields of a notice; a contact that was left empty is none, nor are files that nobody added. */
export const fieldsOf = (contact: string | undefined, files: number): FieldName[] =>
  fieldNames.filter((field) => (field !== 'contact' || contact !== '') && (field !== 'attachments' || files > 0))
