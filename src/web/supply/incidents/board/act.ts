// SPDX-License-Identifier: Apache-2.0
/** What the board's small forms ask for: read, taken on, a filter kept or removed. Back to the board as it was. */
import { type ActionFunctionArgs, redirect } from 'react-router'
import { TELLS, type Tell } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, countries } = await incidentsAt({ context, url })
  const form = await request.formData()
  const said = (name: string) => String(form.get(name) ?? '').trim()
  const [act = '', id = ''] = said('do').split(' ')
  const search = said('search')
  const back = `/incidents${search.startsWith('?') ? search : ''}`
  if (act === 'read' || act === 'unread') await desk.mark(id, act === 'read')
  else if (act === 'take' || act === 'leave') await desk.take(id, act === 'take' ? 'me' : 'nobody')
  else if (act === 'remove') await desk.removeFilter(id)
  else if (act === 'save') {
    const tell = TELLS.find((each): each is Tell => each === said('tell')) ?? 'no'
    const { query } = askedIn(new URL(back, url), countries)
    await desk.saveFilter({ name: said('name'), query, tell })
  } else throw nothingHere()
  throw redirect(back)
}

export function loader() {
  throw nothingHere()
}
