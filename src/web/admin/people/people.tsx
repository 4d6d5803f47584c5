// SPDX-License-Identifier: Apache-2.0
/** The people of one's own organisation: who is here, in which roles, and who is invited. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { AdministrationDesk, InvitationSummary, RoleDeclaration } from '#platform/accounts/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { Answer } from '../answer.tsx'
import { atDesk, given, where } from '../desk.ts'
import { act, formWords, type Reader } from '../form.ts'
import { markingName, RoleNames } from '../parts.tsx'
import { useAdmin } from '../words.tsx'
import { Invite } from './invite.tsx'
import { PersonPanel } from './person.tsx'
import { PersonTable } from './person-table.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, desk, may } = await atDesk({ context, url }, 'people')
  const [people, roles, invitations] = await Promise.all([
    given(desk.people()),
    given(desk.roles()),
    where(may('invitations'), desk.invitations),
  ])
  const open = invitations.filter(({ accepted }) => accepted === null)
  const asked = url.searchParams.get('person')
  const person = people.find(({ membership }) => membership === asked) ?? null
  const verbs = { invite: may('invite'), change: may('changeRoles'), end: may('endMembership') }
  return { people, roles, open, person, verbs, language: me.language, own: me.account }
}

export type PeopleData = Awaited<ReturnType<typeof loader>>

const levelOf = (form: Reader) => form.text('clearance') as 'clear'

const intents = (desk: AdministrationDesk) => ({
  invite: (form: Reader) =>
    desk.invite({
      email: form.text('email'),
      language: form.text('language') as 'en',
      roles: form.all('roles'),
      clearance: levelOf(form),
      purposes: form.words('purposes'),
      until: form.endOf('until'),
    }),
  change: (form: Reader) =>
    desk.changeRoles({
      membership: form.text('membership'),
      version: form.text('version'),
      roles: form.all('roles'),
      clearance: levelOf(form),
      purposes: form.words('purposes'),
    }),
  end: (form: Reader) => desk.endMembership(form.text('membership')),
  withdraw: (form: Reader) => desk.withdrawInvitation(form.text('id')),
})

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'people')
  const { invite, change, end, withdraw } = intents(desk)
  return act(request, {
    invite: may('invite') ? invite : null,
    change: may('changeRoles') ? change : null,
    end: may('endMembership') ? end : null,
    withdraw: may('withdrawInvitation') ? withdraw : null,
  })
}

function Invitations({ open, roles }: { open: InvitationSummary[]; roles: RoleDeclaration[] }) {
  const { t, date } = useAdmin()
  return (
    <Panel title={t('people.invitations')}>
      <Table
        caption={t('people.invitations')}
        captionHidden
        rows={open}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('people.email'),
            head: true,
            cell: ({ email, letterWaits }) => (
              <span className="row">
                <bdi className="ids">{email}</bdi>
                {letterWaits && <Tag tone="watch">{t('people.letterWaits')}</Tag>}
              </span>
            ),
          },
          { title: t('people.roles'), cell: (row) => <RoleNames ids={row.roles} roles={roles} /> },
          { title: t('people.clearance'), cell: ({ clearance }) => markingName(clearance) },
          { title: t('people.expires'), cell: ({ expires }) => date(expires) },
          {
            title: t('people.action'),
            acts: true,
            cell: ({ id, email }) => (
              <form method="post" action="/administration">
                <input type="hidden" name="intent" value="withdraw" />
                <Button
                  type="submit"
                  look="danger"
                  size="small"
                  name="id"
                  value={id}
                  aria-label={t('people.withdrawNamed', { email })}
                >
                  {t('people.withdraw')}
                </Button>
              </form>
            ),
          },
        ]}
      />
    </Panel>
  )
}

export default function People() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const words = useAdmin()
  const { t } = words
  const { people, roles, open, person, verbs, language } = loaded
  const form = (intent: string) => formWords(answered, intent, words)
  return (
    <WorkPage title={t('people.title')} help={t('people.help')}>
      <Answer answered={answered} />
      {person && <PersonPanel {...{ person, roles, verbs }} form={form('change')} />}
      <PersonTable people={people} roles={roles} mayChange={verbs.change || verbs.end} />
      {verbs.invite && (
        <Invite
          roles={roles}
          language={language}
          form={form('invite')}
          open={answered?.intent === 'invite' && answered.state === 'refused'}
        />
      )}
      {open.length > 0 && <Invitations open={open} roles={roles} />}
    </WorkPage>
  )
}
