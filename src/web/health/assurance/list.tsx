// SPDX-License-Identifier: Apache-2.0
/** Quality of services: what one’s own organisation assesses, and the applications that concern one. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { SETTINGS, type Setting } from '#health/assurance/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { assuranceAt, keyIn, refused } from './door.ts'
import { StateTag, Told } from './parts.tsx'
import { useAssurance } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await assuranceAt({ context, url })
  const words = (url.searchParams.get('words') ?? '').trim()
  const [own, cases, known] = [await desk.list(), await desk.cases(), await names()]
  const found = words === '' ? undefined : await desk.services(words)
  return {
    ...{ messages, words, key: crypto.randomUUID() },
    isProvider: desk.may.includes('begin'),
    own: own.ok ? own.value : [],
    cases: cases.ok ? cases.value.map((each) => ({ ...each, provider: known.get(each.organisation) ?? '–' })) : [],
    found: found?.ok ? found.value : null,
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await assuranceAt({ context, url })
  const form = await request.formData()
  const given = { service: String(form.get('service')), setting: String(form.get('setting')) as Setting }
  const begun = await desk.begin(given, keyIn(form))
  if (begun.ok) throw redirect(`/assurance/${begun.value.id}`)
  return refused(begun.refusal)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Which service: by words of its name in the directory, then one of those found, and where it works. */
function Begin({ loaded: { words, found, key } }: { loaded: Loaded }) {
  const { t } = useAssurance()
  return (
    <Panel title={t('begin.title')} fold={found ? 'open' : 'closed'}>
      <p className="quiet">{t('begin.help')}</p>
      <Form method="get" className="row">
        <TextField name="words" label={t('begin.words')} defaultValue={words} maxLength={120} />
        <Button type="submit" look="quiet">
          {t('begin.search')}
        </Button>
      </Form>
      {found?.length === 0 && <p>{t('begin.none')}</p>}
      {found && found.length > 0 && (
        <Form method="post" className="stack" noValidate>
          <input type="hidden" name="key" value={key} />
          <SelectField
            name="service"
            label={t('begin.service')}
            options={found.map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const)}
          />
          <SelectField
            name="setting"
            label={t('begin.setting')}
            hint={t('begin.settingHelp')}
            defaultValue={found[0]?.setting ?? 'outpatient'}
            options={SETTINGS.map((each) => [each, t(`setting.${each}`)] as const)}
          />
          <div className="row">
            <Button type="submit">{t('begin.begin')}</Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

export default function Quality() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = useAssurance()
  const { own, cases, isProvider } = loaded
  return (
    <WorkPage title={t('list.title')} help={t('list.help')}>
      <Told answer={answer} done={null} />
      {isProvider && <Begin loaded={loaded} />}
      {isProvider && own.length > 0 && (
        <Panel title={t('list.own')}>
          <Table
            caption={t('list.own')}
            captionHidden
            rows={own}
            keyOf={({ id }) => id}
            columns={[
              {
                title: t('list.service'),
                head: true,
                cell: ({ id, serviceName, number }) => (
                  <a href={`/assurance/${id}`}>{t('list.one', { name: serviceName, number: String(number) })}</a>
                ),
              },
              { title: t('list.setting'), cell: ({ setting }) => t(`setting.${setting}`) },
              { title: t('list.state'), cell: ({ status }) => t(`status.${status}`) },
              { title: t('list.until'), cell: ({ until }) => (until ? date(until) : '–') },
            ]}
          />
        </Panel>
      )}
      <Panel title={t('list.cases')}>
        {cases.length === 0 ? (
          <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
        ) : (
          <Table
            caption={t('list.cases')}
            captionHidden
            rows={cases}
            keyOf={({ id }) => id}
            columns={[
              {
                title: t('list.service'),
                head: true,
                cell: ({ id, serviceName }) => <a href={`/accreditation/${id}`}>{serviceName}</a>,
              },
              { title: t('list.provider'), cell: ({ provider }) => <bdi>{provider}</bdi> },
              {
                title: t('list.state'),
                cell: ({ state, isMine }) => (
                  <>
                    <StateTag state={state} /> {isMine && <Tag tone="watch">{t('list.mine')}</Tag>}
                  </>
                ),
              },
              { title: t('list.applied'), cell: ({ applied }) => date(applied.slice(0, 10)) },
            ]}
          />
        )}
      </Panel>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
