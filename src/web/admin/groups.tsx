// SPDX-License-Identifier: Apache-2.0
/** Organisations that agreed to share until a day: a record names the group instead of each of them. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { AdministrationDesk, GroupSummary, OrganisationSummary } from '#platform/accounts/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { DateField } from '../kit/date/date.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Choice } from '../kit/field/choice.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { Answer } from './answer.tsx'
import { atDesk, given } from './desk.ts'
import { act, type FormWords, formWords } from './form.ts'
import { InForce } from './parts.tsx'
import { useAdmin } from './words.tsx'

type Organisation = Pick<OrganisationSummary, 'id' | 'name'>

/** Those that may be members, page by page: nobody acts for a suspended one. */
async function activeOrganisations(desk: AdministrationDesk): Promise<Organisation[]> {
  const found: Organisation[] = []
  for (let after: string | undefined; ; ) {
    const page = await given(desk.organisations(after === undefined ? {} : { after }))
    found.push(...page.items.filter(({ status }) => status === 'active').map(({ id, name }) => ({ id, name })))
    if (page.next === null) return found
    after = page.next
  }
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'groups')
  const [groups, organisations] = await Promise.all([
    given(desk.groups()),
    may('createGroup') ? activeOrganisations(desk) : null,
  ])
  const now = new Date().toISOString()
  return {
    groups: groups.map((group) => ({ ...group, inForce: group.until > now })),
    organisations,
    end: may('endGroup'),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'groups')
  return act(request, {
    'create-group': may('createGroup')
      ? (form) =>
          desk.createGroup({
            name: form.text('name'),
            organisations: form.all('organisations'),
            until: form.endOf('until') ?? '',
          })
      : null,
    'end-group': may('endGroup') ? (form) => desk.endGroup(form.text('id')) : null,
  })
}

interface NewGroupProps {
  organisations: readonly Organisation[]
  form: FormWords
  open: boolean
}

function NewGroup({ organisations, form, open }: NewGroupProps) {
  const { t } = useAdmin()
  const { error } = form.error('organisations')
  return (
    <Panel title={t('groups.new')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration/groups" className="stack">
        <input type="hidden" name="intent" value="create-group" />
        <TextField
          name="name"
          label={t('groups.name')}
          defaultValue={form.typed('name')}
          maxLength={200}
          required
          {...form.error('name')}
        />
        <fieldset className="field">
          <legend>{t('groups.members')}</legend>
          <span className="hint">{t('groups.membersHint')}</span>
          {error && <span className="error">{error}</span>}
          {organisations.map(({ id, name }) => (
            <Choice
              key={id}
              type="checkbox"
              name="organisations"
              value={id}
              label={name}
              defaultChecked={form.ticked('organisations', id)}
            />
          ))}
        </fieldset>
        <DateField
          name="until"
          label={t('groups.until')}
          hint={t('groups.untilHint')}
          defaultValue={form.typed('until')}
          required
          {...form.error('until')}
        />
        <div className="row">
          <Button type="submit">{t('groups.create')}</Button>
        </div>
      </form>
    </Panel>
  )
}

function End({ group: { id, name } }: { group: GroupSummary }) {
  const { t } = useAdmin()
  return (
    <form method="post" action="/administration/groups">
      <input type="hidden" name="intent" value="end-group" />
      <Button type="submit" look="danger" size="small" name="id" value={id} aria-label={t('groups.endNamed', { name })}>
        {t('groups.end')}
      </Button>
    </form>
  )
}

export default function Groups() {
  const { groups, organisations, end } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const words = useAdmin()
  const { t, date } = words
  const refused = answered?.intent === 'create-group' && answered.state === 'refused'
  return (
    <WorkPage title={t('groups.title')} help={t('groups.help')}>
      <Answer answered={answered} />
      {groups.length === 0 ? (
        <EmptyState title={t('groups.none')}>{t(organisations ? 'groups.noneMake' : 'groups.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('groups.title')}
          captionHidden
          rows={groups}
          keyOf={({ id }) => id}
          columns={[
            { title: t('groups.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            {
              title: t('groups.members'),
              cell: (group) => (
                <ul className="members">
                  {group.organisations.map(({ id, name }) => (
                    <li key={id}>
                      <bdi>{name}</bdi>
                    </li>
                  ))}
                </ul>
              ),
            },
            { title: t('groups.until'), cell: ({ until }) => date(until) },
            { title: t('people.state'), cell: ({ inForce }) => <InForce yes={inForce} /> },
            ...(end
              ? [
                  {
                    title: t('people.action'),
                    acts: true,
                    cell: (group: (typeof groups)[number]) => group.inForce && <End group={group} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {organisations && (
        <NewGroup organisations={organisations} form={formWords(answered, 'create-group', words)} open={refused} />
      )}
    </WorkPage>
  )
}
