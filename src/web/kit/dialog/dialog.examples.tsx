// SPDX-License-Identifier: Apache-2.0
import { Button } from '../button/button.tsx'
import type { Examples } from '../examples.ts'
import { DialogButton } from './dialog.tsx'

export const dialogExamples: Examples = {
  id: 'dialog',
  name: { en: 'Dialog', fr: 'Dialogue' },
  what: {
    en: 'A question before anything else can go on. Rarely: rather undo than confirm, rather inline than above.',
    fr: 'Une question sans laquelle rien ne continue. Rarement : mieux vaut annuler que confirmer.',
  },
  examples: [
    {
      name: { en: 'A question', fr: 'Une question' },
      show: (say) => (
        <DialogButton
          label={say('End this session …', 'Fermer cette session …')}
          title={say('End this session?', 'Fermer cette session ?')}
          href="#top"
        >
          {(close) => (
            <>
              <p>{say('The other computer will be signed out.', 'L’autre ordinateur sera déconnecté.')}</p>
              <div className="row">
                <Button look="danger" onClick={close}>
                  {say('End it', 'La fermer')}
                </Button>
              </div>
            </>
          )}
        </DialogButton>
      ),
    },
  ],
}
