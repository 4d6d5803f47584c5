// SPDX-License-Identifier: Apache-2.0
import { useContext, useEffect } from 'react'
import { UNSAFE_DataRouterContext as RouterContext, useRevalidator } from 'react-router'

/** Milliseconds in which several events are one reason to look again. */
const TOGETHER = 50
/** The least milliseconds between two looks. */
const APART = 1000

/**
 * Looks again, at all that the page shows, when something happens that this person may know: soon after it, at most once
 * a second, and where the page is out of sight when it comes back. Never while the page shows the answer to a form, such as
 * who will see a record: looking again would take that answer away, and the page that follows it is fresh by itself.
 */
export function useFollow(stream: string | null) {
  const { revalidate } = useRevalidator()
  const router = useContext(RouterContext)?.router
  useEffect(() => {
    if (stream === null) return
    let timer: number | undefined
    let last = 0
    let missed = false
    const look = () => {
      timer = undefined
      if (router?.state.actionData) return
      missed = document.visibilityState !== 'visible'
      if (missed) return
      last = Date.now()
      revalidate()
    }
    const soon = () => {
      timer ??= window.setTimeout(look, Math.max(TOGETHER, last + APART - Date.now()))
    }
    const back = () => {
      if (missed && document.visibilityState === 'visible') soon()
    }
    const source = new EventSource(stream)
    source.addEventListener('message', soon)
    // The stream could not go on from where it was: what happened meanwhile was not told.
    source.addEventListener('gap', soon)
    document.addEventListener('visibilitychange', back)
    return () => {
      clearTimeout(timer)
      source.close()
      document.removeEventListener('visibilitychange', back)
    }
  }, [stream, revalidate, router])
}
