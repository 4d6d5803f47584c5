// SPDX-License-Identifier: Apache-2.0
/** What the forms of two reports of one event ask for; back to the incident, which then says what came of it. */
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn } from '../door.ts'
import { givenIn, type KeptForm } from '../kept.ts'

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Where the page goes on, or the form as it comes back. */
export async function actOnMerge(desk: IncidentsDesk, here: string, form: FormData): Promise<string | KeptForm> {
  const said = (name: string) => String(form.get(name) ?? '').trim()
  // Chosen among the links, or pasted as an address.
  const other = (ID.exec(said('other')) ?? ID.exec(said('address')))?.[0] ?? ''
  const isKept = said('keep') === 'here'
  const command = (['merge', 'decline', 'undo'] as const).find((each) => each === said('do'))
  if (!command) throw nothingHere()
  const [duplicate, kept] = isKept ? [other, here] : [here, other]
  const done = await desk.merge({ duplicate, kept, do: command, reason: said('reason') }, keyIn(form))
  if (done.ok) return `/incidents/${here}?merge=${done.value.state}#same-event`
  const { code, where } = done.refusal
  const of = form.has('address') ? 'merge' : `merge-${other}`
  // One that is not there for this person is told at the field by which it was named.
  const isOther = code === 'not-found' || code === 'second-person'
  const field = where === 'reason' ? 'reason' : 'address'
  return {
    of,
    code: isOther ? 'not-valid' : code,
    field: isOther || code === 'not-valid' ? field : null,
    given: givenIn(form),
  }
}
