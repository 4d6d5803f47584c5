// SPDX-License-Identifier: Apache-2.0
/** Files that show what a firm answers: hers alone, kept with what is signed, read by whom she shows it, gone with a draft. */
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, type Seat, sit } from '#platform/access/index.ts'
import { openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { matches } from '#platform/ledger/index.ts'
import { loadPracticeQuestions } from '#reference/index.ts'
import { codeOf, migrations, personOf, value } from '../house.testing.ts'
import { type AssessmentsDesk, MOST_EVIDENCE } from './contract.ts'
import { openAssessments } from './desk.ts'
import { assessmentsRoutes } from './routes.ts'
import { type AssessmentTables, assessmentsSeen } from './store.ts'

const database = databaseForTests()
const [authority, firm, rival, inspectorate] = Array.from({ length: 4 }, () => randomUUID()) as [
  ...[string, string, string, string],
]
const KINDS: Record<string, string> = { [authority]: 'authority', [inspectorate]: 'inspectorate' }
const people = {
  officer: personOf(authority, { roles: ['partnerships:officer'] }),
  compliance: personOf(firm, { roles: ['partnerships:signatory'] }),
  reader: personOf(firm, { roles: ['partnerships:reader'] }),
  rival: personOf(rival, { roles: ['partnerships:signatory'] }),
  inspector: personOf(inspectorate, {
    ...{ roles: ['oversight:inspector', 'partnerships:reader'], clearance: 'red' as const, purposes: ['supervision'] },
  }),
}
const open = () => database.open<AssessmentTables>('supply', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, AssessmentsDesk>
const seats = async (): Promise<Seat[]> =>
  Object.values(people).map((actor) => ({
    organisation: { id: actor.organisation, name: 'One', kind: KINDS[actor.organisation] ?? 'chemical-industry' },
    actor,
  }))
beforeAll(async () => {
  compartment = await open()
  const attachments = openAttachments({
    ...{ db: compartment.db as never, folder: join(database.folder, 'files'), nodeKey: Buffer.alloc(32, 7) },
  })
  const deskOf = (actor: Actor) => openAssessments({ db: compartment.db, actor, seats, attachments })
  desks = Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, deskOf(actor)])) as typeof desks
})
afterAll(() => compartment.close())

const questions = loadPracticeQuestions().filter((each) => each.for === 'chemical-operator')
const [question = '', other = ''] = questions.map(({ id }) => id)
const text = async function* (words = 'day,driver\n1,trained\n') {
  yield Buffer.from(words)
}
const contentOf = async (desk: AssessmentsDesk, id: string, file: string) =>
  new Response(value(await desk.download(id, file)).body).text()
const nothing = (desk: AssessmentsDesk) => desk.download(randomUUID(), randomUUID())

