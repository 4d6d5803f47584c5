// SPDX-License-Identifier: Apache-2.0
/** Firms that agreed to be named and whose self-assessment is valid today: no account, no script, nothing of the answers. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Stack } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { registerContext } from '../contexts.ts'
import { isLanguage } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { type Keys, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'
import { registerMessages } from './messages.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const register = context.get(registerContext)
  if (!register || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { messages: registerMessages(params.lang), items: await register() }
}

export default function Register() {
  const { items, messages } = useLoaderData<typeof loader>()
  const { language } = useWords()
  const { t, date } = speak<Keys<typeof en>>(language, messages)
  return (
    <Page>
      <Stack>
        <PageTitle>{t('register.title')}</PageTitle>
        <p className="lead">{t('register.lead')}</p>
      </Stack>
      {items.length === 0 ? (
        <p>{t('register.none')}</p>
      ) : (
        <Table
          caption={t('register.title')}
          captionHidden
          rows={items}
          keyOf={({ name, kind }) => `${kind} ${name}`}
          columns={[
            { title: t('register.firm'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('register.as'), cell: ({ kind }) => t(`register.kind.${kind}`) },
            { title: t('register.from'), cell: ({ from }) => date(from) },
            { title: t('register.until'), cell: ({ until }) => date(until) },
          ]}
        />
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
