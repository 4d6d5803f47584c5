// SPDX-License-Identifier: Apache-2.0
/** One practice, for everybody; a withdrawn one says so before anything else. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts, Section } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { practicesAt, textsFor } from './shown.ts'
import { usePublicPractices } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { desk, language, names: namesOf, country, messages } = practicesAt({ params, context })
  const found = await desk.open(params.id ?? '')
  if (!found) throw data(null, { status: 404 })
  const names = await namesOf()
  const { reuses, translations, ...practice } = found
  const { texts, in: written, by } = textsFor(practice, translations, language)
  return {
    ...{ messages, practice, texts, written, by: by && (names.get(by) ?? '') },
    from: names.get(practice.organisation) ?? '',
    country: country(practice.country, language === 'fr' ? 'fr' : 'en'),
    reuses: reuses.map(({ from, outcome, note }) => ({ id: from, from: names.get(from) ?? '', outcome, note })),
  }
}

const PARTS = ['problem', 'done', 'result'] as const

export default function PublicPracticePage() {
  const { practice, texts, written, by, from, country, reuses } = useLoaderData<typeof loader>()
  const { t, language } = usePublicPractices()
  const { id, effect, grade, ended, page, costs } = practice
  const own = { lang: written, dir: 'auto' } as const
  return (
    <Page>
      <div className="stack">
        <p>
          <a href={`/${language}/practices`}>{t('practices.back')}</a>
        </p>
        <PageTitle lang={written}>{texts.title}</PageTitle>
        {ended && (
          <Notice tone="caution" title={t('practices.withdrawn')}>
            <p dir="auto">{ended.reason}</p>
          </Notice>
        )}
        {by !== null && <Notice>{t('practices.translated', { organisation: by })}</Notice>}
        {by === null && written !== language && <Notice>{t('practices.notHere')}</Notice>}
        <p className="lead" {...own}>
          {texts.summary}
        </p>
      </div>
      {PARTS.map((part) => (
        <Section key={part} title={t(`practices.${part}`)} id={part}>
          <p className="written" {...own}>
            {texts[part]}
          </p>
        </Section>
      ))}
      <Facts
        facts={[
          [t('practices.contact'), <bdi key="from">{from}</bdi>],
          [t('practices.country'), <bdi key="country">{country}</bdi>],
          [t('practices.when'), <bdi key="when">{`${practice.from} – ${practice.until ?? '…'}`}</bdi>],
          [t('practices.outcome'), t(`practices.effect.${effect}`)],
          [t('practices.evidence'), t(`practices.grade.${grade}`)],
          ...(costs === '' ? [] : [[t('practices.costs'), <bdi key="costs">{costs}</bdi>] as const]),
          ...(page === ''
            ? []
            : [
                [
                  t('practices.page'),
                  <a key="page" href={page} rel="noreferrer">
                    {page}
                  </a>,
                ] as const,
              ]),
        ]}
      />
      {reuses.length > 0 && (
        <Section title={t('practices.elsewhere')} id="elsewhere">
          <ul>
            {reuses.map(({ id: who, from: name, outcome, note }) => (
              <li key={who}>
                <bdi>{name}</bdi>: {t(`practices.use.${outcome}`)}
                {note !== '' && (
                  <span dir="auto" className="written">
                    {' '}
                    {note}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p>
        <a href={`/api/practices/${id}/card`}>{t('practices.card')}</a>
      </p>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
