// SPDX-License-Identifier: Apache-2.0
/** One test call: the script, and the answers. Only what the listing says something of is asked for. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type Answers, CHECKED } from '#health/directory/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { directoryAt, keyIn } from '../door.ts'
import { trueMessages } from './messages.ts'
import { useTrue } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await directoryAt({ context, url })
  const read = await desk.call(params.call ?? '')
  if (!read.ok) throw nothingHere()
  const { listing, ...call } = read.value
  const phones = listing.phones.filter(({ type }) => type !== 'text').map(({ number }) => number)
  const said = { id: listing.id, name: listing.name, phones }
  return { messages, words: trueMessages(me.language), call, listing: said, key: crypto.randomUUID() }
}

export const shouldRevalidate = () => true

const YES_NO = ['yes', 'no'] as const
const FOUND = ['right', 'wrong', 'unknown'] as const

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const names = ['answered', 'isService', 'takesPeople', ...CHECKED]
  const given = Object.fromEntries(names.flatMap((name) => (form.get(name) ? [[name, String(form.get(name))]] : [])))
  const done = await desk.recordCall(params.call ?? '', given as Answers, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect('/directory/calls')
  const { code } = done.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ told: code === 'not-valid' ? 'incomplete' : 'changed' } as const, {
    status: code === 'not-valid' ? 422 : 409,
  })
}

export default function CallPage() {
  const { call, listing, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTrue()
  const question = (
    name: 'answered' | 'isService' | 'takesPeople' | (typeof CHECKED)[number],
    values: readonly ('yes' | 'no' | 'right' | 'wrong' | 'unknown')[],
  ) => (
    <fieldset className="field" key={name}>
      <legend>{t(`calls.ask.${name}`)}</legend>
      {values.map((value) => (
        <Choice key={value} type="radio" name={name} value={value} label={t(`calls.is.${value}`)} />
      ))}
    </fieldset>
  )
  return (
    <WorkPage title={listing.name} help={t('calls.script')} narrow>
      {answer && <Notice tone="caution" live title={t(`calls.${answer.told}`)} />}
      <p>
        <bdi dir="ltr">{listing.phones.join(' · ')}</bdi> ·{' '}
        <a href={`/directory/${listing.id}`}>{t('calls.listing')}</a>
      </p>
      {call.called ? (
        <Notice title={t('calls.over')} />
      ) : (
        <Form method="post" action={`/directory/calls/${call.id}`} className="stack" noValidate>
          <input type="hidden" name="version" value={call.version} />
          <input type="hidden" name="key" value={key} />
          {question('answered', YES_NO)}
          {question('isService', YES_NO)}
          {question('takesPeople', YES_NO)}
          {call.asked.map((field) => question(field, FOUND))}
          <div className="row">
            <Button type="submit">{t('calls.record')}</Button>
          </div>
        </Form>
      )}
      <p>
        <a href="/directory/calls">{t('calls.title')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
