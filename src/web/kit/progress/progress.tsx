// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from 'react'

interface ProgressProps {
  label: string
  /** Between 0 and 1; absent where nobody knows how long it takes. */
  value?: number
  /** How far it is, in words: `1,200 of 5,000 rows`. */
  words: string
  /** How to leave and come back, or to stop. */
  children?: ReactNode
}

/** How far a long work is. */
export function Progress({ label, value, words, children }: ProgressProps) {
  const id = useId()
  return (
    <div className="progress">
      <label htmlFor={id}>{label}</label>
      <progress id={id} max={1} aria-describedby={`${id}-words`} {...(value === undefined ? {} : { value })} />
      <span className="quiet" id={`${id}-words`}>
        {words}
      </span>
      {children}
    </div>
  )
}
