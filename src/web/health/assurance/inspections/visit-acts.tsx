// SPDX-License-Identifier: Apache-2.0
/** What each may do with a visit: each act in its own frame, said beforehand. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { SETTINGS } from '#health/assurance/contract.ts'
import type { InspectionCommand } from '#health/assurance/inspections/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { DateField } from '../../../kit/date/date.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import type { VisitData } from './visit.tsx'
import { useInspections } from './words.ts'

export interface Props {
  loaded: VisitData
}
interface ActProps extends Props {
  act: InspectionCommand['do']
  label: string
  look?: 'quiet' | 'danger'
  children?: ReactNode
}

export const Act = ({ loaded: { one, key }, act, label, look, children }: ActProps) => (
  <Form method="post" className="stack" preventScrollReset noValidate>
    <input type="hidden" name="version" value={one.version} />
    <input type="hidden" name="key" value={key} />
    {children}
    <div className="row">
      <Button type="submit" name="do" value={act} {...(look && { look })}>
        {label}
      </Button>
    </div>
  </Form>
)

export function Declare({ loaded }: Props) {
  const { t } = useInspections()
  if (!loaded.one.may.includes('declare')) return null
  return (
    <Panel title={t('do.declare')}>
      <p>{t('inspection.ties')}</p>
      <Act loaded={loaded} act="declare" label={t('do.declare')}>
        <fieldset className="field">
          <legend>{t('ties.title')}</legend>
          <Choice type="radio" name="has" value="none" label={t('ties.none')} required />
          <Choice type="radio" name="has" value="some" label={t('ties.some')} required />
        </fieldset>
        <AreaField name="ties" label={t('ties.which')} rows={2} maxLength={1000} />
      </Act>
    </Panel>
  )
}

/** The way to the field mode, and which devices took the form along. */
export function Field({ loaded }: Props) {
  const { t, moment } = useInspections()
  const { one } = loaded
  const here = one.devices.filter(({ revoked }) => revoked === null)
  if (one.devices.length === 0 && !one.may.includes('answer')) return null
  return (
    <Panel title={t('inspection.devices')}>
      {one.devices.length > 0 && (
        <ul>
          {one.devices.map(({ id, name, taken, isOld, revoked }) => (
            <li key={id}>
              {t('inspection.device', { name, at: moment(taken) })} {isOld && `(${t('inspection.old')})`}{' '}
              {revoked && t('inspection.deviceLost', { at: moment(revoked) })}
            </li>
          ))}
        </ul>
      )}
      {one.may.includes('answer') && (
        <p>
          {t('inspection.fieldHelp')} <a href="/field/visits">{t('inspection.fieldOpen')}</a>
        </p>
      )}
      {one.may.includes('revoke') && here.length > 0 && (
        <details>
          <summary>{t('inspection.lost')}</summary>
          <p className="quiet">{t('inspection.lostHelp')}</p>
          <Act loaded={loaded} act="revoke" label={t('inspection.lost')} look="danger">
            <SelectField
              name="device"
              label={t('inspection.lostWhich')}
              options={here.map(({ id, name, taken }) => [id, `${name}, ${moment(taken)}`] as const)}
            />
            <AreaField name="why" label={t('inspection.lostWhy')} rows={2} maxLength={500} required />
          </Act>
        </details>
      )}
    </Panel>
  )
}

export function Finish({ loaded }: Props) {
  const { t, language } = useInspections()
  const { one, today } = loaded
  if (!one.may.includes('finish')) return null
  const gaps = one.merged.flatMap(({ criterion, entries, counts }) => {
    const entry = entries.find(({ key }) => key === counts)
    return entry && (entry.reply === 'not' || entry.reply === 'partly') ? [{ criterion, note: entry.note }] : []
  })
  const nameOf = (id: string) => one.questions.find((each) => each.id === id)?.name[language] ?? ''
  const severities = (['minor', 'major', 'critical'] as const).map(
    (each) => [each, t(`inspection.severityIs.${each}`)] as const,
  )
  return (
    <Panel title={t('inspection.finish')} fold="closed">
      <p className="quiet">{t('inspection.finishHelp')}</p>
      <Act loaded={loaded} act="finish" label={t('inspection.finish')}>
        <DateField name="on" label={t('inspection.visited')} defaultValue={today} />
        <AreaField
          name="report"
          label={t('inspection.report')}
          hint={t('inspection.reportHelp')}
          rows={5}
          maxLength={5000}
        />
        {gaps.map(({ criterion, note }) => (
          <fieldset className="field" key={criterion}>
            <legend>
              {t('inspection.findingOf', { criterion })}: {nameOf(criterion)}
            </legend>
            <SelectField
              name={`severity-${criterion}`}
              label={t('inspection.severity')}
              aria-label={`${t('inspection.severity')}: ${criterion}`}
              options={[['', t('inspection.severityNone')] as const, ...severities]}
            />
            <AreaField
              name={`found-${criterion}`}
              label={t('inspection.found')}
              aria-label={`${t('inspection.found')}: ${criterion}`}
              defaultValue={note}
              rows={2}
              maxLength={2000}
            />
            <DateField
              name={`due-${criterion}`}
              label={t('inspection.due')}
              aria-label={`${t('inspection.due')}: ${criterion}`}
            />
          </fieldset>
        ))}
      </Act>
    </Panel>
  )
}

/** What came to light after the visit was finished: one finding at a time, with its reason and its own deadline. */
export function Add({ loaded }: Props) {
  const { t, language } = useInspections()
  const { one } = loaded
  if (!one.may.includes('add')) return null
  const severities = (['minor', 'major', 'critical'] as const).map(
    (each) => [each, t(`inspection.severityIs.${each}`)] as const,
  )
  return (
    <Panel title={t('inspection.add')} fold="closed">
      <p className="quiet">{t('inspection.addHelp')}</p>
      {/* Empty again once one was added: nothing is sent twice by mistake. */}
      <Act loaded={loaded} act="add" label={t('inspection.add')} key={one.findings.length}>
        <SelectField
          name="criterion"
          label={t('inspection.addCriterion')}
          options={one.questions.map(({ id, name }) => [id, `${id} ${name[language]}`] as const)}
        />
        <SelectField name="severity" label={t('inspection.severity')} options={severities} />
        <AreaField name="found" label={t('inspection.found')} rows={2} maxLength={2000} required />
        <DateField name="due" label={t('inspection.due')} required />
        <AreaField name="why" label={t('inspection.addWhy')} rows={2} maxLength={1000} required />
      </Act>
    </Panel>
  )
}

export function Amend({ loaded }: Props) {
  const { t } = useInspections()
  const { one } = loaded
  if (!one.may.includes('amend')) return null
  return (
    <Panel title={t('inspection.amend')} fold="closed">
      <p className="quiet">{t('inspection.amendHelp')}</p>
      <Act loaded={loaded} act="amend" label={t('inspection.amend')} look="quiet">
        <SelectField
          name="setting"
          label={t('begin.setting')}
          defaultValue={one.setting}
          options={SETTINGS.map((each) => [each, t(`setting.${each}`)] as const)}
        />
        <DateField name="on" label={t('inspection.day')} defaultValue={one.on} />
      </Act>
      <Act loaded={loaded} act="cancel" label={t('inspection.cancel')} look="danger" />
    </Panel>
  )
}
