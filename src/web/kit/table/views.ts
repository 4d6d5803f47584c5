// SPDX-License-Identifier: Apache-2.0
/** Views of a table that somebody saved: kept in this browser, which signing out clears. */
import { useCallback, useSyncExternalStore } from 'react'

export interface View {
  name: string
  /** The address's search, such as `?sort=-name`. */
  search: string
}

const PREFIX = 'views:'
const MOST = 20

/** What was kept, or nothing where it is not in shape. */
export function readViews(text: string | null): View[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter(
      (view): view is View =>
        typeof view?.name === 'string' && typeof view.search === 'string' && /^(\?|$)/.test(view.search),
    )
  } catch {
    return []
  }
}

/** The list with this view in it; one of the same name gives way. */
export const withView = (views: readonly View[], view: View): View[] =>
  [...views.filter(({ name }) => name !== view.name), view].slice(-MOST)

/** Forgets all saved views, for signing out. */
export function forgetViews(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

export function useSavedViews(table: string) {
  const key = PREFIX + table
  const text = useSyncExternalStore(
    subscribe,
    useCallback(() => localStorage.getItem(key), [key]),
    () => null,
  )
  const views = readViews(text)
  const keep = (next: View[]) => {
    localStorage.setItem(key, JSON.stringify(next))
    for (const listener of listeners) listener()
  }
  return {
    views,
    save: (view: View) => keep(withView(views, view)),
    remove: (name: string) => keep(views.filter((view) => view.name !== name)),
  }
}
