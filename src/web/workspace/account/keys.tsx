// SPDX-License-Identifier: Apache-2.0
import type { KeySummary, Me } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useWork } from '../words.tsx'

function NewKey({ roles }: { roles: Me['roles'] }) {
  const { t, language } = useWork()
  return (
    <Panel title={t('keys.new')} fold="closed">
      <form method="post" action="/account" className="stack">
        <input type="hidden" name="intent" value="create-key" />
        <TextField name="key-name" label={t('keys.name')} hint={t('keys.nameHint')} maxLength={80} required />
        <fieldset className="field">
          <legend>{t('keys.roles')}</legend>
          <span className="hint">{t('keys.rolesHint')}</span>
          {roles.map(({ id, name }) => (
            <Choice key={id} type="checkbox" name="role" value={id} label={name[language]} />
          ))}
        </fieldset>
        <TextField
          name="days"
          type="number"
          size="small"
          label={t('keys.days')}
          hint={t('keys.daysHint')}
          min={1}
          max={365}
          defaultValue={90}
          required
        />
        <div className="row">
          <Button type="submit" look="quiet">
            {t('keys.create')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

interface KeysProps {
  keys: KeySummary[]
  roles: Me['roles']
  /** A key made just now. */
  made?: string | undefined
}

/** Keys by which programs act in this person's name, never with more than it may itself. */
export function Keys({ keys, roles, made }: KeysProps) {
  const { t, date, language } = useWork()
  const nameOf = (id: string) => roles.find((role) => role.id === id)?.name[language] ?? id
  return (
    <Panel title={t('keys.title')}>
      {made && (
        <Notice tone="good" title={t('keys.made')} live>
          <p>
            <Code fixed>{made}</Code>
          </p>
        </Notice>
      )}
      {keys.length === 0 ? (
        <EmptyState title={t('keys.none')}>{t('keys.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('keys.caption')}
          rows={keys}
          keyOf={({ id }) => id}
          columns={[
            { title: t('keys.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('keys.roles'), cell: (key) => key.roles.map(nameOf).join(', ') },
            { title: t('account.since'), cell: ({ since }) => date(since) },
            { title: t('account.expires'), cell: ({ expires }) => date(expires) },
            {
              title: t('account.action'),
              acts: true,
              cell: ({ id, name, revoked }) =>
                revoked ? (
                  <Tag tone="plain">{t('keys.revoked')}</Tag>
                ) : (
                  <form method="post" action="/account">
                    <input type="hidden" name="intent" value="revoke-key" />
                    <Button
                      type="submit"
                      look="danger"
                      size="small"
                      name="id"
                      value={id}
                      aria-label={t('keys.revokeNamed', { name })}
                    >
                      {t('keys.revoke')}
                    </Button>
                  </form>
                ),
            },
          ]}
        />
      )}
      {roles.length > 0 && <NewKey roles={roles} />}
    </Panel>
  )
}
