// SPDX-License-Identifier: Apache-2.0
/**
 * Payments of ISO 20022 as one flat list: booked entries of a statement (`camt.053`), credit transfers between banks (`pacs.008`) and
 * those that a customer asks for (`pain.001`). Versions differ in names that stand beside each other (`Dbtr/Nm`, `Dbtr/Pty/Nm`;
 * `BIC`, `BICFI`), so elements are found by their name and not by the namespace of one version.
 */
import { ParseOption, XmlDocument, type XmlElement, XmlError } from 'libxml2-wasm'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'

export interface IsoSide {
  /** IBAN, or the number that the bank gives; empty: not said. */
  account: string
  name: string
  /** By whether a private or an organisation's identification is given. */
  holder: 'person' | 'firm' | 'unknown'
  /** BIC; empty: not said. */
  institution: string
  /** ISO 3166-1, of the postal address or the IBAN; empty: not said. */
  country: string
}

export interface IsoPayment {
  /** Of the file. */
  line: number
  ref: string
  /** Moment or day as it stands there. */
  at: string
  /** A decimal number as it stands there. */
  amount: string
  /** ISO 4217. */
  currency: string
  from: IsoSide
  to: IsoSide
  memo: string
}

export const ISO_MESSAGES = ['camt.053', 'pacs.008', 'pain.001'] as const
export type IsoMessage = (typeof ISO_MESSAGES)[number]

/** Bytes of one file; a larger one is several messages. */
export const LARGEST_ISO = 32 << 20

const SAFE = { option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES }

const childrenOf = (node: XmlElement | undefined, name: string): XmlElement[] =>
  node ? (node.find('./*') as XmlElement[]).filter((each) => each.name === name) : []
