// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over groups: drawn people with and without agreements, drawn groups with members who left, every way to ask. */
import { randomUUID } from 'node:crypto'
import { type Actor, columnsOf, MARKINGS, type Marking, sit } from '#platform/access/index.ts'
import { type GroupsDesk, type GroupTables, groupsRoutes, openGroups, withGroups } from '#supply/groups/index.ts'
import { convenedBy, handledIn } from '../../src/supply/groups/access.ts'
import { audienceOf } from '../../src/supply/groups/briefing.ts'
import { insertBriefing } from '../../src/supply/groups/briefings-store.ts'
import { insertMeeting } from '../../src/supply/groups/meetings-store.ts'
import { insertFinding, insertGroup, insertMeasure, seatMember, unseatMember } from '../../src/supply/groups/store.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { allBy, type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  finding: string
  measure: string
  meeting: string
  briefing: string
  /** Who it is for, and whether it was released. */
  told: string[]
  isReleased: boolean
  /** Stands in the group, and in its finding and measure. */
  word: string
  inner: string
  originator: string
  state: 'planned' | 'running'
  marking: Marking
  /** Of the finding and its measure. */
  narrow: Marking
  /** Who takes part, and the agreement under which a firm does. */
  places: Map<string, string | null>
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const agreements = Array.from({ length: 3 }, () => randomUUID())
const ROLES = ['groups:officer', 'groups:member', 'incidents:reader']
const PURPOSES = ['supply-control', 'research']
const CEILINGS = ['clear', 'green', 'amber', 'amber+strict'] as const

/** Keys of agreements as a partner's people carry them: all markings up to a ceiling. */
const drawKeys = () =>
  some(agreements).flatMap((id) => {
    const most = one(CEILINGS)
    return CEILINGS.slice(0, CEILINGS.indexOf(most) + 1).map((each) => `agreement:${id}:group:supply-control:${each}`)
  })
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: drawKeys() },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('supply-control') && roles.some((role) => person.roles.includes(`groups:${role}`))
const takesPart = (person: Actor, { places }: Kept, marking: Marking) => {
  const agreement = places.get(person.organisation)
  if (agreement === undefined || !reaches(person.clearance, marking)) return false
  return agreement === null || person.groups.includes(`agreement:${agreement}:group:supply-control:${marking}`)
}
const exists: Rule<Kept> = (person, record) =>
  has(person, 'officer', 'member') && takesPart(person, record, record.marking)
const existsWithin: Rule<Kept> = (person, record) => exists(person, record) && takesPart(person, record, record.narrow)
const leads: Rule<Kept> = (person, record) => has(person, 'officer') && exists(person, record)
const manages: Rule<Kept> = (person, record) => leads(person, record) && person.organisation === record.originator

const briefed: Rule<Kept> = (person, record) => {
  if (!exists(person, record) || !reaches(person.clearance, record.narrow)) return false
  if (person.organisation === record.originator && person.roles.includes('groups:officer')) return true
  return record.isReleased && record.told.includes(person.organisation) && takesPart(person, record, record.narrow)
}

const supply = compartmentOf<GroupTables>('supply')
const records: Kept[] = []

const at = new Date('2026-03-01T00:00:00Z')

const keep = async (): Promise<Kept> => {
  const [id, finding, measure, meeting, briefing] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const [word, inner] = [`w${id.replaceAll('-', '')}`, `w${finding.replaceAll('-', '')}`]
  const [originator, brief] = [one(organisations), `w${briefing.replaceAll('-', '')}`]
  const [marking, narrow, state] = [one(CEILINGS), one(CEILINGS), one(['planned', 'running'] as const)]
  const drawn = some(organisations.filter((each) => each !== originator))
  const places = new Map<string, string | null>([[originator, null]])
  for (const each of drawn) places.set(each, one([null, one(agreements)]))
  const author: Actor = {
    ...{ account: randomUUID(), organisation: originator, roles: ROLES, groups: [] },
    ...{ clearance: 'red', purposes: PURPOSES },
  }
  const told = some(drawn)
  const isReleased = one([true, false])
  await sit(supply.db, author, async (trx) => {
    await insertGroup(trx, {
      ...{ id, kind: 'standing', state, title: word, purpose: word, legal_basis: word, begins_on: '2026-01-01' },
      ...{ ends_on: null, made_at: at, closed_at: null, result: null, version: 1 },
      ...columnsOf(convenedBy(id, originator, marking)),
    })
    for (const [organisation, agreement] of places) {
      const member = { working_group: id, organisation, part: 'member' as const, agreement, since: at, left_at: null }
      await seatMember(trx, member)
    }
    for (const organisation of some(drawn, 0.3)) {
      await unseatMember(trx, id, organisation, at)
      places.delete(organisation)
    }
    await insertFinding(trx, {
      ...{ id: finding, working_group: id, text: inner, evidence: 'study', grade: 'low', found_at: at },
      ...{ incident: null, watched: null, ...columnsOf(handledIn(id, originator, narrow)) },
    })
    await insertMeasure(trx, {
      ...{ id: measure, working_group: id, finding, what: inner, owner: originator, owner_role: inner },
      ...{ due_on: '2026-02-01', state: 'agreed', found_at: at, agreed_at: at, ended_at: null, words: null },
      ...{ handed_from: null, reminded_soon: null, reminded_late: null, version: 1 },
      ...columnsOf(handledIn(id, originator, narrow)),
    })
    await insertMeeting(trx, {
      ...{
        id: meeting,
        working_group: id,
        title: word,
        starts_at: at,
        ends_at: new Date(at.getTime() + 1),
        zone: 'UTC',
      },
      ...{ place: word, link: null, agenda: word, state: 'planned', minutes: null, decisions: [], reason: null },
      ...{ changed_at: at, version: 1, ...columnsOf(handledIn(id, originator, marking)) },
    })
    const recipients = told.map((organisation) => ({ organisation, agreement: places.get(organisation) ?? null }))
    const released = audienceOf({ group: id, originator, marking: narrow }, { recipients, persons: [] })
    const audience = isReleased ? released : [`role:${originator}:groups:officer`]
    await insertBriefing(trx, {
      ...{ id: briefing, working_group: id, state: isReleased ? 'released' : 'draft', number: 1, replaces: null },
      ...{
        title: { en: brief, fr: brief },
        body: { en: brief, fr: brief },
        pap: null,
        recipients: told,
        meeting: null,
      },
      ...{ written_by: author.account, proposed_by: null, written_at: at, released_at: isReleased ? at : null },
      ...{ recalled_at: null, reason: null, version: 1 },
      ...columnsOf({ ...handledIn(id, originator, narrow), audience }),
    })
  })
  return {
    id,
    finding,
    measure,
    meeting,
    briefing,
    told,
    isReleased,
    word,
    inner,
    originator,
    state,
    marking,
    narrow,
    places,
  }
}

