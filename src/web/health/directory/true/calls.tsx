// SPDX-License-Identifier: Apache-2.0
/** Listings that were drawn to be called, and what came of all calls. */
import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { directoryAt, keyIn } from '../door.ts'
import { trueMessages } from './messages.ts'
import { useTrue } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await directoryAt({ context, url })
  const read = await desk.calls()
  if (!read.ok) throw nothingHere()
  const rows = read.value.items.map(({ id, listing, drawn }) => ({ id, name: listing.name, drawn }))
  return { messages, words: trueMessages(me.language), rows, accuracy: read.value.accuracy, key: crypto.randomUUID() }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const done = await desk.drawCalls(Number(form.get('count')), keyIn(form))
  if (!done.ok && done.refusal.code === 'not-found') throw nothingHere()
  throw redirect('/directory/calls')
}

export default function CallsPage() {
  const { rows, accuracy, key } = useLoaderData<typeof loader>()
  const { t, percent, number, moment } = useTrue()
  const said = (share: number | null) =>
    share === null ? t('calls.tooFew', { fewest: number(accuracy.fewest) }) : percent(share)
  return (
    <WorkPage title={t('calls.title')} help={t('calls.help')}>
      <Facts
        facts={[
          [t('calls.made'), number(accuracy.calls)],
          [t('calls.exact'), said(accuracy.exact)],
          [t('calls.functional'), said(accuracy.functional)],
        ]}
      />
      <Form method="post" action="/directory/calls" className="row">
        <input type="hidden" name="key" value={key} />
        <TextField name="count" type="number" min={1} max={100} defaultValue={10} label={t('calls.count')} />
        <Button type="submit">{t('calls.draw')}</Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={t('calls.none')}>{t('calls.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('calls.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('calls.service'),
              head: true,
              cell: ({ id, name }) => (
                <a href={`/directory/calls/${id}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            { title: t('calls.drawn'), cell: ({ drawn }) => <time dateTime={drawn}>{moment(drawn)}</time> },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
