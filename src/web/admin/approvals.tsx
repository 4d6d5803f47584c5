// SPDX-License-Identifier: Apache-2.0
/** What waits for a second person. Who proposed something does not decide it, and nobody decides about oneself. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { AdministrationDesk, ApprovalSummary } from '#platform/accounts/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Facts } from '../kit/layout/layout.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { Answer } from './answer.tsx'
import { atDesk, given, where } from './desk.ts'
import { act } from './form.ts'
import { markingName, RoleNames } from './parts.tsx'
import { useAdmin } from './words.tsx'

/** Names of those organisations that an approval is about, page by page until all are found. */
async function organisationNames(desk: AdministrationDesk, wanted: readonly string[]): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (let after: string | null | undefined; after !== null && wanted.some((id) => !(id in names)); ) {
    const page: { items: { id: string; name: string }[]; next: string | null } = await given(
      desk.organisations(after === undefined ? {} : { after }),
    )
    for (const { id, name } of page.items) if (wanted.includes(id)) names[id] = name
    after = page.next
  }
  return names
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, desk, may } = await atDesk({ context, url }, 'approvals')
  const [approvals, roles, people, colleagues] = await Promise.all([
    given(desk.approvals()),
    given(desk.roles()),
    where(may('people'), desk.people),
    where(may('colleagues'), desk.colleagues),
  ])
  const organisations = approvals.filter(({ kind }) => kind === 'accounts:custodian').map(({ subject }) => subject)
  const names: Record<string, string> = {
    ...Object.fromEntries(people.map(({ membership, name }) => [membership, name])),
    ...Object.fromEntries(colleagues.map(({ account, name }) => [account, name])),
    ...(await organisationNames(desk, organisations)),
    [me.account]: me.name,
  }
  const now = new Date().toISOString()
  const waits = ({ decision, expires }: ApprovalSummary) => decision === null && expires > now
  // Nobody decides about oneself: the desk refuses it, so no button offers it.
  const own = people.find(({ account }) => account === me.account)?.membership
  return {
    waiting: approvals.filter(waits).map((each) => ({ ...each, mine: each.mine && each.subject !== own })),
    past: approvals.filter((each) => !waits(each)),
    names,
    roles,
    own: me.account,
    mayDecide: may('decide'),
  }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'approvals')
  const by = (decision: 'approved' | 'declined') =>
    may('decide') ? (form: { text(name: string): string }) => desk.decide(form.text('id'), decision) : null
  return act(request, { approve: by('approved'), decline: by('declined') })
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What will be so once it is approved. */
function Content({ approval, data }: { approval: ApprovalSummary; data: Data }) {
  const { t, date } = useAdmin()
  const { content, subject, proposedBy, proposedAt, expires, kind } = approval
  const person = (content.custodian ?? content) as Record<string, unknown>
  const known = (id: string | null) => (id === null ? null : (data.names[id] ?? null))
  const about = kind === 'accounts:delegation' ? known(textOf(content.to)) : known(subject)
  const [email, clearance, until] = [person.email, person.clearance, content.until].map(textOf)
  const roles = texts(person.roles)
  const facts: [string, React.ReactNode][] = [
    [t('approvals.about'), about && <bdi key="about">{about}</bdi>],
    [t('people.email'), email && <bdi key="email">{email}</bdi>],
    [t('people.roles'), roles.length > 0 && <RoleNames key="roles" ids={roles} roles={data.roles} />],
    [t('people.clearance'), clearance && markingName(clearance)],
    [t('people.until'), until && date(until)],
    [t('approvals.proposedBy'), <bdi key="by">{proposedBy.name ?? t('approvals.someone')}</bdi>],
    [t('approvals.proposedAt'), date(proposedAt)],
    [t('approvals.expires'), date(expires)],
  ]
  return <Facts facts={facts.filter(([, fact]) => fact)} />
}

function Waiting({ approval, data }: { approval: ApprovalSummary; data: Data }) {
  const { t, maybe } = useAdmin()
  const { id, kind, mine, proposedBy } = approval
  const title = maybe(`approvals.kinds.${kind.split(':').at(-1)}`, kind)
  return (
    <Panel title={title}>
      <Content approval={approval} data={data} />
      {mine && data.mayDecide ? (
        <form method="post" action="/administration/approvals" className="row">
          <input type="hidden" name="id" value={id} />
          <Button type="submit" name="intent" value="approve">
            {t('approvals.approve')}
          </Button>
          <Button type="submit" look="danger" name="intent" value="decline">
            {t('approvals.decline')}
          </Button>
        </form>
      ) : (
        <p className="quiet">{t(proposedBy.account === data.own ? 'approvals.own' : 'approvals.others')}</p>
      )}
    </Panel>
  )
}

function Past({ past }: { past: ApprovalSummary[] }) {
  const { t, maybe, date } = useAdmin()
  return (
    <Panel title={t('approvals.past')} fold="closed">
      <Table
        caption={t('approvals.past')}
        captionHidden
        rows={past}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('approvals.what'),
            head: true,
            cell: ({ kind }) => maybe(`approvals.kinds.${kind.split(':').at(-1)}`, kind),
          },
          {
            title: t('approvals.proposedBy'),
            cell: ({ proposedBy }) => <bdi>{proposedBy.name ?? t('approvals.someone')}</bdi>,
          },
          { title: t('approvals.proposedAt'), cell: ({ proposedAt }) => date(proposedAt) },
          {
            title: t('approvals.decision'),
            cell: ({ decision }) => (
              <Tag tone={decision === 'approved' ? 'sure' : decision === 'declined' ? 'listed' : 'plain'}>
                {t(`approvals.decided.${decision ?? 'expired'}`)}
              </Tag>
            ),
          },
        ]}
      />
    </Panel>
  )
}

export default function Approvals() {
  const data = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useAdmin()
  return (
    <WorkPage title={t('approvals.title')} help={t('approvals.help')}>
      <Answer answered={answered} />
      {data.waiting.length === 0 ? (
        <EmptyState title={t('approvals.none')}>{t('approvals.noneMore')}</EmptyState>
      ) : (
        data.waiting.map((approval) => <Waiting key={approval.id} approval={approval} data={data} />)
      )}
      {data.past.length > 0 && <Past past={data.past} />}
    </WorkPage>
  )
}
