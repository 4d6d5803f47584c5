// SPDX-License-Identifier: Apache-2.0
/** Fields of what a firm knows of a customer: to write it down, and to correct it. */
import { CHECKS, PREMISES } from '#supply/partnerships/contract.ts'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { CHECKED, type Given, type Place, ROWS } from './given.ts'
import { useCustomers } from './words.ts'

interface FieldsProps {
  given: Given
  problems: readonly Place[]
  /** By code and name, as in every list of countries here. */
  countries: readonly (readonly [code: string, name: string])[]
}

export function CustomerFields({ given, problems, countries }: FieldsProps) {
  const { t } = useCustomers()
  const errorAt = (place: Place) =>
    problems.includes(place) ? { error: t(`problem.${place === 'asked.0' ? 'asked' : place}`) } : {}
  const rows = ROWS.length + Object.keys(given).filter((name) => /^asked\.([4-9]|1\d)$/.test(name)).length
  return (
    <>
      <Panel title={t('field.who')}>
        <TextField name="name" label={t('field.name')} defaultValue={given.name} maxLength={200} {...errorAt('name')} />
        <Choice
          type="checkbox"
          name="isPerson"
          value="yes"
          label={t('field.isPerson')}
          defaultChecked={given.isPerson === 'yes'}
        />
        <AreaField
          name="necessity"
          label={t('field.necessity')}
          hint={t('field.necessityHint')}
          defaultValue={given.necessity}
          rows={2}
          maxLength={500}
          {...errorAt('necessity')}
        />
        <TextField
          name="registration"
          label={t('field.registration')}
          defaultValue={given.registration}
          maxLength={200}
          {...errorAt('registration')}
        />
        <SelectField
          name="country"
          label={t('field.country')}
          defaultValue={given.country}
          options={countries}
          {...errorAt('country')}
        />
        <TextField
          name="address"
          label={t('field.address')}
          hint={t('field.addressHint')}
          defaultValue={given.address}
          maxLength={400}
          {...errorAt('address')}
        />
        <SelectField
          name="premises"
          label={t('field.premises')}
          defaultValue={given.premises ?? 'unknown'}
          options={PREMISES.map((each) => [each, t(`premises.${each}`)] as const)}
        />
      </Panel>
      <Panel title={t('field.what')}>
        <p className="quiet">{t('field.whatHelp')}</p>
        {Array.from({ length: rows }, (_, row) => (
          <fieldset key={row} className="asked-row">
            <legend>{t('field.row', { row: row + 1 })}</legend>
            <TextField
              name={`asked.${row}`}
              label={t('field.asked')}
              defaultValue={given[`asked.${row}`]}
              maxLength={200}
              {...(row === 0 && errorAt('asked.0'))}
            />
            <TextField
              name={`count.${row}`}
              size="small"
              inputMode="numeric"
              label={t('field.count')}
              defaultValue={given[`count.${row}`] ?? '1'}
              maxLength={6}
            />
          </fieldset>
        ))}
        <AreaField
          name="use"
          label={t('field.use')}
          hint={t('field.useHint')}
          defaultValue={given.use}
          rows={3}
          maxLength={1000}
          {...errorAt('use')}
        />
      </Panel>
      <Panel title={t('field.checks')}>
        {CHECKED.map((check) => (
          <SelectField
            key={check}
            name={check}
            label={t(`check.${check}`)}
            defaultValue={given[check] ?? CHECKS[check].at(check === 'licence' ? 3 : -1)}
            options={CHECKS[check].map((each) => [each, t(`${check}.${each}` as 'identity.seen')] as const)}
          />
        ))}
        <AreaField
          name="note"
          label={t('field.note')}
          hint={t('field.noteHint')}
          defaultValue={given.note}
          rows={3}
          maxLength={2000}
          {...errorAt('note')}
        />
        <TextField
          name="keptMonths"
          size="small"
          inputMode="numeric"
          label={t('field.keptMonths')}
          hint={t('field.keptMonthsHint')}
          defaultValue={given.keptMonths}
          maxLength={3}
          {...errorAt('keptMonths')}
        />
      </Panel>
    </>
  )
}

/** For the summary at the top of the page. */
export function useProblems(problems: readonly Place[]): { text: string; field: string }[] {
  const { t } = useCustomers()
  return problems.map((place) => ({ text: t(`problem.${place === 'asked.0' ? 'asked' : place}`), field: place }))
}
