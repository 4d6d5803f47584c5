// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over inspections of services: drawn people, visits announced or not, finished or not, every way to ask. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  type AssuranceTables,
  type InspectionsDesk,
  inspectionsRoutes,
  openInspections,
} from '#health/assurance/index.ts'
import { type Actor, columnsOf, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { attach, openAttachments } from '#platform/attachments/index.ts'
import { insert, insertPhotograph } from '../../src/health/assurance/inspections/store.ts'
import { insertCase, insertQuality } from '../../src/health/assurance/store.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

const NOW = new Date('2026-03-01T00:00:00Z')

interface Kept {
  id: string
  finding: string
  word: string
  photograph: string
  provider: string
  body: string
  /** Whether the provider is told of the visit. */
  isTold: boolean
  /** The account that declared no tie. */
  inspector: string
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 4 }, () => randomUUID())
const accounts = Array.from({ length: 4 }, () => randomUUID())
const ROLES = ['assurance:provider', 'assurance:officer', 'assurance:inspector', 'assurance:appraiser']
const PURPOSES = ['service-quality', 'health-protection']
const drawActor = (): Actor => ({
  ...{ account: one([...accounts, randomUUID()]), organisation: one(organisations), roles: some(ROLES), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, role: string) =>
  person.purposes.includes('service-quality') &&
  reaches(person.clearance, 'amber') &&
  person.roles.includes(`assurance:${role}`)
const isOfficer: Rule<Kept> = (person, { body }) => has(person, 'officer') && person.organisation === body
const isColleague: Rule<Kept> = (person, { body }) => has(person, 'inspector') && person.organisation === body
const isProvider: Rule<Kept> = (person, { provider, isTold }) =>
  isTold && has(person, 'provider') && person.organisation === provider
/** Whoever inspects sits for the body. */
const isInspector: Rule<Kept> = (person, record) => isColleague(person, record) && person.account === record.inspector
const ofVisit: Rule<Kept> = (...both) => isOfficer(...both) || isColleague(...both) || isProvider(...both)
const ofBody: Rule<Kept> = (...both) => isOfficer(...both) || isColleague(...both)
const ofAnswers: Rule<Kept> = (...both) => isOfficer(...both) || isInspector(...both)

const health = compartmentOf<AssuranceTables>('health')
const records: Kept[] = []

const keep = async (number: number): Promise<Kept> => {
  const [id, assessment, accreditation, finding, photograph] = Array.from({ length: 5 }, () => randomUUID()) as [
    ...[string, string, string, string, string],
  ]
  const word = `w${id.replaceAll('-', '')}`
  const [body, inspector] = [one(organisations), one(accounts)]
  // Nobody applies to their own organisation, and no body visits a service of its own.
  const provider = one(organisations.filter((each) => each !== body))
  const isTold = number % 2 === 0
  const handled = (originator: string, audience: string[]) => ({
    ...{ originator, audience, marking: 'amber' as const, purposes: ['service-quality'], fields: {} },
    ...{ originatorControlled: true, keptUntil: null },
  })
  const bodyKeys = [keyOf.role(body, 'assurance:officer'), keyOf.role(body, 'assurance:inspector')]
  const withProvider = [...bodyKeys, keyOf.role(provider, 'assurance:provider')]
  const author = (organisation: string): Actor => ({
    ...{ account: inspector, organisation, roles: ROLES, groups: [], clearance: 'red', purposes: PURPOSES },
  })
  const common = { service: randomUUID(), service_name: word, setting: 'outreach' as const, criteria: 'v', version: 1 }
  await sit(health.db, author(provider), async (trx) => {
    const columns = columnsOf(handled(provider, withProvider))
    await insertQuality(trx, {
      ...{ ...common, number, id: assessment, answers: {}, result: null, begun_at: NOW, completed_at: null },
      ...{ completed_by: null, valid_from: null, valid_until: null, accreditation: null, ...columns },
    })
    await insertCase(trx, {
      ...{ ...common, id: accreditation, assessment, body, appraisers: [], seats: [null, null], state: 'applied' },
      ...{ consensus: {}, agreement: null, result: null, proposal: null, appeal: null, appraised_at: null },
      ...{ applied_at: NOW, ...columns },
    })
  })
  await sit(health.db, author(body), async (trx) => {
    const { criteria: _, ...of } = common
    const columns = columnsOf(handled(body, isTold ? withProvider : bodyKeys))
    await insert(trx, 'inspection', {
      ...{ ...of, id, accreditation, provider, announced: isTold, planned_on: '2026-03-05', why: `why ${word}` },
      ...{ inspectors: [{ account: inspector, at: '' }], planned_at: NOW, ...columns },
    })
    await insert(trx, 'finding', {
      ...{ id: finding, inspection: id, accreditation, number: 1, criterion: 'RGT-01', provider, severity: 'minor' },
      ...{
        found: `found ${word}`,
        due_on: '2026-05-01',
        status: 'done',
        owner: 'x',
        action: 'x',
        found_at: NOW,
        ...columns,
      },
    })
    const answer = { reply: 'not', note: `said ${word}`, at: '2026-03-01T00:00:00Z', photographs: [] }
    await insert(trx, 'inspection_sheet', {
      ...{
        inspection: id,
        digest: '0'.repeat(64),
        device: null,
        author: inspector,
        number: 1,
        criteria: 'v',
        edition: 1,
      },
      ...{ said: JSON.stringify({ answers: { 'RGT-01': answer }, photographs: [] }), signature: null, late: false },
      received_at: NOW,
    })
    const received = { id: photograph, name: `${word}.png`, type: 'image/png', size: 1, sha256: '00' }
    await attach(trx as never, [{ ...received, wrappedKey: randomBytes(60) }], handled(body, bodyKeys))
    await insertPhotograph(trx, { id: photograph, inspection: id, sha256: '1'.repeat(64), turn: 1, holds: [], at: NOW })
  })
  return { id, finding, word, photograph, provider, body, isTold, inspector }
}

const attachments = () => openAttachments({ db: health.db as never, folder: '/nowhere', nodeKey: randomBytes(32) })
const directory = { find: async () => [], open: async () => undefined }
const deskOf = (actor: Actor) =>
  openInspections({
    db: health.db,
    actor,
    directory,
    attachments: attachments(),
    seats: async () => [],
    now: () => NOW,
  })
const { each, said, saidAt, served } = asking(records)
const routes = (desk: InspectionsDesk) => inspectionsRoutes(() => Promise.resolve(desk))
const isHere = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok || answer.refusal?.code !== 'not-found'
const says = (what: string) => (desk: InspectionsDesk) =>
  each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`${what} ${word}`))
