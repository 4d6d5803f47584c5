// SPDX-License-Identifier: Apache-2.0
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { Choices } from './choices.ts'
import type { Given, Place } from './given.ts'
import { useSignals } from './words.ts'

interface FieldsProps {
  given: Given
  choices: Choices
  /** As what this organisation may report. */
  sources: readonly Choices['sources'][number][]
  areas: readonly (readonly [code: string, name: string])[]
  today: string
  errorAt: (place: Place) => string | undefined
}

/** The six things that a signal needs. */
function Needed({ given, choices, areas, today, errorAt }: Omit<FieldsProps, 'sources'>) {
  const { t } = useSignals()
  const choose = ['', t('new.choose')] as const
  const at = (place: Exclude<Place, 'effects'>) => ({
    ...{ name: place, label: t(`field.${place}`), error: errorAt(place), defaultValue: given[place] },
  })
  return (
    <Panel title={t('new.what')}>
      <TextField {...at('told')} hint={t('new.toldHint')} maxLength={100} autoComplete="off" required />
      <SelectField
        {...at('severity')}
        hint={t('new.severityHint')}
        options={[choose, ...choices.severities.map((each) => [each, t(`severityHint.${each}`)] as const)]}
      />
      <TextField
        {...at('people')}
        type="number"
        size="small"
        min={1}
        max={10_000}
        inputMode="numeric"
        hint={t('new.peopleHint')}
        required
      />
      <SelectField {...at('region')} options={[choose, ...areas]} />
      <TextField {...at('day')} type="date" size="small" max={today} hint={t('new.dayHint')} required />
      <SelectField
        {...at('certainty')}
        options={[choose, ...choices.certainties.map((each) => [each, t(`certainty.${each}`)] as const)]}
      />
    </Panel>
  )
}

/** What helps and may be left out. */
function More({ given, choices, sources, errorAt, open }: Omit<FieldsProps, 'areas' | 'today'> & { open: boolean }) {
  const { t } = useSignals()
  const at = (place: Exclude<Place, 'effects'>) => ({
    ...{ name: place, label: t(`field.${place}`), error: errorAt(place), defaultValue: given[place] },
  })
  const unsaid = ['', t('new.unsaid')] as const
  return (
    <Panel title={t('new.more')} fold={open ? 'open' : 'closed'}>
      <fieldset className="field">
        <legend>{t('field.effects')}</legend>
        <div className="choices">
          {choices.effects.map((effect) => (
            <Choice
              key={effect}
              type="checkbox"
              name="effects"
              value={effect}
              label={t(`effect.${effect}`)}
              defaultChecked={given.effects.includes(effect)}
            />
          ))}
        </div>
      </fieldset>
      <SelectField {...at('form')} options={choices.forms.map((each) => [each, t(`form.${each}`)] as const)} />
      <TextField {...at('appearance')} hint={t('new.appearanceHint')} maxLength={200} autoComplete="off" />
      <SelectField
        {...at('ages')}
        options={[unsaid, ...choices.ages.map((each) => [each, t(`ages.${each}`)] as const)]}
      />
      <SelectField
        {...at('gender')}
        options={[unsaid, ...choices.genders.map((each) => [each, t(`gender.${each}`)] as const)]}
      />
      {sources.length > 1 && (
        <SelectField {...at('source')} options={sources.map((each) => [each, t(`source.${each}`)] as const)} />
      )}
      <AreaField {...at('note')} hint={t('new.noteHint')} rows={4} maxLength={1000} />
    </Panel>
  )
}

const folded: readonly Place[] = ['source', 'form', 'appearance', 'effects', 'ages', 'gender', 'note']

/** The whole form: what is needed, then what helps, open where something stands in it or is wrong with it. */
export function SignalFields(props: FieldsProps) {
  const { given, errorAt } = props
  const filled = given.appearance + given.ages + given.gender + given.note !== '' || given.effects.length > 0
  return (
    <>
      <Needed {...props} />
      <More {...props} open={filled || folded.some((place) => errorAt(place) !== undefined)} />
    </>
  )
}
