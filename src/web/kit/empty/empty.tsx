// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  /** Why it is empty, and what to do. */
  children: ReactNode
  action?: ReactNode
}

/** Where a list has nothing in it: never a blank. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className="empty stack" data-gap="small">
    <p>
      <strong>{title}</strong>
    </p>
    <div className="quiet">{children}</div>
    {action && <div className="row">{action}</div>}
  </div>
)
