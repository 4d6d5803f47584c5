// SPDX-License-Identifier: Apache-2.0
import type { InputHTMLAttributes } from 'react'
import { TextField } from '../field/field.tsx'
import type { Common } from '../field/frame.tsx'

interface DateProps extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, 'size' | 'type' | 'value'> {
  /** `YYYY-MM-DD`, as are `min` and `max`. */
  value?: string
  min?: string
  max?: string
}

/**
 * A day. The browser's own field: it knows the reader's calendar, opens by keyboard, needs no script, and posts
 * `YYYY-MM-DD` whatever it shows.
 */
export const DateField = (props: DateProps) => <TextField {...props} type="date" size={props.size ?? 'small'} />
