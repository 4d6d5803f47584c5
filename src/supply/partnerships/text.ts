// SPDX-License-Identifier: Apache-2.0
/** The text of an agreement: clauses (clauses.json, own wording) filled in with its terms, in both languages. */
import { createHash } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import clauses from './clauses.json' with { type: 'json' }
import { CLASSES, type FourM, REFUSALS } from './codes.ts'
import type { Section } from './sections.ts'
import type { Terms } from './terms.ts'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Names of the parties, as they were when the text was drafted. */
export interface Parties {
  authority: string
  partner: string
}

/** What the conditions of clauses ask about. */
const truthsOf = ({ classes, refusals, special }: Terms): Set<string> =>
  new Set([
    ...CLASSES.map((each) => `${classes.includes(each) ? 'class' : 'no'}:${each}`),
    ...REFUSALS.filter((each) => refusals.includes(each)).map((each) => `refusal:${each}`),
    classes.length === 0 ? 'no:records' : 'records',
    ...(refusals.length === 0 ? ['no:refusal'] : []),
    ...(special === '' ? [] : ['special']),
  ])

const wordOf = (code: string, language: Language): string =>
  (clauses.words as Record<string, Record<Language, string>>)[code]?.[language] ?? code

const dayIn = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The text in one language. `m`: the field of the partnership. */
export const textOf = (terms: Terms, m: FourM, parties: Parties, language: Language): Section[] => {
  const truths = truthsOf(terms)
  const list = (codes: readonly string[]) => codes.map((code) => wordOf(code, language)).join('; ')
  const values: Record<string, string> = {
    ...{
      ...parties,
      m: wordOf(m, language),
      purposes: list(terms.purposes),
      classes: list(terms.classes.filter((each) => each !== 'groups')),
    },
    ...{ marking: terms.marking.toUpperCase(), legalBasis: terms.legalBasis, special: terms.special },
    ...{
      from: dayIn(terms.from, language),
      until: dayIn(terms.until, language),
      review: dayIn(terms.review, language),
    },
    ...{ answerDays: String(terms.answerDays), retentionMonths: String(terms.retentionMonths) },
    noticeDays: String(terms.noticeDays),
  }
  // One pass: what a party wrote is never read as a clause.
  const filled = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  return clauses.parts
    .map((part) => ({
      id: part.id,
      heading: part[language],
      paragraphs: clauses.clauses
        .filter((clause) => clause.part === part.id && (!('when' in clause) || truths.has(clause.when as string)))
        .map((clause) => ({ id: clause.id, text: filled(clause[language]) })),
    }))
    .filter(({ paragraphs }) => paragraphs.length > 0)
}

/** The text in every language. */
export type Sections = Record<Language, Section[]>
export const sectionsOf = (terms: Terms, m: FourM, parties: Parties): Sections => ({
  en: textOf(terms, m, parties, 'en'),
  fr: textOf(terms, m, parties, 'fr'),
})

interface Signed {
  agreement: string
  number: number
  terms: Terms
  parties: Parties
  sections: Sections
}

/** All that is signed: the terms and what they said in every language when it was drafted. */
export const signedText = ({ agreement, number, terms, parties, sections }: Signed, m: FourM): string =>
  canonical([agreement, number, m, parties, terms, ...LANGUAGES.map((each) => sections[each])])

/** SHA-256 in hexadecimal: the digest that both parties sign. */
export const digestOf = (signed: string): string => createHash('sha256').update(signed).digest('hex')
