// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { Choice } from './choice.tsx'
import { AreaField, TextField } from './field.tsx'
import { SecretField } from './secret.tsx'

export const fieldExamples: Examples = {
  id: 'field',
  name: { en: 'Field', fr: 'Champ' },
  what: {
    en: 'One line, several lines, a password, or a choice. Label above, hint below it, error at the field.',
    fr: 'Une ligne, plusieurs lignes, un mot de passe ou un choix. Intitulé au-dessus, aide dessous, erreur au champ.',
  },
  examples: [
    {
      name: { en: 'One line with a hint', fr: 'Une ligne avec une aide' },
      show: (say) => (
        <TextField
          name="town"
          label={say('Town', 'Ville')}
          hint={say('As it stands on the envelope.', 'Comme sur l’enveloppe.')}
        />
      ),
    },
    {
      name: { en: 'With an error', fr: 'Avec une erreur' },
      show: (say) => (
        <TextField
          name="mail"
          type="email"
          label={say('E-mail', 'Courriel')}
          defaultValue="anna@"
          error={say('Write the part after the @ too.', 'Écrivez aussi la partie après le @.')}
        />
      ),
    },
    {
      name: { en: 'Several lines', fr: 'Plusieurs lignes' },
      show: (say) => <AreaField name="note" rows={3} label={say('Note', 'Note')} />,
    },
    {
      name: { en: 'A password', fr: 'Un mot de passe' },
      show: (say) => (
        <SecretField
          name="secret"
          label={say('Password', 'Mot de passe')}
          autoComplete="off"
          show={say('Show', 'Montrer')}
          hide={say('Hide', 'Cacher')}
        />
      ),
    },
    {
      name: { en: 'Choices', fr: 'Choix' },
      show: (say) => (
        <fieldset className="field">
          <legend>{say('How shall we reach you?', 'Comment vous joindre ?')}</legend>
          <Choice type="radio" name="way" label={say('Here', 'Ici')} defaultChecked />
          <Choice type="radio" name="way" label={say('By e-mail', 'Par courriel')} />
        </fieldset>
      ),
    },
  ],
}
