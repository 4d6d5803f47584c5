// SPDX-License-Identifier: Apache-2.0
import { Button } from '../button/button.tsx'
import type { Examples } from '../examples.ts'
import { Facts } from '../layout/layout.tsx'
import { Panel } from './panel.tsx'

export const panelExamples: Examples = {
  id: 'panel',
  name: { en: 'Panel', fr: 'Cadre' },
  what: {
    en: 'A part of a page that stands for itself, with what can be done about it.',
    fr: 'Une partie de page qui se suffit, avec ce qu’on peut y faire.',
  },
  examples: [
    {
      name: { en: 'With an action', fr: 'Avec une action' },
      show: (say) => (
        <Panel
          title={say('Opening hours', 'Heures d’ouverture')}
          actions={
            <Button look="quiet" size="small">
              {say('Change', 'Modifier')}
            </Button>
          }
        >
          <Facts
            facts={[
              [say('Weekdays', 'Semaine'), '09:00–17:00'],
              [say('Saturday', 'Samedi'), '09:00–12:00'],
            ]}
          />
        </Panel>
      ),
    },
    {
      name: { en: 'Folded', fr: 'Replié' },
      show: (say) => (
        <Panel title={say('Why am I seeing this?', 'Pourquoi vois-je ceci ?')} fold="closed">
          <p>{say('Because your office asked for it.', 'Parce que votre bureau l’a demandé.')}</p>
        </Panel>
      ),
    },
  ],
}
