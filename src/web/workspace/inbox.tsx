// SPDX-License-Identifier: Apache-2.0
/** What waits for this person, newest first. */
import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Pager } from '../kit/pager/pager.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { inboxContext } from './contexts.ts'
import { WorkPage } from './page.tsx'
import { WorkProblem } from './problem.tsx'
import { nothingHere, ownPath, signedIn } from './who.ts'
import { useWork } from './words.tsx'

const PAGE = 20

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me } = await signedIn(context, url)
  const door = context.get(inboxContext)
  if (!door) throw nothingHere()
  const unread = url.searchParams.has('unread')
  const after = url.searchParams.get('after')
  const page = await door.inbox.list({ limit: PAGE, unread, ...(after === null ? {} : { after }) })
  const items = page.items.map(({ id, message, values, link, at, read }) => ({
    id,
    text: door.say(me.language, message, values),
    link: link === null ? null : ownPath(link, '/inbox'),
    at: at.toISOString(),
    read,
  }))
  return { items, unread, first: after === null, more: page.next }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  await signedIn(context, url)
  const door = context.get(inboxContext)
  if (!door) throw nothingHere()
  const form = await request.formData()
  const ids = form.getAll('read').map(String)
  await door.inbox.markRead(ids.includes('all') ? 'all' : ids)
  const link = form.get('open')
  throw redirect(link === null ? url.pathname + url.search : ownPath(link, '/inbox'))
}

type Item = ReturnType<typeof useLoaderData<typeof loader>>['items'][number]

function Line({ item: { id, text, link, at, read } }: { item: Item }) {
  const { t, moment } = useWork()
  return (
    <li className="inbox-line" data-unread={!read || undefined}>
      <div>
        {!read && <Tag tone="watch">{t('inbox.new')}</Tag>}
        <p>{link === null ? text : <a href={link}>{text}</a>}</p>
        <p className="quiet">
          <time dateTime={at}>{moment(at)}</time>
        </p>
      </div>
      {!read && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="read" value={id} />
          <Button type="submit" look="quiet" size="small" aria-label={t('inbox.markOne', { text })}>
            {t('inbox.mark')}
          </Button>
        </Form>
      )}
    </li>
  )
}

export default function InboxPage() {
  const { items, unread, first, more } = useLoaderData<typeof loader>()
  const { t } = useWork()
  const which = unread ? 'unread&' : ''
  return (
    <WorkPage title={t('inbox.title')} help={t('inbox.help')}>
      <div className="row">
        <nav aria-label={t('inbox.which')} className="row">
          <a href="/inbox" aria-current={unread ? undefined : 'page'}>
            {t('inbox.all')}
          </a>
          <a href="/inbox?unread" aria-current={unread ? 'page' : undefined}>
            {t('inbox.onlyUnread')}
          </a>
        </nav>
        {items.some(({ read }) => !read) && (
          <Form method="post">
            <input type="hidden" name="read" value="all" />
            <Button type="submit" look="quiet" size="small">
              {t('inbox.markAll')}
            </Button>
          </Form>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState title={t(unread ? 'inbox.noneUnread' : 'inbox.none')}>{t('inbox.noneMore')}</EmptyState>
      ) : (
        <ol className="inbox">
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ol>
      )}
      {(!first || more) && (
        <Pager
          label={t('inbox.pages')}
          here=""
          previous={first ? null : { label: t('inbox.newest'), href: unread ? '/inbox?unread' : '/inbox' }}
          next={more === null ? null : { label: t('inbox.older'), href: `/inbox?${which}after=${more}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
