// SPDX-License-Identifier: Apache-2.0
import type { ButtonHTMLAttributes } from 'react'

type Look = 'strong' | 'quiet' | 'light'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `strong` for the one main thing to do, `light` on a dark band, `quiet` for all else. */
  look?: Look
}

export const Button = ({ look = 'strong', type = 'button', ...rest }: ButtonProps) => (
  <button className="button" data-look={look} type={type} {...rest} />
)
