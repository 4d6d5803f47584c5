// SPDX-License-Identifier: Apache-2.0
/** What several forms of administration have. */
import type { RoleDeclaration } from '#platform/accounts/contract.ts'
import { Choice } from '../kit/field/choice.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import type { FormWords } from './form.ts'
import { useAdmin } from './words.tsx'

type Named = Pick<RoleDeclaration, 'id' | 'name'> & { secondPerson?: boolean }

/** Roles by their names in the reader's language, or their ids where nobody declares them any more. */
export function RoleNames({ ids, roles }: { ids: readonly string[]; roles: readonly Named[] }) {
  const { language, t } = useAdmin()
  const names = ids.map((id) => roles.find((role) => role.id === id)?.name[language] ?? id)
  return names.length === 0 ? <span className="quiet">{t('people.noRoles')}</span> : names.join(', ')
}

interface RoleChoicesProps {
  roles: readonly Named[]
  form: FormWords
  hint?: string
  /** Those that are ticked at first. */
  held?: readonly string[]
}

/** One box a role; what two people give says so. */
export function RoleChoices({ roles, form, hint, held = [] }: RoleChoicesProps) {
  const { language, t } = useAdmin()
  const { error } = form.error('roles')
  return (
    <fieldset className="field">
      <legend>{t('people.roles')}</legend>
      {hint && <span className="hint">{hint}</span>}
      {error && <span className="error">{error}</span>}
      {roles.map(({ id, name, secondPerson }) => (
        <Choice
          key={id}
          type="checkbox"
          name="roles"
          value={id}
          label={secondPerson ? t('people.grave', { role: name[language] }) : name[language]}
          defaultChecked={form.ticked('roles', id, held.includes(id))}
        />
      ))}
    </fieldset>
  )
}

interface PersonFieldsProps {
  /** `custodian` or `deputy`. */
  who: 'custodian' | 'deputy'
  form: FormWords
  required?: boolean
}

export function PersonFields({ who, form, required = false }: PersonFieldsProps) {
  const { t } = useAdmin()
  const field = `${who}.email`
  return (
    <TextField
      name={field}
      type="email"
      label={t(`organisations.${who}`)}
      hint={t(`organisations.${who}Hint`)}
      defaultValue={form.typed(field)}
      autoComplete="off"
      required={required}
      {...form.error(field)}
    />
  )
}

export const CLEARANCES = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const

export const markingName = (marking: string): string => `TLP:${marking.toUpperCase()}`

export const InForce = ({ yes }: { yes: boolean }) => {
  const { t } = useAdmin()
  return <Tag tone={yes ? 'sure' : 'plain'}>{t(yes ? 'people.inForce' : 'people.notInForce')}</Tag>
}
