// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { Unbroken } from '../layout/unbroken.tsx'

export interface Common {
  label: string
  hint?: string | undefined
  error?: string | undefined
  size?: 'small' | undefined
}

interface FrameProps extends Common {
  id: string
  children: ReactNode
}

/** Label above, hint below it, error at the field. */
export const Frame = ({ id, label, hint, error, size, children }: FrameProps) => (
  <div className="field" data-size={size}>
    <label htmlFor={id}>{label}</label>
    {hint && (
      <span className="hint" id={`${id}-hint`}>
        <Unbroken>{hint}</Unbroken>
      </span>
    )}
    {error && (
      <span className="error" id={`${id}-error`}>
        {error}
      </span>
    )}
    {children}
  </div>
)

export const described = (id: string, { hint, error }: Common) => ({
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
})
