// SPDX-License-Identifier: Apache-2.0
import { Button } from '../button/button.tsx'
import type { Examples } from '../examples.ts'
import { Progress } from './progress.tsx'

export const progressExamples: Examples = {
  id: 'progress',
  name: { en: 'Progress', fr: 'Avancement' },
  what: {
    en: 'How far a long work is, and how to leave and come back.',
    fr: 'Où en est un long travail, et comment partir puis revenir.',
  },
  examples: [
    {
      name: { en: 'Known length', fr: 'Durée connue' },
      show: (say) => (
        <Progress
          label={say('Reading the file', 'Lecture du fichier')}
          value={0.24}
          words={say('1,200 of 5,000 rows', '1 200 lignes sur 5 000')}
        >
          <Button look="quiet" size="small">
            {say('Stop', 'Arrêter')}
          </Button>
        </Progress>
      ),
    },
    {
      name: { en: 'Unknown length', fr: 'Durée inconnue' },
      show: (say) => (
        <Progress
          label={say('Waiting for the other office', 'En attente de l’autre bureau')}
          words={say('You can leave this page.', 'Vous pouvez quitter cette page.')}
        />
      ),
    },
  ],
}
