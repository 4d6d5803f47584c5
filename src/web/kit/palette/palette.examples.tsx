// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useState } from 'react'
import { Button } from '../button/button.tsx'
import type { Examples } from '../examples.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

type Say = (en: string, fr: string) => string

function Opened({ say }: { say: Say }) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  return (
    <>
      <div className="row">
        <Button look="quiet" onClick={() => setOpen(true)}>
          {say('Open the palette', 'Ouvrir la palette')}
        </Button>
        <span role="status">{chosen}</span>
      </div>
      {open && (
        <Suspense>
          <Palette
            label={say('Go to …', 'Aller à …')}
            open={open}
            onClose={() => setOpen(false)}
            onChoose={setChosen}
            groups={[
              {
                title: say('Pages', 'Pages'),
                commands: [
                  { id: 'inbox', title: say('Inbox', 'Boîte de réception') },
                  { id: 'account', title: say('Your account', 'Votre compte'), also: say('password', 'mot de passe') },
                ],
              },
              {
                title: say('Actions', 'Actions'),
                commands: [{ id: 'leave', title: say('Sign out', 'Se déconnecter') }],
              },
            ]}
          />
        </Suspense>
      )}
    </>
  )
}

export const paletteExamples: Examples = {
  id: 'palette',
  name: { en: 'Command palette', fr: 'Palette de commandes' },
  what: {
    en: 'Every page and action, found by typing. In the workspace: Ctrl and K.',
    fr: 'Chaque page et chaque action, trouvée en tapant. Dans l’espace de travail : Ctrl et K.',
  },
  examples: [{ name: { en: 'Opened by a button', fr: 'Ouverte par un bouton' }, show: (say) => <Opened say={say} /> }],
}
