// SPDX-License-Identifier: Apache-2.0
/** The services that this organisation lists: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { LISTED_STATES } from '#health/directory/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed, searched } from '../../workspace/records/listed.ts'
import { Choice, RecordList, SearchText } from '../../workspace/records/record-list.tsx'
import { directoryAt } from './door.ts'
import { stateOf } from './shown.ts'
import { useDirectory } from './words.ts'

const LONGEST_SEARCH = 120

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await directoryAt({ context, url })
  const text = searched(url, LONGEST_SEARCH)
  const state = chosen(url, 'state', LISTED_STATES)
  const page = await listed(url, desk, { text, ...(state && { state }) })
  return {
    messages,
    organisation: me.organisation.name,
    rows: page.items.map((listing) => ({
      ...{ id: listing.id, name: listing.name, source: listing.source, confirmed: listing.confirmed },
      ...{ city: listing.location.city, region: listing.location.region, state: stateOf(listing) },
    })),
    listed: page.listed,
    asked: { text, state: state ?? '' },
    states: LISTED_STATES,
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]
const tones = { listed: 'sure', left: 'unsure', ended: 'plain' } as const

function useColumns() {
  const { t, date } = useDirectory()
  return [
    {
      key: 'name',
      title: t('field.name'),
      head: true,
      cell: ({ id, name }: Row) => (
        <a href={`/directory/${id}`}>
          <bdi>{name}</bdi>
        </a>
      ),
    },
    {
      key: 'place',
      title: t('list.place'),
      cell: ({ city, region }: Row) => <bdi>{[city, region].filter(Boolean).join(', ') || t('list.remote')}</bdi>,
    },
    { key: 'source', title: t('list.source'), cell: ({ source }: Row) => t(`source.${source}`) },
    {
      key: 'confirmed',
      title: t('list.confirmed'),
      cell: ({ confirmed }: Row) => (confirmed === null ? t('list.never') : date(confirmed)),
    },
    {
      key: 'state',
      title: t('list.state'),
      whole: true,
      cell: ({ state }: Row) => <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>,
    },
  ]
}

export default function DirectoryPage() {
  const { rows, asked, states, listed, organisation } = useLoaderData<typeof loader>()
  const { t } = useDirectory()
  const columns = useColumns()
  return (
    <RecordList
      id="directory"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help', { organisation })}
      actions={
        <>
          <LinkButton href="/directory/new">{t('list.add')}</LinkButton>
          <LinkButton href="/directory/duplicates" look="quiet">
            {t('list.pairs')}
          </LinkButton>
          <LinkButton href="/directory/calls" look="quiet">
            {t('list.calls')}
          </LinkButton>
          <LinkButton href="/directory/import" look="quiet">
            {t('list.import')}
          </LinkButton>
        </>
      }
      filter={
        <>
          <SearchText label={t('list.search')} asked={asked} longest={LONGEST_SEARCH} />
          <Choice
            {...{ name: 'state', label: t('list.state'), asked, any: t('list.all') }}
            values={states}
            say={(each) => t(`state.${each}`)}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
