// SPDX-License-Identifier: Apache-2.0
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { Unbroken } from '../layout/unbroken.tsx'

interface Common {
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
const Frame = ({ id, label, hint, error, size, children }: FrameProps) => (
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

const described = (id: string, { hint, error }: Common) => ({
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
})

type TextProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>

export function TextField({ label, hint, error, size, ...rest }: TextProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, size }}>
      <input className="input" id={id} type="text" {...described(id, { label, hint, error })} {...rest} />
    </Frame>
  )
}

type AreaProps = Common & TextareaHTMLAttributes<HTMLTextAreaElement> & { fixed?: boolean }

export function AreaField({ label, hint, error, size, fixed, ...rest }: AreaProps) {
  const id = useId()
  const extra = { ...described(id, { label, hint, error }), ...(fixed && { 'data-fixed': true }) }
  return (
    <Frame {...{ id, label, hint, error, size }}>
      <textarea className="input" id={id} {...extra} {...rest} />
    </Frame>
  )
}

interface SelectProps extends Common, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'size'> {
  options: readonly (readonly [value: string, label: string])[]
}

export function SelectField({ label, hint, error, size, options, ...rest }: SelectProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, size }}>
      <select className="input" id={id} {...described(id, { label, hint, error })} {...rest}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  )
}
