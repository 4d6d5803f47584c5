// SPDX-License-Identifier: Apache-2.0
/** What the clauses of an agreement leave open. */
import { DateField } from '../../kit/date/date.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { labelOf, type Marking, MarkingsExplained } from '../../workspace/readers/marking.tsx'
import type { Given, Place } from './given.ts'
import { usePartnerships } from './words.ts'

/** Code lists, sent as data so that the contract itself stays on the server. */
export interface Choices {
  classes: readonly ('incidents' | 'incident-account' | 'incident-parties' | 'incident-identifiers' | 'groups')[]
  refusals: readonly ('law' | 'secrecy' | 'burden' | 'purpose')[]
  ceilings: readonly Marking[]
}

interface Part {
  given: Given
  errorAt: (place: Place) => string | undefined
}

export function DayFields({ given, errorAt }: Part) {
  const { t } = usePartnerships()
  const days = ['from', 'until', 'review'] as const
  return (
    <Panel title={t('new.days')}>
      {days.map((day) => (
        <DateField
          key={day}
          name={day}
          label={t(`new.${day}`)}
          hint={day === 'until' ? t('new.untilHint') : undefined}
          error={errorAt(day)}
          defaultValue={given[day]}
          required
        />
      ))}
    </Panel>
  )
}

interface BoxesProps {
  name: 'classes' | 'refusals'
  legend: string
  hint?: string
  error: string | undefined
  boxes: readonly (readonly [string, string])[]
  chosen: readonly string[]
}

const Boxes = ({ name, legend, hint, error, boxes, chosen }: BoxesProps) => {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className="field" aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="error" id={`${name}-error`}>
          {error}
        </span>
      )}
      {boxes.map(([value, label]) => (
        <Choice key={value} type="checkbox" {...{ name, value, label }} defaultChecked={chosen.includes(value)} />
      ))}
    </fieldset>
  )
}

export function OpensFields({ given, errorAt, choices }: Part & { choices: Choices }) {
  const { t } = usePartnerships()
  return (
    <Panel title={t('new.opens')}>
      <p className="quiet">{t('new.purpose', { purpose: t('purpose.supply-control') })}</p>
      <Boxes
        name="classes"
        legend={t('new.classes')}
        hint={t('new.classesHint')}
        error={errorAt('classes')}
        boxes={choices.classes.map((each) => [each, t(`class.${each}`)])}
        chosen={given.classes}
      />
      <SelectField
        name="marking"
        label={t('new.marking')}
        hint={t('new.markingHint')}
        error={errorAt('marking')}
        defaultValue={given.marking}
        options={choices.ceilings.map((marking) => [marking, labelOf(marking)] as const)}
      />
      <MarkingsExplained />
    </Panel>
  )
}

export function DutyFields({ given, errorAt, choices }: Part & { choices: Choices }) {
  const { t } = usePartnerships()
  const figures = ['answerDays', 'retentionMonths', 'noticeDays'] as const
  return (
    <Panel title={t('new.duties')}>
      {figures.map((name) => (
        <TextField
          key={name}
          {...{ name, label: t(`new.${name}`), error: errorAt(name), defaultValue: given[name] }}
          size="small"
          inputMode="numeric"
          autoComplete="off"
          required
        />
      ))}
      <Boxes
        name="refusals"
        legend={t('new.refusals')}
        error={errorAt('refusals')}
        boxes={choices.refusals.map((each) => [each, t(`refusal.${each}`)])}
        chosen={given.refusals}
      />
      <AreaField
        name="legalBasis"
        label={t('new.legalBasis')}
        hint={t('new.legalBasisHint')}
        error={errorAt('legalBasis')}
        defaultValue={given.legalBasis}
        rows={2}
        maxLength={500}
        required
      />
      <AreaField
        name="special"
        label={t('new.special')}
        hint={t('new.specialHint')}
        error={errorAt('special')}
        defaultValue={given.special}
        rows={3}
        maxLength={2000}
      />
    </Panel>
  )
}
