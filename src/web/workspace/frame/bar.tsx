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

/** Letters that stand in one line of a common screen: of the desk, the person, the pages and the words beside them. */
const IN_LINE = 94

/** The first of the main pages, as many as one line holds; all others are one step further. */
export const inLine = (
  { places, desk, name }: Pick<InsideData, 'places' | 'desk' | 'name'>,
  beside: string,
): InsideData['places'] => {
  const room = IN_LINE - desk.name.length - name.length - beside.length
  const main = places.filter((place) => place.main)
  const upTo = main.map((_, at) => main.slice(0, at + 1).reduce((sum, { title }) => sum + title.length + 3, 0))
  return main.filter((_, at) => (upTo[at] ?? 0) <= room)
}

/** Every page that the person has, also without script: the palette needs one. */
export function All({ places, path }: Pick<InsideData, 'places' | 'path'>) {
  const { t } = useWork()
  return (
    <Flyout name={t('frame.menu')} label={t('frame.all')}>
      <nav aria-label={t('frame.all')} className="all-pages">
        {places.map(({ href, title }) => (
          <a key={href} className="flyout-item" href={href} aria-current={path === href ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
    </Flyout>
  )
}

/** What a signed-in person has at the top of each page. */
export function Bar({ inside }: { inside: InsideData }) {
  const { t, number } = useWork()
  useFollow(inside.stream)
  const { unread, path, places, name } = inside
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
          {inLine(inside, t('inbox.title') + t('frame.all')).map(({ href, title }) => (
            <li key={href}>
              <a href={href} aria-current={path === href ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {places.length > 0 && <All {...{ places, path }} />}
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
