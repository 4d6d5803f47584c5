// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from 'react'

interface PanelProps {
  title: string
  /** Buttons and links that concern the whole panel. */
  actions?: ReactNode
  /** Set: it folds, and is open at first or not. */
  fold?: 'open' | 'closed'
  children: ReactNode
}

/** A part of a page in a frame of its own, under its heading. */
export function Panel({ title, actions, fold, children }: PanelProps) {
  const id = useId()
  if (fold !== undefined)
    return (
      <details className="panel" open={fold === 'open'}>
        <summary>{title}</summary>
        <div className="stack panel-body">
          {children}
          {actions && <div className="row">{actions}</div>}
        </div>
      </details>
    )
  return (
    <section className="panel stack" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
