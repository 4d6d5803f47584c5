// SPDX-License-Identifier: Apache-2.0
/** The form of an agreement's terms as it came in, and what is wrong with it. */
import { FOUR_MS, type FourM, type Terms, termsShape } from '#supply/partnerships/contract.ts'

/** In the order of the form. */
export const places = [
  'partner',
  'title',
  'from',
  'until',
  'review',
  'classes',
  'marking',
  'answerDays',
  'retentionMonths',
  'noticeDays',
  'refusals',
  'legalBasis',
  'special',
] as const
/** A field of the form where something can be put right. */
export type Place = (typeof places)[number]

export interface Given {
  /** Field and id of the partner, with a colon between; empty where none is chosen. */
  partner: string
  title: string
  from: string
  until: string
  review: string
  classes: string[]
  marking: string
  answerDays: string
  retentionMonths: string
  noticeDays: string
  refusals: string[]
  legalBasis: string
  special: string
}

export function givenOf(form: FormData): Given {
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
  const all = (name: string) => form.getAll(name).map(String)
  return {
    ...{ partner: text('partner'), title: text('title'), from: text('from'), until: text('until') },
    ...{ review: text('review'), classes: all('classes'), marking: text('marking'), answerDays: text('answerDays') },
    ...{ retentionMonths: text('retentionMonths'), noticeDays: text('noticeDays'), refusals: all('refusals') },
    ...{ legalBasis: text('legalBasis'), special: text('special') },
  }
}

/** The form as it begins: of an empty agreement, from tomorrow for a year, or of terms that are written anew. */
export const givenFrom = (terms: Terms | undefined, now: Date): Given => {
  if (terms) {
    const { purposes: _, answerDays, retentionMonths, noticeDays, ...rest } = terms
    const figures = { answerDays: String(answerDays), retentionMonths: String(retentionMonths) }
    return { partner: '', ...rest, ...figures, noticeDays: String(noticeDays) }
  }
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return {
    ...{ partner: '', title: '', from: day(1), until: day(365), review: day(335), classes: ['incidents'] },
    ...{ marking: 'amber', answerDays: '10', retentionMonths: '24', noticeDays: '30' },
    ...{ refusals: ['law', 'secrecy', 'burden', 'purpose'], legalBasis: '', special: '' },
  }
}

/** Field and id of the chosen partner. */
export const partnerIn = (given: Given): { m: FourM; partner: string } | undefined => {
  const [field, partner = ''] = given.partner.split(':')
  const m = FOUR_MS.find((each) => each === field)
  return m && partner !== '' ? { m, partner } : undefined
}

const figure = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** The terms, or every field that is not in order, in the form's order. */
export function checked(given: Given): { terms?: Terms; problems: Place[] } {
  const { partner: _, answerDays, retentionMonths, noticeDays, ...rest } = given
  const result = termsShape.safeParse({
    ...{ ...rest, purposes: ['supply-control'], answerDays: figure(answerDays) },
    ...{ retentionMonths: figure(retentionMonths), noticeDays: figure(noticeDays) },
  })
  if (result.success) return { terms: result.data, problems: [] }
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]))
  return { problems: places.filter((place) => wrong.has(place)) }
}

/** All that decides who sees what: what is saved is what somebody was shown. */
export const choiceOf = ({ partner, classes, marking, from, until }: Given): string =>
  JSON.stringify([partner, [...classes].sort(), marking, from, until])

/** A refusal's `where` as a field of the form. */
export const problemAt = (where: string | undefined): Place =>
  places.find((place) => (where ?? '').split('.').includes(place)) ?? 'partner'
