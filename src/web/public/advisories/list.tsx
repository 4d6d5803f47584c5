// SPDX-License-Identifier: Apache-2.0
/** What authorities warn of, for everybody: no account, no script, nothing kept of whoever reads. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Stack } from '../../kit/layout/layout.tsx'
import { languages } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { advisoriesAt, areasIn, shownIn } from './shown.ts'
import { State } from './state.tsx'
import { useAdvisories } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { desk, language, messages } = advisoriesAt({ params, context })
  const all = await desk.list()
  const items = all.map((advisory) => {
    const { id, status, severity, published, publisher, texts } = advisory
    const { first } = shownIn(texts, language)
    const { headline } = first.text
    return {
      id,
      status,
      severity,
      published,
      publisher,
      headline,
      in: first.language,
      areas: areasIn(advisory, language),
    }
  })
  return { messages, items }
}

export default function Advisories() {
  const { items } = useLoaderData<typeof loader>()
  const { t, language, moment } = useAdvisories()
  return (
    <Page>
      <link rel="alternate" type="application/rss+xml" title={t('advisories.title')} href="/advisories.rss" />
      <Stack>
        <PageTitle>{t('advisories.title')}</PageTitle>
        <p className="lead">{t('advisories.lead')}</p>
        <p>
          <a href={`/advisories.rss?language=${language}`}>{t('advisories.feed')}</a>
        </p>
      </Stack>
      {items.length === 0 && <p>{t('advisories.none')}</p>}
      {items.map(({ id, status, severity, published, publisher, headline, in: written, areas }) => (
        <article key={id} className="stack" data-gap="small">
          <h2>
            <a href={`/${language}/advisories/${id}`} lang={written} dir="auto">
              {headline}
            </a>
            {written !== language && (
              <small className="quiet">
                {' '}
                (<bdi lang={written}>{languages[written].name}</bdi>)
              </small>
            )}
          </h2>
          <p className="row">
            <State {...{ status, severity }} />
            <span>
              <bdi>{areas.join(', ')}</bdi>
            </span>
          </p>
          <p className="quiet">
            <time dateTime={published}>{moment(published)}</time> · <bdi>{publisher}</bdi>
          </p>
        </article>
      ))}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
