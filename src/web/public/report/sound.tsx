// SPDX-License-Identifier: Apache-2.0
/** Plays a voice in the window that has it, from an address that nobody else reaches. */
import { useEffect, useState } from 'react'
import { wavOf } from '#health/safeguards/contract.ts'

export type Voice = Uint8Array<ArrayBuffer>

/** An address at which this window alone plays it. */
const useSound = (voice: Voice): string | undefined => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([wavOf(voice)], { type: 'audio/wav' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [voice])
  return address
}

export function Sound({ voice, label }: { voice: Voice; label: string }) {
  const address = useSound(voice)
  // biome-ignore lint/a11y/useMediaCaption: nobody but who made it could write down what is said
  return address ? <audio controls controlsList="nodownload" src={address} aria-label={label} /> : null
}
