// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react'
import { Button, type Look } from '../../kit/button/button.tsx'

interface PasskeyButtonProps {
  /** Where to go when it worked. */
  next: string
  /** Set: adds a passkey of that name instead of signing in by one. */
  add?: string
  /** The person is signed in by half, and will be whole by this passkey. */
  begin?: boolean
  look?: Look
  onFail: () => void
  children: ReactNode
}

/** Asks the browser for a passkey. Needs script, as passkeys do. */
export function PasskeyButton({ next, add, begin = false, look = 'strong', onFail, children }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false)
  const use = async () => {
    setBusy(true)
    try {
      const { addPasskey, signInByPasskey } = await import('./passkey.ts')
      const done = add === undefined ? await signInByPasskey() : await addPasskey(add, begin)
      if (done) return location.assign(next)
    } catch {
      // The person closed the browser's window, or the line is cut: both are told alike.
    }
    setBusy(false)
    onFail()
  }
  return (
    <Button look={look} idle={busy} onClick={use}>
      {children}
    </Button>
  )
}
