// SPDX-License-Identifier: Apache-2.0
/**
 * The body's private key, as this window holds it: read by script from the file that the officer chooses, kept in this page's
 * memory while it is open, and sent nowhere. The field has no form around it, so that no request can take the file along.
 */
import { useState, useSyncExternalStore } from 'react'
import type { KeyPair } from '#basis/hpke.ts'
import { fingerprintOf, keyIn } from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useSafeguards } from './words.ts'

interface Held {
  pair: KeyPair
  fingerprint: string
}

let held: Held | null = null
const listeners = new Set<() => void>()
const hold = (next: Held | null) => {
  held = next
  for (const listener of listeners) listener()
}

export const useHeld = (): Held | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => held,
    () => null,
  )

const LARGEST = 10_000

/** Where the officer gives the key. */
export function KeyPanel() {
  const { t } = useSafeguards()
  const own = useHeld()
  const [isWrong, setWrong] = useState(false)
  const choose = async ([file]: File[]) => {
    const pair = file && (await keyIn(await file.text()))
    setWrong(pair === undefined)
    if (pair) hold({ pair, fingerprint: await fingerprintOf(pair.publicKey) })
  }
  return (
    <Panel title={t('key.title')}>
      {own ? (
        <>
          <p>
            {t('key.held')} <Code fixed>{own.fingerprint}</Code>
          </p>
          <div className="row">
            <Button look="quiet" onClick={() => hold(null)}>
              {t('key.forget')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="quiet">{t('key.help')}</p>
          <noscript>
            <Notice tone="caution">{t('key.script')}</Notice>
          </noscript>
          <FileField
            name="body-key"
            label={t('key.file')}
            accept=".json"
            most={LARGEST}
            error={isWrong ? t('key.wrong') : undefined}
            onChoose={(files) => void choose(files)}
          />
        </>
      )}
    </Panel>
  )
}
