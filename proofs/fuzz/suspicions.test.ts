// SPDX-License-Identifier: Apache-2.0
/**
 * The permission fuzzer over what firms watch: those of the firm who watch that leg, and whoever receives reports of that leg
 * where it was reported. Who watches orders reads no payments, and who receives the ones no reports of the others.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createTextMatcher } from '#matching/index.ts'
import { type Actor, MARKINGS, type Seat } from '#platform/access/index.ts'
import { loadReference } from '#reference/index.ts'
import {
  currencies,
  namingOf,
  openRules,
  openSuspicions,
  type SuspicionsDesk,
  type SuspicionTables,
  suspicionsRoutes,
} from '#supply/suspicions/index.ts'
import { asking, counted } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  leg: 'order' | 'payment' | 'parcel' | 'listing'
  /** Of the alert. */
  id: string
  word: string
  firm: string
  /** Of the report, and the authority that has it; null where it was not reported. */
  report: { id: string; to: string } | null
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['analyst', 'payments', 'parcels', 'listings', 'approver', 'officer', 'fiu'].map(
  (role) => `suspicions:${role}`,
)
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations) },
  roles: some([...ROLES, 'oversight:inspector', 'partnerships:officer']),
  ...{ groups: [], clearance: one(MARKINGS), purposes: some(['suspicion', 'supervision', 'partnership'], 0.7) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const may = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('suspicion') &&
  reaches(person.clearance, 'amber') &&
  roles.some((role) => person.roles.includes(`suspicions:${role}`))

const WATCHES = { order: 'analyst', payment: 'payments', parcel: 'parcels', listing: 'listings' }
const RECEIVES = { order: 'officer', payment: 'fiu', parcel: 'officer', listing: 'officer' }
const isFirms: Rule<Kept> = (person, { firm, leg }) =>
  person.organisation === firm && may(person, WATCHES[leg], 'approver')
const isAnalysts: Rule<Kept> = (person, { firm, leg }) => person.organisation === firm && may(person, WATCHES[leg])
const isReceived: Rule<Kept> = (person, { report, leg }) =>
  person.organisation === report?.to && may(person, RECEIVES[leg])
const isReported: Rule<Kept> = (person, kept) =>
  kept.report !== null && (isAnalysts(person, kept) || isReceived(person, kept))
const isDrafted: Rule<Kept> = (person, kept) =>
  person.organisation === kept.report?.to && kept.leg !== 'payment' && may(person, 'officer')
const isWritten: Rule<Kept> = (person, kept) => kept.leg === 'payment' && isReported(person, kept)

const personOf = (organisation: string, role: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`suspicions:${role}`], groups: [] },
  ...{ clearance: 'amber', purposes: ['suspicion'] },
})
const seats = async () =>
  organisations.flatMap((id) =>
    ['officer', 'fiu'].map(
      (role): Seat => ({ organisation: { id, name: id, kind: 'authority' }, actor: personOf(id, role) }),
    ),
  )
const room = compartmentOf<SuspicionTables>('supply_suspicions')
const records: Kept[] = []
const matcher = createTextMatcher(loadReference())
const plan = {
  rules: openRules(),
  goods: {
    ...{ matcher, categoryOf: () => 'tableting', jurisdictions: [] },
    naming: namingOf(loadReference(), matcher),
  },
  payments: { limit: 10_000 },
  ...{ currencies: currencies(), currency: 'ZZK', dueAfter: () => null, seats },
  certificates: { key: generateKeyPairSync('ed25519').privateKey, issuer: 'https://node.example' },
}
const deskOf = (actor: Actor) => openSuspicions({ ...plan, db: room.db, actor })

