// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a group plans its meetings, writes down what was decided, and says who was there. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { momentOf, wallOf } from '#basis/moments.ts'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, MARKINGS } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledIn, OFFICER } from './access.ts'
import { calendarOf } from './calendar.ts'
import type { GroupsDesk, Meeting } from './contract.ts'
import { actsOf } from './group.ts'
import {
  attend,
  attendanceOf,
  changeMeeting,
  insertMeeting,
  type MeetingRow,
  meetingById,
  meetingsOf,
} from './meetings-store.ts'
import { absent, changed, isId, notNow, parsed, present, type Room, takingOf } from './room.ts'
import { type MeetingCommand, meetingCommandShape, type meetingShape, newMeetingShape } from './shapes.ts'
import { groupById, membersOf } from './store.ts'
import { tellOf } from './telling.ts'
import { contentOf } from './view.ts'

type Part = Pick<GroupsDesk, 'meet' | 'keepMeeting' | 'calendar'>

const MESSAGES = { change: 'meeting-changed', cancel: 'meeting-cancelled', minute: 'meeting-minuted' } as const

interface There {
  meeting: string
  account: string
  organisation: string
}

export const meetingOf = (row: MeetingRow, there: readonly There[], actor: Actor, now: Date): Meeting => {
  const own = there.filter(({ meeting }) => meeting === row.id)
  const isThere = own.some(({ account }) => account === actor.account)
  const isPlanner = actor.organisation === row.originator && actor.roles.includes(OFFICER)
  const isBegun = row.starts_at <= now
  const may: MeetingCommand['do'][] = [
    ...(isPlanner && row.state === 'planned' ? (['change', 'cancel'] as const) : []),
    ...(isPlanner && isBegun && row.state !== 'cancelled' ? (['minute'] as const) : []),
    ...(!isThere && isBegun && row.state !== 'cancelled' ? (['attend'] as const) : []),
  ]
  return {
    ...{ id: row.id, group: row.working_group, title: row.title, zone: row.zone, place: row.place, link: row.link },
    ...{ starts: row.starts_at.toISOString(), ends: row.ends_at.toISOString(), wall: wallOf(row.starts_at, row.zone) },
    ...{ agenda: row.agenda, state: row.state, minutes: row.minutes, decisions: row.decisions, reason: row.reason },
    ...{
      by: row.originator,
      changed: row.changed_at.toISOString(),
      version: row.version,
      marking: handlingOf(row).marking,
    },
    ...{ present: [...new Set(own.map(({ organisation }) => organisation))], isThere, may },
  }
}

/** The columns of what was given; refused where no clock of the zone ever shows that time. */
const planned = ({ title, wall, zone, minutes, place, link, agenda }: z.output<typeof meetingShape>) => {
  const starts = momentOf(wall, zone)
  if (!starts) return refuse('not-valid', 'No clock there shows this time on that day.', 'wall')
  return ok({
    ...{ title, starts_at: starts, ends_at: new Date(starts.getTime() + minutes * 60_000), zone, agenda },
    ...{ place: place ?? null, link: link ?? null },
  })
}

export const meeting = (room: Room): Part => {
  const { actor, inside, now } = room
  return {
    meet: (group, input, key) =>
      inside(
        'meet',
        async (trx) => {
          const row = isId(group) ? await groupById(trx, group) : undefined
          if (!row) return absent()
          const members = await membersOf(trx, group)
          if (!actsOf(row.state, takingOf(actor, row, members)).includes('meet'))
            return notNow('That is not possible as the group stands, or for this organisation.')
          const given = parsed(newMeetingShape, input)
          if (!given.ok) return given
          const columns = planned(given.value)
          if (!columns.ok) return columns
          const made: MeetingRow = {
            ...{ id: randomUUID(), working_group: group, ...columns.value, state: 'planned', minutes: null },
            ...{ decisions: [], reason: null, changed_at: now(), version: 1 },
            ...columnsOf(handledIn(group, actor.organisation, MARKINGS[row.marking] ?? 'red')),
          }
          await insertMeeting(trx, made)
          await appendLine(trx, actor, {
            verb: 'meet',
            kind: 'meeting',
            ids: [made.id],
            content: contentOf(given.value),
          })
          const to = present(members).map(({ organisation }) => organisation)
          await tellOf(trx, made, { kind: 'meeting.planned', group, to, message: 'meeting-planned' })
          return ok(meetingOf(made, [], actor, now()))
        },
        { key, what: { meet: input, group } },
      ),
    keepMeeting: (id, input, version, key) =>
      inside(
        'keepMeeting',
        async (trx) => {
          const row = isId(id) ? await meetingById(trx, id) : undefined
          if (!row) return absent()
          const given = parsed(meetingCommandShape, input)
          if (!given.ok) return given
          const command = given.value
          const there = await attendanceOf(trx, [id])
          if (!meetingOf(row, there, actor, now()).may.includes(command.do))
            return notNow('That is not possible as it stands.')
          const content = contentOf({ ...command, meeting: id })
          await appendLine(trx, actor, { verb: command.do, kind: 'meeting', ids: [id], content })
          if (command.do === 'attend') {
            await attend(trx, { meeting: id, account: actor.account, organisation: actor.organisation, at: now() })
            return ok(meetingOf(row, await attendanceOf(trx, [id]), actor, now()))
          }
          if (row.version !== version) return changed()
          const columns = command.do === 'change' ? planned(command.meeting) : undefined
          if (columns && !columns.ok) return columns
          const did = await changeMeeting(trx, row, {
            ...(columns?.ok && columns.value),
            ...(command.do === 'cancel' && { state: 'cancelled' as const, reason: command.reason }),
            ...(command.do === 'minute' && {
              state: 'held' as const,
              minutes: command.minutes,
              decisions: command.decisions,
            }),
            changed_at: now(),
          })
          const after = did ? await meetingById(trx, id) : undefined
          if (!after) return changed()
          const to = present(await membersOf(trx, row.working_group)).map(({ organisation }) => organisation)
          const told = { kind: `meeting.${command.do}`, group: row.working_group, to, message: MESSAGES[command.do] }
          await tellOf(trx, after, told)
          return ok(meetingOf(after, there, actor, now()))
        },
        { key, what: { keepMeeting: input, id, version } },
      ),
    calendar: (group) =>
      inside('calendar', async (trx) => {
        const row = isId(group) ? await groupById(trx, group) : undefined
        if (!row) return absent()
        const rows = await meetingsOf(trx, group)
        await appendLine(trx, actor, { verb: 'export', kind: 'group', ids: [group] })
        const meetings = rows.map((each) => meetingOf(each, [], actor, now()))
        return ok(calendarOf({ title: row.title, host: room.host, meetings }))
      }),
  }
}
