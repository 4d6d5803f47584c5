// SPDX-License-Identifier: Apache-2.0
/** For the mechanism its visits and the plan of the next, for a place what was recommended to it. */
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { NewAnswer, NewFollowUp } from '#health/visits/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { field, keyIn, refused, visitsAt } from './door.ts'
import { Recommended, Told } from './parts.tsx'
import { useVisits } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await visitsAt({ context, url })
  const words = (url.searchParams.get('words') ?? '').trim().slice(0, 120)
  const [visits, waiting] = [await desk.list(), await desk.recommendations()]
  const found = words === '' ? undefined : await desk.services(words)
  return {
    ...{ messages, words, once: crypto.randomUUID(), done: url.searchParams.has('done'), names: await names() },
    ...{ isMember: desk.may.includes('plan'), isAnswerer: desk.may.includes('answer') },
    visits: visits.ok ? visits.value : [],
    recommendations: waiting.ok ? waiting.value : [],
    found: found?.ok ? found.value : null,
  }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await visitsAt({ context, url })
  const form = await request.formData()
  const of = (name: string) => field(form, name)
  const key = keyIn(form)
  if (of('do') === 'plan') {
    const input = { service: of('service'), plannedOn: of('plannedOn'), announced: of('announced') === 'yes' }
    const planned = await desk.plan(input, key)
    if (planned.ok) throw redirect(`/visits/${planned.value.id}?done`)
    return refused(planned.refusal, form)
  }
  const written =
    of('do') === 'answer'
      ? await desk.answer(of('recommendation'), { answer: of('state'), text: of('text') } as NewAnswer, key)
      : await desk.follow(of('recommendation'), { state: of('state'), text: of('text') } as NewFollowUp, key)
  if (written.ok) throw redirect('/visits?done')
  return refused(written.refusal, form)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Visits({ visits }: Pick<Loaded, 'visits'>) {
  const { t, date } = useVisits()
  if (visits.length === 0) return <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
  return (
    <Table
      caption={t('list.visits')}
      rows={visits}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('field.place'),
          head: true,
          cell: ({ id, serviceName }) => (
            <Link to={`/visits/${id}`}>
              <bdi>{serviceName}</bdi>
            </Link>
          ),
        },
        { title: t('field.day'), cell: ({ heldOn, plannedOn }) => date(heldOn ?? plannedOn) },
        { title: t('field.announced'), cell: ({ announced }) => t(announced ? 'announced.yes' : 'announced.no') },
        { title: t('field.state'), cell: ({ state }) => <Tag tone="plain">{t(`state.${state}`)}</Tag> },
        { title: t('field.published'), cell: ({ isPublished }) => t(isPublished ? 'yes' : 'no') },
      ]}
    />
  )
}

function Plan({ found, words, once }: Loaded) {
  const { t } = useVisits()
  const places = found?.map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const) ?? []
  return (
    <Panel title={t('plan.title')} fold={found ? 'open' : 'closed'}>
      <p className="quiet">{t('plan.help')}</p>
      <Form method="get" action="/visits" className="row">
        <TextField name="words" label={t('plan.find')} defaultValue={words} maxLength={120} />
        <Button type="submit" look="quiet">
          {t('plan.search')}
        </Button>
      </Form>
      {found && places.length === 0 && <p role="status">{t('plan.nothing')}</p>}
      {places.length > 0 && (
        <Form method="post" className="stack" noValidate>
          <input type="hidden" name="key" value={once} />
          <SelectField name="service" label={t('field.place')} options={places} />
          <TextField name="plannedOn" label={t('field.plannedOn')} type="date" />
          <fieldset className="field">
            <legend>{t('field.announced')}</legend>
            {(['no', 'yes'] as const).map((each) => (
              <Choice
                key={each}
                {...{ type: 'radio', name: 'announced', value: each, label: t(`announced.${each}`) }}
                defaultChecked={each === 'no'}
              />
            ))}
          </fieldset>
          <div className="row">
            <Button type="submit" name="do" value="plan">
              {t('plan.do')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

export default function VisitsPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = useVisits()
  const { isMember, isAnswerer, recommendations, names, once } = loaded
  const shown = isMember ? recommendations.filter(({ isLate }) => isLate) : recommendations
  return (
    <WorkPage title={t('list.title')} help={t(isMember ? 'list.help' : 'list.helpPlace')}>
      <Told answer={answer} done={loaded.done} />
      {isMember && <Plan {...loaded} />}
      {isMember && <Visits visits={loaded.visits} />}
      {shown.length > 0 && (
        <section className="stack" aria-labelledby="recommended">
          <h2 id="recommended">{t(isMember ? 'list.late' : 'list.recommended')}</h2>
          {shown.map((one) => (
            <Recommended
              key={`${one.id} ${one.answers.length} ${one.followUps.length}`}
              {...{ one, once, act: isAnswerer && !isMember ? 'answer' : 'follow' }}
              title={t('recommendation', { number: one.number, place: one.serviceName, date: date(one.heldOn) })}
              who={names[isMember ? one.provider : one.from] ?? '–'}
            />
          ))}
        </section>
      )}
      {!isMember && shown.length === 0 && <EmptyState title={t('list.nothing')}>{t('list.nothingMore')}</EmptyState>}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
