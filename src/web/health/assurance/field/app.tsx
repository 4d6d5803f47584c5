// SPDX-License-Identifier: Apache-2.0
/** The field mode from its passphrase on: one window at a time, since two would write over each other. */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { keepForGood, keepOffline } from './offline.ts'
import { Taken } from './taken-list.tsx'
import { destroyVault, hasVault, LEAST, makeVault, openVault, type Vault } from './vault.ts'
import { useField } from './words.ts'

type Stage = 'checking' | 'unsupported' | 'elsewhere' | 'new' | 'locked'

const isAble = () => 'indexedDB' in window && 'serviceWorker' in navigator && 'locks' in navigator && !!crypto.subtle

/** Held as long as the page is open; false where another window has it. */
const takeTurn = (): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request('passerelle-field', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise<void>(() => undefined) : undefined
    })
  })

function Passphrase({ isNew, opened }: { isNew: boolean; opened(vault: Vault): void }) {
  const { t } = useField()
  const [said, setSaid] = useState<'wrong' | 'short' | 'differ' | 'refused' | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = async (form: FormData) => {
    const [first, second] = [String(form.get('pass')), String(form.get('again'))]
    if (isNew && first.trim().length < LEAST) return setSaid('short')
    if (isNew && first !== second) return setSaid('differ')
    setBusy(true)
    const vault = await (isNew ? makeVault(first) : openVault(first)).catch(() => null)
    setBusy(false)
    if (vault) opened(vault)
    else setSaid(vault === null ? 'refused' : 'wrong')
  }
  return (
    <Panel title={t(isNew ? 'field.newTitle' : 'field.unlockTitle')}>
      {isNew && <p>{t('field.newHelp')}</p>}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void begin(new FormData(event.currentTarget))
        }}
      >
        <TextField
          name="pass"
          type="password"
          label={t('field.pass')}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...(isNew && { hint: t('field.passHint') })}
          {...(said && { error: t(`field.${said}`) })}
        />
        {isNew && <TextField name="again" type="password" label={t('field.again')} autoComplete="new-password" />}
        <div className="row">
          <Button type="submit" idle={busy}>
            {t(isNew ? 'field.make' : 'field.unlock')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function Destroy() {
  const { t } = useField()
  const [sure, setSure] = useState(false)
  return (
    <Panel title={t('field.destroy')} fold="closed">
      <p className="quiet">{t('field.destroyHelp')}</p>
      <Choice type="checkbox" label={t('field.destroySure')} checked={sure} onChange={() => setSure(!sure)} />
      <div className="row">
        <Button
          type="button"
          look="danger"
          idle={!sure}
          onClick={() => void destroyVault().then(() => location.reload())}
        >
          {t('field.destroy')}
        </Button>
      </div>
    </Panel>
  )
}

export function FieldApp() {
  const { t } = useField()
  const [stage, setStage] = useState<Stage>('checking')
  const [vault, setVault] = useState<Vault | null>(null)
  const [ready, setReady] = useState<boolean | null>(null)
  const [lasting, setLasting] = useState(true)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const begin = async () => {
      if (!isAble()) return setStage('unsupported')
      if (!(await takeTurn())) return setStage('elsewhere')
      setStage((await hasVault()) ? 'locked' : 'new')
      setReady(await keepOffline().catch(() => false))
    }
    begin().catch(() => setStage('unsupported'))
  }, [])
  const opened = (own: Vault) => {
    setVault(own)
    void keepForGood().then(setLasting)
  }
  if (stage === 'checking') return <p>{t('field.checking')}</p>
  if (stage === 'unsupported' || stage === 'elsewhere') return <Notice tone="caution">{t(`field.${stage}`)}</Notice>
  return (
    <>
      {/* In its place from the start: a line that came later would push the button away from under a finger. */}
      <p className="quiet" role="status">
        {t(ready === null ? 'field.offlineSoon' : ready ? 'field.offlineReady' : 'field.offlineNot')}
      </p>
      {vault ? <Taken vault={vault} /> : <Passphrase isNew={stage === 'new'} opened={opened} />}
      {vault && !lasting && <p className="quiet">{t('field.persistNot')}</p>}
      {vault && (
        <div className="row">
          <Button type="button" look="quiet" onClick={() => location.reload()}>
            {t('field.lock')}
          </Button>
        </div>
      )}
      {stage === 'locked' && !vault && <Destroy />}
    </>
  )
}
