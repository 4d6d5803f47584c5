// SPDX-License-Identifier: Apache-2.0
/** What the inspectorate of the invented country did before you came. Days are counted from today, so that it stays of today. */
import type { NewLicence } from '#supply/oversight/contract.ts'
import { organisationsOf } from '../organisations.ts'
import { bytesOf, type DesksOf, given } from './given.ts'
import story from './oversight.json' with { type: 'json' }

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

export const tellOversight = async (desksOf: DesksOf): Promise<void> => {
  const { by, second, licences, inspection } = story
  const { oversight: desk, accounts } = await desksOf(by)
  const { oversight: other } = await desksOf(second)
  if (!desk || !other || !accounts) return
  const named = new Map((await organisationsOf(accounts)).map(({ name, id }) => [name, id]))
  for (const { firm, granted, days, licence } of licences) {
    const organisation = firm === null ? undefined : named.get(firm)
    const holder = { ...licence.holder, ...(organisation !== undefined && { organisation }) }
    const [from, until] = days.map(inDays)
    const { id, version } = given(await desk.record({ ...licence, holder, from, until } as NewLicence))
    const proposed = given(await desk.decide(id, { do: 'propose' }, version))
    if (!granted) continue
    given(await other.decide(id, { do: 'agree' }, proposed.version))
    if (firm !== inspection.of) continue
    const planned = given(await desk.plan({ ...inspection.plan, licence: id, on: inDays(-5) }))
    const findings = inspection.visit.findings.map((each) => ({ ...each, severity: 'major' as const, due: inDays(16) }))
    const visit = { ...inspection.visit, do: 'visit' as const, on: inDays(-5), findings }
    const [finding] = given(await desk.inspect(planned.id, visit, planned.version)).findings
    const { name, text } = inspection.proof
    if (finding) given(await desk.attach(finding.id, name, bytesOf(text)))
  }
}