/** The desk of whoever asks, with the keys that the house gives them at that moment. */
const deskOf = (actor: Actor): GroupsDesk => {
  const { db } = supply
  const open = async () => openGroups({ db, actor: await withGroups(db, actor), seats: async () => [], now: () => at })
  const plain = openGroups({ db, actor, seats: async () => [] })
  const asked = Object.keys(plain)
    .filter((name) => name !== 'may')
    .map((name) => {
      const method = name as Exclude<keyof GroupsDesk, 'may'>
      return [name, async (...given: never[]) => (await open())[method](...(given as [never, never, never]))]
    })
  return { may: plain.may, ...Object.fromEntries(asked) }
}
const { said, saidAt, served, told } = asking(records)
const byWord = ({ word }: Kept) => word
const byInner = ({ inner }: Kept) => inner
const routes = (desk: GroupsDesk) => groupsRoutes(() => Promise.resolve(desk))

/** All that every group says to this desk. */
const read = async (desk: GroupsDesk) => {
  const all: unknown[] = []
  for (const { id } of records) all.push(await desk.open(id))
  return all
}

const channels: Record<string, Channel<GroupsDesk, Kept>> = {
  ...allBy<GroupsDesk, Kept>(exists, {
    open: (desk) => told([desk.open, desk.calendar, (id) => desk.find(id, {} as never)]),
    text: async (desk) => said(await read(desk), byWord),
    list: async (desk) => said(await desk.list(), byWord),
    meeting: (desk) => told([(id) => desk.keepMeeting(id, {} as never, 99)], ({ meeting }) => meeting),
    calendar: async (desk) => {
      const files: unknown[] = []
      for (const { id } of records) files.push(await desk.calendar(id))
      return said(files, byWord)
    },
    'HTTP detail': (desk) => served(routes(desk), '/api/groups'),
    'HTTP list': (desk) => saidAt(routes(desk), '/api/groups', byWord),
  }),
  filter: {
    rule: (person, record) => exists(person, record) && record.state === 'planned',
    ask: async (desk) => said(await desk.list({ state: 'planned' }), byWord),
  },
  ...allBy<GroupsDesk, Kept>(existsWithin, {
    'finding and measure': async (desk) => said(await read(desk), byInner),
    measures: async (desk) => said(await desk.measures({ state: 'open' }), byInner),
    moves: (desk) => told([(id) => desk.move(id, { do: 'begin' }, 99)], ({ measure }) => measure),
    'HTTP measures': (desk) => saidAt(routes(desk), '/api/measures', byInner),
    count: async (desk) => {
      const listed = await desk.list()
      return listed.ok ? listed.value.reduce((sum, { open }) => sum + open, 0) : 0
    },
    late: async (desk) => {
      const listed = await desk.list()
      return listed.ok ? listed.value.reduce((sum, { late }) => sum + late, 0) : 0
    },
  }),
  ...allBy<GroupsDesk, Kept>(briefed, {
    briefing: (desk) => told([desk.briefing], ({ briefing }) => briefing),
    briefings: async (desk) => said(await read(desk), ({ briefing }) => `w${briefing.replaceAll('-', '')}`),
    'briefing acts': (desk) => told([(id) => desk.keepBriefing(id, {} as never, 99)], ({ briefing }) => briefing),
    'HTTP briefing': (desk) => served(routes(desk), '/api/briefings', ({ briefing }) => briefing),
  }),
  leading: {
    rule: leads,
    ask: (desk) =>
      told([
        (id) => desk.agree(id, {} as never),
        (id) => desk.meet(id, {} as never),
        (id) => desk.brief(id, {} as never),
      ]),
  },
  acts: { rule: manages, ask: (desk) => told([(id) => desk.act(id, { do: 'start' }, 99)]) },
}

const NONE = {
  convene: 'it writes, and shows no group that was there',
  guests: 'organisations, which all who are signed in may know',
  linkable: 'records of other rooms, by their own desks',
}

fuzzRoom<GroupsDesk, Kept>({
  ...{ of: 'groups', runs: 1_800, many: 12, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ list: ['list', 'filter', 'count', 'late'], open: ['open', 'text', 'finding and measure'], act: ['acts'] },
    ...{ find: ['open'], agree: ['leading'], meet: ['leading'], move: ['moves'], measures: ['measures'] },
    ...{ brief: ['leading'], briefing: ['briefing', 'briefings', 'HTTP briefing'], keepBriefing: ['briefing acts'] },
    ...{ keepMeeting: ['meeting'], calendar: ['open', 'calendar'], ...NONE },
  },
  insiders: (stranger, { originator }) => [
    { ...stranger, organisation: originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
  ],
})
