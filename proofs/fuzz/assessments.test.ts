// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over self-assessments: drawn people, drawn records shown to drawn authorities, every way to ask. */
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { attach, openAttachments } from '#platform/attachments/index.ts'
import {
  type AssessmentsDesk,
  type AssessmentTables,
  assessmentsRoutes,
  openAssessments,
  openRegister,
} from '#supply/partnerships/index.ts'
import { changeAssessment, insertAssessment } from '../../src/supply/partnerships/assessments/store.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { maySee } from './oracle.ts'

const NOW = new Date('2026-03-01T00:00:00Z')

interface Kept {
  id: string
  word: string
  handling: Handling
  /** Id of its one file. */
  file: string
  isNamed: boolean
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 6 }, () => randomUUID())
const ROLES = ['partnerships:officer', 'partnerships:signatory', 'partnerships:reader', 'oversight:inspector']
const PURPOSES = ['partnership', 'supervision']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('partnership') && roles.some((role) => person.roles.includes(`partnerships:${role}`))
const exists: Rule<Kept> = (person, record) => has(person, 'officer', 'signatory', 'reader') && maySee(person, record)
const mayAct: Rule<Kept> = (person, record) =>
  has(person, 'signatory') && maySee(person, record) && person.organisation === record.handling.originator

const supply = compartmentOf<AssessmentTables>('supply')
const records: Kept[] = []

const keep = async (number: number): Promise<Kept> => {
  const [id, file] = [randomUUID(), randomUUID()]
  const word = `w${id.replaceAll('-', '')}`
  const [originator, shown] = [one(organisations), some(organisations, 0.3)]
  const handling: Handling = {
    ...{ originator, marking: one(MARKINGS), purposes: [one(PURPOSES)], fields: {} },
    audience: [keyOf.organisation(originator), ...shown.map((each) => keyOf.role(each, 'partnerships:officer'))],
    ...{ originatorControlled: true, keptUntil: null },
  }
  const isNamed = one([true, false])
  const author: Actor = { ...drawActor(), organisation: originator, clearance: 'red', purposes: PURPOSES }
  await sit(supply.db, author, async (trx) => {
    await insertAssessment(trx, {
      ...{ id, kind: 'chemical-operator' as const, number, begun_at: NOW, reminded_of: null, version: 1 },
      answers: { 'co-manager': { reply: 'no' as const, note: word } },
      ...{ result: null, completed_at: null, completed_by: null, valid_from: null, valid_until: null },
      ...{ shown_to: [], named_since: null, ...columnsOf(handling) },
    })
    const received = { id: file, name: `${word}.txt`, type: 'text/plain', size: 1, sha256: '00' }
    await attach(trx as never, [{ ...received, wrappedKey: randomBytes(60) }], handling)
    const shows = sql`insert into assessment_file (attachment, assessment, question) values (${file}, ${id}, 'co-manager')`
    await shows.execute(trx)
    await changeAssessment(
      trx,
      { id, version: 1 },
      {
        ...{ result: { themes: [], open: [] }, completed_at: NOW, completed_by: author.account, shown_to: shown },
        ...{ valid_from: '2026-02-01', valid_until: '2027-01-31', named_since: isNamed ? NOW : null },
      },
    )
  })
  return { id, word, handling, file, isNamed }
}

const attachments = () => openAttachments({ db: supply.db as never, folder: '/nowhere', nodeKey: randomBytes(32) })
const deskOf = (actor: Actor) =>
  openAssessments({ db: supply.db, actor, attachments: attachments(), seats: async () => [], now: () => NOW })
const { each, said, saidAt, served, told } = asking(records)
const routes = (desk: AssessmentsDesk) =>
  assessmentsRoutes({ deskOf: () => Promise.resolve(desk), register: undefined })

const channels: Record<string, Channel<AssessmentsDesk, Kept>> = {
  open: { rule: exists, ask: (desk) => told([desk.open]) },
  answers: {
    rule: exists,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(word)),
  },
  list: { rule: exists, ask: async (desk) => said(await desk.list(), ({ id }) => id) },
  acts: {
    rule: mayAct,
    ask: (desk) =>
      told([
        (other) => desk.act(other, { do: 'complete' }, 99),
        (other) => desk.discard(other, 99),
        (other) => desk.detach(other, randomUUID()),
      ]),
  },
  // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
  download: {
    rule: exists,
    ask: (desk) =>
      each(async ({ id, file }) => {
        const answer = await desk.download(id, file)
        return answer.ok || answer.refusal.code !== 'not-found'
      }),
  },
  'HTTP detail': { rule: exists, ask: (desk) => served(routes(desk), '/api/assessments') },
  'HTTP list': {
    rule: exists,
    ask: (desk) => saidAt(routes(desk), '/api/assessments', ({ id }) => id),
  },
}

const WRITES = 'it writes, and shows no record that was there'
const OFFERED = { kinds: 'what may be chosen', authorities: 'what may be chosen' }

fuzzRoom<AssessmentsDesk, Kept>({
  ...{ of: 'self-assessments', runs: 3_000, many: 20, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ list: ['list'], open: ['open', 'answers'], download: ['download'] },
    ...{ act: ['acts'], discard: ['acts'], detach: ['acts'], begin: WRITES, attach: WRITES, ...OFFERED },
  },
  insiders: (stranger, { handling }) => [
    { ...stranger, organisation: handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
  ],
})

test('the register tells names of firms that agreed, and of no record an id, an answer or to whom it is shown', async () => {
  const names = new Map<string, string>(organisations.map((id, i) => [id, `Firm ${i}`]))
  const told = await openRegister(
    supply.db,
    async () => names,
    () => NOW,
  )()
  const agreed = new Set(records.filter(({ isNamed }) => isNamed).map(({ handling }) => names.get(handling.originator)))
  expect(new Set(told.map(({ name }) => name))).toEqual(agreed)
  for (const each of told) expect(Object.keys(each).sort()).toEqual(['from', 'kind', 'name', 'until'])
  const text = JSON.stringify(told)
  expect(records.filter(({ id, word }) => text.includes(id) || text.includes(word))).toEqual([])
})
