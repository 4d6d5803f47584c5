// SPDX-License-Identifier: Apache-2.0
/** What a report says, under the names of goAML. What is not known is left out: nothing is made up to please a schema. */
import type { Said } from '#interop/goaml/index.ts'
import type { ReportContent, Subject } from '../contract.ts'
import type { Payment } from '../payments/payment.ts'
import { CASH } from '../payments/payment.ts'
import type { GoamlCodes } from './codes.ts'

/** Letters of a text of comments. */
const LONGEST_COMMENT = 4000

/** ISO 8601 without parts of a second and zone, UTC: as the samples of units have it. */
const moment = (at: string) => new Date(at).toISOString().slice(0, 19)
const some = (text: string | undefined) => (text === undefined || text === '' ? undefined : text)
const comment = (text: string) => some(text.slice(0, LONGEST_COMMENT))

const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/

const sideOf = (which: 'from' | 'to', payment: Payment, currency: string, codes: GoamlCodes): Said => {
  const { account, name, institution, country } = payment[which]
  return {
    [`${which}_funds_code`]: some(codes.funds[payment.kind]),
    [`${which}_account`]: {
      ...{ account: some(account === CASH ? '' : account), account_name: some(name), currency_code: some(currency) },
      [BIC.test(institution) ? 'swift' : 'institution_code']: some(institution),
    },
    [`${which}_country`]: some(country),
  }
}

const transactionOf = (payment: Payment, currency: string, codes: GoamlCodes): Said => ({
  ...{ transactionnumber: payment.ref, internal_ref_number: payment.ref, transaction_location: some(payment.branch) },
  ...{ transaction_description: some(payment.memo), date_transaction: moment(payment.at) },
  ...{ transmode_code: some(codes.modes[payment.kind]), amount_local: payment.amount },
  ...{ t_from: sideOf('from', payment, currency, codes), t_to: sideOf('to', payment, currency, codes) },
})

interface Around {
  /** Of the report. */
  id: string
  at: string
  /** ISO 4217, of the country in which it is made. */
  currency: string
  codes: GoamlCodes
}

export const saidOf = (
  { circumstances, steps, rentity }: ReportContent,
  { payments }: Extract<Subject, { leg: 'payment' }>,
  { id, at, currency, codes }: Around,
): Said => ({
  ...{ rentity_id: rentity === null ? undefined : String(rentity), entity_reference: id },
  ...{ submission_code: some(codes.submission), report_code: some(codes.report), currency_code_local: some(currency) },
  ...{ submission_date: moment(at), report_date: moment(at), reason: comment(circumstances), action: comment(steps) },
  transaction: payments.toReversed().map((payment) => transactionOf(payment, currency, codes)),
  report_indicators: codes.indicator === '' ? undefined : { indicator: [codes.indicator] },
})
