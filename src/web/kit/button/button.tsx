// SPDX-License-Identifier: Apache-2.0
import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

export type Look = 'strong' | 'quiet' | 'light' | 'danger'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `strong` for the one main thing to do, `light` on a dark band, `danger` for what cannot be undone, `quiet` for all else. */
  look?: Look
  size?: 'small'
  /** Does nothing for now, but keeps the focus that it has: a disabled button would lose it. */
  idle?: boolean
}

export const Button = ({ look = 'strong', type = 'button', idle = false, size, onClick, ...rest }: ButtonProps) => (
  <button
    className="button"
    data-look={look}
    data-size={size}
    type={type}
    aria-disabled={idle || undefined}
    onClick={idle ? (event) => event.preventDefault() : onClick}
    {...rest}
  />
)

interface LinkButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  look?: Look
  size?: 'small'
}

/** Goes to another page, and looks like the main thing to do there. */
export const LinkButton = ({ look = 'strong', size, children, ...rest }: LinkButtonProps) => (
  <a className="button" data-look={look} data-size={size} {...rest}>
    {children}
  </a>
)
