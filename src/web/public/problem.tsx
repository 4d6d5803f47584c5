// SPDX-License-Identifier: Apache-2.0
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { Stack } from '../kit/layout/layout.tsx'
import { Frame } from './frame-parts.tsx'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { useWords } from './words.tsx'

const kindOf = (status: number) => (status === 404 ? 'missing' : status >= 500 ? 'broken' : 'refused')

/** What a reader sees where there is no page: plain words, and two ways on. */
export function Problem({ status, framed }: { status: number; framed?: boolean }) {
  const { t, language } = useWords()
  const kind = kindOf(status)
  const body = (
    <Page>
      <Stack>
        <PageTitle>{t(`problem.${kind}Title`)}</PageTitle>
        <p>{t(`problem.${kind}`)}</p>
        <p>
          <a href={`/${language}/substances`}>{t('problem.lookup')}</a>
        </p>
        <p>
          <a href={`/${language}`}>{t('problem.home')}</a>
        </p>
      </Stack>
    </Page>
  )
  return framed ? <Frame path="">{body}</Frame> : body
}

/** The error boundary of every page inside the frame. */
export function PageProblem() {
  const error = useRouteError()
  return <Problem status={isRouteErrorResponse(error) ? error.status : 500} />
}
