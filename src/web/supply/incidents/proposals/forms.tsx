// SPDX-License-Identifier: Apache-2.0
/** One plain form for each kind of field that a reader may propose to change. */
import type { ReactNode } from 'react'
import { Button } from '../../../kit/button/button.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { useIncidents } from '../words.ts'
import type { ProposalsProps } from './panel.tsx'

interface OneProps extends Pick<ProposalsProps, 'incident' | 'loadKey'> {
  field: string
  title: string
  children: ReactNode
}

function One({ incident, loadKey, field, title, children }: OneProps) {
  const { t } = useIncidents()
  return (
    <details>
      <summary>{title}</summary>
      <form method="post" action={`/incidents/${incident.id}/proposals`} className="stack" data-gap="small">
        <input type="hidden" name="key" value={loadKey} />
        <input type="hidden" name="field" value={field} />
        {children}
        <TextField
          name="reason"
          label={t('proposals.reason')}
          hint={t('proposals.reasonHint')}
          maxLength={500}
          required
        />
        <div className="row">
          <Button type="submit">{t('proposals.do')}</Button>
        </div>
      </form>
    </details>
  )
}

export function ProposeForms({ data: { choices }, incident, loadKey }: ProposalsProps) {
  const { t } = useIncidents()
  const { title, account, goods, parties = [], identifiers } = incident
  const stays = ['', t('proposals.stays')] as const
  const hint = t('proposals.staysHint')
  const which = (all: readonly { name: string }[]) => (
    <SelectField
      name="at"
      label={t('proposals.which')}
      options={all.map(({ name }, index) => [`${index}`, name] as const)}
    />
  )
  const at = { incident, loadKey }
  return (
    <details>
      <summary>{t('proposals.open')}</summary>
      <div className="stack" data-gap="small">
        <One {...at} field="title" title={t('field.title')}>
          <TextField name="to" label={t('field.title')} defaultValue={title} maxLength={200} required />
        </One>
        {account !== undefined && (
          <One {...at} field="account" title={t('field.account')}>
            <AreaField
              name="to"
              label={t('field.account')}
              defaultValue={account}
              rows={6}
              maxLength={20_000}
              required
            />
          </One>
        )}
        {goods.length > 0 && (
          <One {...at} field="goods" title={t('field.goods')}>
            {which(goods)}
            <TextField name="name" label={t('field.name')} hint={hint} maxLength={200} />
            <TextField name="amount" label={t('field.amount')} hint={hint} maxLength={40} inputMode="decimal" />
            <SelectField
              name="unit"
              label={t('field.unit')}
              options={choices.units.map((unit) => [unit, t(`unit.${unit}`, { count: 2 })] as const)}
            />
            <SelectField
              name="certainty"
              label={t('field.certainty')}
              options={[stays, ...choices.certainties.map((each) => [each, t(`certainty.${each}`)] as const)]}
            />
          </One>
        )}
        {parties.length > 0 && (
          <One {...at} field="parties" title={t('field.parties')}>
            {which(parties)}
            <SelectField
              name="role"
              label={t('field.role')}
              options={[stays, ...choices.parties.map((each) => [each, t(`party.${each}`)] as const)]}
            />
            <SelectField
              name="knowledge"
              label={t('field.knowledge')}
              options={[stays, ...choices.knowledge.map((each) => [each, t(`knowledge.${each}`)] as const)]}
            />
          </One>
        )}
        {identifiers !== undefined && (
          <One {...at} field="identifiers" title={t('proposals.added')}>
            <SelectField
              name="type"
              label={t('field.type')}
              options={choices.identifiers.map((each) => [each, t(`identifier.${each}`)] as const)}
            />
            <TextField name="value" label={t('field.value')} maxLength={200} required />
          </One>
        )}
      </div>
    </details>
  )
}
