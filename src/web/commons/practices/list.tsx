// SPDX-License-Identifier: Apache-2.0
/** Practices that this desk may read: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EFFECTS, SETTINGS } from '#commons/practices/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed, searched } from '../../workspace/records/listed.ts'
import { Choice, RecordList, SearchText } from '../../workspace/records/record-list.tsx'
import { practicesAt } from './door.ts'
import { usePractices } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, names: namesOf, messages } = await practicesAt({ context, url })
  const text = searched(url)
  const setting = chosen(url, 'setting', SETTINGS)
  const effect = chosen(url, 'effect', EFFECTS)
  const query = { ...(text !== '' && { text }), ...(setting && { setting }), ...(effect && { effect }) }
  const page = await listed(url, desk, query)
  const names = await namesOf()
  const rows = page.items.map(({ id, texts, organisation, setting: where, effect: came, reused, status }) => ({
    ...{ id, setting: where, effect: came, reused, status },
    title: (texts[me.language] ?? texts.en ?? texts.fr)?.title ?? '',
    from: names.get(organisation) ?? null,
  }))
  const asked = { text, setting: setting ?? '', effect: effect ?? '' }
  const choices = { settings: SETTINGS, effects: EFFECTS }
  return { messages, rows, asked, choices, listed: page.listed, mayShare: desk.may.includes('prepare') }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

function useColumns() {
  const { t } = usePractices()
  return [
    {
      key: 'title',
      title: t('field.title'),
      head: true,
      cell: ({ id, title }: Row) => (
        <a href={`/practices/${id}`}>
          <bdi>{title}</bdi>
        </a>
      ),
    },
    { key: 'from', title: t('list.from'), cell: ({ from }: Row) => <bdi>{from ?? t('unknown')}</bdi> },
    { key: 'setting', title: t('field.setting'), cell: ({ setting }: Row) => t(`setting.${setting}`) },
    { key: 'effect', title: t('field.effect'), cell: ({ effect }: Row) => t(`effect.${effect}`) },
    { key: 'reused', title: t('list.reused'), cell: ({ reused }: Row) => reused },
    {
      key: 'status',
      title: t('list.status'),
      whole: true,
      cell: ({ status }: Row) => <Tag tone={status === 'published' ? 'sure' : 'unsure'}>{t(`status.${status}`)}</Tag>,
    },
  ]
}

export default function PracticesPage() {
  const { rows, asked, choices, listed, mayShare } = useLoaderData<typeof loader>()
  const { t } = usePractices()
  const columns = useColumns()
  return (
    <RecordList
      id="practices"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help')}
      actions={mayShare && <LinkButton href="/practices/new">{t('list.share')}</LinkButton>}
      filter={
        <>
          <SearchText label={t('list.search')} hint={t('list.searchHint')} asked={asked} />
          <Choice
            {...{ name: 'setting', label: t('field.setting'), asked, any: t('list.all') }}
            values={choices.settings}
            say={(each) => t(`setting.${each}`)}
          />
          <Choice
            {...{ name: 'effect', label: t('field.effect'), asked, any: t('list.all') }}
            values={choices.effects}
            say={(each) => t(`effect.${each}`)}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
