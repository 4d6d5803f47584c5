// SPDX-License-Identifier: Apache-2.0
/** On a demonstration node: the letters that it would have sent, so that an invitation can be followed. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { useWork } from '../words.tsx'
import { mailboxOf } from './door.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const letters = await mailboxOf(context).letters()
  return {
    letters: letters.map(({ id, recipient, subject, at }) => ({ id, recipient, subject, at: at.toISOString() })),
  }
}

export default function MailboxPage() {
  const { letters } = useLoaderData<typeof loader>()
  const { t, moment } = useWork()
  return (
    <WorkPage title={t('mailbox.title')} help={t('mailbox.help')}>
      {letters.length === 0 ? (
        <EmptyState title={t('mailbox.none')}>{t('mailbox.noneMore')}</EmptyState>
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
