// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Meter } from './meter.tsx'
import { Tag } from './tag.tsx'

export const tagExamples: Examples = {
  id: 'tag',
  name: { en: 'Tag', fr: 'Étiquette' },
  what: {
    en: 'A state in a word. A shape stands beside each colour, for whoever does not see it.',
    fr: 'Un état en un mot. Une forme accompagne chaque couleur, pour qui ne la voit pas.',
  },
  examples: [
    {
      name: { en: 'All tones', fr: 'Tous les tons' },
      show: (say) => (
        <div className="row">
          <Tag tone="listed">{say('Refused', 'Refusé')}</Tag>
          <Tag tone="watch">{say('Waiting', 'En attente')}</Tag>
          <Tag tone="class">{say('Group', 'Groupe')}</Tag>
          <Tag tone="plain">{say('Plain', 'Simple')}</Tag>
          <Tag tone="sure">{say('Done', 'Fait')}</Tag>
          <Tag tone="unsure">{say('Not sure', 'Incertain')}</Tag>
        </div>
      ),
    },
    {
      name: { en: 'A share', fr: 'Une part' },
      show: (say) => <Meter value={0.7} label={say('70 % filled', 'Rempli à 70 %')} />,
    },
  ],
}
