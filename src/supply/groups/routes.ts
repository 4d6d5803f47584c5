// SPDX-License-Identifier: Apache-2.0
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  type Api,
  answered,
  byId,
  createApi,
  idempotent,
  jsonAnswer,
  jsonBody,
  problemAnswer,
  queryShape,
  REFUSALS,
  seatedAt,
} from '#platform/http/index.ts'
import {
  BRIEFING_STATES,
  EVIDENCE,
  GRADES,
  GROUP_KINDS,
  GROUP_STATES,
  MEASURE_STATES,
  MEETING_STATES,
  PARTS,
} from './codes.ts'
import type { GroupsDesk } from './contract.ts'
import {
  briefingCommandShape,
  groupCommandShape,
  groupQueryShape,
  measureCommandShape,
  measureQueryShape,
  meetingCommandShape,
  newBriefingShape,
  newFindingShape,
  newGroupShape,
  newMeasureShape,
  newMeetingShape,
} from './shapes.ts'

const day = (described: string) => z.string().describe(`${described} YYYY-MM-DD, in UTC.`)
const moment = (described: string) => z.string().describe(`${described} ISO 8601, in UTC.`)
const version = z.number().int().describe('Goes up with each change.')
const acts = z.array(z.string()).describe('What this actor may do with it now.')
const marking = z.string().describe('TLP 2.0.')
const linked = z
  .object({ id: z.uuid().describe('Its id.'), title: z.string().describe('Its title or name.') })
  .nullable()

const summary = {
  id: z.uuid().describe('Of the group.'),
  kind: z.enum(GROUP_KINDS).describe('Standing, or an operation that has an end.'),
  state: z.enum(GROUP_STATES).describe('Planned, running or closed.'),
  title: z.string().describe('By which its members know it.'),
  convener: z.uuid().describe('The authority that convened it.'),
  begins: day('Its first day.'),
  ends: z.string().nullable().describe('The last day that is planned for an operation; null for a standing group.'),
  marking,
  open: z.number().int().describe('Measures that are open, of those that you see.'),
  late: z.number().int().describe('Those of them whose day is over.'),
  version,
}
const finding = z
  .object({
    id: z.uuid().describe('Of the finding.'),
    text: z.string().describe('What was found.'),
    evidence: z.enum(EVIDENCE).describe('On what kind of evidence it stands.'),
    grade: z.enum(GRADES).describe('How sure it is.'),
    marking,
    by: z.uuid().describe('The organisation that wrote it.'),
    at: moment('When.'),
    incident: linked.describe('An incident that it is about, where you see that one.'),
    watched: linked.describe('A substance under watch that it is about, where you see that one.'),
  })
  .openapi('GroupFinding', { description: 'What a group found.' })
const measure = z
  .object({
    id: z.uuid().describe('Of the measure.'),
    group: z.uuid().describe('Of the group.'),
    finding: z.uuid().nullable().describe('The finding that it answers; null where another group handed it over.'),
    what: z.string().describe('What is to be done.'),
    owner: z.uuid().describe('The organisation that does it.'),
    ownerRole: z.string().describe('Who there, by function.'),
    due: day('By when.'),
    state: z.enum(MEASURE_STATES).describe('Where it stands.'),
    isLate: z.boolean().describe('Whether its day is over, and it is not.'),
    marking,
    agreed: moment('When it was agreed on.'),
    ended: z.string().nullable().describe('When it was done, dropped or handed over; null before.'),
    words: z.string().nullable().describe('How it is seen that it was done, or why it was dropped.'),
    version,
    may: acts,
  })
  .openapi('GroupMeasure', { description: 'A practical measure: what, by whom, until when.' })
const meeting = z
  .object({
    id: z.uuid().describe('Of the meeting.'),
    group: z.uuid().describe('Of the group.'),
    title: z.string().describe('What it is called.'),
    starts: moment('When it begins.'),
    ends: moment('When it ends.'),
    zone: z.string().describe('The time zone in which it was planned, by its IANA name.'),
    wall: z.string().describe('When it begins, as a clock there shows it.'),
    place: z.string().nullable().describe('Where; null where by video alone.'),
    link: z.string().nullable().describe('Where by video.'),
    agenda: z.string().describe('What it is about.'),
    state: z.enum(MEETING_STATES).describe('Planned, held or cancelled.'),
    minutes: z.string().nullable().describe('What was said; null before.'),
    decisions: z.array(z.string()).describe('What was decided.'),
    reason: z.string().nullable().describe('Why it was cancelled.'),
    marking,
    by: z.uuid().describe('The organisation that planned it.'),
    present: z.array(z.string()).describe('Organisations of those who say that they were there.'),
    isThere: z.boolean().describe('Whether you said so.'),
    changed: moment('When it last changed.'),
    version,
    may: acts,
  })
  .openapi('GroupMeeting', { description: 'A meeting of a group.' })
