// SPDX-License-Identifier: Apache-2.0
import { LinkButton } from '../button/button.tsx'
import type { Examples } from '../examples.ts'
import { EmptyState } from './empty.tsx'

export const emptyExamples: Examples = {
  id: 'empty',
  name: { en: 'Empty state', fr: 'État vide' },
  what: { en: 'Where a list has nothing in it: says what to do.', fr: 'Quand une liste est vide : dit quoi faire.' },
  examples: [
    {
      name: { en: 'With something to do', fr: 'Avec une action' },
      show: (say) => (
        <EmptyState
          title={say('Nobody has been invited yet', 'Personne n’a encore été invité')}
          action={<LinkButton href="#top">{say('Invite somebody', 'Inviter quelqu’un')}</LinkButton>}
        >
          {say('An invitation is a link that works once.', 'Une invitation est un lien qui ne sert qu’une fois.')}
        </EmptyState>
      ),
    },
  ],
}
