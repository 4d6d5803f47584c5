// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef } from 'react'

interface FlyoutProps {
  /** What the closed flyout says, such as the name of what is chosen now. */
  label: ReactNode
  /** What it is, for whoever does not see where it stands. */
  name: string
  /** Opens towards the start of the line, where it stands at its end. */
  align?: 'end'
  children: ReactNode
}

/** A few choices behind a word. Opens without script; with it, Escape and a click elsewhere close it. */
export function Flyout({ label, name, align, children }: FlyoutProps) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const leave = (event: Event) => {
      const details = box.current
      if (!details?.open) return
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape'
      const outside = event.type === 'click' && !details.contains(event.target as Node)
      if (!escaped && !outside) return
      details.open = false
      if (escaped) details.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', leave)
    document.addEventListener('click', leave)
    return () => {
      document.removeEventListener('keydown', leave)
      document.removeEventListener('click', leave)
    }
  }, [])
  return (
    <details className="flyout" ref={box}>
      <summary>
        <span className="hidden">{name}: </span>
        {label}
        <svg width="10" height="7" viewBox="0 0 12 8" aria-hidden="true">
          <path d="m1 1 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </summary>
      <div className="flyout-body" data-align={align}>
        {children}
      </div>
    </details>
  )
}
