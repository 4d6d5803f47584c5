// SPDX-License-Identifier: Apache-2.0
/** The incidents that this desk may read, newest first. The frame follows events, so it is as of now. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { type Incident, KINDS, type Mark, STATUSES } from '#supply/incidents/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { changed } from '../../kit/table/address.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Filters, searchFor } from './board/filters.tsx'
import { pressByKey } from './board/triage.tsx'
import { BoardFilter } from './board-filter.tsx'
import type { Countries } from './countries.ts'
import { incidentsAt } from './door.ts'
import { TakeAlong } from './exports/take-along.tsx'
import { askedIn } from './filter.ts'
import { useFresh } from './fresh.ts'
import './incidents.css'
import { useColumns } from './board-columns.tsx'
import { useNow } from './urgency.tsx'
import { useIncidents } from './words.ts'

const PAGE = 25
const SHOWN = 2

const lineOf = (incident: Incident, names: ReadonlyMap<string, string>, countries: Countries) => {
  const { id, kind, title, goods, equipment, place, urgency, status, lookBy, reported, from } = incident
  const things = [
    ...goods.map(({ name, amount }) => ({ name, amount: amount ?? null, count: null })),
    ...equipment.map(({ name, count }) => ({ name, amount: null, count })),
  ]
  return {
    ...{ id, kind, title, urgency, status, lookBy, reported },
    things: things.slice(0, SHOWN),
    more: Math.max(0, things.length - SHOWN),
    place: [place.name, countries.name(place.country)].filter((part) => part !== '').join(', '),
    countries: incident.countries.filter((code) => code !== place.country).map((code) => countries.name(code)),
    from: names.get(from) ?? null,
  }
}
export type Line = ReturnType<typeof lineOf> & { mark: Mark | undefined }

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names: namesOf, countries, messages } = await incidentsAt({ context, url })
  const [filters, substances] = [await desk.filters(), await desk.substances()]
  const saved = filters.ok ? filters.value : []
  // A letter links to a filter by its id: what it asks is nobody's affair but its owner's.
  const wanted = saved.find(({ id }) => id === url.searchParams.get('saved'))
  if (wanted) throw redirect(url.pathname + searchFor(wanted))
  const { query, asked } = askedIn(url, countries)
  const cursor = url.searchParams.get('cursor')
  const [page, total] = await Promise.all([
    desk.list({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    desk.count(query),
  ])
  const filter = changed(url.search, { cursor: null })
  // A place in the list that is none any more: from the top.
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter)
  if (!page.ok || !total.ok) throw nothingHere()
  const names = await namesOf()
  const { items, next } = page.value
  const marks = await desk.marks(items.map(({ id }) => id))
  const markOf = new Map((marks.ok ? marks.value : []).map((mark) => [mark.id, mark]))
  return {
    messages,
    rows: items.map((incident) => ({ ...lineOf(incident, names, countries), mark: markOf.get(incident.id) })),
    total: total.value,
    asked,
    offered: {
      ...{ kinds: KINDS, statuses: STATUSES, countries: countries.options },
      substances: substances.ok ? substances.value : [],
    },
    filters: saved,
    here: url.search,
    filter,
    older: next === null ? null : changed(url.search, { cursor: next }),
    first: cursor === null,
    mayReport: desk.may.includes('report'),
    now: Date.now(),
  }
}

export default function Board() {
  const { rows, total, asked, offered, filter, older, first, mayReport, now, filters, here } =
    useLoaderData<typeof loader>()
  const { t } = useIncidents()
  const fresh = useFresh(
    rows.map(({ id }) => id),
    `${filter} ${first}`,
  )
  const columns = useColumns(useNow(now), fresh, here)
  const filtered = Object.values(asked).some((value) => value !== '')
  return (
    <WorkPage title={t('board.title')} help={`${t('board.help')} ${t('triage.keys')}`}>
      <div className="row">
        {mayReport && <LinkButton href="/incidents/new">{t('board.report')}</LinkButton>}
        <LinkButton look="quiet" href={`/incidents/map${filter}`}>
          {t('pictures.map')}
        </LinkButton>
        {/* There from the start, or what comes into it would not be said. */}
        <p className="fresh" aria-live="polite">
          {fresh.size > 0 && t('board.new', { count: fresh.size })}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the rows' own buttons are what is used */}
      <div onKeyDown={pressByKey}>
        <DataTable
          id="incidents"
          caption={t('board.title')}
          path="/incidents"
          search={filter}
          pages={1}
          keyOf={({ id }) => id}
          {...{ columns, rows, total }}
          offered={[
            { name: t('board.viewOpen'), search: '?status=released' },
            ...(mayReport
              ? [
                  { name: t('board.viewDrafts'), search: '?status=draft' },
                  { name: t('board.viewProposed'), search: '?status=proposed' },
                ]
              : []),
            ...filters.map((each) => ({ name: each.name, search: searchFor(each) })),
          ]}
          keptAt={<a href="#saved-filters">{t('filters.title')}</a>}
          filter={<BoardFilter asked={asked} offered={offered} />}
          empty={
            <EmptyState title={t(filtered ? 'board.noneFound' : 'board.none')}>
              {t(filtered ? 'board.noneFoundMore' : 'board.noneMore')}
            </EmptyState>
          }
        />
      </div>
      {rows.length > 0 && <TakeAlong path="/incidents" search={filter} />}
      <Filters filters={filters} search={filter} />
      {(!first || older !== null) && (
        <Pager
          label={t('board.pages')}
          here=""
          previous={first ? null : { label: t('board.newest'), href: `/incidents${filter}` }}
          next={older === null ? null : { label: t('board.older'), href: `/incidents${older}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
