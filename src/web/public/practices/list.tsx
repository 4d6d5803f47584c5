// SPDX-License-Identifier: Apache-2.0
/** Practices that organisations of this node share with everybody: no account, no script, nothing kept of whoever reads. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Stack } from '../../kit/layout/layout.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { practicesAt, textsFor } from './shown.ts'
import { usePublicPractices } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { desk, language, names: namesOf, messages } = practicesAt({ params, context })
  const names = await namesOf()
  const items = (await desk.list()).map((practice) => {
    const { texts, in: written } = textsFor(practice, [], language)
    const from = names.get(practice.organisation) ?? ''
    const { id, effect, reused } = practice
    return { id, effect, reused, from, title: texts.title, summary: texts.summary, in: written }
  })
  return { messages, items }
}

export default function PublicPractices() {
  const { items } = useLoaderData<typeof loader>()
  const { t, language } = usePublicPractices()
  return (
    <Page>
      <Stack>
        <PageTitle>{t('practices.title')}</PageTitle>
        <p className="lead">{t('practices.lead')}</p>
      </Stack>
      {items.length === 0 ? (
        <p>{t('practices.none')}</p>
      ) : (
        <ul className="stack" data-gap="large">
          {items.map(({ id, title, summary, from, effect, reused, in: written }) => (
            <li key={id}>
              <h2 lang={written} dir="auto">
                <a href={`/${language}/practices/${id}`}>{title}</a>
              </h2>
              <p lang={written} dir="auto">
                {summary}
              </p>
              <p className="quiet">
                <bdi>{from}</bdi> · {t(`practices.effect.${effect}`)} · {t('practices.reused', { count: reused })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
