// SPDX-License-Identifier: Apache-2.0
/** What a compartment does by itself, for whoever keeps it: its outbox, its jobs, and what of them failed for good. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { WorkPage } from '../../workspace/page.tsx'
import { Answer } from '../answer.tsx'
import { given } from '../desk.ts'
import { act } from '../form.ts'
import { kept } from '../ledger/find.ts'
import { useAdmin } from '../words.tsx'
import { FailedJobs, Queues } from './jobs.tsx'
import { Outbox } from './outbox.tsx'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { name, words, desk } = await kept({ params, context, url }, 'work')
  return { name, words, work: await given(desk.work()), again: desk.may.includes('again') }
}

export async function action({ request, params, context, url }: ActionFunctionArgs) {
  const { desk } = await kept({ params, context, url }, 'work')
  return act(request, {
    again: desk.may.includes('again') ? (form) => desk.again(form.text('id')) : null,
  })
}

export default function Work() {
  const { name, words, work, again } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, language } = useAdmin()
  return (
    <WorkPage title={t('work.title', { name: words[language] })} help={t('work.help')}>
      <Answer answered={answered} />
      <Outbox outbox={work.outbox} />
      <Queues queues={work.queues} />
      <FailedJobs jobs={work.failed} here={again ? `/administration/work/${name}` : null} />
    </WorkPage>
  )
}