/** A press and a precursor of somebody unknown, paid in crypto. */
const oddOrder = async (firm: string, word: string) => {
  const taken = await deskOf(personOf(firm, 'analyst')).take({
    ...{ ref: word, at: '2026-03-01T10:00:00Z', payment: { method: 'crypto' } },
    customer: { name: word, country: 'ZZ', identity: 'refused', licence: 'none' },
    items: [{ text: 'Rotary tablet press ZP9' }, { text: 'Pseudoephedrine hydrochloride 25 kg' }],
  })
  return taken.ok ? taken.value.alert : null
}
/** Many pay into a new account, and one empties it. */
const funnel = async (firm: string, word: string) => {
  const rows = Array.from({ length: 12 }, (_, i) => `${word}-${i},2026-03-0${1 + (i % 5)},200,${word} ${i},${word}`)
  const file = [
    'payment,at,amount,from_account,to_account',
    ...rows,
    `${word}-out,2026-03-06,2300,${word},${word} boss`,
  ]
  const desk = deskOf(personOf(firm, 'payments'))
  const taken = await desk.takePayments(Buffer.from(file.join('\n')))
  const listed = taken.ok ? await desk.alerts({ limit: 100 }) : taken
  return (listed.ok && listed.value.items.find(({ ref }) => ref === word)?.id) || null
}

/** Something under control under another heading, sent as a trifle. */
const oddParcel = async (firm: string, word: string) => {
  const taken = await deskOf(personOf(firm, 'parcels')).takeParcel({
    ...{ ref: word, at: '2026-03-01T10:00:00Z', service: 'express', description: 'Pseudoephedrine', hs: '950300' },
    ...{ value: '5', postage: '60', sender: { name: word, country: 'ZZ' }, addressee: { name: word, country: 'FR' } },
  })
  return taken.ok ? taken.value.alert : null
}
/** Nothing asked, hidden packing. */
const oddListing = async (firm: string, word: string) => {
  const taken = await deskOf(personOf(firm, 'listings')).takeListing({
    ...{
      ref: word,
      at: '2026-03-01T10:00:00Z',
      seller: word,
      title: 'Pseudoephedrine hydrochloride, no questions asked',
    },
    text: `Stealth, discreet packaging, free reship. ${word}`,
  })
  return taken.ok ? taken.value.alert : null
}
const MAKES = { order: oddOrder, payment: funnel, parcel: oddParcel, listing: oddListing }

const keep = async (): Promise<Kept> => {
  const [word, firm] = [`w${randomUUID().replaceAll('-', '')}`, one(organisations)]
  const leg = one(['order', 'payment', 'parcel', 'listing'] as const)
  const desk = deskOf(personOf(firm, WATCHES[leg]))
  const id = await MAKES[leg](firm, word)
  if (id === null) throw new Error('It was let pass.')
  const [to] = some(
    organisations.filter((each) => each !== firm),
    0.5,
  )
  if (to === undefined) return { id, leg, word, firm, report: null }
  const necessity = 'The authority cannot look without a name.'
  const sent = await desk.report(id, { to, circumstances: `What happened to ${word}.`, necessity }, 1)
  if (!sent.ok) throw new Error(sent.refusal.detail)
  return { id, leg, word, firm, report: { id: sent.value.id, to } }
}

const { said, saidAt, served, told } = asking(records)
const routes = (desk: SuspicionsDesk) => suspicionsRoutes({ deskOf: () => Promise.resolve(desk), counter: undefined })
const ofReport = ({ id, report }: Kept) => report?.id ?? id

