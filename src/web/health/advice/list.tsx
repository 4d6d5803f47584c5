// SPDX-License-Identifier: Apache-2.0
/** The advice for this service, newest first; filtered and paged by the address. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { STATES, type State } from '#health/advice/contract.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed } from '../../workspace/records/listed.ts'
import { Choice, RecordList } from '../../workspace/records/record-list.tsx'
import { adviceAt, languagesOf } from './door.ts'
import { useAdvice } from './words.ts'

const unreads = ['yes'] as const

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, regionsOf, messages, me } = await adviceAt({ context, url })
  const state = chosen(url, 'state', STATES)
  const unread = chosen(url, 'unread', unreads)
  const page = await listed(url, desk, { ...(state && { state }), ...(unread && { unread }) })
  return {
    messages,
    organisation: me.organisation.name,
    rows: page.items.map((advice) => {
      const [language = 'en'] = languagesOf(advice.texts, me.language)
      const { id, severity, state, given, acknowledged } = advice
      const headline = advice.texts[language]?.headline ?? ''
      return { id, severity, state, given, acknowledged, headline, language, regions: regionsOf(advice) }
    }),
    listed: page.listed,
    asked: { state: state ?? '', unread: unread ?? '' },
    states: STATES,
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
  const { rows, asked, states, listed, organisation } = useLoaderData<typeof loader>()
  const { t } = useAdvice()
  const columns = useColumns()
  return (
    <RecordList
      id="advice"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help', { organisation })}
      offered={[{ name: t('list.viewOpen'), search: '?state=in-force&unread=yes' }]}
      filter={
        <>
          <Choice
            {...{ name: 'state', label: t('list.state'), asked, any: t('list.all') }}
            values={states}
            say={(each) => t(`state.${each}`)}
          />
          <Choice
            {...{ name: 'unread', label: t('list.acknowledged'), asked, any: t('list.all') }}
            values={unreads}
            say={() => t('list.notYet')}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
