// SPDX-License-Identifier: Apache-2.0
import { Form } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useNotices } from './words.ts'

interface WithdrawFormProps {
  id: string
  /** The one that is being read: where it is another by now, nothing is done and the reader is told. */
  version: number
  reason: string | undefined
  error: string | undefined
  open: boolean
  idempotencyKey: string
}

/** Folded, since it is not what a notice is opened for. */
export function WithdrawForm({ id, version, reason, error, open, idempotencyKey }: WithdrawFormProps) {
  const { t } = useNotices()
  return (
    <Panel title={t('withdraw.title')} fold={open ? 'open' : 'closed'}>
      <p className="quiet">{t('withdraw.help')}</p>
      <Form method="post" action={`/notices/${id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="key" value={idempotencyKey} />
        <AreaField
          name="reason"
          label={t('withdraw.reason')}
          hint={t('withdraw.reasonHint')}
          error={error}
          defaultValue={reason}
          rows={3}
          maxLength={500}
          required
        />
        <div className="row">
          <Button type="submit" look="danger">
            {t('withdraw.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
