// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NewPayment } from '../contract.ts'
import { examplePayments } from '../index.ts'
import {
  authority,
  bank,
  codeOf,
  dealer,
  fiu,
  oddOrder,
  rival,
  roomForTests,
  somebody,
  value,
} from '../suspicions.testing.ts'

const [watcher, approver, unit] = [somebody(bank, 'payments'), somebody(bank, 'approver'), somebody(fiu, 'fiu')]
const [seller, officer, other] = [
  somebody(dealer, 'analyst'),
  somebody(authority, 'officer'),
  somebody(rival, 'payments', 'approver'),
]
const room = roomForTests([watcher, approver, unit, seller, officer, other])

const HEAD = 'payment,at,amount,from_account,to_account,to_holder'
/** Twelve pay into an account within five days. */
const into = (account: string, holder = '') =>
  Array.from(
    { length: 12 },
    (_, i) => `${account}-${i},2026-03-0${1 + (i % 5)},200,${account} sender ${i},${account},${holder}`,
  )
const emptied = (account: string, day = '2026-03-06') => `${account}-out,${day},2300,${account},${account} boss,`
const file = (...rows: string[]) => new TextEncoder().encode([HEAD, ...rows].join('\n'))
const foundAt = async (actor: typeof watcher, account: string) => {
  const { items } = value(await room.deskOf(actor).alerts({ limit: 100 }))
  return items.filter(({ ref }) => ref === account)
}
const found = async (account: string, holder = '') => {
  value(await room.deskOf(watcher).takePayments(file(...into(account, holder), emptied(account))))
  const [first] = await foundAt(watcher, account)
  return value(await room.deskOf(watcher).alert(first?.id ?? ''))
}
const report = { to: fiu, circumstances: 'Many pay in, and all of it leaves the next day.' }

test('an account that many pay into and one empties is found once, with its payments, reported to the unit and answered', async () => {
  const desk = room.deskOf(watcher)
  const batch = value(await desk.takePayments(file(...into('mule'), emptied('mule'))))
  expect(batch).toMatchObject({ rows: 13, kept: 13, known: 0, alerts: 1, problems: [] })
  expect(value(await desk.takePayments(file(...into('mule'), emptied('mule'))))).toMatchObject({
    kept: 0,
    known: 13,
    alerts: 0,
  })
  const [{ id = '' } = {}, ...more] = await foundAt(watcher, 'mule')
  expect(more).toEqual([])
  const alert = value(await desk.alert(id))
  expect(alert.reasons.map(({ flag }) => flag)).toEqual(['T-FUNNEL', 'T-NEWACC', 'T-THROUGH'])
  expect(alert).toMatchObject({ leg: 'payment', due: '2026-04-03T10:00:00.000Z', before: [] })
  expect(alert.about).toMatchObject({ leg: 'payment', account: { number: 'mule' }, total: 13 })
  expect(alert.about.leg === 'payment' && alert.about.payments[0]).toMatchObject({ ref: 'mule-out', amount: '2300' })
  expect(alert.may).not.toContain('reduce')
  expect(codeOf(await desk.act(id, { do: 'reduce', text: 'So.' }, alert.version))).toBe('not-now')
  expect(codeOf(await desk.report(id, { ...report, to: authority }, alert.version))).toBe('not-valid')
  const sent = value(await desk.report(id, { ...report, rentity: 41 }, alert.version))
  const received = value(await room.deskOf(unit).readReport(sent.id))
  expect(received.content).toMatchObject({ about: { account: { number: 'mule' } }, before: null, rentity: 41 })
  value(await room.deskOf(unit).answer(sent.id, { do: 'answer', feedback: 'useful' }, received.version))
  expect(value(await desk.alert(id)).reports).toMatchObject([{ status: 'received', feedback: 'useful' }])
})

test('legs stay apart: who watches orders, who receives their reports and other banks learn nothing of payments', async () => {
  const alert = await found('apart')
  const sent = value(await room.deskOf(watcher).report(alert.id, report, alert.version))
  for (const stranger of [seller, officer, other, unit])
    expect(codeOf(await room.deskOf(stranger).alert(alert.id))).toBe('not-found')
  for (const stranger of [seller, officer, other, approver])
    expect(codeOf(await room.deskOf(stranger).readReport(sent.id))).toBe('not-found')
  expect(await foundAt(other, 'apart')).toEqual([])
  // One organisation that sells and pays: each of its people has their leg.
  const [sells, pays] = [somebody(bank, 'analyst'), watcher]
  const { alert: order } = value(await room.deskOf(sells).take(oddOrder({ ref: 'of a bank' })))
  expect(codeOf(await room.deskOf(pays).alert(order ?? ''))).toBe('not-found')
  expect(codeOf(await room.deskOf(sells).alert(alert.id))).toBe('not-found')
  expect(codeOf(await room.deskOf(approver).alert(alert.id))).toBe('ok')
  expect(codeOf(await room.deskOf(sells).takePayments(file(...into('x'))))).toBe('not-found')
  expect(codeOf(await room.deskOf(pays).take(oddOrder({ ref: 'of a bank' })))).toBe('not-found')
})

