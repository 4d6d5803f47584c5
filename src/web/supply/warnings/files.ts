// SPDX-License-Identifier: Apache-2.0
/** The files of a form, handed to the desk: spectra as tables, pictures or documents. */
import type { Held, WarningsDesk } from '#supply/warnings/contract.ts'

/** Endings of what is taken; the server looks at the bytes. */
export const TAKEN = '.pdf,.png,.jpg,.jpeg,.webp,.txt,.csv,.docx,.xlsx'
/** Bytes of one file. */
export const MOST_FILE = 10_000_000
const MOST_FILES = 5

/** What was sent before and still holds, then what is new; and whether anything was not taken. */
export async function filesIn(form: FormData, desk: WarningsDesk): Promise<{ held: Held[]; refused: boolean }> {
  const claims = form.getAll('claim').map(String)
  const before = claims.length === 0 ? null : await desk.held(claims)
  const held: Held[] = before?.ok ? [...before.value] : []
  let refused = held.length < claims.length
  for (const file of form.getAll('file')) {
    if (!(file instanceof File) || file.name === '') continue
    const taken =
      held.length < MOST_FILES && file.size <= MOST_FILE ? await desk.receive(file.name, file.stream()) : null
    if (taken?.ok) held.push(taken.value)
    else refused = true
  }
  return { held, refused }
}
