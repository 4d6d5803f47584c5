// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Combobox } from './combobox.tsx'

const codes = [
  'AR',
  'BE',
  'CA',
  'CH',
  'CI',
  'CM',
  'FR',
  'GH',
  'IN',
  'KE',
  'LB',
  'MA',
  'MX',
  'PE',
  'SN',
  'TH',
  'TN',
  'VN',
]

/** Countries in the gallery's own language, which both sides know. */
const countries = (language: string) => {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return codes
    .map((code) => [code, names.of(code) ?? code] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, language))
}

export const comboboxExamples: Examples = {
  id: 'combobox',
  name: { en: 'Combobox', fr: 'Champ à suggestions' },
  what: {
    en: 'One of many choices, found by typing some letters. Without script it is a plain list.',
    fr: 'Un choix parmi beaucoup, trouvé en tapant quelques lettres. Sans script, c’est une simple liste.',
  },
  examples: [
    {
      name: { en: 'Many choices', fr: 'Beaucoup de choix' },
      show: (say) => (
        <Combobox
          name="country"
          label={say('Country', 'Pays')}
          hint={say('Type a few letters.', 'Tapez quelques lettres.')}
          options={countries(say('en', 'fr'))}
        />
      ),
    },
    {
      name: { en: 'Chosen, with an error', fr: 'Choisi, avec une erreur' },
      show: (say) => (
        <Combobox
          name="origin"
          label={say('Country of origin', 'Pays d’origine')}
          defaultValue="KE"
          error={say('This country is closed for now.', 'Ce pays est fermé pour l’instant.')}
          options={countries(say('en', 'fr'))}
        />
      ),
    },
  ],
}
