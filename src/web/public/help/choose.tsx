// SPDX-License-Identifier: Apache-2.0
/** Where somebody who seeks help begins: three ways, the most urgent first. No account, no script, nothing kept. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Card, Grid, Stack } from '../../kit/layout/layout.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { Emergency, QuickExit, Support } from './parts.tsx'
import { helpAt } from './shown.ts'
import { useHelp } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, messages, nonce } = helpAt({ params, context })
  return { messages, nonce, emergency: finding.emergency, support: finding.support }
}

const WAYS = [
  ['overdose', '/help/overdose'],
  ['need', '/help/find?aim=help'],
  ['someone', '/help/find?aim=someone'],
] as const

export default function Help() {
  const { emergency, support } = useLoaderData<typeof loader>()
  const { t, language } = useHelp()
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('help.title')}</PageTitle>
        <p className="lead">{t('help.lead')}</p>
        <p>
          <Emergency line={emergency} />
        </p>
      </Stack>
      <Grid>
        {WAYS.map(([way, page]) => (
          <Card key={way}>
            <h2>
              <a href={`/${language}${page}`}>{t(`help.${way}`)}</a>
            </h2>
            <p>{t(`help.${way}Text`)}</p>
          </Card>
        ))}
      </Grid>
      <p>
        <a href={`/${language}/report`}>{t('help.report')}</a>
      </p>
      <Support lines={support} />
    </Page>
  )
}

export const ErrorBoundary = PageProblem
