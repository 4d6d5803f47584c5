// SPDX-License-Identifier: Apache-2.0
/** What authorities say to each other about an incident: what its page loads of it, and what the page's forms do. */
import {
  AUTHORITIES,
  type Incident,
  type IncidentsDesk,
  type IncidentViewer,
  REQUEST_KINDS,
} from '#supply/incidents/contract.ts'
import type { WorkLanguage } from '../../../workspace/language.ts'
import { changeFiles, fileLines } from './files.ts'
import type { Acted, SaidKey } from './form.ts'
import { talkMessages } from './messages.ts'
import { messageLines, write } from './messages-load.ts'
import { ask, requestLines, settle } from './requests.ts'
import { sight, sightingLines } from './sightings.ts'

export interface TalkAt {
  desk: IncidentsDesk
  me: { language: WorkLanguage; organisation: { id: string } }
  names(): Promise<ReadonlyMap<string, string>>
  countries: { name(code: string): string }
}

const SAID: readonly SaidKey[] = [
  ...(['said.asked', 'said.accept', 'said.answer', 'said.decline', 'said.written'] as const),
  ...(['said.attached', 'said.detached', 'said.sighted'] as const),
]

/** The authorities that this organisation may ask about it: who reported it, or, for those, who reads it. */
const askable = (
  incident: Incident,
  own: string,
  viewers: readonly IncidentViewer[],
  names: ReadonlyMap<string, string>,
) => {
  const concerned = viewers.filter(({ organisation }) => AUTHORITIES.some((kind) => kind === organisation.kind))
  const ids = incident.from === own ? concerned.map(({ organisation }) => organisation.id) : [incident.from]
  return [...new Set(ids)]
    .filter((id) => id !== own)
    .flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? ''] as const] : []))
}

/** `viewers`: who reads it, where this organisation reported it. */
export async function talkOf(
  { desk, me, names: namesOf, countries }: TalkAt,
  { incident, viewers, url, now }: { incident: Incident; viewers: readonly IncidentViewer[]; url: URL; now: number },
) {
  const names = await namesOf()
  const own = me.organisation.id
  const isOpen = incident.status === 'released' || incident.status === 'under-investigation'
  const isTold = isOpen || incident.status === 'closed'
  const [said = '', of = ''] = (url.searchParams.get('said') ?? '').split('.')
  const deliveries =
    incident.from === own && desk.may.includes('deliveries') ? await desk.deliveries(incident.id) : null
  return {
    messages: talkMessages(me.language),
    written: {
      messages: await messageLines(desk, incident.id, names),
      mayWrite: isTold && desk.may.includes('write'),
    },
    sightings: await sightingLines(desk, incident, { isOwn: incident.from === own, nameOf: countries.name }),
    files: await fileLines(desk, incident.id),
    requests: await requestLines(desk, incident.id, names, now),
    mayAsk: isOpen && desk.may.includes('ask'),
    askable: isTold ? askable(incident, own, viewers, names) : [],
    deliveries: deliveries?.ok ? deliveries.value : [],
    kinds: REQUEST_KINDS,
    today: new Date(now).toISOString().slice(0, 10),
    /** What was done just now, and to what: a form that was sent comes back empty. */
    said: SAID.find((each) => each === `said.${said}`) ?? null,
    of,
  }
}
export type Talk = Awaited<ReturnType<typeof talkOf>>

/** What a form below the incident asks for; undefined where it is none of these, null where there is nothing here. */
export async function act({ desk }: TalkAt, id: string, form: FormData): Promise<Acted | null | undefined> {
  if (form.has('attach') || form.has('detach')) return changeFiles(desk, id, form)
  if (form.has('sight')) return sight(desk, id, form)
  if (form.has('write')) return write(desk, id, form)
  if (form.has('ask')) return ask(desk, id, form)
  return form.has('settle') ? settle(desk, form) : undefined
}

/** Where the page goes on after that. */
export const pathAfter = (id: string, { said, of }: Extract<Acted, { ok: true }>) =>
  `/incidents/${id}?said=${said.slice('said.'.length)}.${of}#talk`
