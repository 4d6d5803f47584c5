// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useEffect, useState } from 'react'
import { useWork } from '../words.tsx'
import type { FrameData } from './frame-data.ts'

/** Loaded when it is first asked for. */
const Palette = lazy(async () => {
  const { Palette } = await import('../../kit/palette/palette.tsx')
  return { default: Palette }
})

const LEAVE = 'action:sign-out'

function leave() {
  document.querySelector<HTMLFormElement>('#sign-out')?.requestSubmit()
}

/** Ctrl and K: every page and action that the person has. */
export function Commands({ places }: { places: FrameData['places'] }) {
  const { t } = useWork()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const show = () => {
    setWanted(true)
    setOpen(true)
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      setWanted(true)
      setOpen(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const own = [
    { id: '/inbox', title: t('inbox.title') },
    { id: '/account', title: t('account.title'), also: t('account.also') },
  ]
  const groups = [
    { title: t('commands.pages'), commands: [...own, ...places.map((place) => ({ ...place, id: place.href }))] },
    { title: t('commands.actions'), commands: [{ id: LEAVE, title: t('frame.signOut') }] },
  ]
  return (
    <>
      <button type="button" className="commands with-script" onClick={show}>
        {t('commands.open')} <kbd>{t('commands.keys')}</kbd>
      </button>
      {wanted && (
        <Suspense>
          <Palette
            label={t('commands.label')}
            groups={groups}
            open={open}
            onClose={() => setOpen(false)}
            onChoose={(id) => (id === LEAVE ? leave() : location.assign(id))}
          />
        </Suspense>
      )}
    </>
  )
}
