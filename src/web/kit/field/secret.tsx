// SPDX-License-Identifier: Apache-2.0
import { type InputHTMLAttributes, useId, useState } from 'react'
import { useAlive } from '../alive.ts'
import { Button } from '../button/button.tsx'
import { type Common, described, Frame } from './frame.tsx'

interface SecretProps extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, 'size' | 'type'> {
  /** What the button says that shows the letters, and hides them. */
  show: string
  hide: string
}

/** A password: hidden as it is typed, and shown on demand, since who cannot see what they type chooses a short one. */
export function SecretField({ label, hint, error, size, show, hide, ...rest }: SecretProps) {
  const id = useId()
  const [seen, setSeen] = useState(false)
  const alive = useAlive()
  return (
    <Frame {...{ id, label, hint, error, size }}>
      <span className="secret">
        <input
          className="input"
          id={id}
          type={seen ? 'text' : 'password'}
          autoCapitalize="none"
          spellCheck={false}
          {...described(id, { label, hint, error })}
          {...rest}
        />
        {alive && (
          <Button look="quiet" aria-pressed={seen} aria-controls={id} onClick={() => setSeen(!seen)}>
            {seen ? hide : show}
          </Button>
        )}
      </span>
    </Frame>
  )
}
