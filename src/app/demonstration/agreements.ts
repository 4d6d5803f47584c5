// SPDX-License-Identifier: Apache-2.0
/** Agreements of the invented country: two in force, one that is over, one in preparation; each signed at its own desks. */
import type { NewIncident } from '#supply/incidents/contract.ts'
import type { AssessedKind, FourM, GivenTerms, Reply } from '#supply/partnerships/contract.ts'
import agreements from './agreements.json' with { type: 'json' }
import assessments from './assessments.json' with { type: 'json' }
import { bytesOf, type DesksOf, given } from './given.ts'

type Told = (typeof agreements)[number]

/** A day so many days from now, `YYYY-MM-DD`: the demonstration is as old as it looks, whenever it is made. */
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const deskOf = async (desksOf: DesksOf, name: string) => (await desksOf(name)).partnerships

const signed = async (desksOf: DesksOf, told: Told, id: string, version: number) => {
  const author = await deskOf(desksOf, told.by)
  if (!author) return
  let agreement = given(await author.act(id, { do: 'offer' }, version))
  const { number = 1, digest = '' } = agreement.texts[0] ?? {}
  for (const name of [told.director, told.signatory]) {
    const desk = await deskOf(desksOf, name)
    if (desk) agreement = given(await desk.act(id, { do: 'sign', number, digest }, agreement.version))
  }
}

const tellUnder = async (desksOf: DesksOf, { by }: Told, incident: NewIncident, agreement: string) => {
  const { incidents } = await desksOf(by)
  if (!incidents) return
  const { id, version } = given(await incidents.report(incident))
  const release = { audience: [], agreements: [agreement], marking: 'amber' as const }
  given(await incidents.act(id, { do: 'release', release }, version))
}

export const makeAgreements = async (desksOf: DesksOf): Promise<void> => {
  for (const told of agreements) {
    const desk = await deskOf(desksOf, told.by)
    if (!desk) continue
    const m = told.m as FourM
    const partner = given(await desk.partners())[m].find(({ name }) => name === told.partner)?.id ?? ''
    const { from, until, review } = told.days
    const terms = {
      ...{ ...told.terms, from: dayIn(from), until: dayIn(until), review: dayIn(review) },
      purposes: ['supply-control'],
    } as GivenTerms
    const { id, version } = given(await desk.draft({ partner, m, terms }))
    if (told.to === 'agreed') await signed(desksOf, told, id, version)
    if (told.incident) await tellUnder(desksOf, told, told.incident as NewIncident, id)
  }
}

/** Of two firms: one signed off, shown and named in the register, one in the middle of its answers. */
export const makeAssessments = async (desksOf: DesksOf): Promise<void> => {
  for (const { by, kind, otherwise, notes, files, until, shownTo } of assessments) {
    const { assessments: desk } = await desksOf(by)
    if (!desk) continue
    const begun = given(await desk.begin({ kind: kind as AssessedKind }))
    const { id, questions } = begun
    const asked = until === 'end' ? questions : questions.slice(0, until as number)
    const noted: Record<string, string> = notes
    const replies: Record<string, string> = otherwise
    const readers: readonly string[] = shownTo
    const answers = asked.map((each) => {
      const reply = (replies[each.id] ?? 'yes') as Reply
      return [each.id, { reply, note: noted[each.id] ?? '' }] as const
    })
    let { version } = given(await desk.act(id, { do: 'answer', answers: Object.fromEntries(answers) }, begun.version))
    for (const { question, name, text } of files) given(await desk.attach(id, question, name, bytesOf(text)))
    if (until !== 'end') continue
    ;({ version } = given(await desk.act(id, { do: 'complete' }, version)))
    const to = given(await desk.authorities()).filter(({ name }) => readers.includes(name))
    ;({ version } = given(await desk.act(id, { do: 'show', to: to.map((each) => each.id) }, version)))
    given(await desk.act(id, { do: 'name', agreed: true }, version))
  }
}
