// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { DateField } from './date.tsx'

export const dateExamples: Examples = {
  id: 'date',
  name: { en: 'Date', fr: 'Date' },
  what: { en: 'A day, in the calendar of the reader’s browser.', fr: 'Un jour, dans le calendrier du navigateur.' },
  examples: [
    {
      name: { en: 'A day within limits', fr: 'Un jour entre des bornes' },
      show: (say) => (
        <DateField
          name="until"
          label={say('Until', 'Jusqu’au')}
          hint={say('Within a year.', 'Dans l’année.')}
          min="2026-01-01"
          max="2026-12-31"
          defaultValue="2026-06-30"
        />
      ),
    },
    {
      name: { en: 'With an error', fr: 'Avec une erreur' },
      show: (say) => (
        <DateField
          name="from"
          label={say('From', 'À partir du')}
          error={say('The first day is after the last.', 'Le premier jour vient après le dernier.')}
        />
      ),
    },
  ],
}
