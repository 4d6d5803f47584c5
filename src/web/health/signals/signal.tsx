// SPDX-License-Identifier: Apache-2.0
/** One signal, what of it others are told, and the ways to correct and to withdraw it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyIn, signalsAt } from './door.ts'
import { type Problem, problemAt } from './given.ts'
import { LeavesPanel } from './leaves.tsx'
import './signals.css'
import { useSignals } from './words.ts'

const dones = ['report', 'correct', 'withdraw'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, nameOf, messages } = await signalsAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const signal = read.value
  return {
    messages,
    signal,
    region: nameOf(signal.region),
    leavesRegion: nameOf(signal.leaves?.region ?? ''),
    organisation: me.organisation.name,
    done: dones.find((each) => each === url.searchParams.get('done')) ?? null,
    key: crypto.randomUUID(),
  }
}
type SignalData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

interface Answer {
  reason: string
  problem: Problem | null
  told: 'changed' | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await signalsAt({ context, url })
  const form = await request.formData()
  const reason = String(form.get('reason') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const id = params.id ?? ''
  const done = await desk.withdraw(id, reason, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/signals/${id}?done=withdraw`)
  const { code, values } = done.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'not-valid' || code === 'person')
    return data<Answer>({ reason, problem: problemAt('note', values), told: null }, { status: 422 })
  return data<Answer>({ reason, problem: null, told: 'changed' }, { status: 409 })
}

function WhatHappened({ loaded: { signal, region } }: { loaded: SignalData }) {
  const { t, moment, number } = useSignals()
  const { substance, effects, appearance, form, ages, gender, corrected, note } = signal
  const at = (iso: string) => <time dateTime={iso}>{moment(iso)}</time>
  return (
    <>
      <Facts
        facts={[
          [
            t('field.status'),
            <Tag key="status" tone={signal.status === 'reported' ? 'sure' : 'unsure'}>
              {t(`status.${signal.status}`)}
            </Tag>,
          ],
          [t('field.told'), <bdi key="told">{substance.told}</bdi>],
          ...(substance.name ? [[t('one.confirmed'), <bdi key="name">{substance.name}</bdi>] as const] : []),
          [t('field.severity'), t(`severity.${signal.severity}`)],
          [t('field.people'), number(signal.people)],
          [t('field.region'), region],
          [t('field.week'), signal.week],
          [t('field.certainty'), t(`certainty.${signal.certainty}`)],
          ...(effects.length > 0
            ? [[t('field.effects'), effects.map((each) => t(`effect.${each}`)).join(', ')] as const]
            : []),
          ...(form !== 'unknown' ? [[t('field.form'), t(`form.${form}`)] as const] : []),
          ...(appearance !== '' ? [[t('field.appearance'), <bdi key="looks">{appearance}</bdi>] as const] : []),
          ...(ages ? [[t('field.ages'), t(`ages.${ages}`)] as const] : []),
          ...(gender ? [[t('field.gender'), t(`gender.${gender}`)] as const] : []),
          [t('field.source'), t(`source.${signal.source}`)],
          [t('field.reported'), at(signal.reported)],
          ...(corrected ? [[t('field.corrected'), at(corrected)] as const] : []),
        ]}
      />
      {note !== '' && (
        <p className="told" dir="auto">
          {note}
        </p>
      )}
    </>
  )
}

function Withdraw({
  loaded: { signal, key },
  answer,
  error,
}: {
  loaded: SignalData
  answer: Answer | undefined
  error: string | undefined
}) {
  const { t } = useSignals()
  return (
    <Panel title={t('withdraw.title')} fold={answer ? 'open' : 'closed'}>
      <p className="quiet">{t('withdraw.help')}</p>
      <Form method="post" action={`/signals/${signal.id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={signal.version} />
        <input type="hidden" name="key" value={key} />
        <AreaField
          name="reason"
          label={t('withdraw.reason')}
          error={error}
          defaultValue={answer?.reason}
          rows={3}
          maxLength={500}
          required
        />
        <div className="row">
          <Button type="submit" look="danger">
            {t('withdraw.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function SignalPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useSignals()
  const { signal, leavesRegion, organisation, done } = loaded
  const { withdrawn, substance } = signal
  const problem = answer?.problem ?? null
  const error =
    problem &&
    (problem.person ? t(`person.${problem.person.mark}`, { text: problem.person.text }) : t('withdraw.missing'))
  return (
    <WorkPage title={substance.name ?? substance.told} help={t('one.help', { organisation })}>
      {error && <ErrorSummary problems={[{ text: error, field: 'reason' }]} />}
      {answer?.told && (
        <Notice tone="caution" live>
          {t('told.changed')}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {withdrawn && (
        <Notice tone="caution" title={t('one.withdrawn', { moment: moment(withdrawn.at) })}>
          <p className="told" dir="auto">
            {withdrawn.reason}
          </p>
        </Notice>
      )}
      <WhatHappened loaded={loaded} />
      <LeavesPanel when="after" leaves={signal.leaves} region={leavesRegion} />
      {!withdrawn && (
        <>
          <div className="row">
            <LinkButton href={`/signals/${signal.id}/correct`} look="quiet">
              {t('one.correct')}
            </LinkButton>
          </div>
          <Withdraw loaded={loaded} answer={answer} error={error ?? undefined} />
        </>
      )}
      <p>
        <a href="/signals">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
