// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'

interface NoticeProps {
  tone?: 'plain' | 'caution' | 'good'
  title?: string
  /** Said aloud when it appears. */
  live?: boolean
  children?: ReactNode
}

export const Notice = ({ tone = 'plain', title, live, children }: NoticeProps) => (
  <div className="notice" data-tone={tone} role={live ? 'status' : undefined}>
    {title && <strong>{title}</strong>}
    {children}
  </div>
)
