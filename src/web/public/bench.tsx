// SPDX-License-Identifier: Apache-2.0
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { useWords } from './words.tsx'

export const handle = { script: true }

export default function Bench() {
  const { t } = useWords()
  return (
    <Page>
      <PageTitle>{t('bench.title')}</PageTitle>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
