// SPDX-License-Identifier: Apache-2.0
/** An operation of the invented country, each step at the desk of whoever takes it. */
import type { GroupCommand, MeasureCommand, NewBriefing, NewFinding, NewGroup } from '#supply/groups/contract.ts'
import { organisationsOf } from '../organisations.ts'
import { type DesksOf, given } from './given.ts'
import groups from './groups.json' with { type: 'json' }

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const deskOf = async (desksOf: DesksOf, name: string) => {
  const { groups: desk } = await desksOf(name)
  if (!desk) throw new Error(`${name} has no desk of groups.`)
  return desk
}

type Told = (typeof groups)[number]

/** Convened, joined and started; answers its id and those of organisations by name. */
const convened = async (desksOf: DesksOf, { by, group, days, members }: Told) => {
  const desk = await deskOf(desksOf, by)
  const { accounts } = await desksOf(by)
  const named = new Map(accounts ? (await organisationsOf(accounts)).map(({ name, id }) => [name, id]) : [])
  const begun = { ...group, begins: dayIn(days.begins), ends: dayIn(days.ends) } as NewGroup
  let { id, version } = given(await desk.convene(begun))
  const guests = given(await desk.guests())
  for (const { name, part } of members) {
    const guest = guests.find((each) => each.name === name)
    const [agreement] = guest?.agreements ?? []
    const under = agreement ? { agreement: agreement.id } : {}
    const command = { do: 'admit', organisation: guest?.id ?? '', part, ...under } as GroupCommand
    ;({ version } = given(await desk.act(id, command, version)))
  }
  given(await desk.act(id, { do: 'start' }, version))
  return { id, named }
}

/** Written by one officer, and released by a second: a firm reads it. */
const tellBriefing = async (
  desksOf: DesksOf,
  { by, briefing: { second, to, text } }: Told,
  group: string,
  named: Map<string, string>,
) => {
  const desk = await deskOf(desksOf, by)
  const recipients = to.map((name) => named.get(name) ?? '')
  const draft = given(await desk.brief(group, { ...text, recipients } as NewBriefing))
  const { version } = given(await desk.keepBriefing(draft.id, { do: 'release' }, draft.version))
  given(await (await deskOf(desksOf, second)).keepBriefing(draft.id, { do: 'agree' }, version))
}

export const tellGroups = async (desksOf: DesksOf): Promise<void> => {
  for (const told of groups) {
    const { id, named } = await convened(desksOf, told)
    await tellBriefing(desksOf, told, id, named)
    const { in: days, time, ...meeting } = told.meeting
    given(await (await deskOf(desksOf, told.by)).meet(id, { ...meeting, wall: `${dayIn(days)}T${time}` }))
    for (const { by, finding, measures } of told.findings) {
      const found = given(await (await deskOf(desksOf, by)).find(id, finding as NewFinding))
      for (const { owner, due, moves, what, ownerRole } of measures) {
        const asked = { finding: found.id, what, ownerRole, owner: named.get(owner) ?? '', due: dayIn(due) }
        const measure = given(await (await deskOf(desksOf, told.by)).agree(id, asked))
        let { version } = measure
        for (const { by: mover, ...command } of moves)
          ({ version } = given(
            await (await deskOf(desksOf, mover)).move(measure.id, command as MeasureCommand, version),
          ))
      }
    }
  }
}
