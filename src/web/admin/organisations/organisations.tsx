// SPDX-License-Identifier: Apache-2.0
/** The organisations of the node for whoever administers it: totals, a list, a new one, suspending and resuming. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { AdministrationDesk, OrganisationKind, Totals } from '#platform/accounts/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { Answer } from '../answer.tsx'
import { atDesk, given, where } from '../desk.ts'
import { act, formWords, type Reader } from '../form.ts'
import { useAdmin } from '../words.tsx'
import { NewCustodian } from './custodian.tsx'
import { List } from './list.tsx'
import { NewOrganisation } from './new.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'createOrganisation')
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const query = { kind: asked('kind'), text: asked('text').trim().slice(0, 100), after: asked('after') }
  const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const [kinds, totals, list] = await Promise.all([
    given(desk.kinds()),
    where(may('totals'), desk.totals),
    given(desk.organisations(filled)),
  ])
  const chosen = list.items.find(({ id }) => id === asked('organisation')) ?? null
  const verbs = { suspend: may('suspend'), resume: may('resume'), custodian: may('inviteCustodian') }
  return { kinds, totals, list, query, chosen, verbs }
}

export type OrganisationsData = Awaited<ReturnType<typeof loader>>

const person = (form: Reader, who: string) => ({
  email: form.text(`${who}.email`),
  language: form.text('language') as 'en',
})

const intents = (desk: AdministrationDesk) => ({
  create: (form: Reader) =>
    desk.createOrganisation({
      kind: form.text('kind'),
      name: form.text('name'),
      country: form.text('country').toUpperCase(),
      area: form.text('area') || null,
      custodian: person(form, 'custodian'),
      ...(form.text('deputy.email') !== '' && { deputy: person(form, 'deputy') }),
    }),
  suspend: (form: Reader) => desk.suspend(form.text('id')),
  resume: (form: Reader) => desk.resume(form.text('id')),
  custodian: (form: Reader) => desk.inviteCustodian(form.text('id'), person(form, 'custodian')),
})

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, may } = await atDesk({ context, url }, 'createOrganisation')
  const { create, suspend, resume, custodian } = intents(desk)
  return act(request, {
    'create-organisation': create,
    suspend: may('suspend') ? suspend : null,
    resume: may('resume') ? resume : null,
    custodian: may('inviteCustodian') ? custodian : null,
  })
}

function TotalsTable({ totals, kinds }: { totals: Totals[]; kinds: OrganisationKind[] }) {
  const { t, date, number, language } = useAdmin()
  const nameOf = (kind: string) => kinds.find(({ id }) => id === kind)?.name[language] ?? kind
  return (
    <Panel title={t('organisations.totals')} fold="closed">
      <Table
        caption={t('organisations.totals')}
        captionHidden
        rows={totals}
        keyOf={({ kind, status }) => `${kind} ${status}`}
        columns={[
          { title: t('organisations.kind'), head: true, cell: ({ kind }) => nameOf(kind) },
          { title: t('people.state'), cell: ({ status }) => t(`organisations.states.${status}`) },
          { title: t('organisations.count'), figures: true, cell: ({ organisations }) => number(organisations) },
          { title: t('organisations.people'), figures: true, cell: ({ people }) => number(people) },
          { title: t('organisations.oldest'), cell: ({ oldest }) => date(oldest) },
          { title: t('organisations.newest'), cell: ({ newest }) => date(newest) },
        ]}
      />
    </Panel>
  )
}

export default function Organisations() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const words = useAdmin()
  const { t, language } = words
  const { kinds, totals, chosen } = loaded
  const form = (intent: string) => formWords(answered, intent, words)
  const refused = answered?.state === 'refused' && answered.intent === 'create-organisation'
  return (
    <WorkPage title={t('organisations.title')} help={t('organisations.help')}>
      <Answer answered={answered} />
      {chosen && loaded.verbs.custodian && (
        <NewCustodian organisation={chosen} language={language} form={form('custodian')} />
      )}
      <List data={loaded} />
      <NewOrganisation kinds={kinds} language={language} form={form('create-organisation')} open={refused} />
      {totals.length > 0 && <TotalsTable totals={totals} kinds={kinds} />}
    </WorkPage>
  )
}
