// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type AlertCommand, type NewOrder, refusalShape } from './contract.ts'
import { keySetOf, readCertificate } from './refusals/certificate.ts'
import {
  authority,
  codeOf,
  dealer,
  oddOrder,
  plainOrder,
  rival,
  roomForTests,
  somebody,
  value,
} from './suspicions.testing.ts'

const [analyst, colleague] = [somebody(dealer, 'analyst'), somebody(dealer, 'analyst')]
const [approver, third] = [somebody(dealer, 'approver'), somebody(dealer, 'approver')]
const [officer, other] = [somebody(authority, 'officer'), somebody(rival, 'analyst', 'approver')]
const room = roomForTests([analyst, colleague, approver, third, officer, other])

let count = 0
const ref = () => `T-${++count}`
const found = async (over: Partial<NewOrder> = {}) => {
  const number = ref()
  const customer = { ...oddOrder().customer, name: `Trade ${number}`, phone: '' }
  const { alert } = value(await room.deskOf(analyst).take(oddOrder({ ref: number, customer, ...over })))
  return value(await room.deskOf(analyst).alert(alert ?? ''))
}
const refusal = (over: Partial<Extract<AlertCommand, { do: 'refuse' }>> = {}): AlertCommand => ({
  ...{ do: 'refuse', scope: 'order', basis: 'law', basisText: 'Act No. 31, article 4' },
  ...{ goodFaith: 'The end use does not fit the goods.', customerText: 'cannot-supply', until: '2026-10-01', ...over },
})
const report = { to: authority, circumstances: 'A press and a precursor together, paid in crypto.' }

test('an order is held with its reasons, refused by two, certified, reported, and answered', async () => {
  const alert = await found()
  expect(alert).toMatchObject({ status: 'held', due: '2026-04-03T10:00:00.000Z' })
  expect(alert.reasons.map(({ flag }) => flag)).toEqual(expect.arrayContaining(['O-COMBO', 'O-PRESS', 'O-CASH']))
  const desk = room.deskOf(analyst)
  const proposed = value(await desk.act(alert.id, refusal(), alert.version))
  expect(proposed).toMatchObject({ status: 'refusing', refusal: { status: 'proposed', certificate: null } })
  const agreed = value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, proposed.version))
  expect(agreed).toMatchObject({ status: 'refused', refusal: { status: 'in-force' } })
  const sent = value(await desk.report(alert.id, report, agreed.version))
  expect(sent).toMatchObject({ status: 'sent', due: '2026-04-03T10:00:00.000Z', may: [] })
  const received = value(await room.deskOf(officer).readReport(sent.id))
  expect(received.content).toMatchObject({
    decision: 'refused',
    about: { order: { ref: alert.ref } },
    reporter: { organisation: dealer },
  })
  value(await room.deskOf(officer).answer(sent.id, { do: 'receive' }, received.version))
  value(await room.deskOf(officer).answer(sent.id, { do: 'answer', feedback: 'action-taken' }, received.version + 1))
  const back = value(await desk.alert(alert.id))
  expect(back).toMatchObject({ due: null, reports: [{ id: sent.id, status: 'received', feedback: 'action-taken' }] })
})

test('a stranger verifies a certificate with the public key alone, and reads of nobody in it', async () => {
  const alert = await found()
  const proposed = value(await room.deskOf(analyst).act(alert.id, refusal(), alert.version))
  const agreed = value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, proposed.version))
  const { certificate, committed } = agreed.refusal ?? {}
  const [header = '', content = '', signature = ''] = (certificate ?? '').split('.')
  const [jwk] = keySetOf(room.plan.certificates.key).keys
  const key = createPublicKey({ key: jwk as never, format: 'jwk' })
  expect(verify(null, Buffer.from(`${header}.${content}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  const said = JSON.parse(Buffer.from(content, 'base64url').toString())
  expect(said).toMatchObject({
    partner: 'Orvane Chemicals',
    refused: '2026-04-02',
    until: '2026-10-01',
    scope: 'order',
    basis: 'law',
  })
  const plain = Buffer.from(content, 'base64url').toString()
  for (const secret of [
    alert.customer,
    alert.ref,
    alert.id,
    dealer,
    'O-',
    'goodFaith',
    'Act No',
    'report',
    analyst.account,
  ])
    expect(plain).not.toContain(secret)
  // Before a court the firm opens it.
  const opened = createHash('sha256')
    .update(Buffer.from(committed?.salt ?? '', 'base64url'))
    .update(committed?.rest ?? '')
  expect(said.commitment).toBe(opened.digest('base64url'))
  expect(JSON.parse(committed?.rest ?? '{}')).toMatchObject({ customer: alert.customer })
})

test('a certificate of which anything was changed is none', async () => {
  const alert = await found()
  const proposed = value(await room.deskOf(analyst).act(alert.id, refusal(), alert.version))
  const agreed = value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, proposed.version))
  const text = agreed.refusal?.certificate ?? ''
  const { key } = room.plan.certificates
  expect(readCertificate(` ${text}\n`, key)).toMatchObject({ partner: 'Orvane Chemicals' })
  const [header = '', content = '', signature = ''] = text.split('.')
  const altered = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(content, 'base64url').toString()), until: '2027-01-01' }),
  ).toString('base64url')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'refusal+jwt' })).toString('base64url')
  const wrong = [
    `${header}.${altered}.${signature}`,
    `${none}.${content}.`,
    `${header}.${content}.`,
    `${text}.x`,
    '',
    'x',
  ]
  for (const each of wrong) expect(readCertificate(each, key), each).toBeUndefined()
  for (let at = 0; at < text.length; at += 7) {
    const letter = text[at] === 'A' ? 'B' : 'A'
    expect(readCertificate(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`, key), String(at)).toBeUndefined()
  }
})

