// SPDX-License-Identifier: Apache-2.0
/** The forms of continuity: how a service stands, its contacts of a month, and the year with which months are compared. */
import { Form } from 'react-router'
import { wallOf, zoneName } from '#basis/moments.ts'
import { ALTERNATIVES, REASONS, STATES } from '#health/continuity/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { ROWS, useContinuity } from './words.ts'

type Options = readonly (readonly [string, string])[]
interface Props {
  services: Options
  formKey: string
}

type SayProps = Props & { helping: Options; now: string; zone: string }

export function Say({ services, helping, formKey, now, zone }: SayProps) {
  const { t } = useContinuity()
  const wall = wallOf(new Date(now), zone)
  return (
    <Panel title={t('say.title')} fold="open">
      <p className="quiet">{t('say.help')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="zone" value={zone} />
        <SelectField name="service" label={t('field.service')} options={[['', t('field.choose')], ...services]} />
        <fieldset className="field">
          <legend>{t('field.state')}</legend>
          {STATES.map((each) => (
            <Choice key={each} type="radio" name="state" value={each} label={t(`state.${each}`)} />
          ))}
        </fieldset>
        <fieldset className="field">
          <legend>{t('field.since')}</legend>
          <div className="row">
            <TextField name="since-day" label={t('field.day')} type="date" defaultValue={wall.slice(0, 10)} />
            <TextField
              name="since-time"
              label={t('field.time', { zone: zoneName(new Date(now), zone) })}
              type="time"
              defaultValue={wall.slice(11)}
            />
          </div>
        </fieldset>
        <TextField name="expected" label={t('field.expected')} type="date" />
        <fieldset className="field">
          <legend>{t('field.reasons')}</legend>
          {REASONS.map((each) => (
            <Choice key={each} type="checkbox" name="reasons" value={each} label={t(`reason.${each}`)} />
          ))}
        </fieldset>
        {Array.from({ length: ROWS }, (_, at) => (
          <fieldset className="field" key={at}>
            <legend>{t('field.alternative', { number: at + 1 })}</legend>
            <SelectField
              name={`kind-${at}`}
              label={t('field.kind')}
              options={[['', t('field.none')], ...ALTERNATIVES.map((each) => [each, t(`kind.${each}`)] as const)]}
            />
            <SelectField
              name={`instead-${at}`}
              label={t('field.instead')}
              options={[['', t('field.none')], ...helping]}
            />
            <div className="row">
              <TextField name={`telephone-${at}`} label={t('field.telephone')} type="tel" maxLength={31} />
              <TextField name={`hours-${at}`} label={t('field.hours')} inputMode="numeric" size="small" maxLength={3} />
            </div>
          </fieldset>
        ))}
        <div className="row">
          <Button type="submit" name="do" value="say">
            {t('say.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export function Count({ services, formKey, month }: Props & { month: string }) {
  const { t } = useContinuity()
  return (
    <Panel title={t('count.title')} fold="closed">
      <p className="quiet">{t('count.help')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <SelectField name="service" label={t('field.service')} options={[['', t('field.choose')], ...services]} />
        <div className="row">
          <TextField name="month" label={t('field.month')} defaultValue={month} maxLength={7} size="small" />
          <TextField name="contacts" label={t('field.contacts')} inputMode="numeric" maxLength={8} size="small" />
        </div>
        <div className="row">
          <Button type="submit" name="do" value="count">
            {t('count.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export function Compare({ formKey, baseline }: { formKey: string; baseline: number | null }) {
  const { t } = useContinuity()
  return (
    <Panel title={t('compare.title')} fold="closed">
      <p className="quiet">{t('compare.help')}</p>
      <Form method="post" className="row" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <TextField
          name="year"
          label={t('field.year')}
          inputMode="numeric"
          maxLength={4}
          size="small"
          defaultValue={baseline ?? ''}
        />
        <Button type="submit" look="quiet" name="do" value="compare">
          {t('compare.do')}
        </Button>
      </Form>
    </Panel>
  )
}
