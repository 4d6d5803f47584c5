// SPDX-License-Identifier: Apache-2.0
/** The inspections that this desk may read, newest first; an inspector plans one here. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyOf, oversightAt, textIn } from './door.ts'
import './oversight.css'
import { useOversight } from './words.ts'

/** Licences to choose from; others are inspected over HTTP. */
const OFFERED = 100

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await oversightAt({ context, url })
  const cursor = url.searchParams.get('cursor')
  const mayPlan = desk.may.includes('plan')
  const [page, licences] = await Promise.all([
    desk.inspections({ ...(cursor !== null && { cursor }) }),
    mayPlan ? desk.licences({ limit: OFFERED }) : null,
  ])
  if (!page.ok && cursor !== null) throw redirect(url.pathname)
  if (!page.ok) throw nothingHere()
  return {
    messages,
    rows: page.value.items.map(({ id, holder, on, visited, status, findings }) => ({
      ...{ id, holder, on: visited ?? on, status },
      open: findings.filter((finding) => finding.status !== 'closed').length,
    })),
    next: page.value.next,
    first: cursor === null,
    licences: licences?.ok
      ? licences.value.items.map(({ id, number, holder }) => ({ id, name: `${holder.name} (${number})` }))
      : [],
    mayPlan,
    key: crypto.randomUUID(),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await oversightAt({ context, url })
  const form = await request.formData()
  const given = { licence: textIn(form, 'licence'), on: textIn(form, 'on'), brief: textIn(form, 'brief') }
  const announced = form.get('announced') === 'yes'
  const planned = await desk.plan({ ...given, announced }, keyOf(form))
  if (planned.ok) throw redirect(`/inspections/${planned.value.id}?done`)
  if (planned.refusal.code === 'not-found') throw nothingHere()
  return data(
    { given, announced, where: planned.refusal.where === 'on' ? ('on' as const) : ('licence' as const) },
    { status: 422 },
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Plan({ licences, formKey }: Pick<Loaded, 'licences'> & { formKey: string }) {
  const { t } = useOversight()
  const answer = useActionData<typeof action>()
  const error = (field: 'licence' | 'on') =>
    answer?.where === field ? { error: t(`problem.${field === 'on' ? 'day' : 'licence'}`) } : {}
  return (
    <Panel title={t('inspections.plan')} fold={answer ? 'open' : 'closed'}>
      {answer && <ErrorSummary problems={[{ text: error(answer.where).error ?? '', field: answer.where }]} />}
      <Form method="post" action="/inspections" className="stack" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <SelectField
          name="licence"
          label={t('inspections.licence')}
          defaultValue={answer?.given.licence ?? ''}
          options={[['', t('inspections.choose')], ...licences.map(({ id, name }) => [id, name] as const)]}
          {...error('licence')}
        />
        <DateField name="on" label={t('inspections.on')} defaultValue={answer?.given.on ?? ''} {...error('on')} />
        <fieldset className="field">
          <legend>{t('inspections.told')}</legend>
          <Choice
            type="radio"
            name="announced"
            value="no"
            label={t('inspections.unannounced')}
            defaultChecked={!answer?.announced}
          />
          <Choice
            type="radio"
            name="announced"
            value="yes"
            label={t('inspections.announced')}
            defaultChecked={answer?.announced ?? false}
          />
        </fieldset>
        <AreaField
          name="brief"
          label={t('inspections.brief')}
          hint={t('inspections.briefHint')}
          defaultValue={answer?.given.brief}
          rows={3}
          maxLength={5000}
        />
        <div className="row">
          <Button type="submit">{t('inspections.do')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function Inspections() {
  const { rows, next, first, licences, mayPlan, key } = useLoaderData<typeof loader>()
  const { t, date } = useOversight()
  return (
    <WorkPage title={t('inspections.title')} help={t(mayPlan ? 'inspections.help' : 'inspections.helpRead')}>
      {mayPlan && <Plan licences={licences} formKey={key} />}
      {rows.length === 0 ? (
        <EmptyState title={t('inspections.none')}>{t('inspections.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('inspections.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('licence.holder'),
              head: true,
              cell: ({ id, holder }) => (
                <a href={`/inspections/${id}`}>
                  <bdi>{holder}</bdi>
                </a>
              ),
            },
            { title: t('inspections.day'), cell: ({ on }) => <time dateTime={on}>{date(on)}</time> },
            { title: t('licence.standing'), cell: ({ status }) => t(`inspectionStatus.${status}`) },
            { title: t('inspections.open'), figures: true, cell: ({ open }) => open },
          ]}
        />
      )}
      {(!first || next !== null) && (
        <Pager
          label={t('inspections.pages')}
          here=""
          previous={first ? null : { label: t('list.first'), href: '/inspections' }}
          next={
            next === null ? null : { label: t('list.later'), href: `/inspections?cursor=${encodeURIComponent(next)}` }
          }
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
