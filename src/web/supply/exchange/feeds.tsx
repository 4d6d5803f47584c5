// SPDX-License-Identifier: Apache-2.0
/** Feeds of other systems, for their keeper; what was received, for those whom the keeper named. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { FeedsDesk, NewFeed } from '#supply/feeds/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { labelOf, MarkingTag, markings } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { exchangeAt, textIn } from './door.ts'
import { useExchange } from './words.ts'

const FIELDS = ['name', 'address', 'collection', 'username', 'key', 'least', 'reaches'] as const

const kept = async (desk: FeedsDesk) => {
  if (!desk.may.includes('configure')) return null
  const [feeds, refusals] = [await desk.feeds(), await desk.refusals()]
  return feeds.ok && refusals.ok ? { feeds: feeds.value, refusals: refusals.value } : null
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, organisations, messages } = await exchangeAt({ context, url }, 'feeds')
  const cursor = url.searchParams.get('cursor')
  const received = desk.may.includes('received') ? await desk.received(cursor === null ? {} : { cursor }) : null
  const keeping = await kept(desk)
  return {
    messages,
    keeping,
    received: received?.ok ? received.value : null,
    organisations: keeping ? (await organisations()).map(({ id, name }) => ({ id, name })) : [],
    done: url.searchParams.has('done'),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await exchangeAt({ context, url }, 'feeds')
  const form = await request.formData()
  const text = (name: string) => textIn(form, name)
  const intent = text('intent')
  const isNew = intent === 'configure'
  const outcome = isNew
    ? await desk.configure({
        ...{ name: text('name'), address: text('address'), collection: text('collection') },
        ...{ username: text('username'), key: text('key'), least: text('least') as NonNullable<NewFeed['least']> },
        reaches: form.getAll('reaches').map(String),
      })
    : await desk.act(text('feed'), intent as 'pause', Number(text('version')))
  if (outcome.ok) throw redirect('/feeds?done')
  const { code, where } = outcome.refusal
  if (code === 'not-found') throw nothingHere()
  const field = FIELDS.find((name) => name === where) ?? (isNew ? 'address' : null)
  // A key is never sent back to a page.
  const typed = Object.fromEntries(FIELDS.map((name) => [name, name === 'key' ? '' : text(name)]))
  const reaches = form.getAll('reaches').map(String)
  return data({ code, field: isNew ? field : null, typed, reaches }, { status: code === 'changed' ? 412 : 422 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Row = NonNullable<Loaded['keeping']>['feeds'][number]

function Acts({ feed: { id, name, status, version } }: { feed: Row }) {
  const { t } = useExchange()
  const acts = status === 'active' ? (['fetch', 'pause'] as const) : (['resume'] as const)
  return (
    <form method="post" action="/feeds" className="row">
      <input type="hidden" name="feed" value={id} />
      <input type="hidden" name="version" value={version} />
      {acts.map((act) => (
        <Button
          key={act}
          type="submit"
          look="quiet"
          size="small"
          name="intent"
          value={act}
          aria-label={t(`feeds.${act}Named`, { name })}
        >
          {t(`feeds.${act}`)}
        </Button>
      ))}
    </form>
  )
}

function Feeds({ feeds, organisations }: { feeds: Row[]; organisations: Loaded['organisations'] }) {
  const { t, moment, maybe } = useExchange()
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  if (feeds.length === 0) return <EmptyState title={t('feeds.none')}>{t('feeds.noneMore')}</EmptyState>
  return (
    <Table
      caption={t('feeds.caption')}
      rows={feeds}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('feeds.name'),
          head: true,
          cell: ({ name, address, collection }) => (
            <>
              <bdi>{name}</bdi>{' '}
              <span className="quiet">
                {address} {collection}
              </span>
            </>
          ),
        },
        {
          title: t('feeds.state'),
          cell: ({ status, trouble }) => (
            <>
              <Tag tone={status === 'paused' ? 'plain' : trouble ? 'unsure' : 'sure'}>
                {t(`feeds.states.${status}`)}
              </Tag>
              {trouble && <p className="quiet">{maybe(`feeds.troubles.${trouble}`, t('feeds.trouble'))}</p>}
            </>
          ),
        },
        { title: t('feeds.heard'), cell: ({ heard }) => (heard ? moment(heard) : t('feeds.never')) },
        { title: t('feeds.nextTry'), cell: ({ nextTry, status }) => (status === 'active' ? moment(nextTry) : '–') },
        { title: t('feeds.least'), cell: ({ least }) => <MarkingTag marking={least} /> },
        { title: t('feeds.reaches'), cell: ({ reaches }) => reaches.map((id) => names.get(id) ?? '–').join(', ') },
        { title: t('feeds.change'), acts: true, cell: (feed) => <Acts feed={feed} /> },
      ]}
    />
  )
}

function Configure({ organisations }: { organisations: Loaded['organisations'] }) {
  const { t } = useExchange()
  const answered = useActionData<typeof action>()
  const said = (name: (typeof FIELDS)[number]) => ({
    name,
    label: t(`feeds.${name}`),
    error: answered?.field === name ? t(`feeds.wrong.${name}`) : undefined,
    defaultValue: answered?.typed[name] ?? '',
    autoComplete: 'off',
  })
  return (
    <Panel title={t('feeds.add')} fold={answered?.field ? 'open' : 'closed'}>
      <form method="post" action="/feeds" className="stack" noValidate>
        <TextField {...said('name')} maxLength={100} />
        <TextField {...said('address')} hint={t('feeds.addressHint')} maxLength={1000} />
        <TextField {...said('collection')} maxLength={200} />
        <TextField {...said('username')} hint={t('feeds.usernameHint')} maxLength={200} />
        <TextField {...said('key')} hint={t('feeds.keyHint')} type="password" maxLength={1000} />
        <SelectField
          name="least"
          label={t('feeds.least')}
          hint={t('feeds.leastHint')}
          defaultValue={answered?.typed.least ?? 'amber'}
          options={markings.map((each) => [each, labelOf(each)] as const)}
        />
        <fieldset className="field">
          <legend>{t('feeds.reaches')}</legend>
          <span className="hint">{t('feeds.reachesHint')}</span>
          {answered?.field === 'reaches' && <span className="error">{t('feeds.wrong.reaches')}</span>}
          {organisations.map(({ id, name }) => (
            <Choice
              key={id}
              type="checkbox"
              name="reaches"
              value={id}
              label={name}
              defaultChecked={answered?.reaches.includes(id)}
            />
          ))}
        </fieldset>
        <div className="row">
          <Button type="submit" name="intent" value="configure">
            {t('feeds.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function Refusals({ refusals, feeds }: NonNullable<Loaded['keeping']>) {
  const { t, moment, maybe } = useExchange()
  if (refusals.length === 0) return null
  const names = new Map(feeds.map(({ id, name }) => [id, name]))
  return (
    <Panel title={t('feeds.refused')} fold="closed">
      <Table
        caption={t('feeds.refused')}
        captionHidden
        rows={refusals}
        keyOf={({ id }) => id}
        columns={[
          { title: t('feeds.object'), head: true, cell: ({ stixId }) => <bdi>{stixId || '–'}</bdi> },
          { title: t('feeds.name'), cell: ({ feed }) => names.get(feed) ?? '–' },
          { title: t('feeds.at'), cell: ({ at }) => moment(at) },
          {
            title: t('feeds.why'),
            cell: ({ code, where, why }) => (
              <>
                {maybe(`feeds.codes.${code}`, why)} {where && <span className="quiet">{where}</span>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function ReceivedList({ received }: { received: NonNullable<Loaded['received']> }) {
  const { t, moment } = useExchange()
  if (received.items.length === 0) return <EmptyState title={t('feeds.nothing')}>{t('feeds.nothingMore')}</EmptyState>
  return (
    <>
      <Table
        caption={t('feeds.received')}
        rows={received.items}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('feeds.object'),
            head: true,
            cell: ({ id, name, type }) => <a href={`/feeds/${id}`}>{name || type}</a>,
          },
          { title: t('feeds.type'), cell: ({ type }) => type },
          { title: t('feeds.marking'), cell: ({ marking }) => <MarkingTag marking={marking} /> },
          { title: t('feeds.at'), cell: (one) => moment(one.received) },
        ]}
      />
      {received.next && (
        <div className="row">
          <LinkButton look="quiet" href={`/feeds?cursor=${received.next}`}>
            {t('feeds.older')}
          </LinkButton>
        </div>
      )}
    </>
  )
}

export default function FeedsPage() {
  const { keeping, received, organisations, done } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useExchange()
  const told = answered?.field ? t(`feeds.wrong.${answered.field}`) : null
  return (
    <WorkPage title={t('feeds.title')} help={t('feeds.help')}>
      {told && answered?.field && <ErrorSummary problems={[{ text: told, field: answered.field }]} />}
      {answered && !told && (
        <Notice tone="caution" live>
          {t('feeds.changed')}
        </Notice>
      )}
      {done && !answered && (
        <Notice tone="good" live>
          {t('feeds.done')}
        </Notice>
      )}
      {keeping && <Feeds feeds={keeping.feeds} organisations={organisations} />}
      {keeping && <Configure organisations={organisations} />}
      {keeping && <Refusals {...keeping} />}
      {received && <ReceivedList received={received} />}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