const channels: Record<string, Channel<SuspicionsDesk, Kept>> = {
  alert: { rule: isFirms, ask: (desk) => told([desk.alert]) },
  alerts: { rule: isFirms, ask: async (desk) => said(await desk.alerts({ limit: 100 }), ({ word }) => word) },
  'count of alerts': {
    rule: isFirms,
    ask: async (desk) => counted(await desk.countAlerts()),
  },
  acts: { rule: isFirms, ask: (desk) => told([(id) => desk.act(id, { do: 'assign' }, 99)]) },
  reporting: {
    rule: isAnalysts,
    ask: (desk) => told([(id) => desk.report(id, { to: randomUUID(), circumstances: 'x'.repeat(30) }, 99)]),
  },
  report: { rule: isReported, ask: (desk) => told([desk.readReport], ofReport) },
  goAML: { rule: isWritten, ask: (desk) => told([desk.writeReport], ofReport) },
  'HTTP goAML': {
    rule: isWritten,
    ask: (desk) => served(routes(desk), '/api/suspicions/reports', (kept) => `${ofReport(kept)}/goaml`),
  },
  reports: { rule: isReported, ask: async (desk) => said(await desk.reports({ limit: 100 }), ({ word }) => word) },
  'count of reports': {
    rule: isReported,
    ask: async (desk) => counted(await desk.countReports()),
  },
  drafting: {
    rule: isDrafted,
    ask: (desk) => told([(id) => desk.draftIncident(id, { kind: 'diversion', title: '', country: '' })], ofReport),
  },
  answers: { rule: isReceived, ask: (desk) => told([(id) => desk.answer(id, { do: 'receive' }, 99)], ofReport) },
  'HTTP alert': { rule: isFirms, ask: (desk) => served(routes(desk), '/api/suspicions/alerts') },
  'HTTP alerts': {
    rule: isFirms,
    ask: (desk) => saidAt(routes(desk), '/api/suspicions/alerts?limit=100', ({ word }) => word),
  },
  'HTTP report': { rule: isReported, ask: (desk) => served(routes(desk), '/api/suspicions/reports', ofReport) },
  'HTTP reports': {
    rule: isReported,
    ask: (desk) => saidAt(routes(desk), '/api/suspicions/reports?limit=100', ({ word }) => word),
  },
}

fuzzRoom<SuspicionsDesk, Kept>({
  ...{
    of: 'suspicious orders, payments, parcels and listings',
    runs: 1200,
    many: 10,
    records,
    keep,
    drawActor,
    deskOf,
    channels,
  },
  methods: {
    ...{ alert: ['alert', 'HTTP alert'], alerts: ['alerts', 'HTTP alerts'], countAlerts: ['count of alerts'] },
    ...{ act: ['acts'], report: ['reporting'], readReport: ['report', 'HTTP report'] },
    writeReport: ['goAML', 'HTTP goAML'],
    ...{ reports: ['reports', 'HTTP reports'], countReports: ['count of reports'], answer: ['answers'] },
    take: 'it writes, and answers of what was sent; another firm’s number is another order',
    takeFile: 'the same, for many',
    fairness: 'counts of the firm’s own orders: the same policy of rows, src/supply/suspicions/suspicions.test.ts',
    takePayment: 'it writes; another reporter’s number is another payment, src/supply/suspicions/payments/desk.test.ts',
    takePayments: 'the same, for many',
    takeParcel: 'it writes; another carrier’s number is another parcel, src/supply/suspicions/items/desk.test.ts',
    takeListing: 'the same of listings',
    ...{ takeParcels: 'the same, for many', takeListings: 'the same, for many' },
    ...{ goaml: 'of the unit itself, and no secret', setGoamlSchema: 'it writes, for the unit itself' },
    setGoamlCodes: 'the same; src/supply/suspicions/goaml/goaml.test.ts',
    receivers: 'organisations of the node, and nothing of a record',
    rules: 'the firm’s own settings: src/supply/suspicions/rulebooks/rulebooks.test.ts',
    ...{
      edition: 'the same',
      checkRules: 'nothing is kept',
      draftRules: 'it writes; the same test',
      replayRules: 'the same',
    },
    actOnRules: 'the same',
    draftIncident: ['drafting'],
  },
  insiders: (_, { firm, report, leg }) => [
    ...[personOf(firm, WATCHES[leg]), personOf(firm, 'approver')],
    ...(report ? [personOf(report.to, RECEIVES[leg])] : []),
  ],
})
