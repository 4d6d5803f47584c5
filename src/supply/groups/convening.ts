// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which groups are convened, read, filled with members, started and closed. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, MARKINGS } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { convenedBy } from './access.ts'
import { briefingSummaryOf } from './briefings.ts'
import { briefingsOf } from './briefings-store.ts'
import { FIRMS, KEPT_APART } from './codes.ts'
import type { Group, GroupCommand, GroupsDesk, GroupsRefusal, Guest } from './contract.ts'
import { actsOf } from './group.ts'
import { isOpen } from './measure.ts'
import { meetingOf } from './meetings.ts'
import { attendanceOf, meetingsOf } from './meetings-store.ts'
import { absent, changed, isId, notNow, parsed, present, type Room, takingOf } from './room.ts'
import { groupCommandShape, groupQueryShape, newGroupShape } from './shapes.ts'
import {
  changeGroup,
  type FindingRow,
  findingsOf,
  type GroupRow,
  groupById,
  insertGroup,
  listGroups,
  listMeasures,
  type MemberRow,
  measureDays,
  membersOf,
  seatMember,
  type Trx,
  unseatMember,
} from './store.ts'
import { tellOf } from './telling.ts'
import { contentOf, findingOf, measureOf, summaryOf, membersOf as viewMembers } from './view.ts'

type Part = Pick<GroupsDesk, 'list' | 'open' | 'guests' | 'convene' | 'act'>
type Admitting = Extract<GroupCommand, { do: 'admit' }>

/** How many findings of a page are looked up for what they are about. */
const MOST_LINKS = 50

