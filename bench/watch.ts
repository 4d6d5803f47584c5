// SPDX-License-Identifier: Apache-2.0
/**
 * Orders and payments through all red flags: in memory, and to a durable result with customers, windows, alerts and ledger. Beside
 * them, on the same database, what one writes first: a query for each rule and order. `WATCH_SIZES=1000,10000` for a quick look.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { COMPARTMENTS } from '#app/compartments.ts'
import { goodsOf } from '#app/suspicions.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import { loadReference } from '#reference/index.ts'
import {
  compileRules,
  currencies,
  flagsOf,
  ORDER_FACTS,
  openPaymentWatch,
  openRules,
  openSuspicions,
  openWatch,
  PAYMENT_FACTS,
  paymentShape,
  readOrders,
  type SuspicionTables,
} from '#supply/suspicions/index.ts'
import { type Result, race, type Side } from './measure.ts'
import { figure, growthTable, note, raceRow, table, whole } from './report.ts'

const SIZES = (process.env.WATCH_SIZES ?? '1000,10000,100000').split(',').map(Number)
/** Of the side that asks the database for each rule: as many orders as it judges in a second or two. */
const ASKED = 100
/** Payments of the year that is gone through once more. */
const REPLAYED = Number(process.env.WATCH_REPLAYED ?? 120_000)
const RULES = 20
const ONE = 60_000

const GOODS = [
  ...['Acetone technical 200 L drum', 'Toluene 99.5 % ACS', 'Sodium chloride 25 kg', 'Citric acid food grade'],
  ...['Potassium permanganate 25 kg keg', 'Ethanol absolute', 'Acetic anhydride drum', 'Rotary tablet press ZP9'],
]
const header = 'order,at,customer,country,item,quantity,unit,sector,phone,address,payment,place'
/** A customer orders some thirty times; one order in eight is of goods that nobody watches. */
const rowOf = (i: number, run: string, size: number): string => {
  const customer = i % Math.max(20, Math.floor(size / 30))
  const at = new Date(Date.UTC(2026, 0, 1) + i * ONE).toISOString()
  const goods = GOODS[(i * 7 + customer) % GOODS.length]
  return `${run}-${i},${at},Customer ${customer} Ltd,FR,${goods},25,kg,2022,+33 1 70 ${100_000 + customer},${customer} rue du Port,transfer,business`
}
const fileOf = (size: number, run: string) =>
  new TextEncoder().encode([header, ...Array.from({ length: size }, (_, i) => rowOf(i, run, size))].join('\n'))

const data = loadReference()
const goods = goodsOf(data, [])
const rules = compileRules(flagsOf('order'), ORDER_FACTS)
const firmsRules = openRules()
const known = currencies()
const now = () => new Date(Date.UTC(2030, 0, 1))

const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(folder, 0o755)
const server = await startEmbedded(folder)
const plan = COMPARTMENTS.filter(({ name }) => name === 'supply_suspicions')
const addresses = await makeCompartments(server.adminUrl, openLogins(join(folder, 'logins.json')), plan)
const { db, close } = openCompartment<SuspicionTables>('supply_suspicions', addresses.supply_suspicions as string)
const certificates = { key: generateKeyPairSync('ed25519').privateKey, issuer: 'https://node.example' }
/** Each run is another firm: none meets what another left. */
const deskOfNewFirm = (role = 'analyst') =>
  openSuspicions({
    payments: { limit: 10_000 },
    ...{
      db,
      rules: firmsRules,
      goods,
      currencies: known,
      currency: '',
      certificates,
      dueAfter: () => null,
      seats: async () => [],
      now,
    },
    actor: {
      ...{ account: randomUUID(), organisation: randomUUID(), roles: [`suspicions:${role}`], groups: [] },
      ...{ clearance: 'amber', purposes: ['suspicion'] },
    },
  })

