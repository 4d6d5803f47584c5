// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import type { Me, PasskeySummary } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { SecretField } from '../../kit/field/secret.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { PasskeyButton } from '../sign-in/passkey-button.tsx'
import { useWork } from '../words.tsx'

function Passkeys({ passkeys, removable }: { passkeys: PasskeySummary[]; removable: boolean }) {
  const { t, date } = useWork()
  if (passkeys.length === 0) return <p>{t('account.noPasskeys')}</p>
  return (
    <Table
      caption={t('account.passkeys')}
      rows={passkeys}
      keyOf={({ id }) => id}
      columns={[
        { title: t('account.passkey'), head: true, cell: ({ name }) => <bdi>{name ?? t('account.unnamed')}</bdi> },
        { title: t('account.since'), cell: ({ since }) => (since ? date(since) : '–') },
        {
          title: t('account.kept'),
          cell: ({ synchronised }) => t(synchronised ? 'account.synchronised' : 'account.oneDevice'),
        },
        {
          title: t('account.action'),
          acts: true,
          cell: ({ id, name }) =>
            removable ? (
              <form method="post" action="/account">
                <input type="hidden" name="intent" value="remove-passkey" />
                <Button
                  type="submit"
                  look="danger"
                  size="small"
                  name="id"
                  value={id}
                  aria-label={t('account.removeNamed', { name: name ?? t('account.unnamed') })}
                >
                  {t('account.remove')}
                </Button>
              </form>
            ) : (
              t('account.lastWay')
            ),
        },
      ]}
    />
  )
}

function Password() {
  const { t } = useWork()
  const words = { show: t('signIn.show'), hide: t('signIn.hide'), required: true, maxLength: 128 }
  return (
    <Panel title={t('account.changePassword')} fold="closed">
      <form method="post" action="/account" className="stack">
        <input type="hidden" name="intent" value="password" />
        <SecretField name="current" label={t('account.currentPassword')} autoComplete="current-password" {...words} />
        <SecretField
          name="new"
          label={t('reset.password')}
          hint={t('reset.passwordHint')}
          autoComplete="new-password"
          minLength={12}
          {...words}
        />
        <div className="row">
          <Button type="submit" look="quiet">
            {t('account.changePassword')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

/** Passkeys, password and codes. The last way in cannot be taken away. */
export function WaysIn({ me, passkeys }: { me: Me; passkeys: PasskeySummary[] }) {
  const { t } = useWork()
  const [failed, setFailed] = useState(false)
  const { password, totp } = me.factors
  return (
    <Panel title={t('account.waysIn')}>
      <p className="row">
        <Tag tone={password ? 'sure' : 'plain'}>{t(password ? 'account.hasPassword' : 'account.noPassword')}</Tag>
        <Tag tone={totp ? 'sure' : 'plain'}>{t(totp ? 'account.hasTotp' : 'account.noTotp')}</Tag>
      </p>
      <Passkeys passkeys={passkeys} removable={passkeys.length > 1 || (password && totp)} />
      {failed && <Notice tone="caution" title={t('second.passkeyFailed')} live />}
      <div className="row with-script">
        <PasskeyButton look="quiet" next="/account" add={t('second.thisDevice')} onFail={() => setFailed(true)}>
          {t('second.addPasskey')}
        </PasskeyButton>
      </div>
      {password && <Password />}
    </Panel>
  )
}
