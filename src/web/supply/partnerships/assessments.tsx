// SPDX-License-Identifier: Apache-2.0
/** Self-assessments of the organisation that one sits for, and those that firms show to its officers. */
import { type ActionFunctionArgs, data, Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import type { AssessedKind } from '#supply/partnerships/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { AssessmentTag } from './assessment-parts.tsx'
import { assessmentsAt, keyIn } from './door.ts'
import './partnerships.css'
import { usePartnerships } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await assessmentsAt({ context, url })
  const all = await desk.list()
  if (!all.ok) throw nothingHere()
  const known = await names()
  const kinds = await desk.kinds()
  return {
    messages,
    rows: all.value.map((each) => ({ ...each, name: known.get(each.organisation) ?? null })),
    kinds: kinds.ok ? kinds.value : [],
    key: crypto.randomUUID(),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await assessmentsAt({ context, url })
  const form = await request.formData()
  const begun = await desk.begin({ kind: String(form.get('kind')) as AssessedKind }, keyIn(form))
  if (begun.ok) throw redirect(`/assessments/${begun.value.id}`)
  if (begun.refusal.code === 'not-now') return data(null, { status: 409 })
  throw nothingHere()
}

export default function Assessments() {
  const { rows, kinds, key } = useLoaderData<typeof loader>()
  const { t, date } = usePartnerships()
  type Row = (typeof rows)[number]
  return (
    <WorkPage title={t('practice.title')} help={t(kinds.length > 0 ? 'practice.help' : 'practice.helpRead')}>
      {kinds.map((kind) => (
        <Form method="post" key={kind} className="row">
          <input type="hidden" name="key" value={key} />
          <Button type="submit" name="kind" value={kind}>
            {t(`practice.begin.${kind}`)}
          </Button>
        </Form>
      ))}
      {rows.length === 0 ? (
        <EmptyState title={t('practice.none')}>{t('practice.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('practice.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('practice.which'),
              head: true,
              cell: ({ id, kind, number }: Row) => (
                <a href={`/assessments/${id}`}>{t(`practice.one.${kind}`, { number: String(number) })}</a>
              ),
            },
            { title: t('practice.firm'), cell: ({ name }: Row) => <bdi>{name ?? t('list.unknown')}</bdi> },
            {
              title: t('practice.where'),
              cell: ({ status, isDue }: Row) => <AssessmentTag {...{ status, isDue }} />,
            },
            { title: t('practice.until'), cell: ({ until }: Row) => (until === null ? '–' : date(until)) },
          ]}
        />
      )}
      <p>
        <a href="/agreements">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
