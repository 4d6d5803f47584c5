// SPDX-License-Identifier: Apache-2.0
import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useId } from 'react'
import { type Common, described, Frame } from './frame.tsx'

type TextProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> & { ref?: Ref<HTMLInputElement> }

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
