// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which an authority briefs members of a group, and they say that they read it. */
import { randomUUID } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type Handling, handlingOf, keyOf, whoSees } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { handledIn, OFFICER } from './access.ts'
import { actsOf, audienceOf, type Recipient, tooFar } from './briefing.ts'
import {
  acknowledge,
  type BriefingRow,
  briefingById,
  changeBriefing,
  insertBriefing,
  receiptsOf,
} from './briefings-store.ts'
import type { Briefing, BriefingSummary, GroupsDesk, GroupsRefusal } from './contract.ts'
import { attendanceOf, meetingById } from './meetings-store.ts'
import { absent, changed, isId, notNow, parsed, present, type Room, takingOf } from './room.ts'
import { briefingCommandShape, newBriefingShape } from './shapes.ts'
import { groupById, membersOf, type Trx } from './store.ts'
import { tellOf } from './telling.ts'
import { contentOf } from './view.ts'

type Part = Pick<GroupsDesk, 'brief' | 'briefing' | 'keepBriefing'>

const NONE = { en: '', fr: '' }

/** Of what was recalled its readers learn that it was, and why. */
export const briefingSummaryOf = (row: BriefingRow, organisation: string): BriefingSummary => ({
  ...{ id: row.id, group: row.working_group, state: row.state, number: row.number, marking: handlingOf(row).marking },
  title: row.state === 'recalled' && row.originator !== organisation ? NONE : row.title,
  ...{ by: row.originator, released: row.released_at?.toISOString() ?? null, reason: row.reason, version: row.version },
})