test('nobody refuses alone, and who decided a refusal does not decide its appeal', async () => {
  const both = somebody(dealer, 'analyst', 'approver')
  const alert = await found()
  const proposed = value(await room.deskOf(both).act(alert.id, refusal(), alert.version))
  expect(codeOf(await room.deskOf(both).act(alert.id, { do: 'agree' }, proposed.version))).toBe('second-person')
  const agreed = value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, proposed.version))
  const appealed = value(
    await room.deskOf(analyst).act(alert.id, { do: 'appeal', text: 'It makes vitamins.' }, agreed.version),
  )
  for (const one of [both, approver])
    expect(codeOf(await room.deskOf(one).act(alert.id, { do: 'lift', text: 'So.' }, appealed.version))).toBe(
      'second-person',
    )
  const lifted = value(await room.deskOf(third).act(alert.id, { do: 'lift', text: 'It does.' }, appealed.version))
  expect(lifted).toMatchObject({ status: 'released', refusal: { status: 'lifted' } })
})

test('a refusal ends within a year', async () => {
  const alert = await found()
  for (const until of ['2026-04-02', '2027-04-03'])
    expect(codeOf(await room.deskOf(analyst).act(alert.id, refusal({ until }), alert.version))).toBe('not-valid')
  value(await room.deskOf(analyst).act(alert.id, refusal({ until: '2027-04-02' }), alert.version))
  // The words to the customer are the house's: none can tell of a report.
  expect(refusalShape.safeParse({ ...refusal(), customerText: 'We reported you.' }).success).toBe(false)
})

test('a customer that was refused is told when it comes again under another spelling, as long as the refusal holds', async () => {
  const customer = { ...plainOrder().customer, name: 'Kuznetsov Trading LLC', country: 'ZZ' }
  const alert = await found({ customer: { ...oddOrder().customer, ...customer, identity: 'refused', licence: 'none' } })
  const again = async () => {
    const known = { ...customer, name: 'TRADING KUZNETSOV' }
    const order = plainOrder({ ref: ref(), customer: known, payment: { method: 'crypto' }, at: '2026-04-02T09:30:00Z' })
    const { alert: id } = value(await room.deskOf(analyst).take(order))
    return id === null ? [] : value(await room.deskOf(analyst).alert(id)).reasons.map(({ flag }) => flag)
  }
  const proposed = value(await room.deskOf(analyst).act(alert.id, refusal(), alert.version))
  expect(await again()).not.toContain('O-REFUSED')
  value(await room.deskOf(approver).act(alert.id, { do: 'agree' }, proposed.version))
  expect(await again()).toContain('O-REFUSED')
})

test('the same order sent twice is one; another with its number is refused and the first stays', async () => {
  const order = oddOrder({ ref: ref() })
  const first = value(await room.deskOf(analyst).take(order))
  expect(value(await room.deskOf(analyst).take(order))).toEqual(first)
  expect(codeOf(await room.deskOf(analyst).take({ ...order, channel: 'phone' }))).toBe('conflict')
  const kept = value(await room.deskOf(analyst).alert(first.alert ?? ''))
  expect(kept.about).toMatchObject({ leg: 'order', order: { channel: 'social-media' } })
})

test('a file says what it kept, line by line, and sent again keeps nothing twice', async () => {
  const examples = readFileSync(join(import.meta.dirname, 'orders/examples.csv'))
  const broken = `${examples}X-1,2026-03-20,web,Somebody,ZZ,,,,,,,,,,,Acetone,,1,-3,kg,,,EUR,,,,,,\n`
  const desk = room.deskOf(other)
  const report = value(await desk.takeFile(Buffer.from(broken)))
  expect(report).toMatchObject({ rows: 8, kept: 6, known: 0, alerts: 1, held: 1 })
  expect(report.problems).toEqual([{ line: 9, code: 'not-valid', given: 'items.0.quantity.value' }])
  expect(value(await desk.takeFile(Buffer.from(broken)))).toMatchObject({ kept: 0, known: 6, alerts: 0 })
  expect(value(await desk.countAlerts())).toBe(1)
  expect(codeOf(await desk.takeFile(Buffer.from('a,b\n1,2\n')))).toBe('not-this-format')
})

