// SPDX-License-Identifier: Apache-2.0
import type { InputHTMLAttributes } from 'react'

interface ChoiceProps extends InputHTMLAttributes<HTMLInputElement> {
  type: 'radio' | 'checkbox'
  label: string
}

/** One box or button with its label; put several radios into a fieldset. */
export const Choice = ({ label, ...rest }: ChoiceProps) => (
  <label className="choice">
    <input {...rest} />
    <span>{label}</span>
  </label>
)
