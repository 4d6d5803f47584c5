// SPDX-License-Identifier: Apache-2.0
/** A service of the invented country that was assessed, appraised by two apart and accredited with a condition. */
import type { GivenCaseCommand, Reply, Setting, Way } from '#health/assurance/contract.ts'
import type { Severity } from '#health/assurance/inspections/contract.ts'
import { type DesksOf, given } from './given.ts'
import stories from './quality.json' with { type: 'json' }

type Story = (typeof stories)[number]

const acting = async (desksOf: DesksOf, name: string, id: string, command: GivenCaseCommand) => {
  const { assurance: desk } = await desksOf(name)
  if (!desk) throw new Error(`${name} has no desk of quality.`)
  const { version, mine } = given(await desk.openCase(id))
  const isOwn = command.do === 'rate' || command.do === 'finish'
  return given(await desk.actOnCase(id, command, isOwn && mine ? mine.version : version))
}

const assess = async (desksOf: DesksOf, { by, service, setting, self, body }: Story): Promise<string | undefined> => {
  const { assurance: desk } = await desksOf(by)
  const listed = desk && given(await desk.services(service)).find(({ name }) => name === service)
  if (!desk || !listed) return undefined
  const { id, version, questions } = given(await desk.begin({ service: listed.id, setting: setting as Setting }))
  const answer = { reply: self.otherwise as Reply, note: self.note }
  const answers = Object.fromEntries(questions.map((asked) => [asked.id, answer]))
  const answered = given(await desk.act(id, { do: 'answer', answers }, version))
  const signed = given(await desk.act(id, { do: 'complete' }, answered.version))
  const { bodies } = given(await desk.organisations())
  const accrediting = bodies.find(({ name }) => name === body)?.id ?? ''
  return given(await desk.act(id, { do: 'apply', body: accrediting }, signed.version)).accreditation ?? undefined
}

const appraise = async (desksOf: DesksOf, id: string, { appraisers, differs, decision }: Story) => {
  const officer = (await desksOf(decision.by)).assurance
  const known = officer ? given(await officer.organisations()).appraisers : []
  for (const [n, { organisation }] of appraisers.entries()) {
    const asked = known.find(({ name }) => name === organisation)?.id ?? ''
    await acting(desksOf, decision.by, id, { do: 'appoint', seat: n === 0 ? 1 : 2, organisation: asked })
  }
  for (const [n, { name }] of appraisers.entries()) {
    const { questions } = await acting(desksOf, name, id, { do: 'declare', ties: '' })
    const replyTo = (criterion: string) =>
      (criterion === differs.criterion ? (n === 0 ? differs.first : differs.second) : 'met') as Reply
    const way: Way = n === 0 ? 'records' : 'interview'
    const answers = Object.fromEntries(
      questions.map((asked) => [asked.id, { reply: replyTo(asked.id), note: differs.note, way }]),
    )
    await acting(desksOf, name, id, { do: 'rate', answers })
    await acting(desksOf, name, id, { do: 'finish' })
  }
  const agreed = { [differs.criterion]: { reply: differs.second as Reply, note: differs.note } }
  for (const { name } of appraisers) await acting(desksOf, name, id, { do: 'settle', answers: agreed })
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Visits to the service: one that was finished with a finding, and one that is planned without notice. */
const visit = async (desksOf: DesksOf, accreditation: string, { by: provider, visits }: Story) => {
  const at = async (name: string) => {
    const { inspections } = await desksOf(name)
    if (!inspections) throw new Error(`${name} has no desk of inspections.`)
    return inspections
  }
  for (const { by, inspector, announced, days, why, seen, report, finding } of visits) {
    const planned = given(await (await at(by)).plan({ accreditation, announced, on: inDays(days), why }))
    const desk = await at(inspector)
    const declared = given(await desk.act(planned.id, { do: 'declare', ties: '' }, planned.version))
    if (!report || !finding) continue
    const answers = Object.fromEntries(
      seen.map(({ criterion, reply, note }) => [
        criterion,
        { reply: reply as Reply, note, at: new Date().toISOString() },
      ]),
    )
    const answered = given(await desk.act(planned.id, { do: 'answer', answers }, declared.version))
    const { criterion, severity, found, days: until, owner, action } = finding
    const findings = [{ criterion, severity: severity as Severity, found, due: inDays(until) }]
    const finish = { do: 'finish', on: inDays(0), report, findings } as const
    const [first] = given(await desk.act(planned.id, finish, answered.version)).findings
    if (first) given(await (await at(provider)).settle(first.id, { do: 'correct', owner, action }, first.version))
  }
}

export const tellQuality = async (desksOf: DesksOf): Promise<void> => {
  for (const story of stories) {
    const id = await assess(desksOf, story)
    if (id === undefined) continue
    await appraise(desksOf, id, story)
    const { by, second, reason, conditions, days } = story.decision
    const until = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    await acting(desksOf, by, id, { do: 'propose', decision: 'conditional', reason, conditions, until })
    await acting(desksOf, second, id, { do: 'sign' })
    await visit(desksOf, id, story)
  }
}
