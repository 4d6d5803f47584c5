// SPDX-License-Identifier: Apache-2.0
/** On a demonstration node: the letters that it would have sent, so that an invitation can be followed. */
import { Form, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { useWork } from '../words.tsx'
import { mailboxOf } from './door.ts'

const KINDS = ['own', 'inbox'] as const

/** First the letters that ask something of their reader: of those that point to an inbox there are many. */
export async function loader({ context, url }: LoaderFunctionArgs) {
  const kind = KINDS.find((each) => each === url.searchParams.get('kind')) ?? 'own'
  const words = (url.searchParams.get('words') ?? '').trim().slice(0, 100)
  const letters = await mailboxOf(context).letters({ kind, words })
  return {
    ...{ kind, words },
    letters: letters.map(({ id, recipient, subject, at }) => ({ id, recipient, subject, at: at.toISOString() })),
  }
}

function Choose({ kind, words }: { kind: (typeof KINDS)[number]; words: string }) {
  const { t } = useWork()
  return (
    <>
      <nav className="row" aria-label={t('mailbox.kinds')}>
        {KINDS.map((each) => (
          <a
            key={each}
            href={`/demonstration/mailbox?${new URLSearchParams({ kind: each, words })}`}
            aria-current={each === kind ? 'page' : undefined}
          >
            {t(`mailbox.kind.${each}`)}
          </a>
        ))}
      </nav>
      <Form method="get" className="row">
        <input type="hidden" name="kind" value={kind} />
        <TextField name="words" label={t('mailbox.words')} defaultValue={words} maxLength={100} />
        <Button type="submit" look="quiet">
          {t('mailbox.find')}
        </Button>
      </Form>
    </>
  )
}

export default function MailboxPage() {
  const { letters, kind, words } = useLoaderData<typeof loader>()
  const { t, moment } = useWork()
  return (
    <WorkPage title={t('mailbox.title')} help={t('mailbox.help')}>
      <Choose {...{ kind, words }} />
      {letters.length === 0 ? (
        <EmptyState title={t(words ? 'mailbox.notFound' : 'mailbox.none')}>{t('mailbox.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('mailbox.title')}
          captionHidden
          rows={letters}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('mailbox.subject'),
              head: true,
              cell: ({ id, subject }) => <a href={`/demonstration/mailbox/${id}`}>{subject}</a>,
            },
            { title: t('mailbox.to'), cell: ({ recipient }) => <bdi>{recipient}</bdi> },
            { title: t('mailbox.at'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
