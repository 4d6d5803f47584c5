// SPDX-License-Identifier: Apache-2.0
/** A dealer's order as people see it: brought in, held with its reasons, refused by two, verified, reported, answered. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { awake, expectSeen, sharedHouse } from './house.ts'

vi.setConfig({ testTimeout: 180_000 })

const house = sharedHouse()
const { stepIn, visit, go } = house
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const open = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click()
const done = async (page: Page) => {
  await page.waitForURL(/done/)
  await awake(page)
}

/** One order of two lines that no honest firm places so, and one line that cannot be read. */
const FILE = [
  'order,at,channel,customer,country,founded,identity,licence,item,cas,count,quantity,unit,currency,price,usual_price,use_stated,use,place,payment',
  ...['"PMK ethyl glycidate, fibre drum",28578-16-7,1,25,kg', '"Rotary tablet press ZP9, 9 stations",,1,,'].map(
    (goods) =>
      `E-1,2026-03-20,social-media,Unseen Trade,ZZ,2026-02-02,refused,refused,${goods},EUR,3000,1500,vague,industry,storage,crypto`,
  ),
  'E-2,not a day,web,Other Trade,ZZ,,,,Acetone,,1,,,,,,,,,',
].join('\r\n')

test('a held order is refused by two persons, verified by a stranger, reported and answered', async () => {
  const analyst = (await stepIn('Linnea Holm')).page
  await go(analyst, '/suspicions/orders')
  await expectSeen(analyst, 'suspicion-orders')
  await field(analyst, 'file').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await press(analyst, 'Bring in the file')
  const batch = analyst.getByRole('region', { name: 'What came of the file' })
  await batch.waitFor()
  expect(await batch.innerText()).toMatch(
    /Rows\s+3\s+Orders taken\s+1.*Of these held\s+1\s+Not taken\s+1.*not as it has to be/s,
  )
  await expectSeen(analyst, 'suspicion-batch')

  await open(analyst, 'One order, typed in')
  await press(analyst, 'Take the order')
  await analyst.locator('.error-summary').waitFor()
  await expectSeen(analyst, 'suspicion-hand', { again: true })
  await field(analyst, 'ref').fill('E-3')
  await field(analyst, 'name').fill('Third Trade')
  await field(analyst, 'what').fill('Filter paper')
  await press(analyst, 'Take the order')
  await analyst.getByText('The order E-3 was taken.').waitFor()

  await go(analyst, '/suspicions/fairness')
  await expectSeen(analyst, 'suspicion-fairness')
  await go(analyst, '/suspicions')
  await expectSeen(analyst, 'suspicion-queue')
  await analyst.getByRole('link', { name: 'Unseen Trade' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  await awake(analyst)
  const path = new URL(analyst.url()).pathname
  const main = analyst.locator('main')
  expect(await main.innerText()).toMatch(/Paid in a way that hides the payer.*Crypto-asset.*Nobody would look/s)
  await expectSeen(analyst, 'suspicion-alert')

  await open(analyst, 'Refuse')
  await press(analyst, 'Propose to refuse')
  await analyst.locator('.error-summary').waitFor()
  await expectSeen(analyst, 'suspicion-refuse', { again: true })
  await field(analyst, 'basis').selectOption('contract')
  await field(analyst, 'basisText').fill('Terms of sale, clause 9')
  await field(analyst, 'goodFaith').fill('Nothing of what was asked was answered.')
  await field(analyst, 'customerText').selectOption('cannot-supply')
  await press(analyst, 'Propose to refuse')
  await done(analyst)
  expect(await analyst.getByRole('button', { name: 'Agree' }).count()).toBe(0)

  const approver = (await stepIn('Oskar Berglund', { javaScriptEnabled: false })).page
  await go(approver, path)
  await press(approver, 'Agree')
  await approver.waitForURL(/done/)
  const certificate = await approver.getByLabel('Certificate').inputValue()
  expect(await approver.locator('main').innerText()).not.toMatch(/Reports? (to the authority|that were made)/)
  expect(await go(approver, '/suspicions/reports')).toBe(404)

  const stranger = (await visit({ javaScriptEnabled: false })).page
  await go(stranger, '/en/certificates')
  await field(stranger, 'certificate').fill(certificate.replace(/(.{60})/g, '$1\n'))
  await press(stranger, 'Look')
  const told = await stranger.locator('.notice').innerText()
  expect(told).toMatch(/This certificate is genuine.*Lindqvist.*Contract/s)
  expect(told).not.toContain('Unseen')
  await field(stranger, 'certificate').fill(certificate.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  await press(stranger, 'Look')
  expect(await stranger.locator('.notice').innerText()).toContain('not genuine')
  const reader = (await visit()).page
  for (const language of ['en', 'ar']) {
    await go(reader, `/${language}/certificates`)
    await field(reader, 'certificate').fill(certificate)
    await reader.locator('main form button').click()
    await reader.locator('.notice').waitFor()
    await expectSeen(reader, `certificate-${language}`, { again: language !== 'en' })
  }

  await go(analyst, path)
  await expectSeen(analyst, 'suspicion-refused')
  await open(analyst, 'Report to the authority')
  await field(analyst, 'circumstances').fill('A new customer asked for a masked precursor and a press together.')
  await press(analyst, 'Send the report')
  await done(analyst)
  await analyst.getByText('The customer must not learn of it.').first().waitFor()

  const officer = (await stepIn('Farid Nazari')).page
  await go(officer, '/suspicions/reports')
  await expectSeen(officer, 'suspicion-reports')
  await officer.getByRole('link', { name: 'Unseen Trade' }).click()
  await officer.waitForURL(/reports\/[0-9a-f-]{36}$/)
  await awake(officer)
  await expectSeen(officer, 'suspicion-report')
  await press(officer, 'Acknowledge receipt')
  await done(officer)
  await field(officer, 'feedback').selectOption('useful')
  await press(officer, 'Send the answer')
  // Where it is said that it was answered, and not in the list of answers to choose from.
  await officer.locator('dd').filter({ hasText: 'Useful' }).waitFor()
  // What the officer chooses becomes a draft of those who work on incidents, and says nothing of the report.
  await open(officer, 'Draft an incident of it')
  await field(officer, 'kind').selectOption('attempted-diversion')
  await field(officer, 'title').fill('Unseen Trade asked for a masked precursor')
  await press(officer, 'Hand the draft over')
  await officer.locator('.error-summary').waitFor()
  await expectSeen(officer, 'suspicion-draft', { again: true })
  await field(officer, 'title').fill('A masked precursor and a press asked for together')
  await press(officer, 'Hand the draft over')
  await officer.getByText('The draft was handed over.').waitFor()
  const [title, colleague] = [
    'A masked precursor and a press asked for together',
    (await stepIn('Jean-Marc Oyono')).page,
  ]
  await expect
    .poll(
      async () => {
        await go(colleague, '/incidents')
        return colleague.getByRole('link', { name: title }).count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)
  await colleague.getByRole('link', { name: title }).click()
  await colleague.waitForURL(/incidents\/[0-9a-f-]{36}/)
  const incident = await colleague.locator('main').innerText()
  expect(incident).toMatch(/25\skg/)
  expect(incident).not.toMatch(/Unseen|E-1\b/)
  expect(await go(officer, path)).toBe(404)

  await go(analyst, path)
  await analyst.getByRole('region', { name: 'Reports that were made' }).getByText('Useful').waitFor()
})

/** Thirteen pay into a new account, and one empties it; one row has no amount. */
const PAYMENTS = [
  'payment,at,amount,from_account,to_account,kind,to_name,to_holder,from_name,from_institution,from_country,to_institution,to_country,memo',
  ...Array.from(
    { length: 13 },
    (_, i) =>
      `F-${i},2026-03-0${1 + (i % 5)},200,in ${i},ZZ99 1,transfer,Vela Trade,firm,Sender ${i},ORVAZZ21,ZZ,ORVAZZ21,ZZ,Invoice`,
  ),
  'F-out,2026-03-06,2500,ZZ99 1,out,transfer,Harbour Exchange,firm,Vela Trade,ORVAZZ21,ZZ,HARBZZ21,ZZ,Invoice',
  'F-bad,2026-03-06,-1,a,b,,,,,,,,,',
].join('\r\n')

test('an account that many pay into is found, reported to the unit alone, and answered', async () => {
  const analyst = (await stepIn('Tomas Halloran')).page
  await go(analyst, '/suspicions/payments')
  await press(analyst, 'Bring in the file')
  await analyst.locator('.error-summary').waitFor()
  await expectSeen(analyst, 'payments-file', { again: true })
  const payments = { name: 'payments.csv', mimeType: 'text/csv', buffer: Buffer.from(PAYMENTS) }
  await field(analyst, 'file').setInputFiles(payments)
  await press(analyst, 'Bring in the file')
  const batch = analyst.getByRole('region', { name: 'What came of the file' })
  await batch.waitFor()
  expect(await batch.innerText()).toMatch(/Rows\s+15\s+Payments taken\s+14.*looked at from now on\s+1.*Not taken\s+1/s)
  await go(analyst, '/suspicions')
  await expectSeen(analyst, 'accounts-queue')
  await analyst.getByRole('link', { name: 'Vela Trade' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  await awake(analyst)
  expect(await analyst.locator('main').innerText()).toMatch(
    /Many pay in.*Nobody would look at this account.*Harbour|Vela/s,
  )
  await expectSeen(analyst, 'account-alert')
  const path = new URL(analyst.url()).pathname

  // The unit says what it asks of a file: its schema, and its codes.
  const unit = (await stepIn('Zofia Marek')).page
  await go(unit, '/suspicions/goaml')
  await field(unit, 'schema').setInputFiles({ name: 'x.xsd', mimeType: 'text/xml', buffer: Buffer.from('<a/>') })
  await press(unit, 'Load the schema')
  await unit.locator('.error-summary').waitFor()
  await expectSeen(unit, 'goaml-refused', { again: true })
  await field(unit, 'schema').setInputFiles(join(import.meta.dirname, '../src/interop/goaml/for-tests.xsd'))
  await press(unit, 'Load the schema')
  await done(unit)
  await field(unit, 'report').selectOption('STR')
  await field(unit, 'submission').selectOption('E')
  await field(unit, 'indicator').selectOption('FUNNEL')
  await field(unit, 'modes-transfer').selectOption('W')
  await field(unit, 'funds-transfer').selectOption('BANK')
  await field(unit, 'fixed').fill('transaction/transmode_comment = -')
  await expectSeen(unit, 'goaml-codes')
  await press(unit, 'Save the codes')
  await unit.getByText('Files are written by it from now on.').waitFor()

  await open(analyst, 'Report to the financial intelligence unit')
  await field(analyst, 'rentity').fill('41')
  await field(analyst, 'circumstances').fill('Thirteen paid in within five days, and all of it left at once.')
  await press(analyst, 'Send the report')
  await done(analyst)

  // Who receives reports of orders, and who watches orders, finds nothing.
  for (const stranger of ['Farid Nazari', 'Linnea Holm']) {
    const { page } = await stepIn(stranger, { javaScriptEnabled: false })
    expect(await go(page, path), stranger).toBe(404)
    await go(page, '/suspicions/reports')
    expect(await page.locator('main').innerText(), stranger).not.toContain('Vela Trade')
  }
  await go(unit, '/suspicions/reports')
  await unit.getByRole('link', { name: 'Vela Trade' }).click()
  await unit.waitForURL(/reports\/[0-9a-f-]{36}$/)
  await awake(unit)
  await expectSeen(unit, 'account-report')
  await unit.getByText('Valid by the schema of the unit.').waitFor()
  const written = await unit.request.get(`${new URL(unit.url()).pathname.replace(/^/, house.origin)}/goaml.xml`)
  expect([written.status(), await written.text()]).toEqual([
    200,
    expect.stringContaining('<rentity_id>41</rentity_id>'),
  ])
  const packed = await unit.request.get(`${new URL(unit.url()).pathname.replace(/^/, house.origin)}/goaml.zip`)
  expect((await packed.body()).subarray(0, 2).toString()).toBe('PK')
  await press(unit, 'Acknowledge receipt')
  await done(unit)
  await field(unit, 'feedback').selectOption('action-taken')
  await press(unit, 'Send the answer')
  await unit.getByText('Action was taken').first().waitFor()
  await go(analyst, path)
  expect(await analyst.locator('main').innerText()).toContain('Action was taken')
})

const PARCELS = [
  'parcel,at,service,contents,description,hs,weight_g,value,currency,postage,paid_with,sender,sender_address,sender_country,addressee,addressee_address,addressee_country',
  'RR473124829ZZ,2026-03-20,express,gift,Piperonal,950300,2600,12,EUR,70,cash,O. Brand,1 Quay Port Selvane,ZZ,K. Moor,4 Hill Leeds,GB',
  'RR000000014ZZ,2026-03-20,small-packet,merchandise,Wool socks,611594,400,40,EUR,9,card,Knits,2 Quay Port Selvane,ZZ,A. Reyes,5 Hill Leeds,GB',
  'RR000000029ZZ,2026-03-20,parcel,gift,Books,490199,400,40,EUR,9,card,Knits,2 Quay,ZZ,A. Reyes,5 Hill,GB',
].join('\r\n')

test('a post holds a parcel, asks, does not load it, keeps what was found and reports; another person decides the appeal', async () => {
  const analyst = (await stepIn('Gideon Ash')).page
  await go(analyst, '/suspicions/parcels')
  await expectSeen(analyst, 'parcels-file')
  await field(analyst, 'file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer: Buffer.from(PARCELS) })
  await press(analyst, 'Bring in the file')
  const batch = analyst.getByRole('region', { name: 'What came of the file' })
  await batch.waitFor()
  expect(await batch.innerText()).toMatch(
    /Rows\s+3\s+Taken\s+2.*To be looked at\s+1\s+Of these held\s+1\s+Not taken\s+1.*ref/s,
  )
  await go(analyst, '/suspicions')
  await expectSeen(analyst, 'parcels-queue')
  await analyst.getByRole('link', { name: 'K. Moor' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  await awake(analyst)
  expect(await analyst.locator('main').innerText()).toMatch(
    /Tariff heading and words.*Nobody would look at this if.*Piperonal/s,
  )
  const path = new URL(analyst.url()).pathname
  await open(analyst, 'Do not load it')
  await press(analyst, 'Do not load')
  await analyst.locator('.error-summary').waitFor()
  await expectSeen(analyst, 'parcel-alert', { again: true })
  await field(analyst, 'text-stop').fill('Nobody answers, and the heading is of toys.')
  await field(analyst, 'customerText').last().selectOption('papers-missing')
  await press(analyst, 'Do not load')
  await done(analyst)
  await open(analyst, 'An appeal comes in')
  await field(analyst, 'text-appeal').fill('It was a perfume.')
  await press(analyst, 'Record the appeal')
  await done(analyst)
  expect(await analyst.getByRole('button', { name: 'Uphold the decision' }).count(), 'not by who decided').toBe(0)
  const second = (await stepIn('Henrike Moos')).page
  await go(second, path)
  await open(second, 'The decision stays')
  await field(second, 'text-uphold').fill('The words and the heading do not belong together.')
  await press(second, 'Uphold the decision')
  await done(second)
  await go(analyst, path)
  await open(analyst, 'What was found')
  await field(analyst, 'finding').selectOption('precursor')
  await press(analyst, 'Keep what was found')
  await done(analyst)
  expect(await analyst.locator('main').innerText()).toMatch(/something was found in \d/)
  await open(analyst, 'Report to the authority')
  await field(analyst, 'circumstances').fill('A precursor was sent under the heading of toys.')
  await field(analyst, 'necessity').fill('Nobody can look without the names.')
  await press(analyst, 'Send the report')
  await done(analyst)
  for (const stranger of ['Linnea Holm', 'Tomas Halloran', 'Dario Lopes']) {
    const { page } = await stepIn(stranger, { javaScriptEnabled: false })
    expect(await go(page, path), stranger).toBe(404)
  }
  const officer = (await stepIn('Farid Nazari')).page
  await go(officer, '/suspicions/reports')
  await officer.getByRole('link', { name: 'K. Moor' }).click()
  await officer.waitForURL(/reports\/[0-9a-f-]{36}$/)
  await awake(officer)
  await expectSeen(officer, 'parcel-report')
})

const LISTINGS = [
  'listing,at,seller,title,text,quantity,unit,price,currency,contact,picture',
  'T-1,2026-03-20,night-lab,Piperonal 4 kg,"No questions asked, discreet packaging and free reship",4,kg,900,EUR,@nightlab88,0123456789abcdef',
  'T-2,2026-03-20,oak-shop,Oak chair,A chair of solid oak hardly used to be collected,1,{piece},40,EUR,,fedcba9876543210',
].join('\r\n')

test('a marketplace takes a listing down, keeps evidence and reports; what is offered again with its picture is found', async () => {
  const analyst = (await stepIn('Dario Lopes')).page
  const bring = async (text: string) => {
    await go(analyst, '/suspicions/listings')
    await field(analyst, 'file').setInputFiles({ name: 'l.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await press(analyst, 'Bring in the file')
    const batch = analyst.getByRole('region', { name: 'What came of the file' })
    await batch.waitFor()
    return batch.innerText()
  }
  expect(await bring(LISTINGS)).toMatch(/Taken\s+2.*To be looked at\s+1/s)
  await go(analyst, '/suspicions')
  await expectSeen(analyst, 'listings-queue')
  await analyst.getByRole('link', { name: 'night-lab' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  await awake(analyst)
  const path = new URL(analyst.url()).pathname
  await expectSeen(analyst, 'listing-alert')
  await open(analyst, 'Take it down')
  await field(analyst, 'text-delist').fill('Under control, and no licence.')
  await field(analyst, 'customerText').nth(1).selectOption('not-our-trade')
  await press(analyst, 'Take down')
  await done(analyst)
  await open(analyst, 'Keep evidence')
  await field(analyst, 'text-preserve').fill('Listing and messages.')
  await field(analyst, 'until')
    .last()
    .fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10))
  await analyst.locator('button[value=preserve]').click()
  await done(analyst)
  await open(analyst, 'Report to the authority')
  await field(analyst, 'circumstances').fill('Four kilograms under control with hidden packing.')
  await field(analyst, 'necessity').fill('The seller is known by this account alone.')
  await press(analyst, 'Send the report')
  await done(analyst)
  const again = LISTINGS.split('\r\n')[0]
  expect(await bring(`${again}\r\nT-3,2026-03-22,day-lab,Piperonal,Powder,,,,,,0123456789abcdee`)).toMatch(
    /To be looked at\s+1/,
  )
  await go(analyst, '/suspicions')
  await analyst.getByRole('link', { name: 'day-lab' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  expect(await analyst.locator('main').innerText()).toMatch(/What was taken down is offered again/)
  for (const stranger of ['Gideon Ash', 'Linnea Holm', 'Farid Nazari']) {
    const { page } = await stepIn(stranger, { javaScriptEnabled: false })
    expect(await go(page, path), stranger).toBe(404)
  }
})

/** Somebody who is no firm orders a drum, in cash. */
const DRUM = [
  'order,at,customer,person,country,identity,item,cas,count,quantity,unit,payment,place',
  `D-1,2026-03-25,Robin Sand,yes,ZZ,refused,"Potassium permanganate, keg",7722-64-7,1,200,kg,cash,residence`,
].join('\r\n')

test('red flags are changed over the firm’s own past, and by two persons', async () => {
  const approver = (await stepIn('Oskar Berglund')).page
  await go(approver, '/suspicions/rules')
  await expectSeen(approver, 'rules-proposed')
  expect(await approver.locator('main').innerText()).toMatch(
    /A whole drum for a person.*Looked at.*nobody asked what for/s,
  )
  await approver.getByRole('button', { name: 'Put it in force', exact: true }).click()
  await done(approver)
  await approver.getByRole('heading', { name: 'In force: edition 1' }).waitFor()

  const analyst = (await stepIn('Linnea Holm')).page
  await go(analyst, '/suspicions/orders')
  await field(analyst, 'file').setInputFiles({ name: 'drum.csv', mimeType: 'text/csv', buffer: Buffer.from(DRUM) })
  await press(analyst, 'Bring in the file')
  await analyst.getByRole('region', { name: 'What came of the file' }).waitFor()
  await go(analyst, '/suspicions')
  await analyst.getByRole('link', { name: 'Robin Sand' }).click()
  await analyst.waitForURL(/suspicions\/[0-9a-f-]{36}$/)
  await analyst.getByText('A whole drum for a person').first().waitFor()

  await go(analyst, '/suspicions/rules/O-SIZE?leg=order')
  await field(analyst, 'param-times').fill('99')
  await press(analyst, 'Keep in the draft')
  await analyst.locator('.error-summary').waitFor()
  await expectSeen(analyst, 'rule', { again: true })
  await field(analyst, 'param-times').fill('4')
  await press(analyst, 'Keep in the draft')
  await done(analyst)
  await go(analyst, '/suspicions/rules/new?leg=order')
  await field(analyst, 'when').fill('goods.kilogramms > 1.0')
  await field(analyst, 'source').focus()
  await analyst
    .getByText(/The condition cannot be read/)
    .first()
    .waitFor()
  await expectSeen(analyst, 'rule-own')
  await go(analyst, '/suspicions/rules/sums?leg=order')
  await expectSeen(analyst, 'rule-sums')

  await go(analyst, '/suspicions/rules')
  await field(analyst, 'days').selectOption('365')
  await press(analyst, 'Compare')
  await done(analyst)
  await field(analyst, 'text-propose').fill('Fewer for nothing.')
  await press(analyst, 'Propose it')
  await analyst.getByText('Waiting for a second person').first().waitFor()
  expect(await analyst.getByRole('button', { name: 'Put it in force' }).count()).toBe(0)
  await go(analyst, '/suspicions/rules/editions/2?leg=order')
  await expectSeen(analyst, 'rule-edition')

  // Without script, and another firm finds nothing of it.
  const bank = (await stepIn('Tomas Halloran', { javaScriptEnabled: false })).page
  await go(bank, '/suspicions/rules')
  expect(await bank.locator('main').innerText()).not.toMatch(/drum|Edition/)
  expect(await go(bank, '/suspicions/rules/editions/1?leg=order')).toBe(404)
})
