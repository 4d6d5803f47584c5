// SPDX-License-Identifier: Apache-2.0
import type { ButtonHTMLAttributes } from 'react'

type Look = 'strong' | 'quiet' | 'light'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `strong` for the one main thing to do, `light` on a dark band, `quiet` for all else. */
  look?: Look
  /** Does nothing for now, but keeps the focus that it has: a disabled button would lose it. */
  idle?: boolean
}

export const Button = ({ look = 'strong', type = 'button', idle = false, onClick, ...rest }: ButtonProps) => (
  <button
    className="button"
    data-look={look}
    type={type}
    aria-disabled={idle || undefined}
    onClick={idle ? (event) => event.preventDefault() : onClick}
    {...rest}
  />
)
