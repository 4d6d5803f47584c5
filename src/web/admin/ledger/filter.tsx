// SPDX-License-Identifier: Apache-2.0
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { useAdmin } from '../words.tsx'
import type { LedgerData } from './ledger.tsx'

interface FilterProps {
  action: string
  query: LedgerData['query']
  error: { text: string; field?: string } | null
}

/** What to look for: a plain form whose answer has an address. */
export function Filter({ action, query, error }: FilterProps) {
  const { t } = useAdmin()
  const errorAt = (field: string) => (error?.field === field ? { error: error.text } : {})
  return (
    <form method="get" action={action} className="filter" aria-label={t('ledger.filter')}>
      <TextField name="kind" size="small" label={t('ledger.kind')} defaultValue={query.kind} maxLength={200} />
      <TextField name="id" size="small" label={t('ledger.record')} defaultValue={query.id} maxLength={200} />
      <TextField name="account" size="small" label={t('ledger.account')} defaultValue={query.account} maxLength={200} />
      <DateField name="from" label={t('ledger.from')} defaultValue={query.from.slice(0, 10)} {...errorAt('from')} />
      <DateField name="to" label={t('ledger.to')} defaultValue={query.to.slice(0, 10)} {...errorAt('to')} />
      <div className="row">
        <Button type="submit" look="quiet">
          {t('ledger.find')}
        </Button>
        <LinkButton look="quiet" href={action}>
          {t('ledger.all')}
        </LinkButton>
      </div>
    </form>
  )
}
