// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Button, LinkButton } from './button.tsx'

export const buttonExamples: Examples = {
  id: 'button',
  name: { en: 'Button', fr: 'Bouton' },
  what: { en: 'Does something here. One strong button a page at most.', fr: 'Agit ici. Un seul bouton fort par page.' },
  examples: [
    {
      name: { en: 'The main thing to do, and another', fr: 'L’action principale, et une autre' },
      show: (say) => (
        <div className="row">
          <Button>{say('Save', 'Enregistrer')}</Button>
          <Button look="quiet">{say('Save as draft', 'Enregistrer le brouillon')}</Button>
          <LinkButton look="quiet" href="#top">
            {say('Back to the list', 'Retour à la liste')}
          </LinkButton>
        </div>
      ),
    },
    {
      name: { en: 'What cannot be undone', fr: 'Ce qui ne peut être annulé' },
      show: (say) => <Button look="danger">{say('End all sessions', 'Fermer toutes les sessions')}</Button>,
    },
    {
      name: { en: 'Small, in a row of a table', fr: 'Petit, dans une ligne de tableau' },
      show: (say) => (
        <Button look="quiet" size="small">
          {say('Mark as read', 'Marquer comme lu')}
        </Button>
      ),
    },
    {
      name: { en: 'Waiting: it keeps the focus', fr: 'En attente : il garde le focus' },
      show: (say) => <Button idle>{say('Saving …', 'Enregistrement …')}</Button>,
    },
  ],
}