test('a file shows an answer, is kept with what is signed, and is read by those alone who read the answers', async () => {
  const { compliance, reader, officer, rival: stranger, inspector } = desks
  const begun = value(await compliance.begin({ kind: 'chemical-operator' }))
  const { id } = begun
  const file = value(await compliance.attach(id, question, '../training.csv', text()))
  expect(file).toMatchObject({ question, name: 'training.csv', type: 'text/csv', size: 21 })
  expect(file.sha256).toBe(createHash('sha256').update('day,driver\n1,trained\n').digest('hex'))
  expect(codeOf(await compliance.attach(id, 'no-question', 'x.csv', text()))).toBe('not-valid')
  expect(codeOf(await compliance.attach(id, question, 'x.exe', text('MZ')))).toBe('not-supported')
  for (let i = 1; i < MOST_EVIDENCE; i++) value(await compliance.attach(id, question, `${i}.csv`, text(`${i}\n`)))
  expect(codeOf(await compliance.attach(id, question, 'more.csv', text()))).toBe('not-now')
  const taken = value(await compliance.open(id)).files[1]?.id ?? ''
  value(await compliance.detach(id, taken))
  expect(codeOf(await compliance.download(id, taken))).toBe('not-found')
  expect(value(await reader.open(id)).files.map(({ name }) => name)).toEqual([
    'training.csv',
    '2.csv',
    '3.csv',
    '4.csv',
  ])
  expect(await contentOf(reader, id, file.id)).toBe('day,driver\n1,trained\n')
  expect(codeOf(await reader.attach(id, question, 'x.csv', text()))).toBe('not-found')
  for (const desk of [officer, stranger, inspector]) {
    expect(await desk.download(id, file.id)).toEqual(await nothing(desk))
    expect(await desk.attach(id, question, 'x.csv', text())).toEqual(
      await desk.attach(randomUUID(), question, 'x.csv', text()),
    )
  }

  const answers = Object.fromEntries(questions.map((each) => [each.id, { reply: 'yes' as const, note: 'So it is.' }]))
  const answered = value(await compliance.act(id, { do: 'answer', answers }, begun.version))
  const signed = value(await compliance.act(id, { do: 'complete' }, answered.version))
  // The signature stands for each file too: the ledger holds a digest of answers and digests.
  const [row] = await sit(compartment.db, people.compliance, (trx) => assessmentsSeen(trx, id))
  const files = signed.files.map((each) => [each.question, each.sha256])
  expect(files).toHaveLength(4)
  const isSigned = (content: object) => matches(compartment.db as never, 'assessment', id, JSON.stringify(content))
  expect(await isSigned({ answers: row?.answers, files })).toBe(true)
  expect(await isSigned({ answers: row?.answers, files: files.slice(1) })).toBe(false)
  expect(codeOf(await compliance.attach(id, other, 'late.csv', text()))).toBe('not-now')
  expect(codeOf(await compliance.detach(id, file.id))).toBe('not-now')
  expect(codeOf(await compliance.discard(id, signed.version))).toBe('not-now')
  // Nor by any other way.
  const byHand = sit(compartment.db, people.compliance, (trx) =>
    trx.deleteFrom('assessment_file' as never).executeTakeFirst(),
  )
  expect((await byHand).numDeletedRows).toBe(0n)

  const shown = value(await compliance.act(id, { do: 'show', to: [authority] }, signed.version))
  expect(value(await officer.open(id)).files).toEqual(signed.files)
  expect(await contentOf(officer, id, file.id)).toBe('day,driver\n1,trained\n')
  expect(await inspector.download(id, file.id)).toEqual(await nothing(inspector))
  // Whatever a desk would do: the file itself does not exist for supervision.
  const asInspector = { ...people.inspector, purposes: ['supervision', 'partnership'] }
  const seen = await sit(compartment.db, asInspector, (trx) =>
    trx
      .selectFrom('attachment' as never)
      .selectAll()
      .execute(),
  )
  expect(seen).toEqual([])
  value(await compliance.act(id, { do: 'show', to: [] }, shown.version))
  expect(await officer.download(id, file.id)).toEqual(await nothing(officer))
})

test('a sitting that is thrown away is gone with its files, their keys and their salts', async () => {
  const { compliance, rival: stranger } = desks
  const { id, version } = value(await compliance.begin({ kind: 'chemical-operator' }))
  const file = value(await compliance.attach(id, question, 'a.csv', text()))
  expect(await stranger.discard(id, version)).toEqual(await stranger.discard(randomUUID(), version))
  expect(codeOf(await compliance.discard(id, version + 1))).toBe('changed')
  value(await compliance.discard(id, version))
  for (const [kind, gone] of [['attachment', file.id] as const, ['assessment', id] as const])
    expect(await matches(compartment.db as never, kind, gone, 'x')).toBe('erased')
  expect(await compliance.open(id)).toEqual(await compliance.open(randomUUID()))
  expect(codeOf(await compliance.download(id, file.id))).toBe('not-found')
  expect(value(await compliance.begin({ kind: 'chemical-operator' })).number).toBe(2)
})

test('over HTTP a file goes in as bytes and comes out to be saved', async () => {
  const api = createApi()
  api.onError(answerError)
  api.route('/', assessmentsRoutes({ deskOf: () => Promise.resolve(desks.compliance), register: undefined }))
  const [own] = value(await desks.compliance.list())
  const path = `/api/assessments/${own?.id}`
  const sent = await api.request(`${path}/files?question=${question}&name=lock.txt`, {
    ...{ method: 'POST', body: 'The lock was changed.', headers: { 'content-type': 'application/octet-stream' } },
  })
  expect(sent.status).toBe(201)
  const { id } = (await sent.json()) as { id: string }
  const got = await api.request(`${path}/files/${id}`)
  expect([await got.text(), got.headers.get('content-disposition')]).toEqual([
    'The lock was changed.',
    expect.stringContaining('attachment'),
  ])
  expect((await api.request(`${path}/files/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await api.request(`${path}/files/${id}`)).status).toBe(404)
  expect((await api.request(`${path}?version=${own?.version}`, { method: 'DELETE' })).status).toBe(204)
  expect((await api.request(path)).status).toBe(404)
})
