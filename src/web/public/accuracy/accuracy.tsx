// SPDX-License-Identifier: Apache-2.0
/** How often listings were right when they were called: two numbers, from how many calls, and what they mean. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts, Stack } from '../../kit/layout/layout.tsx'
import { helpAt } from '../help/shown.ts'
import type { Language } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { type Keys, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'
import { accuracyMessages } from './messages.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, language } = helpAt({ params, context })
  return { words: accuracyMessages(language as Language), accuracy: await finding.accuracy() }
}

export default function AccuracyPage() {
  const { words, accuracy } = useLoaderData<typeof loader>()
  const { language } = useWords()
  const { t, number, percent } = speak<Keys<typeof en>>(language, words)
  const { calls, exact, functional, fewest } = accuracy
  const said = (share: number | null) =>
    share === null ? t('accuracy.tooFew', { fewest: number(fewest) }) : percent(share)
  return (
    <Page>
      <Stack>
        <PageTitle>{t('accuracy.title')}</PageTitle>
        <p>{t('accuracy.help')}</p>
      </Stack>
      <Facts
        facts={[
          [t('accuracy.calls'), number(calls)],
          [t('accuracy.exact'), said(exact)],
          [t('accuracy.functional'), said(functional)],
        ]}
      />
      <Stack>
        <p>{t('accuracy.means')}</p>
        <p>
          <a href={`/${language}/help/find`}>{t('accuracy.find')}</a>
        </p>
      </Stack>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
