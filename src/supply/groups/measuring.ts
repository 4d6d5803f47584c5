// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a group says what it found, and follows what is done about it to the end. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, handlingOf, MARKINGS, type Marking } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledIn } from './access.ts'
import type { GroupsDesk, GroupsRefusal, Measure } from './contract.ts'
import { actsOf } from './group.ts'
import { keyFor } from './keys.ts'
import { decide, isOpen } from './measure.ts'
import { absent, changed, isId, notNow, parsed, present, type Room, takingOf } from './room.ts'
import {
  type MeasureCommand,
  measureCommandShape,
  measureQueryShape,
  newFindingShape,
  newMeasureShape,
} from './shapes.ts'
import {
  changeMeasure,
  type FindingRow,
  findingById,
  groupById,
  insertFinding,
  insertMeasure,
  listGroups,
  listMeasures,
  type MeasureRow,
  type MemberRow,
  measureById,
  membersOf,
  type Trx,
} from './store.ts'
import { tellOf } from './telling.ts'
import { contentOf, findingOf, measureOf } from './view.ts'

type Part = Pick<GroupsDesk, 'measures' | 'linkable' | 'find' | 'agree' | 'move'>

/** What was told of it, and to whom: the authority that convened the group, or whoever does it. */
const TOLD: Record<MeasureCommand['do'], { kind: string; message?: string; to: 'owner' | 'convener' }> = {
  begin: { kind: 'measure.begun', to: 'convener' },
  done: { kind: 'measure.done', message: 'measure-done', to: 'convener' },
  drop: { kind: 'measure.dropped', message: 'measure-dropped', to: 'owner' },
  postpone: { kind: 'measure.postponed', message: 'measure-postponed', to: 'owner' },
  hand: { kind: 'measure.handed', message: 'measure-handed', to: 'owner' },
}

