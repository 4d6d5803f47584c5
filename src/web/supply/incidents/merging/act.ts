// SPDX-License-Identifier: Apache-2.0
/** What the forms of two reports of one event ask for; back to the incident, which then says what came of it. */
import { type ActionFunctionArgs, redirect } from 'react-router'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt, keyIn } from '../door.ts'

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await incidentsAt({ context, url })
  const form = await request.formData()
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const here = params.id ?? ''
  // Chosen among the links, or pasted as an address.
  const other = (ID.exec(said('other')) ?? ID.exec(said('address')))?.[0] ?? ''
  const isKept = said('keep') === 'here'
  const command = (['merge', 'decline', 'undo'] as const).find((each) => each === said('do'))
  if (!command) throw nothingHere()
  const [duplicate, kept] = isKept ? [other, here] : [here, other]
  const done = await desk.merge({ duplicate, kept, do: command, reason: said('reason') }, keyIn(form))
  throw redirect(`/incidents/${here}?merge=${done.ok ? done.value.state : done.refusal.code}#same-event`)
}

export function loader() {
  throw nothingHere()
}
