// SPDX-License-Identifier: Apache-2.0
import type { Examples } from '../examples.ts'
import { FileField } from './file.tsx'

export const fileExamples: Examples = {
  id: 'file',
  name: { en: 'File', fr: 'Fichier' },
  what: {
    en: 'Files to send, chosen or dropped. Says at once what is too large.',
    fr: 'Fichiers à envoyer, choisis ou déposés. Dit tout de suite ce qui est trop grand.',
  },
  examples: [
    {
      name: { en: 'One table', fr: 'Un tableau' },
      show: (say) => (
        <FileField
          name="table"
          label={say('A table', 'Un tableau')}
          hint={say('CSV, up to 5 MB.', 'CSV, 5 Mo au plus.')}
          accept=".csv"
          most={5_000_000}
        />
      ),
    },
    {
      name: { en: 'Several pictures', fr: 'Plusieurs images' },
      show: (say) => <FileField name="pictures" multiple accept="image/*" label={say('Pictures', 'Images')} />,
    },
  ],
}
