// SPDX-License-Identifier: Apache-2.0
import { Button } from '../button/button.tsx'
import type { Examples } from '../examples.ts'
import { announce } from './toast.tsx'

export const toastExamples: Examples = {
  id: 'toast',
  name: { en: 'Toast', fr: 'Annonce' },
  what: {
    en: 'Says what was done, and offers to take it back. Never the only place that says it.',
    fr: 'Dit ce qui a été fait, et propose de l’annuler. Jamais le seul endroit à le dire.',
  },
  examples: [
    {
      name: { en: 'Done, with a way back', fr: 'Fait, avec un retour possible' },
      show: (say) => (
        <div className="row">
          <Button
            look="quiet"
            onClick={() =>
              announce({
                text: say('Marked as read.', 'Marqué comme lu.'),
                undo: () => announce({ text: say('Taken back.', 'Annulé.') }),
              })
            }
          >
            {say('Mark as read', 'Marquer comme lu')}
          </Button>
          <Button look="quiet" onClick={() => announce({ text: say('Saved.', 'Enregistré.') })}>
            {say('Save', 'Enregistrer')}
          </Button>
        </div>
      ),
    },
  ],
}
