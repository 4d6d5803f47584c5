// SPDX-License-Identifier: Apache-2.0
/** What this person may do with an alert now: a form each. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import {
  type AlertCommand,
  BASIS_CLASSES,
  CUSTOMER_TEXTS,
  FINDINGS,
  SCOPES,
  type SuspicionLeg,
} from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { DATED, type Field, PLAIN, REASONED, TOLD } from './acting.ts'
import { useSuspicions } from './words.ts'

type Act = AlertCommand['do'] | 'report'

/** What was asked and not done, as it was written. */
export interface Unsent {
  act: Act
  problems: Field[]
  typed: Record<string, string>
  told: 'changed' | 'notNow' | 'secondPerson' | 'ownUse' | null
}

export interface ActsProps {
  alert: { id: string; leg: SuspicionLeg; version: number; may: readonly Act[]; isPerson: boolean }
  sent: string
  unsent: Unsent | null
  authorities: readonly { id: string; name: string }[]
  /** Days between which a refusal ends, and the one that is offered. */
  until: { least: string; most: string; usual: string }
}

function Sent({ alert, sent, children }: Pick<ActsProps, 'alert' | 'sent'> & { children: ReactNode }) {
  return (
    <Form method="post" action={`/suspicions/${alert.id}`} className="stack" preventScrollReset noValidate>
      <input type="hidden" name="version" value={alert.version} />
      <input type="hidden" name="key" value={sent} />
      {children}
    </Form>
  )
}

/** What a form of this act begins with, and what is wrong with it. */
const useAnswer = (unsent: Unsent | null, act: Act) => {
  const { t } = useSuspicions()
  const mine = unsent?.act === act ? unsent : null
  return {
    mine,
    field: (field: Field, name: string = field, otherwise = '') => ({
      ...{ name, defaultValue: mine?.typed[name] ?? otherwise },
      ...(mine?.problems.includes(field) && { error: t(`problem.${field}`) }),
    }),
  }
}

const LOOK = { hold: 'strong', release: 'strong', uphold: 'danger' } as const

