// SPDX-License-Identifier: Apache-2.0
import type { Me } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { languages } from '../../public/language.ts'
import { workLanguages } from '../language.ts'
import { useWork } from '../words.tsx'

/** Name and language, and what this person holds at this desk. */
export function Profile({ me }: { me: Me }) {
  const { t, language } = useWork()
  const roles = me.roles.map(({ name }) => name[language]).join(', ')
  return (
    <Panel title={t('account.profile')}>
      <Facts
        facts={[
          [t('signIn.email'), <bdi key="email">{me.email}</bdi>],
          [t('frame.desk'), <bdi key="desk">{me.organisation.name}</bdi>],
          [t('account.roles'), roles || t('invitation.noRoles')],
          [t('account.clearance'), `TLP:${me.clearance.toUpperCase()}`],
        ]}
      />
      <form method="post" action="/account" className="search">
        <input type="hidden" name="intent" value="name" />
        <TextField
          name="name"
          label={t('account.name')}
          defaultValue={me.name}
          autoComplete="name"
          maxLength={200}
          required
        />
        <Button type="submit" look="quiet">
          {t('account.saveName')}
        </Button>
      </form>
      <form method="post" action="/language" className="search">
        <input type="hidden" name="back" value="/account" />
        <SelectField
          name="language"
          size="small"
          label={t('frame.language')}
          defaultValue={me.language}
          options={workLanguages.map((code) => [code, languages[code].name] as const)}
        />
        <Button type="submit" look="quiet">
          {t('account.saveLanguage')}
        </Button>
      </form>
    </Panel>
  )
}
