// SPDX-License-Identifier: Apache-2.0
/** Messages on the page of an incident: what its loader says of them, and what its form does. */
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import { type Acted, keyFor, refusedAs, written } from './form.ts'

/** Oldest first; null where this desk neither reads nor writes any. */
export const messageLines = async (desk: IncidentsDesk, id: string, names: ReadonlyMap<string, string>) => {
  const found = desk.may.includes('messages') ? await desk.messages(id) : null
  return found?.ok ? found.value.map((each) => ({ ...each, from: names.get(each.from) ?? null })) : null
}

/** To all, or to those who are ticked; null where there is nothing here. */
export const write = async (desk: IncidentsDesk, id: string, form: FormData): Promise<Acted | null> => {
  const text = written(form, 'message')
  const chosen = form.getAll('message-to').map(String)
  const isWide = form.get('message-whom') !== 'chosen'
  const given = { message: text, 'message-whom': isWide ? 'all' : 'chosen' }
  if (!isWide && chosen.length === 0)
    return { ok: false, status: 422, refused: { field: 'message-to', say: 'problem.messageTo', given } }
  const sent = await desk.write(id, { text, to: isWide ? 'all' : chosen }, keyFor(form, 'write'))
  if (sent.ok) return { ok: true, said: 'said.written', of: sent.value.id }
  return refusedAs(sent.refusal, given, (where) =>
    where?.startsWith('to')
      ? { field: 'message-to', say: 'problem.messageTo' }
      : { field: 'message', say: 'problem.message' },
  )
}