const sidesOf = async (size: number): Promise<Side[]> => {
  const read = await readOrders(fileOf(size, 'memory'), { now: now(), known })
  if (!read.ok) throw new Error(read.refusal.detail)
  const orders = read.value.orders.map(({ order }) => order)
  const payments = Array.from({ length: size }, (_, i) =>
    paymentShape.parse({
      ...{ ref: String(i), at: new Date(Date.UTC(2026, 0, 1) + i * ONE).toISOString(), amount: String(50 + (i % 400)) },
      from: { account: `a${(i * 17) % Math.max(20, size / 10)}` },
      to: { account: `a${(i * 31 + 7) % Math.max(20, size / 10)}` },
    }),
  )
  const bytes = fileOf(size, 'durable')
  return [
    {
      ...{ name: 'orders, in memory', amount: size },
      work: () => {
        let id = 0
        const { watch } = openWatch(rules, goods, () => String(++id))
        for (const order of orders) watch(order)
      },
    },
    {
      ...{ name: 'payments, in memory', amount: size },
      work: () => {
        const { watch } = openPaymentWatch(compileRules(flagsOf('payment'), PAYMENT_FACTS), 10_000)
        for (const payment of payments) watch(payment)
      },
    },
    {
      ...{ name: 'orders from a file, to a durable result', amount: size },
      work: async () => {
        const taken = await deskOfNewFirm().takeFile(bytes)
        if (!taken.ok || taken.value.kept !== size) throw new Error('Not all were kept.')
      },
    },
    {
      ...{ name: 'a query for each rule and order', amount: ASKED },
      work: async () => {
        for (let i = 0; i < ASKED; i++)
          for (let rule = 0; rule < RULES; rule++)
            await sql`select count(*), sum(kilograms) from sale where customer = ${randomUUID()}::uuid
              and at > now() - make_interval(days => ${rule})`.execute(db)
      },
    },
  ]
}

const results: Result[] = []
const rows: string[][] = []
for (const size of SIZES) {
  const raced = await race(await sidesOf(size))
  results.push(...raced)
  rows.push(...raced.map(raceRow))
}
/** A year of payments that a firm kept, gone through once more by what is in force and by a draft. */
const replayed = async () => {
  const desk = deskOfNewFirm('payments')
  const lines = Array.from({ length: REPLAYED }, (_, i) => {
    const at = new Date(Date.UTC(2029, 0, 1) + (i * 365 * 86_400_000) / REPLAYED).toISOString()
    return `r${i},${at},${10 + ((i * 7919) % 90_000) / 10},a${(i * 17) % 9000},a${(i * 31 + 7) % 9000}`
  })
  const file = ['payment,at,amount,from_account,to_account', ...lines].join('\n')
  const kept = await desk.takePayments(new TextEncoder().encode(file))
  const draft = await desk.draftRules('payment', { flags: { 'T-FUNNEL': { parameters: { senders: 5 } } } }, 0)
  if (!kept.ok || kept.value.kept !== REPLAYED || !draft.ok) throw new Error('Not all were kept.')
  const began = performance.now()
  const done = await desk.replayRules('payment', { days: 365 }, draft.value.version)
  if (!done.ok) throw new Error(done.refusal.detail)
  return { ms: performance.now() - began, accounts: done.value.replay?.events ?? 0 }
}
const past = await replayed()
await close()
await server.stop()
rmSync(folder, { recursive: true })

table(
  'Orders and payments through all red flags',
  ['side', 'records', 'records a second', 'time beside the first'],
  rows,
)
growthTable('How the time grows with the records', results)
note(
  `A draft beside what is in force over ${whole(REPLAYED)} kept payments of ${whole(past.accounts)} accounts: ${figure(past.ms)} ms. Goal: 10,000 ms.`,
)
note(
  `${rules.flags.length} red flags of orders, ${flagsOf('payment').flags.length} of payments, a year of windows. Goals: 10,000 a second in memory ` +
    'on one core, 5,000 to a durable result, in proportion. Published by others: Tazama 2,500 a second on 1,100 pods, 1,800 for one rule on two cores.',
)
