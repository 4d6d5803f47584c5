// SPDX-License-Identifier: Apache-2.0
/** Which services are accredited, with their history: no account, no script, and nothing of what was answered. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Stack } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { qualityContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { qualityMessages } from './messages.ts'
import { useQuality } from './standing.tsx'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const register = context.get(qualityContext)
  if (!register || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { messages: qualityMessages(params.lang), items: await register.list() }
}

export default function QualityRegister() {
  const { items, messages } = useLoaderData<typeof loader>()
  const { t, date, language } = useQuality(messages)
  return (
    <Page>
      <Stack>
        <PageTitle>{t('quality.title')}</PageTitle>
        <p className="lead">{t('quality.lead')}</p>
        <p>
          <a href="/api/assurance/feed" type="application/feed+json">
            {t('quality.feed')}
          </a>
        </p>
      </Stack>
      {items.length === 0 ? (
        <p>{t('quality.none')}</p>
      ) : (
        <Table
          caption={t('quality.title')}
          captionHidden
          rows={items}
          keyOf={({ service }) => service}
          columns={[
            {
              title: t('quality.service'),
              head: true,
              cell: ({ service, name }) => (
                <a href={`/${language}/help/services/${service}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            { title: t('quality.setting'), cell: ({ setting }) => t(`quality.in.${setting}`) },
            { title: t('quality.status'), cell: ({ status }) => t(`quality.is.${status}`) },
            { title: t('quality.since'), cell: ({ since }) => date(since) },
            { title: t('quality.until'), cell: ({ until }) => (until ? date(until) : '–') },
            {
              title: t('quality.conditions'),
              cell: ({ conditions }) => <span dir="auto">{conditions.join(' · ') || '–'}</span>,
            },
            {
              title: t('quality.history'),
              cell: ({ history }) =>
                history.map(({ decision, on }) => `${date(on)}: ${t(`quality.is.${decision}`)}`).join(' · '),
            },
          ]}
        />
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
