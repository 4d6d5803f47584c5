// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over agreements: drawn people, drawn agreements in every phase, every way to ask. */
import { randomUUID } from 'node:crypto'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import {
  openPartnerships,
  type PartnershipsDesk,
  type PartnershipTables,
  partnershipsRoutes,
} from '#supply/partnerships/index.ts'
import { insertAgreement, writeText } from '../../src/supply/partnerships/store.ts'
import { termsShape } from '../../src/supply/partnerships/terms.ts'
import { textRow } from '../../src/supply/partnerships/text-row.ts'
import { asking } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { maySee } from './oracle.ts'

interface Kept {
  id: string
  word: string
  handling: Handling
  partner: string
  phase: 'preparing' | 'agreed' | 'suspended' | 'ended'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['partnerships:officer', 'partnerships:signatory', 'partnerships:reader', 'other:reader']
const PURPOSES = ['partnership', 'research']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('partnership') && roles.some((role) => person.roles.includes(`partnerships:${role}`))
const exists: Rule<Kept> = (person, record) => has(person, 'officer', 'signatory', 'reader') && maySee(person, record)
const mayAct: Rule<Kept> = (person, record) => has(person, 'officer', 'signatory') && maySee(person, record)

const supply = compartmentOf<PartnershipTables>('supply')
const records: Kept[] = []

const TERMS = termsShape.parse({
  ...{ title: 'x', from: '2026-01-01', until: '2026-12-31', review: '2026-06-30', classes: ['incidents'] },
  ...{ purposes: ['supply-control'], legalBasis: 'Invented Act' },
})

const keep = async (): Promise<Kept> => {
  const id = randomUUID()
  const word = `w${id.replaceAll('-', '')}`
  const [originator, partner] = [one(organisations), one(organisations)]
  const isOffered = one([true, false])
  const handling: Handling = {
    ...{ originator, audience: [keyOf.organisation(originator), ...(isOffered ? [keyOf.organisation(partner)] : [])] },
    ...{ marking: one(MARKINGS), purposes: [one(PURPOSES)], fields: {}, originatorControlled: true, keptUntil: null },
  }
  const phase = one(['preparing', 'agreed', 'suspended', 'ended'] as const)
  const at = new Date('2026-01-01T00:00:00Z')
  const author: Actor = { ...drawActor(), organisation: originator, clearance: 'red', purposes: PURPOSES }
  await sit(supply.db, author, async (trx) => {
    const row = {
      ...{ id, partner, m: 'manufacture' as const, phase, made_at: at, reminded_of: null, version: 1 },
      told_version: 1,
      ...{ suspended_by: phase === 'suspended' ? originator : null, reason: phase === 'suspended' ? word : null },
      ...{ ended_at: phase === 'ended' ? at : null, ...columnsOf(handling) },
    }
    await insertAgreement(trx, row)
    const given = {
      number: 1,
      terms: { ...TERMS, title: word, special: word },
      parties: { authority: word, partner: word },
    }
    const [text] = textRow(row, given, author, at)
    await writeText(trx, { ...text, ...columnsOf(handling), offered_at: isOffered ? at : null })
  })
  return { id, word, handling, partner, phase }
}

const deskOf = (actor: Actor) =>
  openPartnerships({ db: supply.db, actor, seats: async () => [], now: () => new Date('2026-03-01T00:00:00Z') })
const { each, said, saidAt, served, told } = asking(records)
const byWord = ({ word }: Kept) => word
const routes = (desk: PartnershipsDesk) => partnershipsRoutes(() => Promise.resolve(desk))

const channels: Record<string, Channel<PartnershipsDesk, Kept>> = {
  open: { rule: exists, ask: (desk) => told([desk.open]) },
  text: {
    rule: exists,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`"special":"${word}"`)),
  },
  list: { rule: exists, ask: async (desk) => said(await desk.list(), byWord) },
  filter: {
    rule: (person, record) => exists(person, record) && record.phase === 'suspended',
    ask: async (desk) => said(await desk.list({ status: 'suspended' }), byWord),
  },
  acts: {
    rule: mayAct,
    ask: (desk) => told([(other) => desk.act(other, { do: 'resume' }, 99)]),
  },
  'HTTP detail': { rule: exists, ask: (desk) => served(routes(desk), '/api/agreements') },
  'HTTP list': {
    rule: exists,
    ask: (desk) => saidAt(routes(desk), '/api/agreements', byWord),
  },
}

const NONE = {
  opens: 'what terms would open, of no agreement',
  partners: 'organisations, which all who are signed in may know',
  draft: 'it writes, and shows no agreement that was there',
}

fuzzRoom<PartnershipsDesk, Kept>({
  ...{ of: 'agreements', runs: 3_000, many: 30, records, keep, drawActor, deskOf, channels },
  methods: { list: ['list', 'filter'], open: ['open', 'text'], act: ['acts'], ...NONE },
  insiders: (stranger, { handling }) => [
    {
      ...{ ...stranger, organisation: handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
      groups: organisations.map(keyOf.organisation),
    },
  ],
})
