// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Flyout } from './flyout.tsx'

export const flyoutExamples: Examples = {
  id: 'flyout',
  name: { en: 'Flyout', fr: 'Volet' },
  what: {
    en: 'A few choices behind a word. Opens without script.',
    fr: 'Quelques choix derrière un mot. S’ouvre sans script.',
  },
  examples: [
    {
      name: { en: 'Two links', fr: 'Deux liens' },
      show: (say) => (
        <Flyout name={say('Language', 'Langue')} label={say('English', 'Français')}>
          <ul>
            <li>
              <a href="#top">{say('French', 'Anglais')}</a>
            </li>
            <li>
              <a href="#top">{say('English', 'Français')}</a>
            </li>
          </ul>
        </Flyout>
      ),
    },
  ],
}