export const briefing = (room: Room): Part => {
  const { actor, inside, now, seats } = room
  const isAuthor = (row: BriefingRow) => row.originator === actor.organisation && actor.roles.includes(OFFICER)
  const recipientsOf = async (trx: Trx, row: Pick<BriefingRow, 'working_group' | 'recipients'>): Promise<Recipient[]> =>
    present(await membersOf(trx, row.working_group)).filter(({ organisation }) => row.recipients.includes(organisation))
  /** How it is handled once it is released. */
  const opened = async (trx: Trx, row: BriefingRow): Promise<Handling> => {
    const handling = handlingOf(row)
    const there = row.meeting === null ? [] : (await attendanceOf(trx, [row.meeting])).map(({ account }) => account)
    const persons = [...there, row.written_by, row.proposed_by ?? actor.account, actor.account]
    const recipients = await recipientsOf(trx, row)
    const record = { group: row.working_group, originator: row.originator, marking: handling.marking }
    return { ...handling, audience: audienceOf(record, { recipients, persons }) }
  }
  const viewOf = async (trx: Trx, row: BriefingRow): Promise<Outcome<Briefing, GroupsRefusal>> => {
    const receipts = await receiptsOf(trx, row.id)
    const isOwn = isAuthor(row)
    const hasRead = receipts.some(({ organisation }) => organisation === actor.organisation)
    const handling = row.released_at === null ? await opened(trx, row) : handlingOf(row)
    const viewers = isOwn ? whoSees({}, handling, await seats(handling.audience)) : []
    const standing = { state: row.state, proposedBy: row.proposed_by }
    // The version before may have been for others.
    const before = row.replaces === null ? undefined : await briefingById(trx, row.replaces)
    return ok({
      ...briefingSummaryOf(row, actor.organisation),
      body: row.state === 'recalled' && !isOwn ? NONE : row.body,
      ...{ pap: row.pap, replaces: before?.id ?? null },
      viewers: [...new Set(viewers.map(({ organisation }) => organisation.id))],
      receipts: isOwn ? receipts.map(({ organisation, at }) => ({ organisation, at: at.toISOString() })) : [],
      may: actsOf(standing, { account: actor.account, isAuthor: isOwn, hasRead }),
    })
  }

  return {
    brief: (group, input, key) =>
      inside(
        'brief',
        async (trx) => {
          const row = isId(group) ? await groupById(trx, group) : undefined
          if (!row) return absent()
          const members = await membersOf(trx, group)
          if (!takingOf(actor, row, members).isConvener || row.state === 'closed')
            return notNow('The authority that convened the group writes its briefings, while it is not closed.')
          const given = parsed(newBriefingShape, input)
          if (!given.ok) return given
          const { marking, recipients, meeting = null, pap = null, replaces = null } = given.value
          const chosen = present(members).filter(({ organisation }) => recipients.includes(organisation))
          if (chosen.length < new Set(recipients).size)
            return refuse('not-valid', 'One of them takes no part.', 'recipients')
          const wrong = tooFar(marking, chosen, meeting !== null)
          if (wrong) return refuse('not-valid', wrong, 'recipients')
          const met = meeting === null ? undefined : await meetingById(trx, meeting)
          if (meeting !== null && met?.working_group !== group)
            return refuse('not-valid', 'There is no such meeting.', 'meeting')
          const before = replaces === null ? undefined : await briefingById(trx, replaces)
          if (replaces !== null && before?.working_group !== group)
            return refuse('not-valid', 'There is no such briefing.', 'replaces')
          const made: BriefingRow = {
            ...{ id: randomUUID(), working_group: group, state: 'draft', number: (before?.number ?? 0) + 1, replaces },
            ...{
              title: given.value.title,
              body: given.value.body,
              pap,
              recipients,
              meeting,
              written_by: actor.account,
            },
            ...{ proposed_by: null, written_at: now(), released_at: null, recalled_at: null, reason: null, version: 1 },
            ...columnsOf({
              ...handledIn(group, actor.organisation, marking),
              audience: [keyOf.role(actor.organisation, OFFICER)],
            }),
          }
          await insertBriefing(trx, made)
          await appendLine(trx, actor, {
            verb: 'brief',
            kind: 'briefing',
            ids: [made.id],
            content: contentOf(given.value),
          })
          await tellOf(trx, made, { kind: 'briefing.written', group })
          return viewOf(trx, made)
        },
        { key, what: { brief: input, group } },
      ),
    briefing: (id) =>
      inside('briefing', async (trx) => {
        const row = isId(id) ? await briefingById(trx, id) : undefined
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'briefing', ids: [id] })
        return viewOf(trx, row)
      }),
    keepBriefing: (id, input, version, key) =>
      inside(
        'keepBriefing',
        async (trx) => {
          const row = isId(id) ? await briefingById(trx, id) : undefined
          if (!row) return absent()
          const given = parsed(briefingCommandShape, input)
          if (!given.ok) return given
          if (row.version !== version) return changed()
          const command = given.value
          const hasRead = (await receiptsOf(trx, id)).some(({ organisation }) => organisation === actor.organisation)
          const acting = { account: actor.account, isAuthor: isAuthor(row), hasRead }
          if (!actsOf({ state: row.state, proposedBy: row.proposed_by }, acting).includes(command.do))
            return notNow('That is not possible as it stands, or for this person.')
          await appendLine(trx, actor, {
            ...{ verb: command.do, kind: 'briefing', ids: [id], content: contentOf({ ...command, briefing: id }) },
          })
          if (command.do === 'acknowledge') {
            await acknowledge(trx, { briefing: id, organisation: actor.organisation, at: now() })
            return viewOf(trx, row)
          }
          const recipients = await recipientsOf(trx, row)
          const twoOfficers = recipients.some(({ agreement }) => agreement !== null)
          const releases = command.do === 'agree' || (command.do === 'release' && !twoOfficers)
          const did = await changeBriefing(trx, row, {
            ...(releases && {
              state: 'released' as const,
              released_at: now(),
              audience: [...(await opened(trx, row)).audience],
            }),
            ...(command.do === 'release' && twoOfficers && { state: 'proposed' as const, proposed_by: actor.account }),
            ...(command.do === 'decline' && { state: 'draft' as const, proposed_by: null }),
            ...(command.do === 'recall' && { state: 'recalled' as const, recalled_at: now(), reason: command.reason }),
          })
          const after = did ? await briefingById(trx, id) : undefined
          if (!after) return changed()
          const kind = `briefing.${after.state === 'draft' ? 'declined' : after.state}`
          const message = after.state === 'draft' ? undefined : `briefing-${after.state}`
          const to = after.state === 'proposed' ? [row.originator] : row.recipients
          await tellOf(trx, after, { kind, group: row.working_group, to, ...(message && { message }) })
          return viewOf(trx, after)
        },
        { key, what: { keepBriefing: input, id, version } },
      ),
  }
}