function Reasoned({ act, ...props }: ActsProps & { act: (typeof REASONED)[number] }) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, act)
  return (
    <Panel title={t(`act.${act}.title`)} fold={mine ? 'open' : 'closed'}>
      <Sent {...props}>
        <p className="quiet">{t(`act.${act}.help`)}</p>
        <AreaField label={t(`act.${act}.text`)} {...field('text', `text-${act}`)} rows={3} maxLength={2000} required />
        <div className="row">
          <Button type="submit" name="do" value={act} look={act in LOOK ? LOOK[act as keyof typeof LOOK] : 'quiet'}>
            {t(`act.${act}.do`)}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

function Dated({ act, ...props }: ActsProps & { act: (typeof DATED)[number] }) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, act)
  return (
    <Panel title={t(`act.${act}.title`)} fold={mine ? 'open' : 'closed'}>
      <Sent {...props}>
        <p className="quiet">{t(`act.${act}.help`)}</p>
        <AreaField label={t(`act.${act}.text`)} {...field('text', `text-${act}`)} rows={3} maxLength={2000} required />
        <DateField label={t(`act.${act}.until`)} {...field('until')} min={props.until.least} />
        <div className="row">
          <Button type="submit" name="do" value={act} look="quiet">
            {t(`act.${act}.do`)}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

function CustomerTexts() {
  const { t } = useSuspicions()
  return (
    <details>
      <summary>{t('refusal.texts')}</summary>
      <dl>
        {CUSTOMER_TEXTS.map((each) => (
          <div key={each}>
            <dt>{t(`customerText.${each}.name`)}</dt>
            <dd>{t(`customerText.${each}.text`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Told({ act, ...props }: ActsProps & { act: (typeof TOLD)[number] }) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, act)
  return (
    <Panel title={t(`act.${act}.title`)} fold={mine ? 'open' : 'closed'}>
      <Sent {...props}>
        <p className="quiet">{t(`act.${act}.help`)}</p>
        <AreaField label={t(`act.${act}.text`)} {...field('text', `text-${act}`)} rows={3} maxLength={2000} required />
        <SelectField
          label={t('refusal.customerText')}
          {...field('customerText')}
          options={[
            ['', t('act.choose')],
            ...CUSTOMER_TEXTS.map((each) => [each, t(`customerText.${each}.name`)] as const),
          ]}
        />
        <CustomerTexts />
        <div className="row">
          <Button type="submit" name="do" value={act} look="danger">
            {t(`act.${act}.do`)}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

function Find(props: ActsProps) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, 'find')
  return (
    <Panel title={t('act.find.title')} fold={mine ? 'open' : 'closed'}>
      <Sent {...props}>
        <p className="quiet">{t('act.find.help')}</p>
        <SelectField
          label={t('act.find.finding')}
          {...field('finding')}
          options={[['', t('act.choose')], ...FINDINGS.map((each) => [each, t(`finding.${each}`)] as const)]}
        />
        <AreaField label={t('act.find.text')} {...field('text', 'text-find')} rows={2} maxLength={2000} />
        <div className="row">
          <Button type="submit" name="do" value="find" look="quiet">
            {t('act.find.do')}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

function Refuse(props: ActsProps) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, 'refuse')
  return (
    <Panel title={t('act.refuse.title')} fold={mine ? 'open' : 'closed'}>
      <Sent {...props}>
        <p className="quiet">{t('act.refuse.help')}</p>
        <SelectField
          label={t('refusal.scope')}
          {...field('scope', 'scope', 'order')}
          options={SCOPES.map((each) => [each, t(`scope.${each}`)] as const)}
        />
        <SelectField
          label={t('refusal.basis')}
          {...field('basis')}
          options={[['', t('act.choose')], ...BASIS_CLASSES.map((each) => [each, t(`basis.${each}`)] as const)]}
        />
        <TextField label={t('refusal.basisText')} {...field('basisText')} maxLength={200} />
        <AreaField
          label={t('refusal.goodFaith')}
          hint={t('refusal.goodFaithHint')}
          {...field('goodFaith')}
          rows={4}
          maxLength={2000}
        />
        <SelectField
          label={t('refusal.customerText')}
          {...field('customerText')}
          options={[
            ['', t('act.choose')],
            ...CUSTOMER_TEXTS.map((each) => [each, t(`customerText.${each}.name`)] as const),
          ]}
        />
        <CustomerTexts />
        <DateField
          label={t('refusal.until')}
          hint={t('refusal.untilHint')}
          {...field('until', 'until', props.until.usual)}
          min={props.until.least}
          max={props.until.most}
        />
        <div className="row">
          <Button type="submit" name="do" value="refuse" look="danger">
            {t('act.refuse.do')}
          </Button>
        </div>
      </Sent>
    </Panel>
  )
}

function Report(props: ActsProps) {
  const { t } = useSuspicions()
  const { mine, field } = useAnswer(props.unsent, 'report')
  const { authorities, alert } = props
  return (
    <Panel title={t('report.title')} fold={mine ? 'open' : 'closed'}>
      <Notice tone="caution">{t('report.quiet')}</Notice>
      {authorities.length === 0 ? (
        <p>{t('report.nobody')}</p>
      ) : (
        <Sent {...props}>
          <p className="quiet">{t('report.help')}</p>
          <SelectField
            label={t('report.to')}
            {...field('to')}
            options={authorities.map(({ id, name }) => [id, name] as const)}
          />
          <AreaField
            label={t('report.circumstances')}
            hint={t('report.circumstancesHint')}
            {...field('circumstances')}
            rows={5}
            maxLength={10_000}
          />
          <AreaField
            label={t('report.steps')}
            hint={t('report.stepsHint')}
            {...field('steps')}
            rows={3}
            maxLength={2000}
          />
          {alert.isPerson && (
            <AreaField
              label={t('report.necessity')}
              hint={t('report.necessityHint')}
              {...field('necessity')}
              rows={2}
              maxLength={500}
            />
          )}
          {alert.leg === 'payment' && (
            <TextField
              label={t('report.rentity')}
              hint={t('report.rentityHint')}
              {...field('rentity')}
              inputMode="numeric"
              size="small"
            />
          )}
          <TextField
            label={t('report.orallyAt')}
            hint={t('report.orallyAtHint')}
            {...field('orallyAt')}
            type="datetime-local"
            size="small"
          />
          <div className="row">
            <Button type="submit" name="do" value="report">
              {t('report.do')}
            </Button>
          </div>
        </Sent>
      )}
    </Panel>
  )
}

export function Acts(props: ActsProps) {
  const { t } = useSuspicions()
  const { may } = props.alert
  if (may.length === 0) return null
  return (
    <section className="stack" aria-labelledby="acts">
      <h2 id="acts">{t('act.title')}</h2>
      {PLAIN.filter((act) => may.includes(act)).map((act) => (
        <Sent key={act} {...props}>
          <p className="quiet">{t(`act.${act}.help`)}</p>
          <div className="row">
            <Button type="submit" name="do" value={act} look={act === 'agree' ? 'strong' : 'quiet'}>
              {t(`act.${act}.do`)}
            </Button>
          </div>
        </Sent>
      ))}
      {REASONED.filter((act) => may.includes(act)).map((act) => (
        <Reasoned key={act} act={act} {...props} />
      ))}
      {DATED.filter((act) => may.includes(act)).map((act) => (
        <Dated key={act} act={act} {...props} />
      ))}
      {TOLD.filter((act) => may.includes(act)).map((act) => (
        <Told key={act} act={act} {...props} />
      ))}
      {may.includes('find') && <Find {...props} />}
      {may.includes('refuse') && <Refuse {...props} />}
      {may.includes('report') && <Report {...props} />}
    </section>
  )
}
