// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { SelectField } from './select.tsx'

export const selectExamples: Examples = {
  id: 'select',
  name: { en: 'Select', fr: 'Liste de choix' },
  what: {
    en: 'One of a few choices that everybody knows. For many, take a combobox.',
    fr: 'Un choix parmi quelques-uns, connus de tous. S’ils sont nombreux, prenez un champ à suggestions.',
  },
  examples: [
    {
      name: { en: 'Three choices', fr: 'Trois choix' },
      show: (say) => (
        <SelectField
          name="state"
          label={say('State', 'État')}
          hint={say('Only what waits is shown at first.', 'Seul ce qui attend est montré au début.')}
          options={[
            ['waiting', say('Waiting', 'En attente')],
            ['done', say('Done', 'Fait')],
            ['', say('All', 'Tous')],
          ]}
        />
      ),
    },
    {
      name: { en: 'With an error', fr: 'Avec une erreur' },
      show: (say) => (
        <SelectField
          name="area"
          label={say('Area', 'Région')}
          error={say('Choose an area.', 'Choisissez une région.')}
          options={[
            ['', ''],
            ['n', say('North', 'Nord')],
            ['s', say('South', 'Sud')],
          ]}
        />
      ),
    },
  ],
}
