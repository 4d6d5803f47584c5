// SPDX-License-Identifier: Apache-2.0
/** For the authority: how complaints about each service go, and who runs which. Nothing of what a complaint says. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { complaintsAt, keyIn } from './door.ts'
import { useComplaints } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages, organisations } = await complaintsAt({ context, url })
  const words = (url.searchParams.get('text') ?? '').trim().slice(0, 120)
  const [figures, runners, choices] = await Promise.all([desk.figures(), desk.runners(), desk.choices(words)])
  if (!figures.ok || !runners.ok || !choices.ok) throw nothingHere()
  const names = Object.fromEntries((await organisations()).map(({ id, name }) => [id, name]))
  return {
    ...{ messages, words, figures: figures.value, runners: runners.value, choices: choices.value, names },
    ...{ done: url.searchParams.has('done'), once: crypto.randomUUID() },
  }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await complaintsAt({ context, url })
  const form = await request.formData()
  const [service, provider] = [String(form.get('service') ?? ''), String(form.get('provider') ?? '')]
  const done = await desk.nameRunner({ service, provider }, keyIn(form))
  if (done.ok) throw redirect('/complaints/services?done')
  if (done.refusal.code === 'not-found') throw nothingHere()
  return data({ refused: true }, { status: 422 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Figures({ figures }: Pick<Loaded, 'figures'>) {
  const { t, date } = useComplaints()
  if (figures.length === 0) return <EmptyState title={t('services.none')}>{t('services.noneMore')}</EmptyState>
  return (
    <Table
      caption={t('services.figures')}
      rows={figures}
      keyOf={({ service }) => service}
      columns={[
        { title: t('list.service'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { title: t('services.received'), figures: true, cell: ({ received }) => received },
        { title: t('services.open'), figures: true, cell: ({ open }) => open },
        { title: t('services.late'), figures: true, cell: ({ late }) => late },
        { title: t('services.lateSince'), cell: ({ lateSince }) => (lateSince ? date(lateSince) : '–') },
        { title: t('services.appealed'), figures: true, cell: ({ appealed }) => appealed },
      ]}
    />
  )
}

function Runners({ runners, names, choices, words, once }: Loaded) {
  const { t } = useComplaints()
  return (
    <section className="stack" aria-labelledby="runners">
      <h2 id="runners">{t('services.runners')}</h2>
      <p className="quiet">{t('services.runnersHelp')}</p>
      {runners.length > 0 && (
        <Table
          caption={t('services.runners')}
          captionHidden
          rows={runners}
          keyOf={({ service }) => service}
          columns={[
            { title: t('list.service'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('services.provider'), cell: ({ provider }) => <bdi>{names[provider] ?? provider}</bdi> },
          ]}
        />
      )}
      <Form method="get" action="/complaints/services" className="row">
        <TextField name="text" label={t('services.find')} defaultValue={words} maxLength={120} />
        <Button type="submit" look="quiet">
          {t('services.search')}
        </Button>
      </Form>
      <Form method="post" action="/complaints/services" className="stack" noValidate>
        <input type="hidden" name="key" value={once} />
        <SelectField
          name="service"
          label={t('list.service')}
          options={choices.services.map(({ id, name }) => [id, name] as const)}
        />
        <SelectField
          name="provider"
          label={t('services.provider')}
          options={choices.organisations.map(({ id, name }) => [id, name] as const)}
        />
        <div className="row">
          <Button type="submit">{t('services.name')}</Button>
        </div>
      </Form>
    </section>
  )
}

export default function ServicesPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useComplaints()
  return (
    <WorkPage title={t('services.title')} help={t('services.help')}>
      {answer?.refused && (
        <Notice tone="caution" live>
          {t('services.refused')}
        </Notice>
      )}
      {loaded.done && (
        <Notice tone="good" live>
          {t('services.done')}
        </Notice>
      )}
      <Figures figures={loaded.figures} />
      <Runners {...loaded} />
      <p>
        <Link to="/complaints">{t('one.back')}</Link>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
