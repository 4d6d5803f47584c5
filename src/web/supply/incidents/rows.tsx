// SPDX-License-Identifier: Apache-2.0
/** The parts of a report of which there may be several: each filled one, and an empty one after them. */
import type { ReactNode } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import type { Choices } from './choices.ts'
import { type Group, MOST_ROWS } from './fields.ts'
import { Kept, Select, Text, Tick, useKind, useRowWords } from './marked.tsx'
import { useIncidents } from './words.ts'

interface Lists {
  choices: Choices
  countries: readonly (readonly [code: string, name: string])[]
}
type RowProps = Lists & { row: string }

/** In a list a unit stands as of several. */
const MANY = 2
const nothing = ['', '–'] as const

function GoodsFields({ row, choices }: RowProps) {
  const { t } = useIncidents()
  const usual = choices.usuallyKnown[useKind()]
  const units = choices.units.map((unit) => [unit, t(`unit.${unit}`, { count: MANY })] as const)
  // What is usual for the kind is what an empty value says, so that it follows the kind until somebody chooses.
  const certainties = [
    ...(usual ? [] : [['', t('new.byKind')] as const]),
    ...choices.certainties.map((each) => [each === usual ? '' : each, t(`certainty.${each}`)] as const),
  ]
  return (
    <>
      <Text className="double" name={`${row}.name`} label={t('field.name')} maxLength={200} />
      <Text name={`${row}.amount.value`} label={t('field.amount')} inputMode="decimal" maxLength={30} />
      <Select name={`${row}.amount.unit`} label={t('field.unit')} options={units} otherwise="kg" />
      <Select
        name={`${row}.form`}
        label={t('field.form')}
        options={[nothing, ...choices.forms.map((form) => [form, t(`form.${form}`)] as const)]}
      />
      <Select name={`${row}.certainty`} label={t('field.certainty')} options={certainties} usual={usual} />
      <Kept name={`${row}.id`} />
    </>
  )
}

function EquipmentFields({ row }: RowProps) {
  const { t } = useIncidents()
  return (
    <>
      <Text className="double" name={`${row}.name`} label={t('field.name')} maxLength={200} />
      <Text name={`${row}.count`} label={t('field.count')} inputMode="numeric" maxLength={6} />
    </>
  )
}

function RouteFields({ row, choices, countries }: RowProps) {
  const { t } = useIncidents()
  const roles = choices.roles.map((role) => [role, t(`role.${role}`)] as const)
  const modes = choices.modes.map((mode) => [mode, t(`mode.${mode}`)] as const)
  return (
    <>
      <Select name={`${row}.role`} label={t('field.role')} options={roles} otherwise="origin" />
      <Select
        name={`${row}.country`}
        label={t('field.country')}
        options={[['', t('new.choose')] as const, ...countries]}
      />
      <Text name={`${row}.place`} label={t('field.place')} maxLength={200} />
      <Select name={`${row}.mode`} label={t('field.mode')} options={[nothing, ...modes]} />
    </>
  )
}

function PartyFields({ row, choices, countries }: RowProps) {
  const { t } = useIncidents()
  const roles = choices.parties.map((role) => [role, t(`party.${role}`)] as const)
  const known = choices.knowledge.map((each) => [each, t(`knowledge.${each}`)] as const)
  return (
    <>
      <Select name={`${row}.role`} label={t('field.role')} options={roles} otherwise="consignee" />
      <Text className="double" name={`${row}.name`} label={t('field.name')} maxLength={200} />
      <Select
        name={`${row}.country`}
        label={t('field.country')}
        options={[['', t('new.noCountry')] as const, ...countries]}
      />
      <Select name={`${row}.knowledge`} label={t('field.knowledge')} options={known} otherwise="unknown" />
      <Tick name={`${row}.person`} label={t('field.person')} className="person" />
      <Text
        className="wide necessity"
        name={`${row}.necessity`}
        label={t('field.necessity')}
        hint={t('new.personHint')}
        maxLength={500}
      />
    </>
  )
}

function IdentifierFields({ row, choices }: RowProps) {
  const { t } = useIncidents()
  const types = choices.identifiers.map((type) => [type, t(`identifier.${type}`)] as const)
  return (
    <>
      <Select name={`${row}.type`} label={t('field.type')} options={types} otherwise="container" />
      <Text className="double" name={`${row}.value`} label={t('field.value')} maxLength={200} />
    </>
  )
}

const fieldsOf: Record<Group, (props: RowProps) => ReactNode> = {
  goods: GoodsFields,
  equipment: EquipmentFields,
  route: RouteFields,
  parties: PartyFields,
  identifiers: IdentifierFields,
}

function ReportRow({ group, index, ...lists }: Lists & { group: Group; index: number }) {
  const { t } = useIncidents()
  const row = `${group}.${index}`
  const words = useRowWords(row)
  const Fields = fieldsOf[group]
  return (
    <fieldset className="report-row">
      <legend>
        {t(`rowOf.${group}`, { row: index + 1 })}
        {words && <span className="quiet"> – {t('new.read', { words })}</span>}
      </legend>
      <Fields row={row} {...lists} />
    </fieldset>
  )
}

/** Folded where there is nothing in it yet, since most reports have only some of these parts. */
export function RowsPanel({ group, count, ...lists }: Lists & { group: Group; count: number }) {
  const { t } = useIncidents()
  const part = t(`field.${group}`)
  return (
    <Panel title={part} fold={count > 1 || group === 'goods' ? 'open' : 'closed'}>
      <p className="quiet">{t(`new.${group}Hint`)}</p>
      {Array.from({ length: count }, (_, index) => (
        <ReportRow key={index} {...{ group, index, ...lists }} />
      ))}
      {count < MOST_ROWS && (
        <div className="row">
          <Button
            type="submit"
            name="intent"
            value={`another:${group}`}
            look="quiet"
            size="small"
            aria-label={t('new.anotherFor', { part })}
          >
            {t('new.another')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
