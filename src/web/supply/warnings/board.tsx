// SPDX-License-Identifier: Apache-2.0
/** Substances under watch, last changed first; for who reports only, what was reported. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { WATCHED_STATUSES, type Watched } from '#supply/warnings/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { warningsAt } from './door.ts'
import { Signals } from './signals.tsx'
import { AdvisoryTag, RecommendationTag, WatchedTag } from './status.tsx'
import { Bars } from './trend.tsx'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, names, areas, messages } = await warningsAt({ context, url })
  const may = (verb: string) => desk.may.includes(verb)
  if (!may('board') && !may('report')) throw redirect('/warnings/advisories')
  const status = WATCHED_STATUSES.find((each) => each === url.searchParams.get('status'))
  const cursor = url.searchParams.get('cursor')
  const page = may('board') ? await desk.board({ ...(status && { status }), ...(cursor !== null && { cursor }) }) : null
  if (page && !page.ok) throw cursor === null ? nothingHere() : redirect('/warnings')
  const drafts = may('drafts') ? await desk.drafts() : null
  const reported = may('board') ? null : await desk.reported()
  return {
    messages,
    page: page?.ok ? page.value : null,
    drafts: drafts?.ok ? drafts.value.map(({ id, status: stands, content }) => ({ id, status: stands, content })) : [],
    reported: reported?.ok ? reported.value : null,
    areas,
    names: Object.fromEntries(await names()),
    status: status ?? '',
    first: cursor === null,
    done: (['reported', 'withdrawn'] as const).find((each) => url.searchParams.has(each)) ?? null,
    mine: may('withdrawFind') ? me.organisation.id : null,
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Filter({ status }: Pick<Loaded, 'status'>) {
  const { t } = useWarnings()
  const options = WATCHED_STATUSES.map((each) => [each, t(`watched.${each}`)] as const)
  return (
    <form method="get" action="/warnings" className="row">
      <SelectField
        size="small"
        name="status"
        label={t('board.status')}
        defaultValue={status}
        options={[['', t('board.any')], ...options]}
      />
      <Button type="submit" look="quiet" size="small">
        {t('board.show')}
      </Button>
    </form>
  )
}

function Substances({ rows }: { rows: readonly Watched[] }) {
  const { t, moment } = useWarnings()
  const most = Math.max(1, ...rows.flatMap(({ trend }) => trend.map(({ signals }) => signals)))
  return (
    <Table
      caption={t('board.title')}
      captionHidden
      columns={[
        {
          title: t('board.substance'),
          head: true,
          cell: ({ id, identity }: Watched) => (
            <a href={`/warnings/${id}`}>
              <bdi>{identity.name}</bdi>
            </a>
          ),
        },
        { title: t('board.status'), cell: ({ status }: Watched) => <WatchedTag status={status} /> },
        {
          title: t('board.recommendation'),
          cell: ({ recommendation }: Watched) => <RecommendationTag recommendation={recommendation} />,
        },
        { title: t('board.signals'), figures: true, cell: ({ signals }: Watched) => signals },
        {
          title: t('board.trend'),
          cell: ({ trend, identity }: Watched) => (
            <Bars
              series={{ name: 'all', weeks: trend }}
              most={most}
              label={t('trend.label', {
                name: identity.name,
                count: trend.reduce((total, { signals }) => total + signals, 0),
              })}
            />
          ),
        },
        {
          title: t('board.changed'),
          cell: ({ changed }: Watched) => <time dateTime={changed}>{moment(changed)}</time>,
        },
      ]}
      rows={rows}
      keyOf={({ id }) => id}
    />
  )
}

function Drafts({ drafts }: Pick<Loaded, 'drafts'>) {
  const { t } = useWarnings()
  if (drafts.length === 0) return null
  return (
    <Panel title={t('board.drafts')}>
      <ul>
        {drafts.map(({ id, status, content }) => (
          <li key={id}>
            <a href={`/warnings/advisories/${id}`}>
              <bdi>{content.versions.public.en?.headline}</bdi>
            </a>{' '}
            <AdvisoryTag status={status} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export default function Board() {
  const { page, drafts, reported, names, areas, status, first, done, mine } = useLoaderData<typeof loader>()
  const { t } = useWarnings()
  const next = page?.next ?? null
  const search = (cursor: string) => `/warnings?${new URLSearchParams({ ...(status && { status }), cursor })}`
  return (
    <WorkPage title={t('board.title')} help={t(reported ? 'board.helpReported' : 'board.help')}>
      <div className="row">
        <LinkButton href="/warnings/new">{t('board.report')}</LinkButton>
        <LinkButton href="/warnings/advisories" look="quiet">
          {t('board.advisories')}
        </LinkButton>
      </div>
      {done && <p role="status">{t(`board.${done}`)}</p>}
      <Drafts drafts={drafts} />
      {page && (
        <>
          <Filter status={status} />
          {page.items.length === 0 ? (
            <EmptyState title={t('board.none')}>{t('board.noneMore')}</EmptyState>
          ) : (
            <Substances rows={page.items} />
          )}
          {(!first || next !== null) && (
            <Pager
              label={t('board.pages')}
              here=""
              previous={first ? null : { label: t('board.newest'), href: '/warnings' }}
              next={next === null ? null : { label: t('board.older'), href: search(next) }}
            />
          )}
        </>
      )}
      {reported && (
        <Signals signals={reported} names={names} areas={areas} empty={t('board.noneReported')} mine={mine} />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
