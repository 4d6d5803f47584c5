// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { AudiencePanel, AudienceTag, type Reader } from './audience.tsx'

type Say = (en: string, fr: string) => string

const fieldsIn = (say: Say) => [say('Title', 'Titre'), say('Place', 'Lieu'), say('Sender', 'Expéditeur')]

const readersIn = (say: Say): Reader[] => [
  {
    id: '1',
    name: say('Office of the North', 'Bureau du Nord'),
    kind: say('Authority', 'Autorité'),
    because: say('It wrote the record', 'Il a écrit la fiche'),
    sees: 'all',
  },
  {
    id: '2',
    name: say('Port laboratory', 'Laboratoire du port'),
    kind: say('Laboratory', 'Laboratoire'),
    because: say('Agreement of 3 March', 'Accord du 3 mars'),
    sees: fieldsIn(say).slice(0, 2),
  },
]

export const audienceExamples: Examples = {
  id: 'audience',
  name: { en: 'Who will see this', fr: 'Qui verra ceci' },
  what: {
    en: 'Before saving, and on the record ever after: each organisation, why, and which fields.',
    fr: 'Avant d’enregistrer, puis sur la fiche : chaque organisation, pourquoi, et quels champs.',
  },
  examples: [
    {
      name: { en: 'Before saving', fr: 'Avant d’enregistrer' },
      show: (say) => (
        <AudiencePanel when="before" readers={readersIn(say)} fields={fieldsIn(say)}>
          <p className="quiet">{say('Choose others above.', 'Choisissez-en d’autres plus haut.')}</p>
        </AudiencePanel>
      ),
    },
    {
      name: { en: 'On the record, nobody else', fr: 'Sur la fiche, personne d’autre' },
      show: (say) => <AudiencePanel when="after" readers={[]} fields={fieldsIn(say)} />,
    },
    {
      name: { en: 'In a row of a list', fr: 'Dans une ligne de liste' },
      show: () => (
        <div className="row">
          <AudienceTag count={0} />
          <AudienceTag count={1} />
          <AudienceTag count={12} />
        </div>
      ),
    },
  ],
}