/** The first element at a path of names; several names of one step stand beside each other in different versions. */
const at = (node: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>(
    (found, step) =>
      step
        .split('|')
        .map((name) => childrenOf(found, name)[0])
        .find((each) => each !== undefined),
    node,
  )
const text = (node: XmlElement | undefined, ...path: readonly string[]): string =>
  at(node, ...path)?.content.trim() ?? ''
const first = (...texts: readonly string[]): string => texts.find((each) => each !== '') ?? ''

const accountOf = (node: XmlElement | undefined) => first(text(node, 'Id', 'IBAN'), text(node, 'Id', 'Othr', 'Id'))

const sideOf = (
  party: XmlElement | undefined,
  account: XmlElement | undefined,
  agent: XmlElement | undefined,
): IsoSide => {
  // In statements from version 8 on a party stands one deeper.
  const who = at(party, 'Pty') ?? party
  const number = accountOf(account)
  const holder = at(who, 'Id', 'PrvtId') ? 'person' : at(who, 'Id', 'OrgId') ? 'firm' : 'unknown'
  const country = first(text(who, 'CtryOfRes'), text(who, 'PstlAdr', 'Ctry'))
  return {
    ...{ account: number, name: text(who, 'Nm'), holder },
    institution: text(agent, 'FinInstnId', 'BICFI|BIC'),
    country: country === '' && /^[A-Z]{2}\d{2}/.test(number) ? number.slice(0, 2) : country,
  }
}

const amountOf = (node: XmlElement | undefined) => ({
  amount: node?.content.trim() ?? '',
  currency: node?.attr('Ccy')?.value ?? '',
})
const memoOf = (node: XmlElement | undefined) =>
  childrenOf(at(node, 'RmtInf'), 'Ustrd')
    .map((each) => each.content.trim())
    .join(' ')

/** Of one entry with several transactions in it each by itself; what is reversed or only expected is none. */
const statement = (root: XmlElement): IsoPayment[] =>
  childrenOf(at(root, 'BkToCstmrStmt'), 'Stmt').flatMap((stmt) => {
    const own: IsoSide = sideOf(at(stmt, 'Acct', 'Ownr'), at(stmt, 'Acct'), at(stmt, 'Acct', 'Svcr'))
    return childrenOf(stmt, 'Ntry')
      .filter(
        (entry) => first(text(entry, 'Sts', 'Cd'), text(entry, 'Sts')) === 'BOOK' && text(entry, 'RvslInd') !== 'true',
      )
      .flatMap((entry) => {
        const details = childrenOf(entry, 'NtryDtls').flatMap((each) => childrenOf(each, 'TxDtls'))
        const parts = details.length > 0 ? details : [entry]
        return parts.map((part, index): IsoPayment => {
          const [parties, agents, refs] = [at(part, 'RltdPties'), at(part, 'RltdAgts'), at(part, 'Refs')]
          const isIn = first(text(part, 'CdtDbtInd'), text(entry, 'CdtDbtInd')) === 'CRDT'
          const other = isIn
            ? sideOf(at(parties, 'Dbtr'), at(parties, 'DbtrAcct'), at(agents, 'DbtrAgt'))
            : sideOf(at(parties, 'Cdtr'), at(parties, 'CdtrAcct'), at(agents, 'CdtrAgt'))
          const entryRef = first(text(entry, 'AcctSvcrRef'), text(entry, 'NtryRef'))
          const ref = first(
            ...[text(refs, 'UETR'), text(refs, 'AcctSvcrRef'), text(refs, 'TxId'), text(refs, 'InstrId')],
            entryRef === '' || parts.length === 1 ? entryRef : `${entryRef}-${index + 1}`,
          )
          return {
            ...{ line: part.line, ref, at: first(text(entry, 'BookgDt', 'DtTm|Dt'), text(entry, 'ValDt', 'DtTm|Dt')) },
            ...amountOf(at(part, 'Amt') ?? at(part, 'AmtDtls', 'TxAmt', 'Amt') ?? at(entry, 'Amt')),
            ...{ from: isIn ? other : own, to: isIn ? own : other, memo: memoOf(part) },
          }
        })
      })
  })

const betweenBanks = (root: XmlElement): IsoPayment[] => {
  const message = at(root, 'FIToFICstmrCdtTrf')
  const [header] = [at(message, 'GrpHdr')]
  return childrenOf(message, 'CdtTrfTxInf').map((each) => ({
    line: each.line,
    ref: first(text(each, 'PmtId', 'UETR'), text(each, 'PmtId', 'TxId'), text(each, 'PmtId', 'EndToEndId')),
    at: first(
      ...[text(each, 'AccptncDtTm'), text(each, 'IntrBkSttlmDt'), text(header, 'IntrBkSttlmDt')],
      text(header, 'CreDtTm'),
    ),
    ...amountOf(at(each, 'IntrBkSttlmAmt') ?? at(each, 'InstdAmt')),
    from: sideOf(at(each, 'Dbtr'), at(each, 'DbtrAcct'), at(each, 'DbtrAgt')),
    to: sideOf(at(each, 'Cdtr'), at(each, 'CdtrAcct'), at(each, 'CdtrAgt')),
    memo: memoOf(each),
  }))
}

const asked = (root: XmlElement): IsoPayment[] => {
  const message = at(root, 'CstmrCdtTrfInitn')
  return childrenOf(message, 'PmtInf').flatMap((info) => {
    const from = sideOf(at(info, 'Dbtr'), at(info, 'DbtrAcct'), at(info, 'DbtrAgt'))
    const day = first(text(info, 'ReqdExctnDt', 'DtTm|Dt'), text(info, 'ReqdExctnDt'))
    return childrenOf(info, 'CdtTrfTxInf').map((each) => ({
      ...{ line: each.line, at: day, from, memo: memoOf(each) },
      ref: first(text(each, 'PmtId', 'UETR'), text(each, 'PmtId', 'InstrId'), text(each, 'PmtId', 'EndToEndId')),
      ...amountOf(at(each, 'Amt', 'InstdAmt')),
      to: sideOf(at(each, 'Cdtr'), at(each, 'CdtrAcct'), at(each, 'CdtrAgt')),
    }))
  })
}

const READERS: Readonly<Record<string, { message: IsoMessage; read(root: XmlElement): IsoPayment[] }>> = {
  BkToCstmrStmt: { message: 'camt.053', read: statement },
  FIToFICstmrCdtTrf: { message: 'pacs.008', read: betweenBanks },
  CstmrCdtTrfInitn: { message: 'pain.001', read: asked },
}

/** Whether a file begins as XML does. */
export const isXml = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)))

/** Refused with `not-this-format` where it is no XML, or none of these messages. */
export const readIso20022 = (
  bytes: Uint8Array,
): Outcome<{ message: IsoMessage; payments: IsoPayment[] }, Refusal<'not-this-format'>> => {
  const wrong = (detail: string) => refuse('not-this-format', detail, 'file', { missing: ISO_MESSAGES.join(', ') })
  if (bytes.length > LARGEST_ISO) return wrong(`A message is at most ${LARGEST_ISO >> 20} MiB.`)
  try {
    const document = XmlDocument.fromBuffer(bytes, SAFE)
    try {
      const { root } = document
      const reader = (root.find('./*') as XmlElement[])
        .map(({ name }) => READERS[name])
        .find((each) => each !== undefined)
      return reader
        ? ok({ message: reader.message, payments: reader.read(root) })
        : wrong('This is no camt.053, pacs.008 or pain.001.')
    } finally {
      document.dispose()
    }
  } catch (thrown) {
    if (!(thrown instanceof XmlError)) throw thrown
    return wrong(`This is no XML: ${thrown.message.trim()}`)
  }
}
