// SPDX-License-Identifier: Apache-2.0
import type { OrganisationKind } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { languages } from '../../public/language.ts'
import { workLanguages } from '../../workspace/language.ts'
import type { FormWords } from '../form.ts'
import { PersonFields } from '../parts.tsx'
import { useAdmin } from '../words.tsx'

export function LanguageField({ form, language }: { form: FormWords; language: string }) {
  const { t } = useAdmin()
  return (
    <SelectField
      name="language"
      size="small"
      label={t('people.language')}
      defaultValue={form.typed('language', language)}
      options={workLanguages.map((code) => [code, languages[code].name] as const)}
    />
  )
}

interface NewOrganisationProps {
  kinds: readonly OrganisationKind[]
  language: 'en' | 'fr'
  form: FormWords
  open: boolean
}

/** A new organisation with its first custodian and, better from the start, a deputy. */
export function NewOrganisation({ kinds, language, form, open }: NewOrganisationProps) {
  const { t } = useAdmin()
  return (
    <Panel title={t('organisations.new')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration/organisations" className="stack">
        <input type="hidden" name="intent" value="create-organisation" />
        <TextField
          name="name"
          label={t('organisations.name')}
          defaultValue={form.typed('name')}
          maxLength={200}
          required
          {...form.error('name')}
        />
        <SelectField
          name="kind"
          label={t('organisations.kind')}
          hint={t('organisations.kindHint')}
          defaultValue={form.typed('kind')}
          options={kinds.map(({ id, name }) => [id, name[language]] as const)}
          {...form.error('kind')}
        />
        <TextField
          name="country"
          size="small"
          label={t('organisations.country')}
          hint={t('organisations.countryHint')}
          defaultValue={form.typed('country')}
          minLength={2}
          maxLength={2}
          required
          {...form.error('country')}
        />
        <TextField
          name="area"
          label={t('organisations.area')}
          hint={t('organisations.areaHint')}
          defaultValue={form.typed('area')}
          maxLength={40}
          {...form.error('area')}
        />
        <PersonFields who="custodian" form={form} required />
        <PersonFields who="deputy" form={form} />
        <LanguageField form={form} language={language} />
        <div className="row">
          <Button type="submit">{t('organisations.create')}</Button>
        </div>
      </form>
    </Panel>
  )
}
