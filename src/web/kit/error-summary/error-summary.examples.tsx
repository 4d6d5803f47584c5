// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { TextField } from '../field/field.tsx'
import { ErrorSummary } from './error-summary.tsx'

export const errorSummaryExamples: Examples = {
  id: 'error-summary',
  name: { en: 'Error summary', fr: 'Résumé des erreurs' },
  what: {
    en: 'All problems of a form, at its top, each leading to its field.',
    fr: 'Tous les problèmes d’un formulaire, en haut, chacun menant à son champ.',
  },
  examples: [
    {
      name: { en: 'Two problems', fr: 'Deux problèmes' },
      show: (say) => (
        <div className="stack">
          <ErrorSummary
            still
            problems={[
              { text: say('Write your name.', 'Écrivez votre nom.'), field: 'summary-name' },
              { text: say('The office is closed on that day.', 'Le bureau est fermé ce jour-là.') },
            ]}
          />
          <TextField
            name="summary-name"
            label={say('Your name', 'Votre nom')}
            error={say('Write your name.', 'Écrivez votre nom.')}
          />
        </div>
      ),
    },
  ],
}
