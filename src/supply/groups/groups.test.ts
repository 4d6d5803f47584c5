// SPDX-License-Identifier: Apache-2.0
/** An operation all the way: convened, joined under an agreement, what it found, what was done about it, and its close. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { momentOf, wallOf } from '#basis/moments.ts'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { floored, floorTable, shareOf } from '../../commitments/floor.ts'
import { codeOf, value } from '../partnerships/house.testing.ts'
import { readCalendar } from './calendar.testing.ts'
import { MEASURE_STATES } from './codes.ts'
import { groupFacts } from './facts.ts'
import { groupsForTests } from './house.testing.ts'
import { groupsRoutes, remindOfMeasures } from './index.ts'
import { actsOf, decide } from './measure.ts'
import type { NewFinding, NewGroup } from './shapes.ts'

const database = databaseForTests()
let house: Awaited<ReturnType<typeof groupsForTests>>
beforeAll(async () => {
  house = await groupsForTests(database)
})
afterAll(() => house.compartment.close())

const OPERATION: NewGroup = {
  ...{ kind: 'operation', title: 'Quiet Harbour', purpose: 'Stop shipments before they are unpacked.' },
  ...{ legalBasis: 'Invented Act, section 9', begins: '2026-03-01', ends: '2026-05-31', marking: 'green' },
}
const FINDING: NewFinding = {
  ...{ text: 'Papers name a firm that never ordered.', evidence: 'shipping', grade: 'moderate', marking: 'green' },
}

/** An operation that runs, with customs as a member; answers it and a way to change it. */
const running = async (over: Partial<NewGroup> = {}) => {
  const officer = await house.deskOf('officer')
  let group = value(await officer.convene({ ...OPERATION, ...over }))
  const act = async (command: Parameters<typeof officer.act>[1]) => {
    group = value(await (await house.deskOf('officer')).act(group.id, command, group.version))
    return group
  }
  await act({ do: 'admit', organisation: house.customs, part: 'member' })
  await act({ do: 'start' })
  return { id: group.id, act, now: () => group }
}
const measureIn = async (group: string, over: object = {}, finding: Partial<NewFinding> = {}) => {
  const officer = await house.deskOf('officer')
  const found = value(await officer.find(group, { ...FINDING, ...finding }))
  const asked = {
    finding: found.id,
    what: 'Open each container.',
    owner: house.customs,
    ownerRole: 'Head of the brigade',
  }
  return value(await officer.agree(group, { ...asked, due: '2026-03-20', ...over }))
}

test('a group exists for whoever takes part, from the moment that they are admitted until they are removed', async () => {
  const { id, act } = await running()
  const seen = async (who: Parameters<typeof house.deskOf>[0]) => {
    const desk = await house.deskOf(who)
    const read = await desk.open(id)
    const listed = value(await desk.list()).some((each) => each.id === id)
    const events = await sit(house.db, await house.current(house.people[who]), (trx) =>
      trx.selectFrom('event').select('id').where('record', '=', id).execute(),
    )
    const all = [read.ok, listed, events.length > 0]
    if (new Set(all).size > 1) throw new Error(`Channels do not agree: ${all}`)
    return read.ok
  }
  expect([await seen('officer'), await seen('customs')]).toEqual([true, true])
  expect([await seen('chemist'), await seen('firm'), await seen('rival')]).toEqual([false, false, false])
  const stranger = await house.deskOf('chemist')
  expect(await stranger.open(id)).toEqual(await stranger.open(randomUUID()))
  // Of the same organisation, without a role of this room.
  expect(codeOf(await (await house.deskOf('reader')).open(id))).toBe('not-found')
  expect((await house.deskOf('reader')).may).toEqual([])
  await act({ do: 'admit', organisation: house.laboratory, part: 'observer' })
  expect(await seen('chemist')).toBe(true)
  expect(codeOf(await (await house.deskOf('chemist')).find(id, FINDING))).toBe('not-now')
  await act({ do: 'remove', organisation: house.laboratory })
  expect(await seen('chemist')).toBe(false)
  // Nobody but the authority that convened it manages it.
  expect(codeOf(await (await house.deskOf('customs')).act(id, { do: 'close', result: 'x' }, 4))).toBe('not-found')
  const { lines } = value(await readLedger(house.db as never, { id }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['convene', 'admit', 'start', 'remove', 'read']))
})

