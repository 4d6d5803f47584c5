// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over assurance: drawn people, services assessed and appraised, every way to ask. */
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type AssuranceDesk, type AssuranceTables, assuranceRoutes, openAssurance } from '#health/assurance/index.ts'
import { type Actor, columnsOf, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { attach, openAttachments } from '#platform/attachments/index.ts'
import { insertAppraisal, insertCase, insertQuality } from '../../src/health/assurance/store.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const CRITERION = 'RGT-01'

interface Kept {
  /** Of the application. */
  id: string
  assessment: string
  word: string
  file: string
  provider: string
  body: string
  /** At whose seat somebody else of the organisation is asked, and the account that holds the other one. */
  asked: string
  holder: Actor
  /** Whether both are done, so that the body and both read what was found. */
  isOpen: boolean
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['assurance:provider', 'assurance:officer', 'assurance:appraiser', 'signals:reporter']
const PURPOSES = ['service-quality', 'health-protection']
const accounts = Array.from({ length: 4 }, () => randomUUID())
const drawActor = (): Actor => ({
  ...{ account: one([...accounts, randomUUID()]), organisation: one(organisations), roles: some(ROLES), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const works = (person: Actor) => person.purposes.includes('service-quality') && reaches(person.clearance, 'amber')
const has = (person: Actor, role: string) => person.roles.includes(`assurance:${role}`)
const sits = (person: Actor) => has(person, 'provider') || has(person, 'officer') || has(person, 'appraiser')
const isProvider: Rule<Kept> = (person, { provider }) =>
  works(person) && has(person, 'provider') && person.organisation === provider
const isOfficer: Rule<Kept> = (person, { body }) =>
  works(person) && has(person, 'officer') && person.organisation === body
const isAsked: Rule<Kept> = (person, { asked }) =>
  works(person) && has(person, 'appraiser') && person.organisation === asked
/** A seat is an account’s, wherever it sits; it needs a role at this desk at all. */
const isHolder: Rule<Kept> = (person, { holder }) => works(person) && sits(person) && person.account === holder.account
const ofCase: Rule<Kept> = (...both) =>
  isProvider(...both) || isOfficer(...both) || isAsked(...both) || isHolder(...both)
/** Who changes it sits for an organisation that has to do with it. */
const ofActs: Rule<Kept> = (person, record) =>
  ofCase(person, record) &&
  [record.provider, record.body, record.asked, record.holder.organisation].includes(person.organisation)
const ofAnswers: Rule<Kept> = (...both) => isOfficer(...both) || isHolder(...both)
const ofFile: Rule<Kept> = (...both) => isProvider(...both) || ofAnswers(...both)
const ofRating: Rule<Kept> = (person, record) =>
  isHolder(person, record) || (record.isOpen && isOfficer(person, record))

const health = compartmentOf<AssuranceTables>('health')
const records: Kept[] = []

const keep = async (number: number): Promise<Kept> => {
  const [id, assessment, file, service] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const word = `w${id.replaceAll('-', '')}`
  const [provider, body, asked] = [one(organisations), one(organisations), one(organisations)]
  const holder: Actor = { ...drawActor(), account: one(accounts), clearance: 'red', purposes: PURPOSES }
  const isOpen = number % 2 === 0
  const handling = (originator: string, audience: string[]) => ({
    ...{ originator, audience, marking: 'amber' as const, purposes: ['service-quality'], fields: {} },
    ...{ originatorControlled: true, keptUntil: null },
  })
  const named = [keyOf.role(provider, 'assurance:provider'), keyOf.role(body, 'assurance:officer')]
  const own = handling(provider, [...named, `accreditation:${id}`])
  const author = (organisation: string): Actor => ({
    ...drawActor(),
    organisation,
    roles: ROLES,
    clearance: 'red',
    purposes: PURPOSES,
  })
  const common = { service, service_name: word, setting: 'outreach' as const, criteria: 'v', version: 1 }
  await sit(health.db, author(provider), async (trx) => {
    const row = { ...common, number, answers: { [CRITERION]: { reply: 'met' as const, note: `said ${word}` } } }
    await insertQuality(trx, {
      ...{ ...row, id: assessment, result: null, begun_at: NOW, completed_at: null, completed_by: null },
      ...{ valid_from: null, valid_until: null, accreditation: null, ...columnsOf(own) },
    })
    const received = { id: file, name: `${word}.txt`, type: 'text/plain', size: 1, sha256: '00' }
    await attach(trx as never, [{ ...received, wrappedKey: randomBytes(60) }], own)
    await sql`insert into quality_evidence (attachment, assessment, criterion)
      values (${file}, ${assessment}, ${CRITERION})`.execute(trx)
    await insertCase(trx, {
      ...{ ...common, id, assessment, body, appraisers: [holder.organisation, asked], state: 'applied' },
      seats: [
        { organisation: holder.organisation, account: holder.account, isDone: false, left: [] },
        { organisation: asked, account: null, isDone: false, left: [] },
      ],
      ...{ consensus: {}, agreement: null, result: null, proposal: null, appeal: null, appraised_at: null },
      ...{ applied_at: NOW },
      ...columnsOf(
        handling(provider, [...named, keyOf.account(holder.account), keyOf.role(asked, 'assurance:appraiser')]),
      ),
    })
  })
  const rating = { reply: 'not' as const, note: `found ${word}`, way: 'interview' as const }
  const finder = { ...holder, account: randomUUID() }
  await sit(health.db, holder, async (trx) => {
    const rated = { accreditation: id, answers: { [CRITERION]: rating }, finished_at: NOW, version: 1 }
    const readers = [keyOf.account(holder.account), ...(isOpen ? [keyOf.role(body, 'assurance:officer')] : [])]
    const columns = columnsOf(handling(holder.organisation, readers))
    await insertAppraisal(trx, { ...rated, id: randomUUID(), appraiser: holder.account, ...columns })
    // Where both are done the other differs: only then is there something to show.
    if (isOpen)
      await insertAppraisal(trx, {
        ...{ ...rated, id: randomUUID(), appraiser: finder.account, ...columns },
        answers: { [CRITERION]: { ...rating, reply: 'met' } },
      })
  })
  return { id, assessment, word, file, provider, body, asked, holder, isOpen }
}

const attachments = () => openAttachments({ db: health.db as never, folder: '/nowhere', nodeKey: randomBytes(32) })
const directory = { find: async () => [], open: async () => undefined }
const deskOf = (actor: Actor) =>
  openAssurance({ db: health.db, actor, directory, attachments: attachments(), seats: async () => [], now: () => NOW })
const { each, said, saidAt, served } = asking(records)
const routes = (desk: AssuranceDesk) =>
  assuranceRoutes({ deskOf: () => Promise.resolve(desk), register: undefined, origin: '' })
const isHere = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok || answer.refusal?.code !== 'not-found'

const channels: Record<string, Channel<AssuranceDesk, Kept>> = {
  open: { rule: isProvider, ask: (desk) => each(async ({ assessment }) => (await desk.open(assessment)).ok) },
  list: {
    rule: isProvider,
    ask: async (desk) => {
      const answer = await desk.list()
      const ids = new Set(answer.ok ? answer.value.map(({ id }) => id) : [])
      return new Set(records.flatMap(({ id, assessment }) => (ids.has(assessment) ? [id] : [])))
    },
  },
  acts: {
    rule: isProvider,
    ask: (desk) =>
      each(async ({ assessment }) =>
        [
          await desk.act(assessment, { do: 'complete' }, 99),
          await desk.discard(assessment, 99),
          await desk.attach(assessment, 'none', 'a.txt', (async function* () {})()),
        ].some(isHere),
      ),
  },
  // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
  download: {
    rule: ofFile,
    ask: (desk) => each(async ({ assessment, file }) => isHere(await desk.download(assessment, file))),
  },
  case: { rule: ofCase, ask: (desk) => each(async ({ id }) => (await desk.openCase(id)).ok) },
  cases: { rule: ofCase, ask: async (desk) => said(await desk.cases(), ({ id }) => id) },
  'answers of the service': {
    rule: ofAnswers,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.openCase(id)).includes(`said ${word}`)),
  },
  'answers of an appraiser': {
    rule: ofRating,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.openCase(id)).includes(`found ${word}`)),
  },
  'acts on a case': {
    rule: ofActs,
    ask: (desk) => each(async ({ id }) => isHere(await desk.actOnCase(id, { do: 'sign' }, 99))),
  },
  'HTTP case': { rule: ofCase, ask: (desk) => served(routes(desk), '/api/assurance/accreditations') },
  'HTTP cases': { rule: ofCase, ask: (desk) => saidAt(routes(desk), '/api/assurance/accreditations', ({ id }) => id) },
}

const WRITES = 'it writes, and shows no record that was there'
const OFFERED = 'what may be chosen: names that everybody knows'

fuzzRoom<AssuranceDesk, Kept>({
  ...{ of: 'assurance', runs: 3_000, many: 20, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{ services: OFFERED, organisations: OFFERED, begin: WRITES, list: ['list'], open: ['open'], act: ['acts'] },
    ...{ discard: ['acts'], attach: ['acts'], detach: 'it takes out a file of one that is open to it: as discard' },
    ...{ download: ['download'], cases: ['cases'], actOnCase: ['acts on a case'] },
    openCase: ['case', 'answers of the service', 'answers of an appraiser'],
  },
  insiders: (stranger, { provider, body, holder }) => {
    const as = { ...stranger, roles: ROLES, clearance: 'red' as const, purposes: PURPOSES }
    return [
      { ...as, organisation: provider },
      { ...as, organisation: body },
      { ...as, account: holder.account, organisation: holder.organisation },
    ]
  },
})
