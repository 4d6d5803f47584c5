// SPDX-License-Identifier: Apache-2.0
/** What the people of the invented country told each other before you came, each at their own desk. */

import type { ComplaintsCounter } from '#health/complaints/index.ts'
import type { ExperienceCounter } from '#health/experience/index.ts'
import type { SafeguardsCounter } from '#health/safeguards/index.ts'
import type { NewSignal } from '#health/signals/contract.ts'
import type { NewCorrection } from '#supply/corrections/contract.ts'
import type { NewIncident } from '#supply/incidents/contract.ts'
import { organisationsOf } from '../organisations.ts'
import { makeAgreements, makeAssessments } from './agreements.ts'
import { tellComplaints } from './complaints.ts'
import { tellContinuity } from './continuity.ts'
import corrections from './corrections.json' with { type: 'json' }
import { makeCustomers } from './customers.ts'
import { tellExperience } from './experience.ts'
import { bytesOf, type DesksOf, given } from './given.ts'
import { tellGroups } from './groups.ts'
import incidents from './incidents.json' with { type: 'json' }
import { tellLegalAid } from './legal-aid.ts'
import { tellLiberty } from './liberty.ts'
import linked from './linked.json' with { type: 'json' }
import notices from './notices.json' with { type: 'json' }
import { tellOversight } from './oversight.ts'
import { tellPractices } from './practices.ts'
import { tellQuality } from './quality.ts'
import { tellSafeguards } from './safeguards.ts'
import { listServices } from './services.ts'
import signals from './signals.json' with { type: 'json' }
import { tellSuspicions } from './suspicions.ts'
import { tellTalk } from './talk.ts'
import { tellVisits } from './visits.ts'
import { tellWarnings } from './warnings.ts'

const tellNotices = async (desksOf: DesksOf) => {
  for (const { by, file, ...notice } of notices) {
    const { notices: desk } = await desksOf(by)
    if (!desk) continue
    const attachments = file ? [given(await desk.receive(file.name, bytesOf(file.text))).claim] : []
    given(await desk.post({ ...notice, attachments, audience: 'everyone', marking: 'green' }))
  }
}

const tellIncidents = async (desksOf: DesksOf) => {
  for (const { by, second, to, act, incident } of [...incidents, ...linked]) {
    const { incidents: desk, accounts } = await desksOf(by)
    if (!desk || !accounts) continue
    const named = new Map((await organisationsOf(accounts)).map(({ name, id }) => [name, id]))
    let { id, version } = given(await desk.report(incident as NewIncident))
    if (to === null) continue
    const release = { audience: to.map((name) => named.get(name) ?? name), marking: 'amber' as const }
    ;({ version } = given(await desk.act(id, { do: 'release', release }, version)))
    const agreeing = second === null ? undefined : (await desksOf(second)).incidents
    if (agreeing) ({ version } = given(await agreeing.act(id, { do: 'agree' }, version)))
    if (act === 'investigate') given(await desk.act(id, { do: act }, version))
  }
}

/** Somebody without an account asks the node itself. */
const askForCorrections = async (desksOf: DesksOf) => {
  const { counter } = await desksOf('Lucie Hamza')
  if (counter) for (const asked of corrections) given(await counter.ask(asked as NewCorrection))
}

const tellSignals = async (desksOf: DesksOf) => {
  const day = new Date().toISOString().slice(0, 10)
  for (const { by, signal } of signals) {
    const { signals: desk } = await desksOf(by)
    if (desk) given(await desk.report({ ...signal, day } as NewSignal))
  }
}

/** A list with one invented name, for those of its ministry who are cleared. */
const importLists = async (desksOf: DesksOf) => {
  const { restricted, accounts } = await desksOf('Olu Adeyemi')
  if (!restricted || !accounts) return
  const ministry = (await organisationsOf(accounts)).find(({ name }) => name === 'Ministry of the Interior of Orvane')
  const text = 'name,list,aliases\nZelvoxamorine,Invented list,zelvox oil\n'
  given(await restricted.import({ name: 'Invented list', text, marking: 'red', reaches: [ministry?.id ?? ''] }))
}

/** Where people without an account write; undefined where this process has none. */
export interface Counters {
  safeguards?: SafeguardsCounter | undefined
  complaints?: ComplaintsCounter | undefined
  experience?: ExperienceCounter | undefined
}

/** Tells all of it, once. Throws where a desk refuses: the demonstration is as strict as any other node. */
export const tellStory = async (desksOf: DesksOf, { safeguards, complaints, experience }: Counters): Promise<void> => {
  await tellNotices(desksOf)
  await makeAgreements(desksOf) // before incidents: firms are told of these under them
  await tellPractices(desksOf)
  await tellIncidents(desksOf)
  await tellTalk(desksOf)
  await askForCorrections(desksOf)
  await importLists(desksOf)
  await tellSignals(desksOf)
  await listServices(desksOf)
  await tellQuality(desksOf)
  await tellComplaints(desksOf, complaints)
  await tellLiberty(desksOf)
  await tellLegalAid(desksOf)
  await tellContinuity(desksOf)
  await tellVisits(desksOf)
  await tellExperience(desksOf, experience)
  await tellWarnings(desksOf)
  await tellOversight(desksOf)
  await tellSafeguards(desksOf, safeguards)
  await tellGroups(desksOf)
  await makeAssessments(desksOf)
  await makeCustomers(desksOf)
  await tellSuspicions(desksOf)
}
