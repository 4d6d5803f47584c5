// SPDX-License-Identifier: Apache-2.0
/** Who acts for whom, in which roles, until when; and letting a colleague act for oneself. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { DelegationSummary, Me } from '#platform/accounts/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { DateField } from '../kit/date/date.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { SelectField } from '../kit/select/select.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { Answer } from './answer.tsx'
import { atDesk, given, where } from './desk.ts'
import { act, type FormWords, formWords } from './form.ts'
import { RoleChoices, RoleNames } from './parts.tsx'
import { useAdmin } from './words.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, desk, may } = await atDesk({ context, url }, 'delegations')
  const [delegations, roles, colleagues] = await Promise.all([
    given(desk.delegations()),
    given(desk.roles()),
    where(may('colleagues'), desk.colleagues),
  ])
  // Of one's own membership alone: what was delegated to oneself is not handed on.
  const held = me.memberships.find(({ organisation }) => organisation.id === me.organisation.id)?.roles ?? []
  const own = roles.filter(({ id }) => held.includes(id))
  const now = new Date().toISOString()
  const state = ({ ended, until }: DelegationSummary) =>
    ended !== null ? ('ended' as const) : until <= now ? ('over' as const) : ('inForce' as const)
  const rows = delegations.map((row) => ({
    ...row,
    state: state(row),
    endable: may('endDelegation') && state(row) === 'inForce' && (row.from.account === me.account || may('people')),
  }))
  return { rows, roles, own, colleagues, delegate: may('delegate') }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'delegations')
  return act(request, {
    delegate: may('delegate')
      ? (form) => desk.delegate({ to: form.text('to'), roles: form.all('roles'), until: form.endOf('until') ?? '' })
      : null,
    'end-delegation': may('endDelegation') ? (form) => desk.endDelegation(form.text('id')) : null,
  })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

interface NewDelegationProps {
  roles: Me['roles']
  colleagues: Loaded['colleagues']
  form: FormWords
  open: boolean
}

function NewDelegation({ roles, colleagues, form, open }: NewDelegationProps) {
  const { t } = useAdmin()
  return (
    <Panel title={t('delegations.new')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration/delegations" className="stack">
        <input type="hidden" name="intent" value="delegate" />
        <SelectField
          name="to"
          label={t('delegations.to')}
          defaultValue={form.typed('to')}
          options={colleagues.map(({ account, name }) => [account, name] as const)}
          {...form.error('to')}
        />
        <RoleChoices roles={roles} form={form} hint={t('delegations.rolesHint')} />
        <DateField
          name="until"
          label={t('delegations.until')}
          hint={t('delegations.untilHint')}
          defaultValue={form.typed('until')}
          required
          {...form.error('until')}
        />
        <div className="row">
          <Button type="submit">{t('delegations.create')}</Button>
        </div>
      </form>
    </Panel>
  )
}

function End({ row: { id, to } }: { row: DelegationSummary }) {
  const { t } = useAdmin()
  return (
    <form method="post" action="/administration/delegations">
      <input type="hidden" name="intent" value="end-delegation" />
      <Button
        type="submit"
        look="danger"
        size="small"
        name="id"
        value={id}
        aria-label={t('delegations.endNamed', { name: to.name })}
      >
        {t('delegations.end')}
      </Button>
    </form>
  )
}

export default function Delegations() {
  const { rows, roles, own, colleagues, delegate } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const words = useAdmin()
  const { t, date } = words
  const possible = own.length > 0 && colleagues.length > 0
  const refused = answered?.intent === 'delegate' && answered.state === 'refused'
  return (
    <WorkPage title={t('delegations.title')} help={t('delegations.help')}>
      <Answer answered={answered} />
      {rows.length === 0 ? (
        <EmptyState title={t('delegations.none')}>
          {t(possible ? 'delegations.noneMore' : 'delegations.notPossible')}
        </EmptyState>
      ) : (
        <Table
          caption={t('delegations.caption')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('delegations.from'), head: true, cell: ({ from }) => <bdi>{from.name}</bdi> },
            { title: t('delegations.to'), cell: ({ to }) => <bdi>{to.name}</bdi> },
            { title: t('people.roles'), cell: (row) => <RoleNames ids={row.roles} roles={roles} /> },
            { title: t('people.until'), cell: ({ until }) => date(until) },
            {
              title: t('people.state'),
              cell: ({ state }) => (
                <Tag tone={state === 'inForce' ? 'sure' : 'plain'}>{t(`delegations.states.${state}`)}</Tag>
              ),
            },
            { title: t('people.action'), acts: true, cell: (row) => row.endable && <End row={row} /> },
          ]}
        />
      )}
      {delegate && possible && (
        <NewDelegation
          roles={own}
          colleagues={colleagues}
          form={formWords(answered, 'delegate', words)}
          open={refused}
        />
      )}
    </WorkPage>
  )
}
