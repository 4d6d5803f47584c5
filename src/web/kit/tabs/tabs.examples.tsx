// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Tabs } from './tabs.tsx'

export const tabsExamples: Examples = {
  id: 'tabs',
  name: { en: 'Tabs', fr: 'Onglets' },
  what: {
    en: 'Parts of one thing that nobody needs at once. Without script they stand below each other.',
    fr: 'Les parties d’une même chose, dont on ne lit qu’une à la fois. Sans script, elles se suivent.',
  },
  examples: [
    {
      name: { en: 'Three parts', fr: 'Trois parties' },
      show: (say) => (
        <Tabs
          label={say('A house', 'Une maison')}
          tabs={[
            { id: 'cellar', title: say('Cellar', 'Cave'), body: <p>{say('Cool and dark.', 'Fraîche et sombre.')}</p> },
            { id: 'rooms', title: say('Rooms', 'Pièces'), body: <p>{say('Six of them.', 'Il y en a six.')}</p> },
            { id: 'roof', title: say('Roof', 'Toit'), body: <p>{say('Slate.', 'En ardoise.')}</p> },
          ]}
        />
      ),
    },
  ],
}
