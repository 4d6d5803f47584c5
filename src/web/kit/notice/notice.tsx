// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef } from 'react'

interface NoticeProps {
  tone?: 'plain' | 'caution' | 'good'
  title?: string
  /** Said aloud when it appears. */
  live?: boolean
  /** Comes into sight and takes the focus when it appears: what is shown once must not stand above the window. */
  arrives?: boolean
  children?: ReactNode
}

export const Notice = ({ tone = 'plain', title, live, arrives = false, children }: NoticeProps) => {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!arrives) return
    here.current?.focus({ preventScroll: true })
    here.current?.scrollIntoView({ block: 'start' })
  }, [arrives])
  return (
    <div
      ref={here}
      className="notice"
      data-tone={tone}
      role={live ? 'status' : undefined}
      {...(arrives && { tabIndex: -1 })}
    >
      {title && <strong>{title}</strong>}
      {children}
    </div>
  )
}
