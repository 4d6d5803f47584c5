// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over supervision: drawn people, drawn licences with an inspection each, every way to ask. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { openAttachments } from '#platform/attachments/index.ts'
import { type OversightDesk, type OversightTables, openOversight, oversightRoutes } from '#supply/oversight/index.ts'
import type { LicenceCommand } from '../../src/supply/oversight/contract.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

/** One licence, and one inspection of its holder. */
interface Kept {
  id: string
  /** A word that stands in nothing else. */
  word: string
  authority: string
  /** Null where the holder is no organisation of this node. */
  firm: string | null
  /** Who recorded it. */
  officer: string
  status: 'applied' | 'proposed' | 'granted'
  inspection: string
  isAnnounced: boolean
  /** What was found; undefined before the visit. */
  finding: string | undefined
  /** A photograph of it. */
  file: string | undefined
}

const { one, some } = drawFrom(SEED)
const organisations: string[] = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['oversight:officer', 'oversight:inspector', 'oversight:licensee', 'incidents:officer']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: some(['group:1'], 0.3) },
  ...{ clearance: one(MARKINGS), purposes: some(['supervision', 'supply-control'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('supervision') &&
  reaches(person.clearance, 'amber') &&
  roles.some((role) => person.roles.includes(`oversight:${role}`))
const supervises: Rule<Kept> = (person, { authority }) =>
  person.organisation === authority && has(person, 'officer', 'inspector')
const isHolder: Rule<Kept> = (person, { firm }) => person.organisation === firm && has(person, 'licensee')
const mayLicence: Rule<Kept> = (person, record) => supervises(person, record) || isHolder(person, record)
const mayDecide: Rule<Kept> = (person, record) => supervises(person, record) && has(person, 'officer')
const mayInspect: Rule<Kept> = (person, record) => supervises(person, record) && has(person, 'inspector')
/** The firm learns of one that is not announced by the visit. */
const mayInspection: Rule<Kept> = (person, record) =>
  supervises(person, record) || (isHolder(person, record) && (record.isAnnounced || record.finding !== undefined))
const mayFound: Rule<Kept> = (person, record) => mayInspection(person, record) && record.finding !== undefined
const maySettle: Rule<Kept> = (person, record) =>
  record.finding !== undefined && (mayInspect(person, record) || isHolder(person, record))

const oversight = compartmentOf<OversightTables>('supply_oversight')
const records: Kept[] = []
const attachments = () =>
  openAttachments({
    ...{ db: oversight.db as never, folder: join(oversight.database.folder, 'files'), nodeKey: Buffer.alloc(32, 7) },
  })
const bytesOf = async function* (text: string) {
  yield Buffer.from(text)
}
const deskOf = (actor: Actor) =>
  openOversight({
    ...{ db: oversight.db, actor, attachments: attachments(), nameOf: ({ id }) => ({ en: id, fr: id }) },
    firm: async (id) => (organisations.includes(id) ? { name: `Firm ${id}` } : undefined),
  })
const personOf = (organisation: string, ...roles: string[]): Actor => ({
  ...{ account: randomUUID(), organisation, roles: roles.map((role) => `oversight:${role}`), groups: [] },
  ...{ clearance: 'amber', purposes: ['supervision'] },
})
const done = async <T>(answer: Promise<Outcome<T>>): Promise<T> => {
  const outcome = await answer
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}

const ACETONE = { of: 'substance', id: 'acetone', yearly: { value: '1', unit: 'kg' } } as const

/** Of each status there are some, whatever is drawn: a channel of which nothing is due would find no leak. */
const STATUSES = ['applied', 'proposed', 'granted'] as const
const keep = async (number: number): Promise<Kept> => {
  const [word, authority] = [`w${randomUUID().replaceAll('-', '')}`, one(organisations)]
  const firm = one([null, ...organisations.filter((each) => each !== authority)])
  const [officer, second] = [personOf(authority, 'officer'), personOf(authority, 'officer')]
  const licence = await done(
    deskOf(officer).record({
      holder: { ...(firm !== null && { organisation: firm }), name: word, registration: word, country: 'ZZ' },
      ...{ activities: ['storage'], scope: [ACETONE], conditions: `kept ${word}` },
      ...{ from: '2026-01-01', until: '2099-12-31' },
    }),
  )
  const status = STATUSES[number % 3] ?? 'applied'
  const acts = { applied: [], proposed: ['propose'], granted: ['propose', 'agree'] }[status]
  let { version } = licence
  for (const act of acts) {
    const command = { do: act } as LicenceCommand
    ;({ version } = await done(deskOf(act === 'agree' ? second : officer).decide(licence.id, command, version)))
  }
  const desk = deskOf(personOf(authority, 'inspector'))
  const [isAnnounced, isVisited] = [one([true, false]), number % 2 === 0]
  const planned = { licence: licence.id, announced: isAnnounced, on: '2026-03-01', brief: `brief ${word}` }
  const { id: inspection, version: read } = await done(desk.plan(planned))
  const found = { severity: 'major', found: `found ${word}`, action: 'x', due: '2099-01-01' } as const
  const visit = { do: 'visit', on: '2026-03-01', report: `report ${word}`, findings: [found] } as const
  const visited = isVisited ? await done(desk.inspect(inspection, { ...visit, findings: [found] }, read)) : undefined
  const kept = { id: licence.id, word, authority, firm, officer: officer.account, status, inspection, isAnnounced }
  const finding = visited?.findings[0]?.id
  const file = finding && (await done(desk.attach(finding, `file ${word}.txt`, bytesOf(word)))).id
  return { ...kept, finding, file }
}

const { each, said, served, told } = asking(records)
const routes = (desk: OversightDesk) => oversightRoutes({ deskOf: () => Promise.resolve(desk), counter: undefined })
const licences = (desk: OversightDesk, query: Parameters<OversightDesk['licences']>[0] = {}) =>
  allPages((page) => desk.licences({ ...query, ...page }))
const inspections = (desk: OversightDesk) => allPages((page) => desk.inspections(page))
const byInspection = ({ inspection }: Kept) => inspection
/** Nobody's id where there is none. */
const byFinding = ({ finding }: Kept) => finding ?? randomUUID()

const channels: Record<string, Channel<OversightDesk, Kept>> = {
  licence: { rule: mayLicence, ask: (desk) => told([desk.licence]) },
  'licence, content': {
    rule: mayLicence,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.licence(id)).includes(`kept ${word}`)),
  },
  'who did what': {
    rule: supervises,
    ask: (desk) => each(async ({ id, officer }) => JSON.stringify(await desk.licence(id)).includes(officer)),
  },
  licences: { rule: mayLicence, ask: async (desk) => idsOf(await licences(desk)) },
  'licences, filtered': {
    rule: (person, record) => mayLicence(person, record) && record.status === 'granted',
    ask: async (desk) => idsOf(await licences(desk, { status: 'granted', activity: 'storage' })),
  },
  'licences, found': {
    rule: mayLicence,
    ask: (desk) => each(async ({ word }) => (await licences(desk, { text: word })).length > 0),
  },
  'licences, counted': { rule: mayLicence, ask: async (desk) => counted(await desk.countLicences()) },
  decide: { rule: mayDecide, ask: (desk) => told([(id) => desk.decide(id, { do: 'propose' }, 99)]) },
  inspection: { rule: mayInspection, ask: (desk) => told([desk.inspection], byInspection) },
  brief: {
    rule: supervises,
    ask: (desk) =>
      each(async ({ inspection, word }) => JSON.stringify(await desk.inspection(inspection)).includes(`brief ${word}`)),
  },
  'report and findings': {
    rule: mayFound,
    ask: (desk) =>
      each(async ({ inspection, word }) => {
        const read = JSON.stringify(await desk.inspection(inspection))
        return [`report ${word}`, `found ${word}`, `file ${word}`].some((each) => read.includes(each))
      }),
  },
  'files of findings': {
    rule: mayFound,
    ask: (desk) => each(async (kept) => (await desk.download(byFinding(kept), kept.file ?? randomUUID())).ok),
  },
  // No kind of file that is taken: whoever may add one is told so.
  'files, added': {
    rule: maySettle,
    ask: (desk) => told([(id) => desk.attach(id, 'x.exe', bytesOf('MZ'))], byFinding),
  },
  inspections: { rule: mayInspection, ask: async (desk) => said(await inspections(desk), byInspection) },
  'inspections, briefs': {
    rule: supervises,
    ask: async (desk) => said(await inspections(desk), ({ word }) => `brief ${word}`),
  },
  'inspections, findings': {
    rule: mayFound,
    ask: async (desk) => said(await inspections(desk), ({ word }) => `found ${word}`),
  },
  'inspections, counted': { rule: mayInspection, ask: async (desk) => counted(await desk.countInspections()) },
  'inspections of a licence': {
    rule: mayInspection,
    ask: (desk) => each(async ({ id }) => counted(await desk.countInspections({ licence: id })) > 0),
  },
  inspect: { rule: mayInspect, ask: (desk) => told([(id) => desk.inspect(id, { do: 'close' }, 99)], byInspection) },
  settle: { rule: maySettle, ask: (desk) => told([(id) => desk.settle(id, {} as never, 99)], byFinding) },
  'HTTP licence': { rule: mayLicence, ask: (desk) => served(routes(desk), '/api/licences') },
  'HTTP inspection': { rule: mayInspection, ask: (desk) => served(routes(desk), '/api/inspections', byInspection) },
}

fuzzRoom<OversightDesk, Kept>({
  ...{ of: 'licences', runs: 2_800, many: 14, records, keep, drawActor, deskOf, channels },
  methods: {
    ...{
      licence: ['licence', 'licence, content', 'who did what', 'HTTP licence'],
      countLicences: ['licences, counted'],
    },
    ...{ licences: ['licences', 'licences, filtered', 'licences, found'], decide: ['decide'], inspect: ['inspect'] },
    ...{ inspection: ['inspection', 'brief', 'report and findings', 'HTTP inspection'], settle: ['settle'] },
    ...{ attach: ['files, added'], download: ['files of findings'], detach: 'it writes, and says only that it cannot' },
    ...{ inspections: ['inspections', 'inspections, briefs', 'inspections, findings'] },
    countInspections: ['inspections, counted', 'inspections of a licence'],
    ...{ record: 'it writes', plan: 'it writes, and is refused alike for a licence of others and for none' },
  },
  insiders: (_, { authority, firm }) => [
    personOf(authority, 'officer', 'inspector'),
    ...(firm === null ? [] : [personOf(firm, 'licensee')]),
  ],
})
