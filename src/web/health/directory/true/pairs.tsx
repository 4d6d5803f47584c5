// SPDX-License-Identifier: Apache-2.0
/** Listings that may mean one service, most alike first, and what was decided of others. */
import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { directoryAt } from '../door.ts'
import { trueMessages } from './messages.ts'
import { useTrue } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await directoryAt({ context, url })
  const isDecided = url.searchParams.has('decided')
  const read = await desk.pairs(isDecided ? 'decided' : 'open')
  if (!read.ok) throw nothingHere()
  const rows = read.value.items.map(({ id, score, reasons, state, a, b }) => ({
    ...{ id, score, reasons, state, a: a.name, b: b.name, sources: [a.source, b.source] },
  }))
  return { messages, words: trueMessages(me.language), rows, open: read.value.open, isDecided }
}

export async function action({ context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const done = await desk.lookForPairs()
  if (!done.ok) throw nothingHere()
  throw redirect('/directory/duplicates')
}

export default function PairsPage() {
  const { rows, open, isDecided } = useLoaderData<typeof loader>()
  const { t, percent } = useTrue()
  return (
    <WorkPage title={t('pairs.title')} help={t('pairs.help')}>
      <div className="row">
        <a href={isDecided ? '/directory/duplicates' : '/directory/duplicates?decided'}>
          {t(isDecided ? 'pairs.waiting' : 'pairs.decided')}
        </a>
        <span>{t('pairs.open', { count: open })}</span>
        <Form method="post" action="/directory/duplicates">
          <Button type="submit" look="quiet" size="small">
            {t('pairs.look')}
          </Button>
        </Form>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('pairs.none')}>{t('pairs.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('pairs.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('pairs.pair'),
              head: true,
              cell: ({ id, a, b }) => (
                <a href={`/directory/duplicates/${id}`}>
                  <bdi>{a}</bdi> · <bdi>{b}</bdi>
                </a>
              ),
            },
            { title: t('pairs.score'), cell: ({ score }) => percent(score) },
            {
              title: t('pairs.why'),
              cell: ({ reasons }) => reasons.map((each) => t(`pairs.reason.${each}`)).join(' · '),
            },
            ...(isDecided
              ? [{ title: t('pairs.which'), cell: ({ state }: (typeof rows)[number]) => t(`pairs.state.${state}`) }]
              : []),
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
