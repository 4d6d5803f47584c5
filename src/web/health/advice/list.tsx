// SPDX-License-Identifier: Apache-2.0
/** The advice for this service, newest first; filtered and paged by the address. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { STATES, type State } from '#health/advice/contract.ts'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { changed } from '../../kit/table/address.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { adviceAt, languagesOf } from './door.ts'
import { useAdvice } from './words.ts'

const PAGE = 25

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, regionsOf, messages, me } = await adviceAt({ context, url })
  const state = STATES.find((each) => each === url.searchParams.get('state'))
  const unread = url.searchParams.get('unread') === 'yes' ? ('yes' as const) : undefined
  const query = { ...(state && { state }), ...(unread && { unread }) }
  const cursor = url.searchParams.get('cursor')
  const [page, total] = await Promise.all([
    desk.list({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    desk.count(query),
  ])
  const filter = changed(url.search, { cursor: null })
  // A place in the list that is none any more: from the top.
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter)
  if (!page.ok || !total.ok) throw nothingHere()
  const { items, next } = page.value
  return {
    messages,
    organisation: me.organisation.name,
    rows: items.map((advice) => {
      const [language = 'en'] = languagesOf(advice.texts, me.language)
      const { id, severity, state, given, acknowledged } = advice
      const headline = advice.texts[language]?.headline ?? ''
      return { id, severity, state, given, acknowledged, headline, language, regions: regionsOf(advice) }
    }),
    total: total.value,
    asked: { state: state ?? '', unread: unread ?? '' },
    states: STATES,
    filter,
    older: next === null ? null : changed(url.search, { cursor: next }),
    first: cursor === null,
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]
const tones = { 'in-force': 'listed', expired: 'plain', withdrawn: 'unsure' } as const satisfies Record<State, string>

function useColumns() {
  const { t, moment } = useAdvice()
  return [
    {
      key: 'headline',
      title: t('list.headline'),
      head: true,
      cell: ({ id, headline, language }: Row) => (
        <a href={`/advice/${id}`} lang={language}>
          <bdi>{headline}</bdi>
        </a>
      ),
    },
    { key: 'severity', title: t('list.severity'), cell: ({ severity }: Row) => t(`severity.${severity}`) },
    { key: 'regions', title: t('list.regions'), cell: ({ regions }: Row) => regions ?? t('one.country') },
    {
      key: 'state',
      title: t('list.state'),
      whole: true,
      cell: ({ state }: Row) => <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>,
    },
    {
      key: 'acknowledged',
      title: t('list.acknowledged'),
      cell: ({ acknowledged }: Row) =>
        acknowledged ? <time dateTime={acknowledged}>{moment(acknowledged)}</time> : t('list.notYet'),
    },
    {
      key: 'given',
      title: t('list.given'),
      cell: ({ given }: Row) => <time dateTime={given}>{moment(given)}</time>,
    },
  ]
}

export default function AdvicePage() {
  const { rows, total, asked, states, filter, older, first, organisation } = useLoaderData<typeof loader>()
  const { t } = useAdvice()
  const columns = useColumns()
  const filtered = Object.values(asked).some((value) => value !== '')
  return (
    <WorkPage title={t('list.title')} help={t('list.help', { organisation })}>
      <DataTable
        id="advice"
        caption={t('list.title')}
        path="/advice"
        search={filter}
        pages={1}
        keyOf={({ id }) => id}
        {...{ columns, rows, total }}
        offered={[{ name: t('list.viewOpen'), search: '?state=in-force&unread=yes' }]}
        filter={
          <>
            <SelectField
              name="state"
              size="small"
              label={t('list.state')}
              defaultValue={asked.state}
              options={[['', t('list.all')], ...states.map((each) => [each, t(`state.${each}`)] as const)]}
            />
            <SelectField
              name="unread"
              size="small"
              label={t('list.acknowledged')}
              defaultValue={asked.unread}
              options={[
                ['', t('list.all')],
                ['yes', t('list.notYet')],
              ]}
            />
          </>
        }
        empty={
          <EmptyState title={t(filtered ? 'list.noneFound' : 'list.none')}>
            {t(filtered ? 'list.noneFoundMore' : 'list.noneMore')}
          </EmptyState>
        }
      />
      {(!first || older !== null) && (
        <Pager
          label={t('list.pages')}
          here=""
          previous={first ? null : { label: t('list.newest'), href: `/advice${filter}` }}
          next={older === null ? null : { label: t('list.older'), href: `/advice${older}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
