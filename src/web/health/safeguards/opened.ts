// SPDX-License-Identifier: Apache-2.0
/** Letters of a report, opened in this window with the key that it holds. */
import { useEffect, useState } from 'react'
import type { KeyPair } from '#basis/hpke.ts'
import { type Letter, openLetter, type Told } from '#health/safeguards/contract.ts'

export type Opened = { told: Told } | { why: 'sealed' | 'other-key' | 'ended' }

const openOne = async (pair: KeyPair | undefined, reference: string, letter: Letter): Promise<Opened> => {
  if (letter.sealedBody === null) return { why: 'ended' }
  if (!pair) return { why: 'sealed' }
  try {
    return { told: await openLetter(pair, letter.kind, reference, letter.sealedBody) }
  } catch {
    return { why: 'other-key' }
  }
}

/** By number; empty until they are opened. */
export const useOpened = (pair: KeyPair | undefined, reference: string, letters: readonly Letter[]) => {
  const [opened, setOpened] = useState<ReadonlyMap<number, Opened>>(new Map())
  useEffect(() => {
    let isGone = false
    Promise.all(letters.map(async (letter) => [letter.number, await openOne(pair, reference, letter)] as const)).then(
      (all) => {
        if (!isGone) setOpened(new Map(all))
      },
    )
    return () => {
      isGone = true
    }
  }, [pair, reference, letters])
  return opened
}
