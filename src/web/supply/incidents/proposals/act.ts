// SPDX-License-Identifier: Apache-2.0
/** What the forms of proposed changes ask for; back to the incident, which then says what came of it. */
import { type ActionFunctionArgs, redirect } from 'react-router'
import type { Incident, NewProposal } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt, keyIn } from '../door.ts'
import { numberOf } from '../given.ts'

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

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await incidentsAt({ context, url })
  const form = await request.formData()
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const here = params.id ?? ''
  const back = (told: string) => redirect(`/incidents/${here}?proposal=${told}#proposed-changes`)
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
    throw back(done.ok ? done.value.status : done.refusal.code)
  }
  const read = await desk.open(here)
  if (!read.ok) throw nothingHere()
  const input = { change: changeIn(form, read.value), reason: said('reason') } as NewProposal // the desk looks at it
  const made = await desk.propose(here, input, keyIn(form))
  throw back(made.ok ? 'made' : made.refusal.code)
}

export function loader() {
  throw nothingHere()
}
