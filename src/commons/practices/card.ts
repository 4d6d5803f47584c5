// SPDX-License-Identifier: Apache-2.0
/** A practice for other programs: JSON-LD in the words of schema.org; what these have no word for is a `PropertyValue`. */
import type { Content, Language, PracticeRecord, Texts } from './contract.ts'

type Carded = Content & Pick<PracticeRecord, 'id' | 'status' | 'published' | 'ended' | 'reuses' | 'translations'>

interface CardPlan {
  /** Address of its page. */
  url: string
  /** Name of an organisation, by id. */
  nameOf(id: string): string
  /** Who shares it. */
  publisher: string
}

const value = (propertyID: string, text: string | number) => ({ '@type': 'PropertyValue', propertyID, value: text })

const written = (language: string, { title, summary, problem, done, result }: Texts) => ({
  ...{ '@type': 'CreativeWork', inLanguage: language, name: title, abstract: summary },
  additionalProperty: [value('problem', problem), value('done', done), value('result', result)],
})

/** The card of one practice; texts by language, those of others under who made them. */
export const cardOf = (practice: Carded, { url, nameOf, publisher }: CardPlan) => {
  const { id, setting, audience, country, from, until, effect, grade, costs, page, reuses, translations } = practice
  const texts = Object.entries(practice.texts) as [Language, Texts][]
  const [first] = texts
  return {
    ...{ '@context': 'https://schema.org', '@type': 'CreativeWork', '@id': url, identifier: id, url },
    genre: 'Practice',
    ...(first && { name: first[1].title, abstract: first[1].summary }),
    inLanguage: texts.map(([language]) => language),
    hasPart: texts.map(([language, text]) => written(language, text)),
    workTranslation: translations.map(({ language, from: maker, texts: own }) => ({
      ...written(language, own),
      translator: { '@type': 'Organization', name: nameOf(maker) },
    })),
    publisher: { '@type': 'Organization', name: publisher },
    ...(practice.published && { datePublished: practice.published }),
    creativeWorkStatus: practice.ended ? 'Withdrawn' : 'Published',
    spatialCoverage: { '@type': 'Country', identifier: country },
    temporalCoverage: `${from}/${until ?? '..'}`,
    audience: audience.map((audienceType) => ({ '@type': 'Audience', audienceType })),
    ...(page !== '' && { sameAs: page }),
    additionalProperty: [
      ...[value('setting', setting), value('effect', effect), value('evidence', grade)],
      ...(costs === '' ? [] : [value('costs', costs)]),
      ...(practice.ended ? [value('withdrawn', practice.ended.reason)] : []),
    ],
    review: reuses.map(({ from: who, outcome, note, at }) => ({
      ...{ '@type': 'Review', author: { '@type': 'Organization', name: nameOf(who) }, datePublished: at },
      ...{ reviewAspect: 'reuse', reviewBody: note, additionalProperty: [value('outcome', outcome)] },
    })),
  }
}
