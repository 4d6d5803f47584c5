// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { useWork } from './words.tsx'

interface WorkPageProps {
  title: string
  /** One line that says what the page is for. */
  help: string
  /** Narrow, for forms that are read from top to bottom. */
  narrow?: boolean
  children: ReactNode
}

/** A page of the workspace: its title, also of the window, its line of help, its content. */
export function WorkPage({ title, help, narrow, children }: WorkPageProps) {
  const { t } = useWork()
  return (
    <div className="main wrap stack" data-gap="large" data-narrow={narrow || undefined}>
      <title>{`${title} – ${t('frame.name')}`}</title>
      <div className="stack" data-gap="small">
        <h1>{title}</h1>
        <p className="quiet">{help}</p>
      </div>
      {children}
    </div>
  )
}
