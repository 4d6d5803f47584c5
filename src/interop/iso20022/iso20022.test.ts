// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { isXml, readIso20022 } from './index.ts'

const bytes = (xml: string) => new TextEncoder().encode(xml)
const read = (xml: string) => {
  const outcome = readIso20022(bytes(xml))
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

const transfer = `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
<GrpHdr><MsgId>m</MsgId><CreDtTm>2026-03-01T09:00:00Z</CreDtTm><IntrBkSttlmDt>2026-03-01</IntrBkSttlmDt></GrpHdr>
<CdtTrfTxInf>
<PmtId><EndToEndId>e-1</EndToEndId><TxId>t-1</TxId></PmtId>
<IntrBkSttlmAmt Ccy="EUR">200.50</IntrBkSttlmAmt>
<Dbtr><Nm>Ines &amp; Co</Nm><PstlAdr><Ctry>FR</Ctry></PstlAdr><Id><OrgId><Othr><Id>9</Id></Othr></OrgId></Id></Dbtr>
<DbtrAcct><Id><IBAN>ZZ1000012001</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><BICFI>ORVAZZ21</BICFI></FinInstnId></DbtrAgt>
<CdtrAgt><FinInstnId><BIC>HARBZZ21</BIC></FinInstnId></CdtrAgt>
<Cdtr><Nm>R. Vale</Nm><Id><PrvtId><Othr><Id>7</Id></Othr></PrvtId></Id></Cdtr>
<CdtrAcct><Id><Othr><Id>5501</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>Invoice</Ustrd><Ustrd>7</Ustrd></RmtInf>
</CdtTrfTxInf></FIToFICstmrCdtTrf></Document>`

test('a transfer between banks says who paid whom, when and how much, with its line', () => {
  const { message, payments } = read(transfer)
  expect(message).toBe('pacs.008')
  expect(payments).toEqual([
    {
      ...{ line: 4, ref: 't-1', at: '2026-03-01', amount: '200.50', currency: 'EUR', memo: 'Invoice 7' },
      from: { account: 'ZZ1000012001', name: 'Ines & Co', holder: 'firm', institution: 'ORVAZZ21', country: 'FR' },
      to: { account: '5501', name: 'R. Vale', holder: 'person', institution: 'HARBZZ21', country: '' },
    },
  ])
})

const entry = (over: string, status = '<Sts><Cd>BOOK</Cd></Sts>') =>
  `<Ntry><NtryRef>n</NtryRef><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${status}<BookgDt><Dt>2026-03-02</Dt></BookgDt>${over}</Ntry>`
const statement = (entries: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>ZZ99</IBAN></Id><Ownr><Nm>Vela Trade</Nm></Ownr></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`

test('of a statement each booked transaction is one payment, in or out of its account', () => {
  const part = (ref: string, amount: string) =>
    `<TxDtls><Refs><TxId>${ref}</TxId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
     <RltdPties><Dbtr><Pty><Nm>In ${ref}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>ZZ1${ref}</IBAN></Id></DbtrAcct></RltdPties></TxDtls>`
  const out = entry('<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Out</Nm></Cdtr></RltdPties></TxDtls></NtryDtls>').replace(
    'CRDT',
    'DBIT',
  )
  const { payments } = read(
    statement(
      [
        entry(`<NtryDtls>${part('1', '10.00')}${part('2', '20.00')}</NtryDtls>`),
        ...[out, entry('', '<Sts>PDNG</Sts>'), entry('<RvslInd>true</RvslInd>'), entry('', '<Sts>BOOK</Sts>')],
      ].join(''),
    ),
  )
  expect(payments.map(({ ref, amount, from, to }) => [ref, amount, from.name, to.name])).toEqual([
    ['1', '10.00', 'In 1', 'Vela Trade'],
    ['2', '20.00', 'In 2', 'Vela Trade'],
    ['n', '30.00', 'Vela Trade', 'Out'],
    ['n', '30.00', '', 'Vela Trade'],
  ])
})

test('what a customer asks for has one debtor and many creditors', () => {
  const one = (ref: string) =>
    `<CdtTrfTxInf><PmtId><EndToEndId>${ref}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">5.00</InstdAmt></Amt><Cdtr><Nm>To ${ref}</Nm></Cdtr><CdtrAcct><Id><IBAN>ZZ2${ref}</IBAN></Id></CdtrAcct></CdtTrfTxInf>`
  const { message, payments } = read(
    `<Document><CstmrCdtTrfInitn><PmtInf><ReqdExctnDt><Dt>2026-03-05</Dt></ReqdExctnDt><Dbtr><Nm>From</Nm></Dbtr><DbtrAcct><Id><IBAN>ZZ3</IBAN></Id></DbtrAcct>${one('a')}${one('b')}</PmtInf></CstmrCdtTrfInitn></Document>`,
  )
  expect(message).toBe('pain.001')
  expect(payments.map(({ ref, at, from, to }) => [ref, at, from.account, to.name])).toEqual([
    ['a', '2026-03-05', 'ZZ3', 'To a'],
    ['b', '2026-03-05', 'ZZ3', 'To b'],
  ])
})

test('what is none of these messages is refused, and nothing outside is read', () => {
  for (const bad of ['', 'a,b\n', '<a/>', '<Document/>', transfer.slice(0, 300)])
    expect(readIso20022(bytes(bad)).ok, bad.slice(0, 20)).toBe(false)
  const outside = transfer
    .replace('<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
    .replace('Ines &amp; Co', '&e;')
  const outcome = readIso20022(bytes(outside))
  expect(outcome.ok ? outcome.value.payments[0]?.from.name : '').toBe('')
  expect([isXml(bytes(`\uFEFF\n<a/>`)), isXml(bytes('payment,at\n'))]).toEqual([true, false])
})
