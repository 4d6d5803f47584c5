// SPDX-License-Identifier: Apache-2.0
/** What the forms of proposed changes ask for; back to the incident, which then says what came of it. */
import type { Incident, IncidentsDesk, IncidentsRefusal, NewProposal } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn } from '../door.ts'
import { numberOf } from '../given.ts'
import { givenIn, type KeptForm } from '../kept.ts'

/** The change that a form says, not yet looked at: what was left empty stays as this person reads it now. */
export function changeIn(form: FormData, incident: Pick<Incident, 'goods' | 'parties'>): unknown {
  const said = (name: string) =>
    String(form.get(name) ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  const field = said('field')
  const at = Number(said('at'))
  switch (field) {
    case 'goods': {
      const { form: _, ...was } = incident.goods[at] ?? {}
      const [name, value, certainty] = [said('name'), numberOf(said('amount')), said('certainty')]
      const { id, ...others } = { id: undefined, ...was }
      const isRenamed = name !== '' && name !== ('name' in was ? was.name : '')
      const to = {
        ...others,
        // What it is in the reference data was said of the name that it had.
        ...(id !== undefined && !isRenamed && { id }),
        ...(name !== '' && { name }),
        ...(value !== '' && { amount: { value, unit: said('unit') } }),
        ...(certainty !== '' && { certainty }),
      }
      return { field, at, to }
    }
    case 'parties': {
      const { role, knowledge } = incident.parties?.[at] ?? {}
      return { field, at, to: { role: said('role') || role, knowledge: said('knowledge') || knowledge } }
    }
    case 'identifiers':
      return { field, to: { type: said('type'), value: said('value') } }
    default:
      return { field, to: said('to') }
  }
}

/** The field of a form that a refusal is about: what it says instead, where the whole change is meant. */
const fieldOf = (where: string | undefined, field: string): string | null => {
  if (where === 'reason') return 'reason'
  if (!where?.startsWith('change')) return null
  if (field === 'goods') return where.includes('amount') ? 'amount' : 'name'
  return { parties: 'role', identifiers: 'value' }[field] ?? 'to'
}

/** Does what a form of proposed changes asks for: where the page goes on, or the form as it comes back. */
export async function actOnProposal(desk: IncidentsDesk, here: string, form: FormData): Promise<string | KeptForm> {
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const back = (told: string) => `/incidents/${here}?proposal=${told}#proposed-changes`
  const refused = ({ code, where }: IncidentsRefusal, of: string, field: string) =>
    code === 'not-found' || code === 'second-person'
      ? back('not-found')
      : { of, code, field: code === 'not-valid' ? fieldOf(where, field) : null, given: givenIn(form) }
  const proposal = said('proposal')
  const command = (['accept', 'decline', 'withdraw'] as const).find((each) => each === said('do'))
  if (command && proposal !== '') {
    const settle =
      command === 'accept'
        ? { do: command, version: Number(said('version')) }
        : command === 'decline'
          ? { do: command, reason: said('reason') }
          : { do: command }
    const done = await desk.settleProposal(proposal, settle, keyIn(form))
    return done.ok ? back(done.value.status) : refused(done.refusal, `settle-${proposal}`, '')
  }
  const read = await desk.open(here)
  if (!read.ok) throw nothingHere()
  const input = { change: changeIn(form, read.value), reason: said('reason') } as NewProposal // the desk looks at it
  const made = await desk.propose(here, input, keyIn(form))
  return made.ok ? back('made') : refused(made.refusal, `propose-${said('field')}`, said('field'))
}
