// SPDX-License-Identifier: Apache-2.0
/** The files of a form, handed to the desk. */
import { type HeldFile, MOST_ATTACHMENTS, type NoticesDesk } from '#commons/notices/contract.ts'
import { MOST_FILE } from '../../kit/file/taken.ts'
import { type RefusedFile, reasons, type Why } from './refused.ts'

const whyOf = (code: string): Why => reasons.find((reason) => reason === code) ?? 'broken'

/** All that the notice would have: what was sent before and still holds, then what is new; and what was not taken. */
export async function filesIn(form: FormData, desk: NoticesDesk, claims: readonly string[]) {
  const before = claims.length === 0 ? null : await desk.held(claims)
  const held: HeldFile[] = before?.ok ? [...before.value] : []
  const refused: RefusedFile[] = held.length < claims.length ? [{ name: '', why: 'gone' }] : []
  const chosen = form.getAll('file').filter((file) => file instanceof File && file.name !== '') as File[]
  for (const file of chosen) {
    const { name } = file
    if (held.length >= MOST_ATTACHMENTS) refused.push({ name, why: 'too-many' })
    else if (file.size > MOST_FILE) refused.push({ name, why: 'too-large' })
    else {
      const taken = await desk.receive(name, file.stream())
      if (taken.ok) held.push(taken.value)
      else refused.push({ name, why: whyOf(taken.refusal.code) })
    }
  }
  return { held, refused }
}