export const measuring = (room: Room): Part => {
  const { actor, inside, links, now, seats, today } = room
  /** Whether somebody of this organisation could read a record of the group with this marking. */
  const isReached = async (organisation: string, group: string, marking: Marking) =>
    (await seats([])).some(
      (seat) =>
        seat.organisation.id === organisation &&
        seat.actor.groups.includes(keyFor(group, marking)) &&
        MARKINGS.indexOf(marking) <= MARKINGS.indexOf(seat.actor.clearance),
    )
  /** The group, where this actor may do this in it. */
  const groupFor = async (trx: Trx, id: string, act: 'find' | 'agree') => {
    const row = isId(id) ? await groupById(trx, id) : undefined
    if (!row) return absent()
    const members = await membersOf(trx, id)
    return actsOf(row.state, takingOf(actor, row, members)).includes(act)
      ? ok({ row, members })
      : notNow('That is not possible as the group stands, or for this organisation.')
  }
  /** What the input says it is about, as this actor sees it; refused where that is marked more narrowly. */
  const aboutOf = async (incident: string | undefined, watched: string | undefined, marking: Marking) => {
    const seen = {
      incident: incident === undefined ? null : ((await links?.incident(incident)) ?? undefined),
      watched: watched === undefined ? null : ((await links?.watched(watched)) ?? undefined),
    }
    for (const where of ['incident', 'watched'] as const) {
      const one = seen[where]
      if (one === undefined) return refuse('not-valid', 'There is no such record.', where)
      if (one && MARKINGS.indexOf(one.marking) > MARKINGS.indexOf(marking))
        return refuse('not-valid', 'What it is about is marked more narrowly.', 'marking')
    }
    const named = (one: (typeof seen)['incident']) => (one ? { id: one.id, title: one.title } : null)
    return ok({ incident: named(seen.incident), watched: named(seen.watched) })
  }
  /** Puts a measure into another group of the same authority, under the same marking; nobody reads it who did not before. */
  const handOver = async (trx: Trx, row: MeasureRow, to: string): Promise<Outcome<MeasureRow, GroupsRefusal>> => {
    const wrong = (detail: string) => refuse('not-valid', detail, 'to')
    const target = isId(to) && to !== row.working_group ? await groupById(trx, to) : undefined
    if (!target || target.originator !== actor.organisation || target.state === 'closed')
      return wrong('It is handed to another group of yours that is not closed.')
    const [here, there] = [present(await membersOf(trx, row.working_group)), present(await membersOf(trx, to))]
    if (!there.some(({ organisation }) => organisation === row.owner))
      return wrong('Whoever does it takes no part in that group.')
    // Under another agreement a firm may read there what is closed to it here.
    const isHere = ({ organisation, agreement }: MemberRow) =>
      here.some((each) => each.organisation === organisation && each.agreement === agreement)
    if (!there.every(isHere)) return wrong('Somebody takes part there who takes no part here, or not as here.')
    const next: MeasureRow = {
      ...{ ...row, id: randomUUID(), working_group: to, finding: null, agreed_at: now(), handed_from: row.id },
      ...{ reminded_soon: null, reminded_late: null, version: 1 },
      ...columnsOf(handledIn(to, actor.organisation, handlingOf(row).marking)),
    }
    await insertMeasure(trx, next)
    return ok(next)
  }

  return {
    linkable: async () => {
      const allowed = await inside('linkable', async () => ok(true))
      if (!allowed.ok) return allowed
      return ok((await links?.all()) ?? { incidents: [], watched: [] })
    },
    find: async (group, input, key) => {
      const given = parsed(newFindingShape, input)
      const { incident, watched, marking } = given.ok ? given.value : { marking: 'amber' as const }
      const about = given.ok && room.may('find') ? await aboutOf(incident, watched, marking) : undefined
      return inside(
        'find',
        async (trx) => {
          const found = await groupFor(trx, group, 'find')
          if (!found.ok) return found
          if (!given.ok) return given
          if (!about?.ok) return about ?? absent()
          const row: FindingRow = {
            ...{ id: randomUUID(), working_group: group, text: given.value.text, evidence: given.value.evidence },
            ...{ grade: given.value.grade, incident: incident ?? null, watched: watched ?? null, found_at: now() },
            ...columnsOf(handledIn(group, actor.organisation, marking)),
          }
          await insertFinding(trx, row)
          await appendLine(trx, actor, {
            verb: 'find',
            kind: 'finding',
            ids: [row.id],
            content: contentOf(given.value),
          })
          const to = present(found.value.members).map(({ organisation }) => organisation)
          await tellOf(trx, row, { kind: 'finding.found', group, to, message: 'finding-found' })
          return ok(findingOf(row, about.value))
        },
        { key, what: { find: input, group } },
      )
    },
    agree: (group, input, key) =>
      inside(
        'agree',
        async (trx) => {
          const found = await groupFor(trx, group, 'agree')
          if (!found.ok) return found
          const given = parsed(newMeasureShape, input)
          if (!given.ok) return given
          const { finding: id, what, owner, ownerRole, due } = given.value
          const finding = await findingById(trx, id)
          if (finding?.working_group !== group) return refuse('not-valid', 'There is no such finding.', 'finding')
          const { row: own, members } = found.value
          if (due < own.begins_on) return refuse('not-valid', 'It is done after the group begins.', 'due')
          const { marking } = handlingOf(finding)
          const doing = present(members).find(({ organisation }) => organisation === owner)
          if (!doing || doing.part === 'observer' || !(await isReached(owner, group, marking)))
            return refuse('not-valid', 'Whoever does it takes part, and reads the finding.', 'owner')
          const row: MeasureRow = {
            ...{ id: randomUUID(), working_group: group, finding: id, what, owner, owner_role: ownerRole, due_on: due },
            ...{ state: 'agreed', found_at: finding.found_at, agreed_at: now(), ended_at: null, words: null },
            ...{ handed_from: null, reminded_soon: null, reminded_late: null, version: 1 },
            ...columnsOf(handledIn(group, actor.organisation, marking)),
          }
          await insertMeasure(trx, row)
          await appendLine(trx, actor, {
            verb: 'agree',
            kind: 'measure',
            ids: [row.id],
            content: contentOf(given.value),
          })
          await tellOf(trx, row, { kind: 'measure.agreed', group, to: [owner], message: 'measure-agreed' })
          return ok(measureOf(row, own.originator, actor, today()))
        },
        { key, what: { agree: input, group } },
      ),
    measures: (query = {}) =>
      inside('measures', async (trx) => {
        const given = parsed(measureQueryShape, query)
        if (!given.ok) return given
        const { state, own } = given.value
        const groups = new Map((await listGroups(trx)).map((each) => [each.id, each]))
        const rows = (await listMeasures(trx, null)).filter(
          (each) =>
            (state === undefined || (state === 'open' ? isOpen(each.state) : each.state === state)) &&
            (own !== 'true' || each.owner === actor.organisation),
        )
        if (rows.length > 0)
          await appendLine(trx, actor, { verb: 'list', kind: 'measure', ids: rows.map(({ id }) => id) })
        const conveners = (each: MeasureRow) => groups.get(each.working_group)?.originator ?? ''
        return ok(rows.map((each) => measureOf(each, conveners(each), actor, today())))
      }),
    move: (id, input, version, key) =>
      inside(
        'move',
        async (trx): Promise<Outcome<Measure, GroupsRefusal>> => {
          const row = isId(id) ? await measureById(trx, id) : undefined
          const group = row && (await groupById(trx, row.working_group))
          if (!row || !group) return absent()
          const given = parsed(measureCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changed()
          const command = given.value
          const { isConvener } = takingOf(actor, group, [])
          const decided = decide(row.state, command, { isOwner: actor.organisation === row.owner, isConvener })
          if (!decided.ok) return decided as Outcome<never, GroupsRefusal>
          const next = command.do === 'hand' ? await handOver(trx, row, command.to) : undefined
          if (next && !next.ok) return next
          const state = decided.value
          const changes = {
            ...{ state, ended_at: isOpen(state) ? null : now() },
            ...('words' in command && { words: command.words }),
            ...(command.do === 'postpone' && { due_on: command.due }),
          }
          if (!(await changeMeasure(trx, row, changes))) return changed()
          const content = contentOf({ ...command, measure: id })
          await appendLine(trx, actor, { verb: command.do, kind: 'measure', ids: [id], content })
          const { kind, message, to } = TOLD[command.do]
          const whom = to === 'owner' ? row.owner : group.originator
          await tellOf(trx, row, { kind, group: group.id, to: [whom], ...(message && { message }) })
          if (next) await tellOf(trx, next.value, { kind: 'measure.agreed', group: next.value.working_group })
          const after = (await measureById(trx, id)) ?? row
          return ok(measureOf(after, group.originator, actor, today()))
        },
        { key, what: { move: input, id, version } },
      ),
  }
}
