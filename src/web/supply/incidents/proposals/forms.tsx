// SPDX-License-Identifier: Apache-2.0
/** One plain form for each kind of field that a reader may propose to change. */
import type { ReactNode } from 'react'
import { Button } from '../../../kit/button/button.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { keptOf } from '../kept.ts'
import { useIncidents } from '../words.ts'
import type { ProposalsProps } from './panel.tsx'

type Said = ReturnType<typeof keptOf>['said']

interface OneProps extends Pick<ProposalsProps, 'incident' | 'loadKey' | 'refused'> {
  field: string
  title: string
  /** Its fields; each shows what `said` has of it. */
  children: (said: Said) => ReactNode
}

function One({ incident, loadKey, refused, field, title, children }: OneProps) {
  const { t } = useIncidents()
  const { said, isRefused } = keptOf(refused, `propose-${field}`, refused && t(`proposals.told.${refused.code}`))
  return (
    <details open={isRefused}>
      <summary>{title}</summary>
      <form method="post" action={`/incidents/${incident.id}`} className="stack" data-gap="small">
        <input type="hidden" name="form" value="proposal" />
        <input type="hidden" name="key" value={loadKey} />
        <input type="hidden" name="field" value={field} />
        {children(said)}
        <TextField
          name="reason"
          label={t('proposals.reason')}
          hint={t('proposals.reasonHint')}
          maxLength={500}
          required
          {...said('reason')}
        />
        <div className="row">
          <Button type="submit">{t('proposals.do')}</Button>
        </div>
      </form>
    </details>
  )
}

export function ProposeForms({ data: { choices }, incident, loadKey, refused }: ProposalsProps) {
  const { t } = useIncidents()
  const { title, account, goods, parties = [], identifiers } = incident
  const stays = ['', t('proposals.stays')] as const
  const hint = t('proposals.staysHint')
  const which = (said: Said, all: readonly { name: string }[]) => (
    <SelectField
      name="at"
      {...said('at', '0')}
      label={t('proposals.which')}
      options={all.map(({ name }, index) => [`${index}`, name] as const)}
    />
  )
  const at = { incident, loadKey, refused }
  return (
    <details open={refused?.of.startsWith('propose-') === true}>
      <summary>{t('proposals.open')}</summary>
      <div className="stack" data-gap="small">
        <One {...at} field="title" title={t('field.title')}>
          {(said) => (
            <>
              <TextField name="to" label={t('field.title')} {...said('to', title)} maxLength={200} required />
            </>
          )}
        </One>
        {account !== undefined && (
          <One {...at} field="account" title={t('field.account')}>
            {(said) => (
              <>
                <AreaField
                  name="to"
                  label={t('field.account')}
                  {...said('to', account)}
                  rows={6}
                  maxLength={20_000}
                  required
                />
              </>
            )}
          </One>
        )}
        {goods.length > 0 && (
          <One {...at} field="goods" title={t('field.goods')}>
            {(said) => (
              <>
                {which(said, goods)}
                <TextField name="name" {...said('name')} label={t('field.name')} hint={hint} maxLength={200} />
                <TextField
                  name="amount"
                  {...said('amount')}
                  label={t('field.amount')}
                  hint={hint}
                  maxLength={40}
                  inputMode="decimal"
                />
                <SelectField
                  name="unit"
                  {...said('unit')}
                  label={t('field.unit')}
                  options={choices.units.map((unit) => [unit, t(`unit.${unit}`, { count: 2 })] as const)}
                />
                <SelectField
                  name="certainty"
                  {...said('certainty')}
                  label={t('field.certainty')}
                  options={[stays, ...choices.certainties.map((each) => [each, t(`certainty.${each}`)] as const)]}
                />
              </>
            )}
          </One>
        )}
        {parties.length > 0 && (
          <One {...at} field="parties" title={t('field.parties')}>
            {(said) => (
              <>
                {which(said, parties)}
                <SelectField
                  name="role"
                  {...said('role')}
                  label={t('field.role')}
                  options={[stays, ...choices.parties.map((each) => [each, t(`party.${each}`)] as const)]}
                />
                <SelectField
                  name="knowledge"
                  {...said('knowledge')}
                  label={t('field.knowledge')}
                  options={[stays, ...choices.knowledge.map((each) => [each, t(`knowledge.${each}`)] as const)]}
                />
              </>
            )}
          </One>
        )}
        {identifiers !== undefined && (
          <One {...at} field="identifiers" title={t('proposals.added')}>
            {(said) => (
              <>
                <SelectField
                  name="type"
                  {...said('type')}
                  label={t('field.type')}
                  options={choices.identifiers.map((each) => [each, t(`identifier.${each}`)] as const)}
                />
                <TextField name="value" {...said('value')} label={t('field.value')} maxLength={200} required />
              </>
            )}
          </One>
        )}
      </div>
    </details>
  )
}
