// SPDX-License-Identifier: Apache-2.0
/** Keys by which programs ask in somebody's name; for a custodian those of the whole organisation. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { KeySummary, Me } from '#platform/accounts/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { Answer } from './answer.tsx'
import { atDesk, given, where } from './desk.ts'
import { act, type FormWords, formWords } from './form.ts'
import { RoleChoices, RoleNames } from './parts.tsx'
import { useAdmin } from './words.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, desk, may } = await atDesk({ context, url }, 'keys')
  const [keys, roles, colleagues] = await Promise.all([
    given(desk.keys()),
    given(desk.roles()),
    where(may('colleagues'), desk.colleagues),
  ])
  // What two people give is not left to a program; the desk would refuse it.
  const grave = roles.filter(({ secondPerson }) => secondPerson).map(({ id }) => id)
  const own = me.roles.filter(({ id }) => !grave.includes(id))
  const names = Object.fromEntries([...colleagues.map(({ account, name }) => [account, name]), [me.account, me.name]])
  return {
    keys,
    roles,
    own,
    names: names as Record<string, string>,
    create: may('createKey'),
    revoke: may('revokeKey'),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'keys')
  return act(request, {
    'create-key': may('createKey')
      ? (form) => desk.createKey({ name: form.text('name'), roles: form.all('roles'), days: Number(form.text('days')) })
      : null,
    'revoke-key': may('revokeKey') ? (form) => desk.revokeKey(form.text('id')) : null,
  })
}

function Revoke({ id, name }: KeySummary) {
  const { t } = useAdmin()
  return (
    <form method="post" action="/administration/keys">
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
  )
}

function NewKey({ roles, form, open }: { roles: Me['roles']; form: FormWords; open: boolean }) {
  const { t } = useAdmin()
  return (
    <Panel title={t('keys.new')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration/keys" className="stack">
        <input type="hidden" name="intent" value="create-key" />
        <TextField
          name="name"
          label={t('keys.name')}
          hint={t('keys.nameHint')}
          defaultValue={form.typed('name')}
          maxLength={80}
          required
          {...form.error('name')}
        />
        <RoleChoices roles={roles} form={form} hint={t('keys.rolesHint')} />
        <TextField
          name="days"
          type="number"
          size="small"
          label={t('keys.days')}
          hint={t('keys.daysHint')}
          defaultValue={form.typed('days', '90')}
          min={1}
          max={365}
          required
          {...form.error('days')}
        />
        <div className="row">
          <Button type="submit">{t('keys.create')}</Button>
        </div>
      </form>
    </Panel>
  )
}

export default function KeysPage() {
  const { keys, roles, own, names, create, revoke } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const words = useAdmin()
  const { t, date } = words
  const refused = answered?.intent === 'create-key' && answered.state === 'refused'
  return (
    <WorkPage title={t('keys.title')} help={t('keys.help')}>
      <Answer answered={answered} />
      {keys.length === 0 ? (
        <EmptyState title={t('keys.none')}>{t(own.length > 0 ? 'keys.noneMore' : 'keys.noRoles')}</EmptyState>
      ) : (
        <Table
          caption={t('keys.caption')}
          captionHidden
          rows={keys}
          keyOf={({ id }) => id}
          columns={[
            { title: t('keys.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('keys.person'), cell: ({ account }) => <bdi>{names[account] ?? account}</bdi> },
            { title: t('people.roles'), cell: (key) => <RoleNames ids={key.roles} roles={roles} /> },
            { title: t('people.since'), cell: ({ since }) => date(since) },
            { title: t('people.until'), cell: ({ expires }) => date(expires) },
            {
              title: t('people.action'),
              acts: true,
              cell: (key) =>
                key.revoked !== null ? <Tag tone="plain">{t('keys.revoked')}</Tag> : revoke && <Revoke {...key} />,
            },
          ]}
        />
      )}
      {create && own.length > 0 && (
        <NewKey roles={own} form={formWords(answered, 'create-key', words)} open={refused} />
      )}
    </WorkPage>
  )
}
