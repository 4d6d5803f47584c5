// SPDX-License-Identifier: Apache-2.0
/** What goes in, checked. No place for the name of a person: who does a thing is an organisation and a function there. */
import { z } from 'zod'
import { isZone } from '#basis/moments.ts'
import { MARKINGS } from '#platform/access/index.ts'
import { EVIDENCE, FINDING_MARKINGS, GRADES, GROUP_KINDS, GROUP_STATES, MEASURE_STATES, PAPS, PARTS } from './codes.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const day = z.iso.date()
const marking = z.enum(FINDING_MARKINGS)

export const newGroupShape = z
  .strictObject({
    kind: z.enum(GROUP_KINDS).describe('Standing, or an operation that has an end.'),
    title: line(120).describe('By which its members know it.'),
    purpose: line(1000).describe('What it is for.'),
    legalBasis: line(500).describe('The law or mandate under which its members work together.'),
    begins: day.describe('Its first day, in UTC.'),
    ends: day.optional().describe('The last day that is planned; of an operation alone.'),
    marking: marking.default('amber').describe('Of the group itself: that it is there, who takes part, its meetings.'),
  })
  .superRefine(({ kind, begins, ends }, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['ends'], message })
    if ((kind === 'operation') !== (ends !== undefined))
      wrong('An operation has a last day, and a standing group none.')
    if (ends !== undefined && ends < begins) wrong('It ends on or after the day on which it begins.')
  })
export type NewGroup = z.input<typeof newGroupShape>

const organisation = z.uuid().describe('Who takes part.')
const part = z.enum(PARTS).describe('Chair, member or observer.')
export const groupCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start') }),
  z.strictObject({ do: z.literal('close'), result: line(2000).describe('What came of it.') }),
  z.strictObject({
    ...{ do: z.literal('admit'), organisation, part },
    agreement: z.uuid().optional().describe('The agreement under which a firm takes part.'),
  }),
  z.strictObject({ do: z.literal('remove'), organisation }),
])
export type GroupCommand = z.output<typeof groupCommandShape>

export const groupQueryShape = z.strictObject({
  state: z.enum(GROUP_STATES).optional().describe('Only those in this state.'),
})
export type GroupQuery = z.input<typeof groupQueryShape>

export const newFindingShape = z.strictObject({
  text: line(4000).describe('What was found.'),
  evidence: z.enum(EVIDENCE).describe('On what kind of evidence it stands.'),
  grade: z.enum(GRADES).describe('How sure it is, in the four steps of GRADE.'),
  marking: marking.describe('TLP 2.0.'),
  incident: z.uuid().optional().describe('An incident that it is about, which you see.'),
  watched: z.uuid().optional().describe('A substance under watch that it is about, which you see.'),
})
export type NewFinding = z.input<typeof newFindingShape>

export const newMeasureShape = z.strictObject({
  finding: z.uuid().describe('The finding that it answers.'),
  what: line(500).describe('What is to be done.'),
  owner: z.uuid().describe('The organisation that does it.'),
  ownerRole: line(120).describe('Who there, by function and not by name.'),
  due: day.describe('The day by which it is done, in UTC.'),
})
export type NewMeasure = z.input<typeof newMeasureShape>

export const measureCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin') }),
  z.strictObject({ do: z.literal('done'), words: line(2000).describe('How it is seen that it was done.') }),
  z.strictObject({ do: z.literal('drop'), words: line(500).describe('Why it is not done.') }),
  z.strictObject({ do: z.literal('postpone'), due: day.describe('The new day.') }),
  z.strictObject({ do: z.literal('hand'), to: z.uuid().describe('The group that goes on with it.') }),
])
export type MeasureCommand = z.output<typeof measureCommandShape>

export const measureQueryShape = z.strictObject({
  state: z
    .enum([...MEASURE_STATES, 'open'])
    .optional()
    .describe('Only those in this state; `open`: not over.'),
  own: z.enum(['true', 'false']).optional().describe('`true`: only those of your organisation.'),
})
export type MeasureQuery = z.input<typeof measureQueryShape>

const fields = {
  title: line(120).describe('What it is called.'),
  wall: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .describe('When it begins, as a clock there shows it: YYYY-MM-DDTHH:MM.'),
  zone: z.string().max(64).refine(isZone, 'No such time zone.').describe('The time zone, by its IANA name.'),
  minutes: z.coerce.number().int().min(5).max(1440).default(60).describe('How long.'),
  place: line(200).optional().describe('Where.'),
  link: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional()
    .describe('Where by video, https alone.'),
  agenda: z.string().trim().max(4000).default('').describe('What it is about.'),
}
export const meetingShape = z.strictObject(fields)
const somewhere = ({ place, link }: { place?: string | undefined; link?: string | undefined }) =>
  (place ?? link) !== undefined
const nowhere = { message: 'Say where: a place, a link, or both.', path: ['place'] }
export const newMeetingShape = meetingShape.refine(somewhere, nowhere)
export type NewMeeting = z.input<typeof newMeetingShape>

export const meetingCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('change'), meeting: newMeetingShape }),
  z.strictObject({ do: z.literal('cancel'), reason: line(500).describe('Why.') }),
  z.strictObject({
    do: z.literal('minute'),
    minutes: line(6000).describe('What was said, in short; no names of persons.'),
    decisions: z.array(line(500)).max(50).default([]).describe('What was decided, one each.'),
  }),
  z.strictObject({ do: z.literal('attend') }),
])
export type MeetingCommand = z.output<typeof meetingCommandShape>
export type GivenMeetingCommand = z.input<typeof meetingCommandShape>

const both = (most: number) =>
  z.strictObject({ en: line(most).describe('English.'), fr: line(most).describe('French.') })
export const newBriefingShape = z.strictObject({
  title: both(160).describe('In both languages.'),
  body: both(4000).describe('In both languages; no names of persons.'),
  marking: z.enum(MARKINGS).describe('TLP 2.0: how far it goes.'),
  pap: z.enum(PAPS).optional().describe('Permissible Actions Protocol: what may be done with it.'),
  recipients: z.array(z.uuid()).max(200).default([]).describe('Members that it is for; none with TLP:RED.'),
  meeting: z.uuid().optional().describe('TLP:RED: for those who say that they were there.'),
  replaces: z.uuid().optional().describe('The briefing that it takes the place of.'),
})
export type NewBriefing = z.input<typeof newBriefingShape>
export const briefingCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('release') }),
  z.strictObject({ do: z.literal('agree') }),
  z.strictObject({ do: z.literal('decline') }),
  z.strictObject({ do: z.literal('recall'), reason: line(500).describe('Why; its readers see it.') }),
  z.strictObject({ do: z.literal('acknowledge') }),
])
export type BriefingCommand = z.output<typeof briefingCommandShape>
