// SPDX-License-Identifier: Apache-2.0
import { type SelectHTMLAttributes, useId } from 'react'
import { type Common, described, Frame } from '../field/frame.tsx'

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