const bilingual = z.object({ en: z.string().describe('English.'), fr: z.string().describe('French.') })
const briefingSummary = {
  id: z.uuid().describe('Of the briefing.'),
  group: z.uuid().describe('Of the group.'),
  state: z.enum(BRIEFING_STATES).describe('Draft, proposed, released or recalled.'),
  number: z.number().int().describe('Which version it is.'),
  title: bilingual.describe('Empty where it was recalled, for its readers.'),
  marking,
  by: z.uuid().describe('The authority that gave it.'),
  released: z.string().nullable().describe('When; null before.'),
  reason: z.string().nullable().describe('Why it was recalled.'),
  version,
}
const briefing = z
  .object({
    ...briefingSummary,
    body: bilingual.describe('What it says.'),
    pap: z.string().nullable().describe('Permissible Actions Protocol.'),
    replaces: z.string().nullable().describe('The briefing that it takes the place of, where you see that one.'),
    viewers: z.array(z.string()).describe('For its authors: organisations in which somebody reads it, or would.'),
    receipts: z
      .array(z.object({ organisation: z.uuid().describe('Who read it.'), at: moment('When they said so.') }))
      .describe('For its authors.'),
    may: acts,
  })
  .openapi('GroupBriefing', { description: 'A short text with a handling mark.' })
const group = z
  .object({
    ...summary,
    purpose: z.string().describe('What it is for.'),
    legalBasis: z.string().describe('The law or mandate under which its members work together.'),
    members: z
      .array(
        z.object({
          organisation: z.uuid().describe('Who takes part.'),
          part: z.enum(PARTS).describe('Chair, member or observer.'),
          since: moment('From when.'),
          holds: z.boolean().nullable().describe('For the convener: whether the agreement of a firm holds now.'),
        }),
      )
      .describe('Those who take part now.'),
    findings: z.array(finding).describe('Newest first.'),
    measures: z.array(measure).describe('By the day by which they are done.'),
    meetings: z.array(meeting).describe('The last first.'),
    briefings: z.array(z.object(briefingSummary)).describe('Newest first.'),
    result: z.string().nullable().describe('What came of it; null before.'),
    may: acts,
  })
  .openapi('WorkingGroup', { description: 'A working group or an operation, as its members read it.' })

const conflicts = {
  409: problemAnswer('Not possible as it stands, or measures are open.'),
  412: problemAnswer('It was changed since.'),
}
const path = '/api/groups'
const identified = byId('Of the group.')
const listOf = <S extends z.ZodType>(shape: S, described: string) =>
  z.object({ items: z.array(shape).describe(described) })

const list = createRoute({
  ...{ method: 'get', path, operationId: 'listGroups', summary: 'Working groups and operations that you take part in' },
  request: { query: queryShape(groupQueryShape.shape) },
  responses: { 200: jsonAnswer(listOf(z.object(summary), 'Newest first.'), 'All of them.'), ...REFUSALS },
})
const convene = createRoute({
  ...{ method: 'post', path, operationId: 'conveneGroup', summary: 'Convene a working group or an operation' },
  request: { headers: idempotent, ...jsonBody(newGroupShape) },
  responses: { 201: jsonAnswer(group, 'As it is planned.'), ...REFUSALS },
})
const open = createRoute({
  ...{ method: 'get', path: `${path}/{id}`, operationId: 'readGroup' },
  summary: 'One group, with its members, findings and measures',
  request: { params: identified },
  responses: { 200: jsonAnswer(group, 'As this actor reads it.'), ...REFUSALS },
})
const act = createRoute({
  ...{ method: 'post', path: `${path}/{id}/acts`, operationId: 'actOnGroup', summary: 'Start, close, admit or remove' },
  request: {
    params: identified,
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: groupCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(group, 'As it is now.'), ...conflicts, ...REFUSALS },
})
const find = createRoute({
  ...{ method: 'post', path: `${path}/{id}/findings`, operationId: 'addFinding', summary: 'Say what the group found' },
  request: { params: identified, headers: idempotent, ...jsonBody(newFindingShape) },
  responses: { 201: jsonAnswer(finding, 'As it was written down.'), ...conflicts, ...REFUSALS },
})
const agree = createRoute({
  ...{ method: 'post', path: `${path}/{id}/measures`, operationId: 'agreeMeasure' },
  summary: 'Agree on a practical measure',
  request: { params: identified, headers: idempotent, ...jsonBody(newMeasureShape) },
  responses: { 201: jsonAnswer(measure, 'As it was agreed.'), ...conflicts, ...REFUSALS },
})
const measures = createRoute({
  ...{ method: 'get', path: '/api/measures', operationId: 'listMeasures' },
  summary: 'Practical measures of your groups, by day',
  request: { query: queryShape(measureQueryShape.shape) },
  responses: { 200: jsonAnswer(listOf(measure, 'By the day by which they are done.'), 'All of them.'), ...REFUSALS },
})
const move = createRoute({
  ...{ method: 'post', path: '/api/measures/{id}/acts', operationId: 'moveMeasure' },
  summary: 'Begin, finish, drop, postpone or hand over a measure',
  request: {
    params: byId('Of the measure.'),
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: measureCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(measure, 'As it is now.'), ...conflicts, ...REFUSALS },
})