test('one by one the same is found as in a file, and what comes late counts where it belongs', async () => {
  const desk = room.deskOf(watcher)
  const one = (row: string) => {
    const [ref = '', at = '', amount = '', from = '', to = ''] = row.split(',')
    return { ref, at: `${at}T12:00:00Z`, amount, from: { account: from }, to: { account: to } } satisfies NewPayment
  }
  const singly: string[] = []
  for (const row of [...into('single'), emptied('single')])
    singly.push(...value(await desk.takePayment(one(row))).alerts)
  expect(singly).toHaveLength(1)
  // What empties it comes first, and half of those who paid in come last.
  const late = [emptied('late'), ...into('late').slice(0, 5)]
  expect(value(await desk.takePayments(file(...late))).alerts).toBe(0)
  expect(value(await desk.takePayments(file(...into('late').slice(5)))).alerts).toBe(1)
  const [told] = await foundAt(watcher, 'late')
  const [whole] = await foundAt(watcher, 'single')
  expect(told?.score).toBe(whole?.score)
})

test('an account at which somebody looks weighs more when more is found; what was decided stays, and heavier is told anew', async () => {
  const desk = room.deskOf(watcher)
  const alert = await found('grows')
  /** Cash just under the limit at four places, and it leaves the same day. */
  const more = (day: string) => {
    const rows = [0, 1, 2, 3].map((i) => `grows-c${day}${i},2026-03-${day},9900,till ${i},grows,,cash,branch ${i}`)
    const out = `grows-o${day},2026-03-${day},39000,grows,grows boss,,transfer,`
    return new TextEncoder().encode([`${HEAD},kind,branch`, ...rows, out].join('\n'))
  }
  expect(value(await desk.takePayments(more('07')))).toMatchObject({ kept: 5, alerts: 0 })
  const heavier = value(await desk.alert(alert.id))
  expect(heavier.score).toBeGreaterThan(alert.score)
  expect(heavier.version).toBe(alert.version + 1)
  const released = value(
    await desk.act(alert.id, { do: 'release', text: 'A fair that pays its stands.' }, heavier.version),
  )
  expect(released.status).toBe('released')
  // The same weight again is nothing new.
  expect(value(await desk.takePayments(more('08'))).alerts).toBe(0)
})

test('the same payment sent twice is one; another with its number is refused and the first stays', async () => {
  const desk = room.deskOf(watcher)
  const payment: NewPayment = {
    ...{ ref: 'once', at: '2026-03-01T10:00:00Z', amount: '12.50' },
    ...{ from: { account: 'a' }, to: { account: 'b' } },
  }
  const first = value(await desk.takePayment(payment))
  expect(value(await desk.takePayment(payment))).toEqual(first)
  expect(codeOf(await desk.takePayment({ ...payment, amount: '12.51' }))).toBe('conflict')
  expect(codeOf(await desk.takePayment({ ...payment, ref: 'soon', at: '2027-01-01T00:00:00Z' }))).toBe('not-valid')
  const again = value(await desk.takePayments(file('once,2026-03-01,99,a,b,', 'neg,2026-03-01,-5,a,b,')))
  expect(again.problems.map(({ line, code, given }) => [line, code, given])).toEqual([
    [2, 'known-otherwise', 'once'],
    [3, 'not-valid', 'amount'],
  ])
})

test('a person is named in a report with a reason alone, and an account is refused by two', async () => {
  const alert = await found('person', 'person')
  const desk = room.deskOf(watcher)
  expect(await desk.report(alert.id, report, alert.version)).toMatchObject({ refusal: { where: 'necessity' } })
  const refused = value(
    await desk.act(
      alert.id,
      {
        ...{ do: 'refuse', scope: 'account', basis: 'contract', basisText: 'General terms, clause 9' },
        ...{ goodFaith: 'Nothing of what was asked was answered.', customerText: 'cannot-supply', until: '2026-10-01' },
      },
      alert.version,
    ),
  )
  const agreed = value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, refused.version))
  expect(agreed.refusal?.certificate).toMatch(/^ey/)
  expect(JSON.parse(agreed.refusal?.committed?.rest ?? '{}')).toMatchObject({ account: 'person' })
})

test('the example of payments is taken whole, and nobody looks at it', async () => {
  const batch = value(await room.deskOf(other).takePayments(readFileSync(examplePayments)))
  expect(batch).toMatchObject({ rows: 4, kept: 4, alerts: 0, problems: [] })
})

test('a statement of ISO 20022 is taken as a table is, and what is of another currency is told with its line', async () => {
  const entry = (i: number, way: string, amount: string, other: string, currency = 'EUR') =>
    `<Ntry><NtryRef>iso-${i}</NtryRef><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-03-0${1 + (i % 6)}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties>
<${other}><Nm>Other ${i}</Nm></${other}><${other}Acct><Id><IBAN>ZZ${i}</IBAN></Id></${other}Acct></RltdPties></TxDtls></NtryDtls></Ntry>`
  const entries = [
    ...Array.from({ length: 12 }, (_, i) => entry(i, 'CRDT', '200.00', 'Dbtr')),
    ...[entry(17, 'DBIT', '2300.00', 'Cdtr'), entry(18, 'CRDT', '5.00', 'Dbtr', 'USD')],
  ]
  const xml = `<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>ZZ88ISO</IBAN></Id><Ownr><Nm>Iso Trade</Nm></Ownr></Acct>
${entries.join('\n')}</Stmt></BkToCstmrStmt></Document>`
  const batch = value(await room.deskOf(watcher).takePayments(new TextEncoder().encode(xml)))
  expect(batch).toMatchObject({ rows: 14, kept: 13, alerts: 1 })
  expect(batch.problems).toMatchObject([{ code: 'other-currency', given: 'USD' }])
  expect(await foundAt(watcher, 'ZZ88ISO')).toMatchObject([{ customer: 'Iso Trade' }])
  expect(codeOf(await room.deskOf(watcher).takePayments(new TextEncoder().encode('<a/>')))).toBe('not-this-format')
})
