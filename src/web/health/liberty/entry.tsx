// SPDX-License-Identifier: Apache-2.0
/** One entry of the register: its ending, its review, or that it does not hold. */
import type { ReactNode } from 'react'
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { INJURIES, type RestraintCommand, WITHDRAWALS } from '#health/liberty/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, libertyAt, momentIn, refused } from './door.ts'
import { MomentFields, State, Told } from './parts.tsx'
import { useLiberty } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages, timeZone } = await libertyAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const of = (await names()).get(read.value.organisation) ?? '–'
  return {
    ...{ messages, timeZone, entry: read.value, of, done: url.searchParams.has('done') },
    ...{ key: crypto.randomUUID(), now: new Date().toISOString() },
  }
}

export const shouldRevalidate = () => true

const commandOf = (form: FormData): RestraintCommand => {
  const wanted = field(form, 'do')
  if (wanted === 'review') return { do: wanted }
  if (wanted === 'withdraw') return { do: wanted, why: field(form, 'why') as 'wrong' }
  return { do: 'end', ended: momentIn(form, 'ended'), injury: field(form, 'injury') as 'no' }
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await libertyAt({ context, url })
  const form = await request.formData()
  const done = await desk.act(params.id ?? '', commandOf(form), Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/liberty/${params.id}?done`)
  return refused(done.refusal)
}

type Act = RestraintCommand['do']

export default function EntryPage() {
  const { entry, of, done, key, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useLiberty()
  const fields: Record<Act, ReactNode> = {
    end: (
      <>
        <MomentFields name="ended" label={t('field.ended')} now={now} />
        <SelectField
          name="injury"
          label={t('field.injury')}
          defaultValue={entry.injury}
          options={INJURIES.map((each) => [each, t(`injury.${each}`)] as const)}
        />
      </>
    ),
    review: null,
    withdraw: (
      <SelectField
        name="why"
        label={t('field.why')}
        options={WITHDRAWALS.map((each) => [each, t(`why.${each}`)] as const)}
      />
    ),
  }
  return (
    <WorkPage title={t('entry.title', { name: entry.serviceName })} help={t('entry.help')}>
      <Told answer={answer} done={done} />
      <Facts
        facts={[
          [t('field.state'), <State key="state" entry={entry} />],
          [t('field.of'), <bdi key="of">{of}</bdi>],
          [t('field.kind'), t(`kind.${entry.kind}`)],
          [t('field.reason'), t(`reason.${entry.reason}`)],
          [t('field.authorisedBy'), t(`authoriser.${entry.authorisedBy}`)],
          [t('field.began'), moment(entry.began)],
          [t('field.ended'), entry.ended ? moment(entry.ended) : t('entry.noEnding')],
          [t('field.injury'), t(`injury.${entry.injury}`)],
          [t('field.entered'), moment(entry.entered)],
          [t('field.reviewed'), entry.reviewed ? moment(entry.reviewed) : '–'],
          ...(entry.withdrawn
            ? [[t('state.withdrawn'), `${moment(entry.withdrawn.at)}: ${t(`why.${entry.withdrawn.why}`)}`] as const]
            : []),
        ]}
      />
      {entry.may.map((act) => (
        <Panel key={act} title={t(`act.${act}.title`)} fold={act === 'withdraw' ? 'closed' : 'open'}>
          <p className="quiet">{t(`act.${act}.help`)}</p>
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="version" value={entry.version} />
            <input type="hidden" name="key" value={key} />
            {fields[act]}
            <div className="row">
              <Button type="submit" name="do" value={act} look={act === 'withdraw' ? 'quiet' : 'strong'}>
                {t(`act.${act}.do`)}
              </Button>
            </div>
          </Form>
        </Panel>
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