async function* nothing() {}

const channels: Record<string, Channel<InspectionsDesk, Kept>> = {
  open: { rule: ofVisit, ask: (desk) => each(async ({ id }) => (await desk.open(id)).ok) },
  list: { rule: ofVisit, ask: async (desk) => said(await desk.list(), ({ id }) => id) },
  'what to look at': { rule: ofBody, ask: says('why') },
  'what inspectors wrote': { rule: ofAnswers, ask: says('said') },
  findings: { rule: ofVisit, ask: says('found') },
  acts: { rule: ofBody, ask: (desk) => each(async ({ id }) => isHere(await desk.act(id, { do: 'cancel' }, 99))) },
  settle: {
    rule: ofVisit,
    ask: (desk) => each(async ({ finding }) => isHere(await desk.settle(finding, { do: 'verify', text: 'x' }, 99))),
  },
  attach: {
    rule: isProvider,
    ask: (desk) => each(async ({ finding }) => isHere(await desk.attach(finding, 'none', nothing()))),
  },
  'devices in the field': {
    rule: isInspector,
    ask: (desk) =>
      each(async ({ id }) =>
        [
          await desk.pack(id, { name: '', key: '' }),
          await desk.submit(id, { device: '', sheet: '', signature: '' }),
          await desk.photograph(id, '2'.repeat(64), 'a.png', nothing()),
        ].some(isHere),
      ),
  },
  // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
  download: {
    rule: ofAnswers,
    ask: (desk) => each(async ({ id, photograph }) => isHere(await desk.download(id, photograph))),
  },
  'HTTP one': { rule: ofVisit, ask: (desk) => served(routes(desk), '/api/assurance/inspections') },
  'HTTP all': { rule: ofVisit, ask: (desk) => saidAt(routes(desk), '/api/assurance/inspections', ({ id }) => id) },
}

fuzzRoom<InspectionsDesk, Kept>({
  ...{ of: 'inspections', runs: 2_000, many: 16, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{
      plan: 'it writes, and shows no record that was there',
      services: 'the public directory',
      list: ['list'],
      act: ['acts'],
      settle: ['settle'],
    },
    ...{ open: ['open', 'what to look at', 'what inspectors wrote', 'findings'], attach: ['attach'] },
    ...{ pack: ['devices in the field'], submit: ['devices in the field'], photograph: ['devices in the field'] },
    download: ['download'],
  },
  insiders: (stranger, { provider, body, inspector }) => {
    const as = { ...stranger, roles: ROLES, clearance: 'red' as const, purposes: PURPOSES }
    return [
      { ...as, organisation: provider },
      { ...as, organisation: body },
      { ...as, account: inspector, organisation: body },
    ]
  },
})
