// SPDX-License-Identifier: Apache-2.0
/** Which services are closed and where their people may go, and how many contacts months had beside a year before. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { Word } from '#health/continuity/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { continuityAt, done, refused, zoneOf } from './door.ts'
import { Compare, Count, Say } from './forms.tsx'
import { useContinuity } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages, timeZone } = await continuityAt({ context, url })
  const of = (name: string) => (url.searchParams.get(name) ?? '').trim()
  const [words, instead] = [of('words'), of('instead')]
  const from = /^\d{1,6}$/.test(of('from')) ? Number(of('from')) : 0
  const [said, volumes, known] = [await desk.list(from), await desk.volumes(), await names()]
  const whoOf = (organisation: string) => known.get(organisation) ?? '–'
  const found = words === '' ? undefined : await desk.services(words)
  const others = instead === '' ? undefined : await desk.services(instead)
  return {
    ...{ messages, timeZone, words, instead, formKey: crypto.randomUUID(), now: new Date().toISOString() },
    ...{ isKeeper: desk.may.includes('count'), isDone: url.searchParams.has('done') },
    said: said.ok
      ? said.value.items.map((each) => ({
          ...{ ...each, who: whoOf(each.organisation) },
          whoBeside: each.beside && whoOf(each.beside.organisation),
        }))
      : [],
    next: said.ok ? said.value.next : null,
    volumes: volumes.ok ? volumes.value : { baseline: null, months: [], own: [] },
    found: found?.ok ? found.value : null,
    zone: zoneOf(found?.ok ? found.value : [], timeZone),
    others: others?.ok ? others.value : null,
  }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await continuityAt({ context, url })
  const kept = await done(desk, await request.formData())
  if (kept.ok) throw redirect('/continuity?done')
  return refused(kept.refusal)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function State({ word }: { word: Word & { whoBeside: string | null } }) {
  const { t, moment } = useContinuity()
  const { state, due, isLate, wasLate, alternatives, beside, whoBeside } = word
  return (
    <span className="row" data-gap="small">
      <Tag tone={state === 'open' ? 'sure' : 'unsure'}>{t(`state.${state}`)}</Tag>
      {due !== null && <strong>{t(isLate ? 'clock.late' : 'clock.due', { moment: moment(due) })}</strong>}
      {alternatives.length > 0 && <span>{t('clock.named', { count: alternatives.length })}</span>}
      {wasLate && <strong>{t('clock.wasLate')}</strong>}
      {alternatives.map(
        ({ service, isClosed }) =>
          isClosed && service && <strong key={service.id}>{t('clock.shut', { name: service.name })}</strong>,
      )}
      {beside && <span>{t('clock.beside', { who: whoBeside ?? '–', state: t(`state.${beside.state}`) })}</span>}
    </span>
  )
}

function Months({ volumes }: { volumes: Loaded['volumes'] }) {
  const { t, number, percent } = useContinuity()
  if (volumes.baseline === null) return <p>{t('months.none')}</p>
  return (
    <Table
      caption={t('months.title', { year: String(volumes.baseline) })}
      rows={volumes.months}
      keyOf={({ month }) => month}
      columns={[
        { title: t('field.month'), head: true, cell: ({ month }) => month },
        {
          title: t('months.share'),
          cell: ({ percent: of }) => (of === null ? t('months.unknown') : percent(of / 100)),
        },
        { title: t('months.services'), cell: ({ services }) => number(services) },
      ]}
    />
  )
}

function Own({ own }: { own: Loaded['volumes']['own'] }) {
  const { t, number } = useContinuity()
  if (own.length === 0) return null
  return (
    <Panel title={t('own.title')} fold="closed">
      <Table
        caption={t('own.title')}
        captionHidden
        rows={own}
        keyOf={({ service, month }) => `${service} ${month}`}
        columns={[
          { title: t('field.month'), head: true, cell: ({ month }) => month },
          { title: t('field.service'), cell: ({ serviceName }) => <bdi>{serviceName}</bdi> },
          { title: t('field.contacts'), cell: ({ contacts }) => number(contacts) },
        ]}
      />
    </Panel>
  )
}

export default function ContinuityPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useContinuity()
  const { said, volumes, found, others, words, instead, isKeeper, isDone, formKey, now, zone, next } = loaded
  const named = (all: typeof found) =>
    (all ?? []).map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const)
  const services = named(found)
  const helping = others ? named(others) : services
  return (
    <WorkPage title={t('list.title')} help={t(isKeeper ? 'list.help' : 'list.helpOverseer')}>
      {answer && (
        <Notice tone="caution" live>
          {t(`problem.${answer.said}`)}
        </Notice>
      )}
      {!answer && isDone && (
        <Notice tone="good" live>
          {t('done')}
        </Notice>
      )}
      <Panel title={t('find.title')} fold={found || said.length === 0 ? 'open' : 'closed'}>
        <Form method="get" className="row">
          <TextField name="words" label={t('find.words')} defaultValue={words} maxLength={120} />
          <TextField name="instead" label={t('find.instead')} defaultValue={instead} maxLength={120} />
          <Button type="submit" look="quiet">
            {t('find.do')}
          </Button>
        </Form>
        {(found?.length === 0 || others?.length === 0) && <p>{t('find.none')}</p>}
      </Panel>
      {services.length > 0 && <Say {...{ services, helping, formKey, now, zone }} />}
      {services.length > 0 && isKeeper && <Count {...{ services, formKey, month: volumes.months[0]?.month ?? '' }} />}
      {said.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('list.title')}
          captionHidden
          rows={said}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('field.service'),
              head: true,
              cell: ({ service, serviceName }) => (
                <a href={`/continuity?words=${encodeURIComponent(serviceName)}#${service}`}>
                  <bdi>{serviceName}</bdi>
                </a>
              ),
            },
            {
              title: t('field.region'),
              cell: ({ city, region }) => <bdi>{[city, region].filter(Boolean).join(', ')}</bdi>,
            },
            { title: t('field.state'), cell: (word) => <State word={word} /> },
            { title: t('field.since'), cell: ({ since }) => moment(since) },
            { title: t('field.reasons'), cell: ({ reasons }) => reasons.map((each) => t(`reason.${each}`)).join(', ') },
            { title: t('field.who'), cell: ({ who, said: at }) => t('field.whoWhen', { who, moment: moment(at) }) },
          ]}
        />
      )}
      {next !== null && (
        <p>
          <a href={`/continuity?from=${next}`}>{t('list.more')}</a>
        </p>
      )}
      <h2>{t('months.heading')}</h2>
      <Months volumes={volumes} />
      <p className="quiet">{t('months.help')}</p>
      <Own own={volumes.own} />
      {!isKeeper && <Compare {...{ formKey, baseline: volumes.baseline }} />}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
