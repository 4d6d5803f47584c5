// SPDX-License-Identifier: Apache-2.0
// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets that a list without marks is a list
import { Flyout } from '../../kit/flyout/flyout.tsx'
import { forgetViews } from '../../kit/table/views.ts'
import { useWork } from '../words.tsx'
import { Commands } from './commands.tsx'
import { useFollow } from './follow.ts'
import { Back } from './frame.tsx'
import type { InsideData } from './inside.tsx'

function Desks({ inside: { desk, desks, path, search } }: { inside: InsideData }) {
  const { t } = useWork()
  if (desks.length < 2)
    return (
      <span className="desk">
        <span className="hidden">{t('frame.desk')}: </span>
        <bdi>{desk.name}</bdi>
      </span>
    )
  return (
    <Flyout name={t('frame.desk')} label={<bdi>{desk.name}</bdi>}>
      <form method="post" action="/desk" className="stack" data-gap="small">
        <Back path={path} search={search} />
        {desks.map(({ id, name }) => (
          <button
            type="submit"
            key={id}
            className="flyout-item"
            name="organisation"
            value={id}
            aria-current={id === desk.id || undefined}
          >
            <bdi>{name}</bdi>
          </button>
        ))}
      </form>
    </Flyout>
  )
}

/** What a signed-in person has at the top of each page. */
export function Bar({ inside }: { inside: InsideData }) {
  const { t, number } = useWork()
  useFollow(inside.stream)
  const { unread, path, places, name } = inside
  const main = places.filter((place) => place.main)
  return (
    <>
      <Desks inside={inside} />
      <nav aria-label={t('frame.menu')}>
        <ul role="list">
          <li>
            <a href="/inbox" aria-current={path === '/inbox' ? 'page' : undefined}>
              {t('inbox.title')}
              {unread > 0 && (
                <>
                  {' '}
                  <span className="count" aria-hidden="true">
                    {number(unread)}
                  </span>
                  <span className="hidden">, {t('inbox.unread', { count: unread })}</span>
                </>
              )}
            </a>
          </li>
          {main.map(({ href, title }) => (
            <li key={href}>
              <a href={href} aria-current={path === href ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Commands places={places} />
      <Flyout name={t('account.title')} label={<bdi>{name}</bdi>} align="end">
        <div className="stack" data-gap="small">
          <a className="flyout-item" href="/account">
            {t('account.title')}
          </a>
          <form method="post" action="/sign-out" id="sign-out" onSubmit={forgetViews}>
            <button type="submit" className="flyout-item">
              {t('frame.signOut')}
            </button>
          </form>
        </div>
      </Flyout>
    </>
  )
}
