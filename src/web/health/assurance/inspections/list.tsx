// SPDX-License-Identifier: Apache-2.0
/** Inspections of services: the plan of the body with its share of visits without notice, and those that concern one. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { SETTINGS, type Setting } from '#health/assurance/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { DateField } from '../../../kit/date/date.tsx'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { assuranceContext } from '../../contexts.ts'
import { keyIn, refused } from '../door.ts'
import { Told } from '../parts.tsx'
import { inspectionsAt } from './door.ts'
import { useInspections } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await inspectionsAt({ context, url })
  const listed = await desk.list()
  const cases = desk.may.includes('plan') ? await context.get(assuranceContext)?.desk.cases() : undefined
  const words = url.searchParams.get('words') ?? ''
  const found = desk.may.includes('services') && words !== '' ? await desk.services(words) : undefined
  return {
    isPlanning: desk.may.includes('plan'),
    ...{ messages, key: crypto.randomUUID() },
    ...{ words, found: found?.ok ? found.value : null },
    ...(listed.ok ? listed.value : { items: [], share: null }),
    cases: cases?.ok ? cases.value.map(({ id, serviceName }) => [id, serviceName] as const) : null,
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await inspectionsAt({ context, url })
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const given = {
    ...(form.has('service')
      ? { service: text('service'), setting: text('setting') as Setting }
      : { accreditation: text('accreditation') }),
    announced: text('announced') === 'yes',
    on: text('on'),
    why: text('why'),
  }
  const planned = await desk.plan(given, keyIn(form))
  if (planned.ok) throw redirect(`/assurance/inspections/${planned.value.id}?done=plan`)
  return refused(planned.refusal)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Plan({ loaded: { cases, key } }: { loaded: Loaded }) {
  const { t } = useInspections()
  if (!cases || cases.length === 0) return null
  return (
    <Panel title={t('inspection.plan')} fold="closed">
      <p className="quiet">{t('inspection.planHelp')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={key} />
        <SelectField name="accreditation" label={t('inspection.application')} options={cases} />
        <Details />
      </Form>
    </Panel>
  )
}

/** Of a service that never applied: looked for in the directory first. */
function PlanOther({ loaded: { isPlanning, words, found, key } }: { loaded: Loaded }) {
  const { t } = useInspections()
  if (!isPlanning) return null
  const settings = SETTINGS.map((each) => [each, t(`setting.${each}`)] as const)
  return (
    <Panel title={t('inspection.other')} fold={found ? 'open' : 'closed'}>
      <p className="quiet">{t('inspection.otherHelp')}</p>
      <Form method="get" className="stack">
        <TextField name="words" label={t('inspection.otherWords')} defaultValue={words} maxLength={120} />
        <div className="row">
          <Button type="submit" look="quiet">
            {t('inspection.otherLook')}
          </Button>
        </div>
      </Form>
      {found?.length === 0 && <p>{t('inspection.otherNone')}</p>}
      {found && found.length > 0 && (
        <Form method="post" className="stack" noValidate>
          <input type="hidden" name="key" value={key} />
          <SelectField
            name="service"
            label={t('inspection.service')}
            options={found.map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const)}
          />
          <SelectField
            name="setting"
            label={t('list.setting')}
            options={settings}
            {...(found[0]?.setting && { defaultValue: found[0].setting })}
          />
          <Details />
        </Form>
      )}
    </Panel>
  )
}

function Details() {
  const { t } = useInspections()
  return (
    <>
      <fieldset className="field">
        <legend>{t('inspection.kind')}</legend>
        <Choice type="radio" name="announced" value="no" label={t('inspection.isUnannounced')} defaultChecked />
        <Choice type="radio" name="announced" value="yes" label={t('inspection.isAnnounced')} />
      </fieldset>
      <DateField name="on" label={t('inspection.day')} required />
      <AreaField name="why" label={t('inspection.why')} hint={t('inspection.whyHelp')} rows={2} maxLength={2000} />
      <div className="row">
        <Button type="submit">{t('inspection.plan')}</Button>
      </div>
    </>
  )
}

export default function Inspections() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, number } = useInspections()
  const { items, share } = loaded
  return (
    <WorkPage title={t('inspection.title')} help={t('inspection.help')}>
      <Told answer={answer} done={null} />
      {share && share.all > 0 && (
        <Panel title={t('inspection.share')}>
          <p>{t('inspection.shareAll', { unannounced: number(share.unannounced), all: number(share.all) })}</p>
          {share.closed > 0 && (
            <p className="quiet">
              {t('inspection.shareClosed', { unannounced: number(share.closedUnannounced), all: number(share.closed) })}
            </p>
          )}
        </Panel>
      )}
      <Plan loaded={loaded} />
      <PlanOther loaded={loaded} />
      {items.length === 0 ? (
        <EmptyState title={t('inspection.none')}>{t('inspection.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('inspection.title')}
          captionHidden
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('inspection.service'),
              head: true,
              cell: ({ id, serviceName }) => <a href={`/assurance/inspections/${id}`}>{serviceName}</a>,
            },
            { title: t('list.setting'), cell: ({ setting }) => t(`setting.${setting}`) },
            { title: t('inspection.day'), cell: ({ on, visited }) => date(visited ?? on) },
            {
              title: t('inspection.kind'),
              cell: ({ announced }) => t(announced ? 'inspection.announced' : 'inspection.unannounced'),
            },
            {
              title: t('inspection.stateTitle'),
              cell: ({ state, isMine }) => (
                <>
                  {t(`inspection.state.${state}`)} {isMine && <Tag tone="watch">{t('inspection.mine')}</Tag>}
                </>
              ),
            },
            {
              title: t('inspection.findings'),
              cell: ({ open, overdue }) => (
                <>
                  {t('inspection.openOf', { count: open })}{' '}
                  {overdue > 0 && <Tag tone="listed">{t('inspection.overdueOf', { count: overdue })}</Tag>}
                </>
              ),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