const meet = createRoute({
  ...{ method: 'post', path: `${path}/{id}/meetings`, operationId: 'planMeeting', summary: 'Plan a meeting' },
  request: { params: identified, headers: idempotent, ...jsonBody(newMeetingShape) },
  responses: { 201: jsonAnswer(meeting, 'As it is planned.'), ...conflicts, ...REFUSALS },
})
const keepMeeting = createRoute({
  ...{ method: 'post', path: '/api/meetings/{id}/acts', operationId: 'actOnMeeting' },
  summary: 'Change or cancel a meeting, write its minutes, or say that you were there',
  request: {
    params: byId('Of the meeting.'),
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: meetingCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(meeting, 'As it is now.'), ...conflicts, ...REFUSALS },
})
const calendar = createRoute({
  ...{ method: 'get', path: `${path}/{id}/calendar`, operationId: 'readCalendar' },
  summary: 'Meetings of a group as a calendar',
  request: { params: identified },
  responses: {
    200: { description: 'iCalendar, RFC 5545.', content: { 'text/calendar': { schema: z.string() } } },
    ...REFUSALS,
  },
})

const brief = createRoute({
  ...{ method: 'post', path: `${path}/{id}/briefings`, operationId: 'writeBriefing', summary: 'Write a briefing' },
  request: { params: identified, headers: idempotent, ...jsonBody(newBriefingShape) },
  responses: { 201: jsonAnswer(briefing, 'A draft, with whom it would reach.'), ...conflicts, ...REFUSALS },
})
const readBriefing = createRoute({
  ...{ method: 'get', path: '/api/briefings/{id}', operationId: 'readBriefing', summary: 'One briefing' },
  request: { params: byId('Of the briefing.') },
  responses: { 200: jsonAnswer(briefing, 'As this actor reads it.'), ...REFUSALS },
})
const keepBriefing = createRoute({
  ...{ method: 'post', path: '/api/briefings/{id}/acts', operationId: 'actOnBriefing' },
  summary: 'Propose, release, recall or acknowledge a briefing',
  request: {
    params: byId('Of the briefing.'),
    headers: idempotent,
    ...jsonBody(z.strictObject({ command: briefingCommandShape, version: z.number().int().min(1) })),
  },
  responses: { 200: jsonAnswer(briefing, 'As it is now.'), ...conflicts, ...REFUSALS },
})

/** The room's routes; `deskOf` answers the desk of whoever asks, nothing where nobody is signed in. */
export const groupsRoutes = (deskOf: (c: Context) => Promise<GroupsDesk | undefined>): Api => {
  const api = createApi()
  const desk = seatedAt(deskOf)
  const keyOf = (header: { 'idempotency-key'?: string | undefined }) => header['idempotency-key']

  api.openapi(list, async (c) => c.json({ items: answered(c, await (await desk(c)).list(c.req.valid('query'))) }, 200))
  api.openapi(convene, async (c) => {
    const made = await (await desk(c)).convene(c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, made), 201)
  })
  api.openapi(open, async (c) => c.json(answered(c, await (await desk(c)).open(c.req.valid('param').id)), 200))
  api.openapi(act, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).act(id, command, version, keyOf(c.req.valid('header')))), 200)
  })
  api.openapi(find, async (c) => {
    const found = await (await desk(c)).find(c.req.valid('param').id, c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, found), 201)
  })
  api.openapi(agree, async (c) => {
    const { id } = c.req.valid('param')
    const agreed = await (await desk(c)).agree(id, c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, agreed), 201)
  })
  api.openapi(measures, async (c) =>
    c.json({ items: answered(c, await (await desk(c)).measures(c.req.valid('query'))) }, 200),
  )
  api.openapi(move, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(answered(c, await (await desk(c)).move(id, command, version, keyOf(c.req.valid('header')))), 200)
  })
  api.openapi(meet, async (c) => {
    const { id } = c.req.valid('param')
    const met = await (await desk(c)).meet(id, c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, met), 201)
  })
  api.openapi(keepMeeting, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const kept = await (await desk(c)).keepMeeting(id, command, version, keyOf(c.req.valid('header')))
    return c.json(answered(c, kept), 200)
  })
  api.openapi(calendar, async (c) => {
    const file = answered(c, await (await desk(c)).calendar(c.req.valid('param').id))
    return c.body(file, 200, {
      ...{ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' },
      'content-disposition': 'attachment; filename="meetings.ics"',
    })
  })
  api.openapi(brief, async (c) => {
    const { id } = c.req.valid('param')
    const made = await (await desk(c)).brief(id, c.req.valid('json'), keyOf(c.req.valid('header')))
    return c.json(answered(c, made), 201)
  })
  api.openapi(readBriefing, async (c) =>
    c.json(answered(c, await (await desk(c)).briefing(c.req.valid('param').id)), 200),
  )
  api.openapi(keepBriefing, async (c) => {
    const { command, version } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const kept = await (await desk(c)).keepBriefing(id, command, version, keyOf(c.req.valid('header')))
    return c.json(answered(c, kept), 200)
  })
  return api
}
