// SPDX-License-Identifier: Apache-2.0
import type { PersonSummary, RoleDeclaration } from '#platform/accounts/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { FormWords } from '../form.ts'
import { useAdmin } from '../words.tsx'
import { Grants } from './grants.tsx'

interface PersonPanelProps {
  person: PersonSummary
  roles: readonly RoleDeclaration[]
  verbs: { change: boolean; end: boolean }
  form: FormWords
}

/** One person's roles to change, and its membership to end: in two steps, since an end is at once. */
export function PersonPanel({ person, roles, verbs, form }: PersonPanelProps) {
  const { t } = useAdmin()
  const { membership, name } = person
  const address = `/administration?person=${membership}`
  return (
    <Panel title={t('people.changeNamed', { name })}>
      {verbs.change && (
        <form method="post" action={address} className="stack">
          <input type="hidden" name="intent" value="change" />
          <input type="hidden" name="membership" value={membership} />
          <input type="hidden" name="version" value={person.version} />
          <Grants roles={roles} form={form} held={person} />
          <div className="row">
            <Button type="submit">{t('people.save')}</Button>
            <LinkButton look="quiet" href="/administration">
              {t('people.close')}
            </LinkButton>
          </div>
        </form>
      )}
      {verbs.end && (
        <details>
          <summary>{t('people.end')}</summary>
          <form method="post" action="/administration" className="stack" data-gap="small">
            <input type="hidden" name="intent" value="end" />
            <p>{t('people.endMore', { name })}</p>
            <div className="row">
              <Button type="submit" look="danger" name="membership" value={membership}>
                {t('people.endNamed', { name })}
              </Button>
            </div>
          </form>
        </details>
      )}
    </Panel>
  )
}
