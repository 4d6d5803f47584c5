// SPDX-License-Identifier: Apache-2.0
import type { PersonSummary, RoleDeclaration } from '#platform/accounts/contract.ts'
import { TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { FormWords } from '../form.ts'
import { CLEARANCES, markingName, RoleChoices } from '../parts.tsx'
import { useAdmin } from '../words.tsx'

interface GrantsProps {
  roles: readonly RoleDeclaration[]
  form: FormWords
  /** What the person has now. */
  held?: Pick<PersonSummary, 'roles' | 'clearance' | 'purposes'>
}

/** What somebody may do and see here: the same fields for who is invited and for who is here. */
export function Grants({ roles, form, held }: GrantsProps) {
  const { t } = useAdmin()
  return (
    <>
      <RoleChoices roles={roles} form={form} hint={t('people.rolesHint')} held={held?.roles ?? []} />
      <SelectField
        name="clearance"
        size="small"
        label={t('people.clearance')}
        hint={t('people.clearanceHint')}
        defaultValue={form.typed('clearance', held?.clearance ?? 'green')}
        options={CLEARANCES.map(
          (marking) => [marking, `${markingName(marking)} – ${t(`marking.${marking}`)}`] as const,
        )}
        {...form.error('clearance')}
      />
      <TextField
        name="purposes"
        label={t('people.purposes')}
        hint={t('people.purposesHint')}
        defaultValue={form.typed('purposes', held?.purposes.join(', '))}
        {...form.error('purposes')}
      />
    </>
  )
}