test('a firm takes part under an agreement in force that opens groups, and sees nothing the minute that it stops', async () => {
  const { id, now } = await running()
  const officer = await house.deskOf('officer')
  const admit = { do: 'admit', organisation: house.firm, part: 'member' } as const
  expect(codeOf(await officer.act(id, admit, now().version))).toBe('not-valid')
  const closed = await house.agreed({ classes: ['incidents'] })
  expect(codeOf(await officer.act(id, { ...admit, agreement: closed.id }, now().version))).toBe('not-valid')
  const agreement = await house.agreed({ classes: ['groups'], marking: 'green', title: 'To take part' })
  const guests = value(await officer.guests())
  expect(guests.map((each) => each.id).sort()).toEqual([house.customs, house.laboratory, house.firm].sort()) // no inspectorate
  expect(codeOf(await officer.act(id, admit, now().version))).toBe('not-valid')
  const narrow = await running({ marking: 'amber' })
  expect(codeOf(await officer.act(narrow.id, { ...admit, agreement: agreement.id }, narrow.now().version))).toBe(
    'not-valid',
  )
  value(await officer.act(id, { ...admit, agreement: agreement.id }, now().version))

  const customs = await house.deskOf('customs')
  value(await customs.find(id, FINDING))
  value(await customs.find(id, { ...FINDING, text: 'For authorities alone.', marking: 'amber' }))
  const seen = async () => {
    const read = await (await house.deskOf('firm')).open(id)
    return read.ok ? read.value.findings.map(({ text }) => text) : read.refusal.code
  }
  expect(await seen()).toEqual([FINDING.text])
  const own = value(await (await house.deskOf('firm')).open(id))
  expect(own.members.every(({ holds }) => holds === null)).toBe(true)
  expect(value(await officer.open(id)).members.find(({ organisation }) => organisation === house.firm)?.holds).toBe(
    true,
  )

  const desk = house.partnershipsOf(house.partners.compliance)
  const suspended = value(
    await desk.act(agreement.id, { do: 'suspend', reason: 'Our lawyer asks.' }, agreement.version),
  )
  expect(await seen()).toBe('not-found')
  expect(value(await (await house.deskOf('firm')).measures())).toEqual([])
  expect(value(await officer.open(id)).members.find(({ organisation }) => organisation === house.firm)?.holds).toBe(
    false,
  )
  value(await desk.act(agreement.id, { do: 'resume' }, suspended.version))
  expect(await seen()).toEqual([FINDING.text])
  house.clock.at = new Date('2027-01-01T00:00:00Z')
  expect(await seen()).toBe('not-found')
  house.clock.at = new Date('2026-03-02T10:00:00Z')
})

