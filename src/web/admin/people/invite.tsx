// SPDX-License-Identifier: Apache-2.0
import type { RoleDeclaration } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { languages } from '../../public/language.ts'
import { workLanguages } from '../../workspace/language.ts'
import type { FormWords } from '../form.ts'
import { useAdmin } from '../words.tsx'
import { Grants } from './grants.tsx'

interface InviteProps {
  roles: readonly RoleDeclaration[]
  language: string
  form: FormWords
  open: boolean
}

export function Invite({ roles, language, form, open }: InviteProps) {
  const { t } = useAdmin()
  return (
    <Panel title={t('people.invite')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration" className="stack">
        <input type="hidden" name="intent" value="invite" />
        <TextField
          name="email"
          type="email"
          label={t('people.email')}
          hint={t('people.emailHint')}
          defaultValue={form.typed('email')}
          autoComplete="off"
          required
          {...form.error('email')}
        />
        <SelectField
          name="language"
          size="small"
          label={t('people.language')}
          defaultValue={form.typed('language', language)}
          options={workLanguages.map((code) => [code, languages[code].name] as const)}
        />
        <Grants roles={roles} form={form} />
        <DateField
          name="until"
          label={t('people.untilField')}
          hint={t('people.untilHint')}
          defaultValue={form.typed('until')}
          {...form.error('until')}
        />
        <div className="row">
          <Button type="submit">{t('people.send')}</Button>
        </div>
      </form>
    </Panel>
  )
}
