// SPDX-License-Identifier: Apache-2.0
/** Working through the board: what each row is to the reader, small buttons, and keys for whoever has no time for them. */
import type { KeyboardEvent } from 'react'
import { useFetcher } from 'react-router'
import type { Mark } from '#supply/incidents/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { useIncidents } from '../words.ts'

interface RowActsProps {
  id: string
  title: string
  mark: Mark | undefined
  /** Nobody marks a draft of their own as read. */
  isDraft: boolean
  search: string
}

/** What may be done with a row; each button is also a key while the row's link has the focus. */
export function RowActs({ id, title, mark, isDraft, search }: RowActsProps) {
  const { t } = useIncidents()
  const fetcher = useFetcher()
  const read = mark?.read ?? false
  const taken = mark?.taken === 'me'
  return (
    <fetcher.Form method="post" action="/incidents/board" className="row row-acts">
      <input type="hidden" name="search" value={search} />
      {!isDraft && (
        <Button
          type="submit"
          look="quiet"
          size="small"
          name="do"
          value={`${read ? 'unread' : 'read'} ${id}`}
          data-key="r"
          aria-label={t(read ? 'triage.unreadNamed' : 'triage.readNamed', { title })}
        >
          {t(read ? 'triage.unread' : 'triage.read')}
        </Button>
      )}
      <Button
        type="submit"
        look="quiet"
        size="small"
        name="do"
        value={`${taken ? 'leave' : 'take'} ${id}`}
        data-key="a"
        aria-label={t(taken ? 'triage.leaveNamed' : 'triage.takeNamed', { title })}
      >
        {t(taken ? 'triage.leave' : 'triage.take')}
      </Button>
    </fetcher.Form>
  )
}

/** What is told of a row beside its title. */
export function RowMarks({ mark, isDraft }: Pick<RowActsProps, 'mark' | 'isDraft'>) {
  const { t } = useIncidents()
  if (!mark) return null
  return (
    <>
      {' '}
      {!mark.read && !isDraft && <Tag tone="watch">{t('triage.isUnread')}</Tag>}{' '}
      {mark.taken && <Tag tone="sure">{t(`triage.taken.${mark.taken}`)}</Tag>}{' '}
      {mark.sameAs && <Tag tone="plain">{t('triage.sameAs')}</Tag>}
      {mark.links > 0 && <span className="quiet thing">{t('links.count', { count: mark.links })}</span>}
    </>
  )
}

/** On a row's link, r marks it as read and a takes it on, by the row's own buttons. */
export function pressByKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const link = document.activeElement
  if (!link?.matches('.data-table tbody th a')) return
  const button = link.closest('tr')?.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
}
