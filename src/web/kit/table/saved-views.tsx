// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, type ReactNode, useId } from 'react'
import { useAlive } from '../alive.ts'
import { Button } from '../button/button.tsx'
import { Flyout } from '../flyout/flyout.tsx'
import { useKit } from '../words.tsx'
import { useSavedViews, type View } from './views.ts'

interface SavedViewsProps {
  id: string
  caption: string
  path: string
  search: string
  offered: readonly View[]
  /** Set: they are kept elsewhere, and this leads there; none is kept in this browser. */
  keptAt?: ReactNode
}

/** The table as somebody likes it, under a name. Without script, only the views that the page itself offers. */
export function SavedViews({ id, caption, path, search, offered, keptAt }: SavedViewsProps) {
  const alive = useAlive()
  const field = useId()
  const { say } = useKit()
  const { views: own, save, remove } = useSavedViews(id)
  const views = keptAt ? [] : own
  if (!alive && offered.length === 0 && !keptAt) return null
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name) save({ name, search })
    event.currentTarget.reset()
  }
  return (
    <Flyout name={caption} label={say('views')} align="end">
      <div className="stack" data-gap="small">
        {offered.length + views.length > 0 && (
          <ul className="views">
            {[...offered, ...views].map((view) => (
              <li key={view.name + view.search}>
                <a data-table href={path + view.search}>
                  {view.name}
                </a>
                {views.includes(view) && (
                  <button
                    type="button"
                    className="toast-close"
                    aria-label={say('removeView', { name: view.name })}
                    onClick={() => remove(view.name)}
                  >
                    ×
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {keptAt}
        {alive && !keptAt && (
          <form className="stack" data-gap="small" onSubmit={keep}>
            <div className="field">
              <label htmlFor={field}>{say('viewName')}</label>
              <input id={field} className="input" name="name" maxLength={60} required autoComplete="off" />
            </div>
            <Button type="submit" look="quiet" size="small">
              {say('saveView')}
            </Button>
            <p className="quiet">{say('browserViews')}</p>
          </form>
        )}
      </div>
    </Flyout>
  )
}
