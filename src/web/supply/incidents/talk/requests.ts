// SPDX-License-Identifier: Apache-2.0
/** Requests on the page of an incident: what its loader says of them, and what its forms do. */
import { type IncidentRequest, type IncidentsDesk, REQUEST_KINDS } from '#supply/incidents/contract.ts'
import { type Acted, keyFor, refusedAs, written } from './form.ts'

const DAY = 86_400_000

/** Whole days from today to the last for an answer, in UTC. `now` in ms since 1970. */
export const daysLeft = (due: string, now: number): number =>
  Math.round((Date.parse(due) - Date.parse(new Date(now).toISOString().slice(0, 10))) / DAY)

const lineOf = (request: IncidentRequest, names: ReadonlyMap<string, string>, now: number) => {
  const { from, to, status, due } = request
  const waits = status === 'open' || status === 'accepted'
  return {
    ...request,
    from: names.get(from) ?? null,
    to: names.get(to) ?? null,
    days: waits ? daysLeft(due, now) : null,
  }
}
export type RequestLine = ReturnType<typeof lineOf>

/** Oldest first. */
export const requestLines = async (
  desk: IncidentsDesk,
  id: string,
  names: ReadonlyMap<string, string>,
  now: number,
) => {
  const found = desk.may.includes('requests') ? await desk.requests(id) : null
  return found?.ok ? found.value.map((each) => lineOf(each, names, now)) : []
}

export const askFields = ['to', 'kind', 'question', 'due'] as const

/** A question; null where there is nothing here. */
export const ask = async (desk: IncidentsDesk, id: string, form: FormData): Promise<Acted | null> => {
  const given = Object.fromEntries(askFields.map((field) => [`ask-${field}`, written(form, `ask-${field}`)]))
  const kind = REQUEST_KINDS.find((each) => each === given['ask-kind'])
  const place = (where: string | undefined) => {
    const field = askFields.find((each) => each === where) ?? 'question'
    return { field: `ask-${field}`, say: `problem.${field}` as const }
  }
  if (!kind) return { ok: false, status: 422, refused: { ...place('kind'), given } }
  const { 'ask-to': to = '', 'ask-question': question = '', 'ask-due': due = '' } = given
  const asked = await desk.ask(id, { to, kind, question, due }, keyFor(form, 'ask'))
  return asked.ok ? { ok: true, said: 'said.asked', of: asked.value.id } : refusedAs(asked.refusal, given, place)
}

const SETTLES = ['accept', 'answer', 'decline'] as const

/** What whoever is asked does; null where there is nothing here. */
export const settle = async (desk: IncidentsDesk, form: FormData): Promise<Acted | null> => {
  const wanted = SETTLES.find((each) => each === form.get('settle'))
  const request = String(form.get('request') ?? '')
  if (!wanted) return null
  const field = `answer-${request}`
  const text = written(form, field)
  const command = wanted === 'accept' ? { do: wanted } : { do: wanted, text }
  const settled = await desk.settle(request, command, Number(form.get('of')), keyFor(form, `${wanted}-${request}`))
  if (settled.ok) return { ok: true, said: `said.${wanted}`, of: request }
  return refusedAs(settled.refusal, { [field]: text }, () => ({ field, say: 'problem.text' }))
}