export const convening = (room: Room): Part => {
  const { actor, agreements, inside, links, now, seats, today } = room
  /** All that may be asked to take part by this actor's authority. */
  const guests = async (): Promise<Guest[]> => {
    const open = await agreements()
    const all = new Map((await seats([])).map(({ organisation }) => [organisation.id, organisation]))
    all.delete(actor.organisation)
    return [...all.values()]
      .filter(({ kind }) => !KEPT_APART.includes(kind))
      .map(({ id, name, kind }) => ({
        ...{ id, name, kind, isFirm: FIRMS.includes(kind) },
        agreements: open
          .filter(({ partner }) => partner === id)
          .map((each) => ({ id: each.id, title: each.title, most: each.most })),
      }))
      .filter(({ isFirm, agreements }) => !isFirm || agreements.length > 0)
  }
  /** The agreement under which this organisation may take part; null where it needs none. */
  const admitted = (
    { organisation, agreement }: Admitting,
    group: GroupRow,
    all: readonly Guest[],
  ): Outcome<string | null, GroupsRefusal> => {
    const guest = all.find(({ id }) => id === organisation)
    if (!guest)
      return refuse('not-valid', 'This organisation cannot take part: a firm needs an agreement.', 'organisation')
    if (!guest.isFirm) return ok(null)
    const under = guest.agreements.find(({ id }) => id === agreement)
    if (!under)
      return refuse('not-valid', 'A firm takes part under an agreement in force that opens groups.', 'agreement')
    return group.marking <= MARKINGS.indexOf(under.most)
      ? ok(under.id)
      : refuse('not-valid', 'The agreement does not cover the marking of this group.', 'agreement')
  }
  const linked = async (rows: readonly FindingRow[]) => {
    const seen = new Map<string, { id: string; title: string }>()
    for (const { incident, watched } of rows.slice(0, MOST_LINKS)) {
      const found = [incident && (await links?.incident(incident)), watched && (await links?.watched(watched))]
      for (const each of found) if (each) seen.set(each.id, { id: each.id, title: each.title })
    }
    return (id: string | null) => (id === null ? null : (seen.get(id) ?? null))
  }
  const open = async (id: string): Promise<Outcome<Group, GroupsRefusal>> => {
    const read = await inside('open', async (trx) => {
      const row = isId(id) ? await groupById(trx, id) : undefined
      if (!row) return absent()
      const parts = {
        ...{ row, members: await membersOf(trx, id), findings: await findingsOf(trx, id) },
        ...{ measures: await listMeasures(trx, id), meetings: await meetingsOf(trx, id) },
        briefings: await briefingsOf(trx, id),
      }
      const there = await attendanceOf(
        trx,
        parts.meetings.map((each) => each.id),
      )
      await appendLine(trx, actor, { verb: 'read', kind: 'group', ids: [id] })
      return ok({ ...parts, there })
    })
    if (!read.ok) return read
    const { row, members, findings, measures, meetings, briefings, there } = read.value
    const taking = takingOf(actor, row, members)
    const held = new Set(taking.isConvener ? (await agreements()).map((each) => each.id) : [])
    const titleOf = await linked(findings)
    return ok({
      ...summaryOf(row, measures, today()),
      ...{ purpose: row.purpose, legalBasis: row.legal_basis, result: row.result },
      members: viewMembers(members, held, taking.isConvener),
      findings: findings.map((each) =>
        findingOf(each, { incident: titleOf(each.incident), watched: titleOf(each.watched) }),
      ),
      measures: measures.map((each) => measureOf(each, row.originator, actor, today())),
      meetings: meetings.map((each) => meetingOf(each, there, actor, now())),
      briefings: briefings.map((each) => briefingSummaryOf(each, actor.organisation)),
      may: actsOf(row.state, taking),
    })
  }
  /** Whether a measure is open, of one organisation or of any, be it one that this officer is not cleared for. */
  const isUnfinished = async (trx: Trx, group: string, owner?: string) =>
    (await measureDays(trx)).some(
      (each) => each.working_group === group && isOpen(each.state) && (owner ?? each.owner) === each.owner,
    )
  const carryOut = async (
    trx: Trx,
    row: GroupRow,
    members: readonly MemberRow[],
    command: GroupCommand,
    all: readonly Guest[],
  ): Promise<Outcome<string, GroupsRefusal>> => {
    const everybody = present(members).map(({ organisation }) => organisation)
    const step = async (
      kind: string,
      changes: Parameters<typeof changeGroup>[2],
      to: readonly string[],
      message?: string,
    ) => {
      if (!(await changeGroup(trx, row, changes))) return changed()
      const content = contentOf({ ...command, group: row.id })
      await appendLine(trx, actor, { verb: command.do, kind: 'group', ids: [row.id], content })
      await tellOf(trx, row, { kind, group: row.id, to, ...(message && { message }) })
      return ok(row.id)
    }
    if (command.do === 'start') return step('group.started', { state: 'running' }, everybody, 'group-started')
    if (command.do === 'close') {
      if (await isUnfinished(trx, row.id))
        return refuse(
          'open-measures',
          'Measures are open: each is done, dropped with a reason, or handed to another group.',
        )
      const changes = { state: 'closed', closed_at: now(), result: command.result } as const
      return step('group.closed', changes, everybody, 'group-closed')
    }
    const { organisation } = command
    if (command.do === 'remove') {
      if (organisation === row.originator || !everybody.includes(organisation))
        return notNow('It takes no part that could end.')
      if (await isUnfinished(trx, row.id, organisation))
        return refuse('open-measures', 'It has a measure that is open: drop it with a reason, or hand it over.')
      await unseatMember(trx, row.id, organisation, now())
      return step('group.removed', {}, [])
    }
    const under = admitted(command, row, all)
    if (!under.ok) return under
    await seatMember(trx, {
      ...{ working_group: row.id, organisation, part: command.part, agreement: under.value },
      ...{ since: now(), left_at: null },
    })
    return step('group.admitted', {}, [organisation], 'group-admitted')
  }

  return {
    open,
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(groupQueryShape, query)
        if (!given.ok) return given
        const { state } = given.value
        const rows = (await listGroups(trx)).filter((each) => state === undefined || each.state === state)
        const measures = await listMeasures(trx, null)
        if (rows.length > 0)
          await appendLine(trx, actor, { verb: 'list', kind: 'group', ids: rows.map(({ id }) => id) })
        return ok(rows.map((row) => summaryOf(row, measures, today())))
      }),
    guests: () => inside('guests', async () => ok(await guests())),
    convene: async (input, key) => {
      const made = await inside(
        'convene',
        async (trx) => {
          const given = parsed(newGroupShape, input)
          if (!given.ok) return given
          const { kind, title, purpose, legalBasis, begins, ends, marking } = given.value
          const id = randomUUID()
          const row: GroupRow = {
            ...{ id, kind, state: 'planned', title, purpose, legal_basis: legalBasis, begins_on: begins },
            ...{ ends_on: ends ?? null, made_at: now(), closed_at: null, result: null, version: 1 },
            ...columnsOf(convenedBy(id, actor.organisation, marking)),
          }
          await insertGroup(trx, row)
          const member = { working_group: id, organisation: actor.organisation, part: 'chair' as const }
          await seatMember(trx, { ...member, agreement: null, since: now(), left_at: null })
          await appendLine(trx, actor, { verb: 'convene', kind: 'group', ids: [id], content: contentOf(given.value) })
          await tellOf(trx, row, { kind: 'group.convened', group: id })
          return ok(id)
        },
        { key, what: { convene: input } },
      )
      return made.ok ? open(made.value) : made
    },
    act: async (id, input, version, key) => {
      const given = parsed(groupCommandShape, input)
      const all = given.ok && given.value.do === 'admit' && room.may('guests') ? await guests() : []
      const acted = await inside(
        'act',
        async (trx) => {
          const row = isId(id) ? await groupById(trx, id) : undefined
          const members = row ? await membersOf(trx, row.id) : []
          if (!row || row.originator !== actor.organisation) return absent()
          if (!given.ok) return given
          if (row.version !== version) return changed()
          if (!actsOf(row.state, takingOf(actor, row, members)).includes(given.value.do))
            return notNow('That is not possible as it stands.')
          return carryOut(trx, row, members, given.value, all)
        },
        { key, what: { act: input, id, version } },
      )
      return acted.ok ? open(acted.value) : acted
    },
  }
}
