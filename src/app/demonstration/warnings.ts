// SPDX-License-Identifier: Apache-2.0
/** What was seen of new substances in the invented country, and what its officers said of it. */
import type { NewIncident } from '#supply/incidents/contract.ts'
import type { NewAdvisory, NewSignal, WatchedCommand } from '#supply/warnings/contract.ts'
import { organisationsOf } from '../organisations.ts'
import { type DesksOf, given } from './given.ts'
import story from './warnings.json' with { type: 'json' }

const DAY = 86_400_000
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY)

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

const deskOf = async (desksOf: DesksOf, name: string) => {
  const { warnings, accounts } = await desksOf(name)
  if (!warnings || !accounts) throw new Error(`${name} has no desk for early warning.`)
  const ids = new Map((await organisationsOf(accounts)).map(({ name: own, id }) => [own, id]))
  return { desk: warnings, idsOf: (names: readonly string[]) => names.map((each) => ids.get(each) ?? each) }
}

const tellReports = async (desksOf: DesksOf) => {
  for (const { by, to, daysAgo, file, signal } of story.reports) {
    const { desk, idsOf } = await deskOf(desksOf, by)
    const attachments = file ? [given(await desk.receive(file.name, bytesOf(file.text))).claim ?? ''] : []
    const seenOn = daysFromNow(-daysAgo).toISOString().slice(0, 10)
    const told = signal.source === 'laboratory' ? { to: idsOf(to) } : {}
    given(await desk.report({ ...signal, ...told, seenOn, attachments } as NewSignal))
  }
}

const watchedBy = async (desksOf: DesksOf, by: string, substance: string) => {
  const { desk, idsOf } = await deskOf(desksOf, by)
  const found = given(await desk.board()).items.find(({ identity }) => identity.id === substance)
  if (!found) throw new Error(`${substance} is not on the board of ${by}.`)
  return { desk, idsOf, watched: found }
}

const tellAdvisories = async (desksOf: DesksOf) => {
  for (const { by, second, substance, daysAhead, readers, acknowledged, advisory } of story.advisories) {
    const { desk, idsOf, watched } = await watchedBy(desksOf, by, substance)
    const { health } = readers
    const input = {
      ...advisory,
      expires: daysFromNow(daysAhead).toISOString(),
      readers: { professional: idsOf(readers.professional), restricted: idsOf(readers.restricted), health },
    } as NewAdvisory
    let { id, version } = given(await desk.prepare(watched.id, input))
    if (second === null) continue
    ;({ version } = given(await desk.decide(id, { do: 'propose' }, version)))
    given(await (await deskOf(desksOf, second)).desk.decide(id, { do: 'agree' }, version))
    for (const reader of acknowledged) given(await (await deskOf(desksOf, reader)).desk.acknowledge(id))
  }
}

/** Customs found it too: whoever may read that incident sees it beside the signals. */
const tellIncident = async (desksOf: DesksOf) => {
  const { by, to, incident } = story.incident
  const { incidents: desk, accounts } = await desksOf(by)
  if (!desk || !accounts) return
  const ids = new Map((await organisationsOf(accounts)).map(({ name, id }) => [name, id]))
  const { id, version } = given(await desk.report(incident as NewIncident))
  const release = { audience: to.map((name) => ids.get(name) ?? name), marking: 'amber' as const }
  given(await desk.act(id, { do: 'release', release }, version))
}

export const tellWarnings = async (desksOf: DesksOf): Promise<void> => {
  await tellReports(desksOf)
  await tellIncident(desksOf)
  for (const { by, substance, commands } of story.acts) {
    const { desk, watched } = await watchedBy(desksOf, by, substance)
    let { version } = watched
    for (const command of commands)
      ({ version } = given(await desk.act(watched.id, command as WatchedCommand, version)))
  }
  await tellAdvisories(desksOf)
}