test('a measure is moved by whoever does it, with words at its end; who convened the group drops or postpones it', async () => {
  const { id } = await running()
  const measure = await measureIn(id)
  const [officer, customs] = [await house.deskOf('officer'), await house.deskOf('customs')]
  expect(measure.may).toEqual(['postpone', 'drop', 'hand'])
  expect(codeOf(await officer.move(measure.id, { do: 'begin' }, 1))).toBe('not-now')
  expect(value(await customs.measures({ own: 'true', state: 'open' })).map((each) => each.id)).toContain(measure.id)
  const begun = value(await customs.move(measure.id, { do: 'begin' }, 1, 'key-of-begin'))
  expect(value(await customs.move(measure.id, { do: 'begin' }, 1, 'key-of-begin'))).toEqual(begun)
  expect(codeOf(await customs.move(measure.id, { do: 'done', words: 'x' }, 1))).toBe('changed')
  expect(codeOf(await customs.move(measure.id, { do: 'done', words: ' ' }, begun.version))).toBe('not-valid')
  expect(codeOf(await customs.move(measure.id, { do: 'drop', words: 'x' }, begun.version))).toBe('not-now')
  const done = value(await customs.move(measure.id, { do: 'done', words: '41 containers opened.' }, begun.version))
  expect(done).toMatchObject({ state: 'done', words: '41 containers opened.', may: [], isLate: false })
  // Nor by any other way: the database refuses it.
  await expect(
    sit(house.db, await house.current(house.people.customs), (trx) =>
      trx.updateTable('group_measure').set({ words: 'other' }).where('id', '=', measure.id).execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
  const strange = { finding: measure.finding ?? '', what: 'x', ownerRole: 'x', due: '2026-03-20' }
  for (const owner of [house.laboratory, house.firm])
    expect(codeOf(await officer.agree(id, { ...strange, owner }))).toBe('not-valid')
  const agreed = { ...strange, owner: house.customs }
  expect(codeOf(await officer.agree(id, { ...agreed, due: '2026-02-20' }))).toBe('not-valid')
  expect(codeOf(await customs.agree(id, agreed))).toBe('not-found')
})

test('a group is closed only when no measure is open, be it one that the officer does not see', async () => {
  const { id, act, now } = await running()
  const other = await running({ title: 'Standing watch', kind: 'standing', ends: undefined } as never)
  const hidden = await measureIn(id, {}, { marking: 'amber' })
  const low = await house.deskOf('low')
  expect(value(await low.open(id)).measures).toEqual([])
  const closing = { do: 'close', result: 'Two routes closed.' } as const
  expect(codeOf(await low.act(id, closing, now().version))).toBe('open-measures')
  expect(codeOf(await low.act(id, { do: 'remove', organisation: house.customs }, now().version))).toBe('open-measures')
  const officer = await house.deskOf('officer')
  expect(codeOf(await officer.move(hidden.id, { do: 'hand', to: id }, hidden.version))).toBe('not-valid')
  await other.act({ do: 'admit', organisation: house.laboratory, part: 'observer' })
  // Somebody there would read it who takes no part here.
  expect(codeOf(await officer.move(hidden.id, { do: 'hand', to: other.id }, hidden.version))).toBe('not-valid')
  await other.act({ do: 'remove', organisation: house.laboratory })
  const handed = value(
    await (await house.deskOf('officer')).move(hidden.id, { do: 'hand', to: other.id }, hidden.version),
  )
  expect(handed.state).toBe('handed')
  const there = value(await officer.open(other.id)).measures
  expect(there).toMatchObject([
    { what: hidden.what, state: 'agreed', finding: null, marking: 'amber', due: hidden.due },
  ])
  const closed = await act(closing)
  expect(closed).toMatchObject({ state: 'closed', result: 'Two routes closed.', may: [] })
  expect(value(await (await house.deskOf('customs')).open(id)).state).toBe('closed') // what was found stays readable
})

test('a measure is not handed to where a firm takes part under an agreement that opens more', async () => {
  const [less, more] = [
    await house.agreed({ classes: ['groups'], marking: 'green', title: 'Up to green' }),
    await house.agreed({ classes: ['groups'], marking: 'amber', title: 'Up to amber' }),
  ]
  const [here, there] = [await running(), await running()]
  const firm = { do: 'admit', organisation: house.firm, part: 'member' } as const
  await here.act({ ...firm, agreement: less.id })
  await there.act({ ...firm, agreement: more.id })
  const measure = await measureIn(here.id, {}, { marking: 'amber' })
  const move = async () =>
    (await house.deskOf('officer')).move(measure.id, { do: 'hand', to: there.id }, measure.version)
  expect(codeOf(await move())).toBe('not-valid')
  expect(value(await (await house.deskOf('firm')).measures()).map(({ id }) => id)).not.toContain(measure.id)
  await there.act({ ...firm, agreement: less.id })
  expect(value(await move()).state).toBe('handed')
})

test('a finding names a record to those alone who see it, and is marked no more widely', async () => {
  const { id } = await running()
  const [officer, customs] = [await house.deskOf('officer'), await house.deskOf('customs')]
  const incident = randomUUID()
  house.linked.set(incident, { title: 'Forty drums', marking: 'amber', seenBy: [house.people.officer] })
  expect(codeOf(await customs.find(id, { ...FINDING, incident }))).toBe('not-valid')
  expect(codeOf(await officer.find(id, { ...FINDING, incident }))).toBe('not-valid') // green, of an amber one
  const found = value(await officer.find(id, { ...FINDING, incident, marking: 'amber' }))
  expect(found.incident?.title).toBe('Forty drums')
  const read = value(await customs.open(id))
  expect(read.findings.map((each) => [each.id, each.incident])).toEqual([[found.id, null]])
  expect(JSON.stringify(read)).not.toContain(incident)
  const watched = randomUUID()
  house.linked.set(watched, { title: 'N-none', marking: 'amber', seenBy: [house.people.officer, house.people.customs] })
  const { id: second } = value(await officer.find(id, { ...FINDING, incident, watched, marking: 'amber' }))
  const both = value(await customs.open(id)).findings.find((each) => each.id === second)
  expect([both?.incident, both?.watched?.title]).toEqual([null, 'N-none'])
})

test('its owner is reminded once before the day, once after it, and again of another day', async () => {
  const { id } = await running()
  const measure = await measureIn(id, { due: '2026-03-06' })
  await remindOfMeasures(house.db, new Date('2026-03-02T10:00:00Z'))
  const kinds = async () =>
    (
      await sit(house.db, await house.current(house.people.customs), (trx) =>
        trx.selectFrom('event').select('kind').where('record', '=', measure.id).orderBy('at').execute(),
      )
    ).map(({ kind }) => kind)
  expect(await kinds()).toEqual(['measure.agreed', 'measure.soon'])
  expect(await remindOfMeasures(house.db, new Date('2026-03-06T23:00:00Z'))).toBe(0)
  await remindOfMeasures(house.db, new Date('2026-03-07T00:00:00Z'))
  expect((await kinds()).at(-1)).toBe('measure.late')
  const officer = await house.deskOf('officer')
  const { version } = value(await officer.open(id)).measures[0] ?? { version: 0 }
  value(await officer.move(measure.id, { do: 'postpone', due: '2026-03-09' }, version))
  expect(await remindOfMeasures(house.db, new Date('2026-03-07T00:00:00Z'))).toBe(1)
})

test('a measure that is over is over: no act is possible, for anybody', () => {
  const acting = fc.record({ isOwner: fc.boolean(), isConvener: fc.boolean() })
  const commands = [
    ...([{ do: 'begin' }, { do: 'done', words: 'x' }, { do: 'drop', words: 'x' }] as const),
    ...([
      { do: 'postpone', due: '2026-04-01' },
      { do: 'hand', to: 'x' },
    ] as const),
  ]
  fc.assert(
    fc.property(fc.constantFrom(...MEASURE_STATES), acting, fc.constantFrom(...commands), (state, who, command) => {
      const decided = decide(state, command, who)
      expect(decided.ok).toBe(actsOf(state, who).includes(command.do))
      if (decided.ok) expect(['agreed', 'under-way']).toContain(state)
      if (!who.isOwner && !who.isConvener) expect(decided.ok).toBe(false)
    }),
  )
})

test('figures of measures and groups are hidden while they are few, and counted as they ended', async () => {
  const { authority, clock, now, db } = house
  const factsOf = async (organisations = [authority]) =>
    Object.fromEntries(
      (await groupFacts({ db, organisations, country: 'ZZ', now: now(), floorTable, floored, shareOf })).map((each) => [
        each.indicator,
        each.value,
      ]),
    )
  const { id } = await running({ title: 'Counted' })
  const before = await factsOf()
  expect(before['IND-125']).toBeNull()
  const customs = await house.deskOf('customs')
  for (let i = 0; i < 20; i++) {
    const { id: measure } = await measureIn(id)
    clock.at = new Date(i < 10 ? '2026-03-12T10:00:00Z' : '2026-03-24T10:00:00Z')
    value(await customs.move(measure, { do: 'done', words: 'Done.' }, 1))
    clock.at = new Date('2026-03-02T10:00:00Z')
  }
  clock.at = new Date('2026-03-25T10:00:00Z')
  const after = await factsOf()
  clock.at = new Date('2026-03-02T10:00:00Z')
  expect(after['IND-126']).toBeGreaterThan(0)
  expect(after['IND-124']).toBeGreaterThan(30)
  expect(after['IND-124']).toBeLessThan(60)
  expect(Object.values(await factsOf([house.firm]))).toEqual([null, null, null])
  const known = new Map(loadIndicators().map((each) => [each.id, each]))
  for (const indicator of Object.keys(after)) expect(known.get(indicator)?.hides).toBe('small-numbers')
})

test('a meeting is planned by a clock on the wall, decided in, attended, and read by a calendar', async () => {
  const { id } = await running({ title: 'Port; watch, one' })
  const officer = await house.deskOf('officer')
  const planned = {
    ...{
      title: 'Second look',
      wall: '2026-07-01T14:30',
      zone: 'Europe/Paris',
      minutes: 90,
      place: 'Room 4, Port Azur',
    },
    agenda: `${'Seals, papers; routes. '.repeat(8)}\nÀ suivre : les scellés.`,
  }
  const met = value(await officer.meet(id, planned))
  expect([met.starts, met.ends, met.wall]).toEqual([
    '2026-07-01T12:30:00.000Z',
    '2026-07-01T14:00:00.000Z',
    planned.wall,
  ])
  const wrong = [
    { zone: 'Europe/Nowhere' },
    { wall: '2026-03-29T02:30' },
    { place: undefined },
    { link: 'http://x.example' },
  ]
  for (const over of wrong)
    expect(codeOf(await officer.meet(id, { ...planned, ...over } as never)), JSON.stringify(over)).toBe('not-valid')
  const customs = await house.deskOf('customs')
  expect(codeOf(await customs.meet(id, planned))).toBe('not-found')
  expect(codeOf(await customs.keepMeeting(met.id, { do: 'attend' }, 1))).toBe('not-now') // it has not begun
  expect(codeOf(await officer.keepMeeting(met.id, { do: 'minute', minutes: 'x' }, 1))).toBe('not-now')
  const moved = value(
    await officer.keepMeeting(met.id, { do: 'change', meeting: { ...planned, wall: '2026-07-02T09:00' } }, 1),
  )
  const calls = value(
    await officer.meet(id, { ...planned, title: 'Call', place: undefined, link: 'https://call.example/1' }),
  )
  value(await officer.keepMeeting(calls.id, { do: 'cancel', reason: 'Nobody can come.' }, 1))
  house.clock.at = new Date('2026-07-02T08:00:00Z')
  const there = value(await (await house.deskOf('customs')).keepMeeting(met.id, { do: 'attend' }, moved.version))
  expect([there.isThere, there.present, there.may]).toEqual([true, [house.customs], []])
  const minute = { do: 'minute' as const, minutes: 'Two routes were looked at.', decisions: ['Open each box.'] }
  value(await (await house.deskOf('officer')).keepMeeting(met.id, minute, moved.version))
  const seen = value(await (await house.deskOf('customs')).open(id)).meetings.find((each) => each.id === met.id)
  expect(seen).toMatchObject({ state: 'held', decisions: ['Open each box.'], isThere: true })
  const file = value(await customs.calendar(id))
  const events = readCalendar(file)
  expect(events.map((each) => [each.SUMMARY, each.STATUS, each.SEQUENCE])).toEqual(
    expect.arrayContaining([
      ['Port; watch, one: Second look', 'CONFIRMED', '2'],
      ['Port; watch, one: Call', 'CANCELLED', '1'],
    ]),
  )
  expect(events.find(({ URL }) => URL)?.URL).toBe('https://call.example/1')
  const own = events.find(({ UID }) => UID?.startsWith(met.id))
  expect([own?.DTSTART, own?.DTEND, own?.LOCATION]).toEqual([
    '20260702T070000Z',
    '20260702T083000Z',
    'Room 4, Port Azur',
  ])
  expect(own?.DESCRIPTION).toBe(planned.agenda)
  const stranger = await house.deskOf('rival')
  expect(await stranger.calendar(id)).toEqual(await stranger.calendar(randomUUID()))
  house.clock.at = new Date('2026-03-02T10:00:00Z')
})

/** Whether an event of a record is told to somebody. */
const hears = async (who: keyof typeof house.people, record: string) => {
  const events = await sit(house.db, await house.current(house.people[who]), (trx) =>
    trx.selectFrom('event').select('id').where('record', '=', record).execute(),
  )
  return events.length > 0
}

test('a briefing goes no further than its mark, to firms by two officers, and is gone when it is recalled', async () => {
  const { id, act } = await running({ title: 'Told' })
  const agreement = await house.agreed({ classes: ['groups'], marking: 'green', title: 'To be told' })
  await act({ do: 'admit', organisation: house.firm, part: 'member', agreement: agreement.id })
  await act({ do: 'admit', organisation: house.laboratory, part: 'member' })
  const officer = await house.deskOf('officer')
  const text = { title: { en: 'Labels', fr: 'Étiquettes' }, body: { en: 'Look at labels.', fr: 'Regardez.' } }
  const wide = { ...text, marking: 'green' as const, recipients: [house.customs, house.firm] }
  for (const over of [
    { marking: 'amber+strict' as const },
    { marking: 'red' as const },
    { recipients: [] },
    { recipients: [house.inspectorate] },
  ])
    expect(codeOf(await officer.brief(id, { ...wide, ...over })), JSON.stringify(over)).toBe('not-valid')
  const reads = async (who: Parameters<typeof house.deskOf>[0], briefing: string) => {
    const desk = await house.deskOf(who)
    const [read, listed] = [await desk.briefing(briefing), await desk.open(id)]
    const isListed = listed.ok && listed.value.briefings.some((each) => each.id === briefing)
    if (read.ok !== isListed) throw new Error('Channels do not agree.')
    return read.ok
  }
  const draft = value(await officer.brief(id, wide))
  expect(draft.viewers.sort()).toEqual([house.authority, house.customs, house.firm].sort())
  expect([await reads('customs', draft.id), await reads('firm', draft.id)]).toEqual([false, false])
  const proposed = value(await officer.keepBriefing(draft.id, { do: 'release' }, 1))
  expect([proposed.state, proposed.may]).toEqual(['proposed', ['decline']])
  expect(codeOf(await officer.keepBriefing(draft.id, { do: 'agree' }, proposed.version))).toBe('not-now')
  expect(await reads('firm', draft.id)).toBe(false)
  const second = await house.deskOf('low')
  const released = value(await second.keepBriefing(draft.id, { do: 'agree' }, proposed.version))
  expect([await reads('customs', draft.id), await reads('firm', draft.id), await reads('chemist', draft.id)]).toEqual([
    ...[true, true, false],
  ])
  const firm = await house.deskOf('firm')
  expect(value(await firm.briefing(draft.id))).toMatchObject({ viewers: [], receipts: [], may: ['acknowledge'] })
  value(await firm.keepBriefing(draft.id, { do: 'acknowledge' }, released.version))
  expect(value(await firm.briefing(draft.id)).may).toEqual([])
  expect(value(await (await house.deskOf('customs')).briefing(draft.id)).receipts).toEqual([])
  expect(value(await officer.briefing(draft.id)).receipts.map(({ organisation }) => organisation)).toEqual([house.firm])
  const next = value(await officer.brief(id, { ...wide, recipients: [house.customs], replaces: draft.id }))
  expect(value(await officer.keepBriefing(next.id, { do: 'release' }, 1))).toMatchObject({
    state: 'released',
    number: 2,
  })
  value(await officer.keepBriefing(draft.id, { do: 'recall', reason: 'A label was wrong.' }, released.version))
  const gone = value(await firm.briefing(draft.id))
  expect([gone.state, gone.body.en, gone.title.en, gone.reason]).toEqual(['recalled', '', '', 'A label was wrong.'])
  // Whom it is not for learns nothing of an earlier version either.
  const third = value(await officer.brief(id, { ...wide, recipients: [house.laboratory], replaces: next.id }))
  expect(third.replaces).toBe(next.id)
  value(await officer.keepBriefing(third.id, { do: 'release' }, 1))
  expect(value(await (await house.deskOf('chemist')).briefing(third.id)).replaces).toBe(null)
  expect([await hears('customs', next.id), await hears('firm', draft.id)]).toEqual([true, true])
  for (const organisation of [house.customs, house.firm]) await act({ do: 'remove', organisation })
  expect([await reads('customs', next.id), await reads('firm', draft.id)]).toEqual([false, false])
  value(await officer.keepBriefing(next.id, { do: 'recall', reason: 'Another label.' }, 2))
  expect([await hears('customs', next.id), await hears('firm', draft.id)]).toEqual([false, false])
})

test('TLP:RED is for the persons who were in the room, and for nobody else of their organisation', async () => {
  const { id, act } = await running({ title: 'In the room' })
  const open = async () => house.deskOf('redOfficer')
  const officer = await open()
  const meeting = value(
    await officer.meet(id, { title: 'Now', wall: '2026-03-02T09:00', zone: 'UTC', minutes: 30, place: 'Room 4' }),
  )
  value(await (await house.deskOf('redCustoms')).keepMeeting(meeting.id, { do: 'attend' }, 1))
  const text = { title: { en: 'Red', fr: 'Rouge' }, body: { en: 'x', fr: 'x' }, marking: 'red' as const }
  const draft = value(await officer.brief(id, { ...text, meeting: meeting.id }))
  expect(draft.viewers).toContain(house.customs) // who would read it is told before it is released
  value(await officer.keepBriefing(draft.id, { do: 'release' }, 1))
  const reads = async (who: Parameters<typeof house.deskOf>[0]) =>
    (await (await house.deskOf(who)).briefing(draft.id)).ok
  expect(await Promise.all((['redOfficer', 'redCustoms'] as const).map(reads))).toEqual([true, true])
  expect(await Promise.all((['officer', 'customs', 'redColleague'] as const).map(reads))).toEqual([false, false, false])
  expect(await hears('redCustoms', draft.id)).toBe(true)
  await act({ do: 'remove', organisation: house.customs })
  expect([await reads('redCustoms'), await hears('redCustoms', draft.id)]).toEqual([false, false])
})

test('a clock on the wall and a moment are the same, whatever the zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Paris',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  )
  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const wall = wallOf(moment, zone)
      const again = momentOf(wall, zone)
      expect(again && wallOf(again, zone)).toBe(wall)
    }),
  )
})

test('over HTTP it is the same desk', async () => {
  const desk = await house.deskOf('officer')
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    groupsRoutes(() => Promise.resolve(desk)),
  )
  const post = (path: string, body: object) =>
    api.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const made = await post('/api/groups', { ...OPERATION, title: 'By a program' })
  expect(made.status).toBe(201)
  const { id, version } = (await made.json()) as { id: string; version: number }
  expect((await post('/api/groups', { ...OPERATION, ends: undefined })).status).toBe(422)
  expect((await post(`/api/groups/${id}/acts`, { command: { do: 'start' }, version: version + 1 })).status).toBe(412)
  expect((await post(`/api/groups/${randomUUID()}/findings`, FINDING)).status).toBe(404)
  const { items } = (await (await api.request('/api/groups?state=planned')).json()) as { items: { id: string }[] }
  expect(items.map((each) => each.id)).toContain(id)
  expect((await api.request('/api/measures?state=open')).status).toBe(200)
})