test('a firm learns nothing of another’s orders, alerts and reports, nor does the authority before a report', async () => {
  const alert = await found()
  const sent = value(await room.deskOf(analyst).report(alert.id, report, alert.version))
  for (const stranger of [other, officer]) {
    expect(codeOf(await room.deskOf(stranger).alert(alert.id))).toBe('not-found')
    expect(codeOf(await room.deskOf(stranger).act(alert.id, { do: 'assign' }, 1))).toBe('not-found')
  }
  expect(codeOf(await room.deskOf(other).readReport(sent.id))).toBe('not-found')
  expect(codeOf(await room.deskOf(approver).readReport(sent.id))).toBe('not-found')
  expect(codeOf(await room.deskOf(analyst).answer(sent.id, { do: 'receive' }, 1))).toBe('not-found')
  const mine = value(await room.deskOf(other).alerts({ limit: 100 })).items.map(({ id }) => id)
  expect(mine).not.toContain(alert.id)
  // A customer of one firm is another customer of another firm.
  const shared = { ...plainOrder().customer, name: 'Known To Both' }
  value(await room.deskOf(analyst).take(plainOrder({ ref: ref(), customer: shared })))
  value(await room.deskOf(other).take(plainOrder({ ref: ref(), customer: shared })))
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from customer`.execute(room.db)
  expect(rows[0]?.count).toBe(0) // without an actor none exist
})

test('what one person may have for themselves is judged by nothing and reported by nobody; another is named with a reason', async () => {
  const person = { ...oddOrder().customer, name: 'A person', isPerson: true, phone: '' }
  const own = oddOrder({
    ref: ref(),
    customer: person,
    items: [{ text: 'Safrole', quantity: { value: '3', unit: 'g' } }],
  })
  expect(value(await room.deskOf(analyst).take(own))).toMatchObject({ outcome: 'pass', alert: null })
  const alert = await found({ customer: { ...person, name: 'Another person' } })
  const desk = room.deskOf(analyst)
  expect(await desk.report(alert.id, report, alert.version)).toMatchObject({ refusal: { where: 'necessity' } })
  const necessity = 'The order was placed in nobody else’s name.'
  expect(codeOf(await desk.report(alert.id, { ...report, necessity }, alert.version))).toBe('ok')
})

test('a red flag that holds too much in a day holds nothing more by itself, and everything it names is still looked at', async () => {
  room.now = new Date('2026-04-20T10:00:00Z')
  const take = async (i: number) => {
    const customer = { ...oddOrder().customer, name: `Buyer ${i} of april`, phone: '' }
    return value(await room.deskOf(analyst).take(oddOrder({ ref: ref(), at: '2026-04-20T09:00:00Z', customer })))
  }
  const outcomes: string[] = []
  for (let i = 0; i < 14; i++) outcomes.push((await take(i)).outcome)
  expect(outcomes).toEqual([...Array(10).fill('hold'), ...Array(4).fill('alert')])
  room.now = new Date('2026-04-21T10:00:01Z')
  expect((await take(20)).outcome).toBe('hold')
  room.now = new Date('2026-04-02T10:00:00Z')
})

test('how often orders of a country were found odd stands beside all, and of few nothing is said', async () => {
  const firm = somebody(randomUUID(), 'analyst')
  const desk = room.deskOf(firm)
  const from = async (country: string, odd: boolean) => {
    const number = ref()
    const customer = { ...(odd ? oddOrder() : plainOrder()).customer, name: `Firm ${number}`, phone: '', country }
    value(await desk.take((odd ? oddOrder : plainOrder)({ ref: number, customer })))
  }
  for (let i = 0; i < 20; i++) {
    await from('FR', i < 2)
    await from('ZZ', i < 6)
  }
  await from('NL', true)
  expect(value(await desk.fairness())).toEqual({
    ...{ orders: 41, alerts: 9 },
    countries: [
      { country: 'FR', orders: 20, alerts: 2, beside: 0.46 },
      { country: 'ZZ', orders: 20, alerts: 6, beside: 1.37 },
      { country: 'NL', orders: 1, alerts: 1, beside: null },
    ],
  })
  expect(codeOf(await room.deskOf(officer).fairness())).toBe('not-found')
})

test('lists go on where they stopped, those that wait first', async () => {
  const desk = room.deskOf(analyst)
  const released = await found()
  value(await desk.act(released.id, { do: 'release', text: 'Known by telephone.' }, released.version))
  const all: string[] = []
  let cursor: string | undefined
  do {
    const page = value(await desk.alerts({ limit: 3, ...(cursor ? { cursor } : {}) }))
    all.push(...page.items.map(({ status }) => status))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(all.length).toBe(value(await desk.countAlerts()))
  const done = all.map((status) => !['open', 'held', 'refusing'].includes(status))
  expect(done).toEqual(done.toSorted((a, b) => Number(a) - Number(b)))
  for (const bad of ['x', Buffer.from('["a","b"]').toString('base64url')])
    expect(codeOf(await desk.alerts({ cursor: bad }))).toBe('not-valid')
})
