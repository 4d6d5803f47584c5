// SPDX-License-Identifier: Apache-2.0
/** One notice, as this desk may read it; for whoever posted it also who sees it, and the way to withdraw it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { Deliveries } from '../../workspace/deliveries.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { readersOf } from '../../workspace/readers/readers.ts'
import { nothingHere } from '../../workspace/who.ts'
import { keyIn, noticesAt } from './door.ts'
import { Files } from './files.tsx'
import { fieldsOf } from './readers.ts'
import { ReadersPanel } from './readers-panel.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import { useNotices } from './words.ts'
import './notices.css'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, kinds, me, messages } = await noticesAt({ context, url })
  const read = await desk.read(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const notice = read.value
  const own = notice.from === me.organisation.id
  const viewers = own && desk.may.includes('viewers') ? await desk.viewers(notice.id) : null
  const deliveries = own && desk.may.includes('deliveries') ? await desk.deliveries(notice.id) : null
  const fields = fieldsOf(notice.contact, notice.attachments.length)
  return {
    messages,
    notice,
    from: (await names()).get(notice.from) ?? null,
    fields,
    readers: viewers?.ok ? readersOf(viewers.value, { own: notice.from, kinds: await kinds(), fields }) : null,
    deliveries: deliveries?.ok ? deliveries.value : [],
    mayWithdraw: own && desk.may.includes('withdraw') && notice.withdrawn === null,
    key: crypto.randomUUID(),
    posted: url.searchParams.has('posted'),
  }
}

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await noticesAt({ context, url })
  const form = await request.formData()
  const reason = String(form.get('reason') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const id = params.id ?? ''
  const answer = await desk.withdraw(id, reason, Number(form.get('version')), keyIn(form))
  if (answer.ok) throw redirect(`/notices/${id}`)
  const { code } = answer.refusal
  if (code === 'not-found') throw nothingHere()
  if (code === 'not-valid') return data({ refused: 'missing' as const, reason }, { status: 422 })
  return data({ refused: 'changed' as const, reason }, { status: 409 })
}

export default function NoticePage() {
  const { notice, from, fields, readers, deliveries, mayWithdraw, key, posted } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useNotices()
  const { withdrawn, contact } = notice
  const sender = from ?? t('unknown')
  const missing = answer?.refused === 'missing' ? t('withdraw.missing') : undefined
  return (
    <WorkPage title={notice.title} help={t('one.help', { organisation: sender })}>
      {missing && <ErrorSummary problems={[{ text: missing, field: 'reason' }]} />}
      {answer?.refused === 'changed' && (
        <Notice tone="caution" live>
          {t('withdraw.changed')}
        </Notice>
      )}
      {posted && !withdrawn && (
        <Notice tone="good" live>
          {t('one.done')}
        </Notice>
      )}
      {withdrawn && (
        <Notice tone="caution" title={t('one.withdrawn', { moment: moment(withdrawn.at) })}>
          <p className="told" dir="auto">
            {withdrawn.reason}
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          [t('one.from'), <bdi key="from">{sender}</bdi>],
          [
            t('one.posted'),
            <time key="posted" dateTime={notice.posted}>
              {moment(notice.posted)}
            </time>,
          ],
          [t('marking.label'), <MarkingTag key="marking" marking={notice.marking} />],
          [
            t('list.state'),
            <Tag key="state" tone={withdrawn ? 'unsure' : 'sure'}>
              {t(withdrawn ? 'state.withdrawn' : 'state.posted')}
            </Tag>,
          ],
          ...(contact ? [[t('field.contact'), <bdi key="contact">{contact}</bdi>] as const] : []),
        ]}
      />
      <p className="told" dir="auto">
        {notice.body}
      </p>
      <Files id={notice.id} files={notice.attachments} />
      {readers && <ReadersPanel when="after" {...{ readers, fields }} />}
      <Deliveries deliveries={deliveries} />
      {mayWithdraw && (
        <WithdrawForm
          id={notice.id}
          version={notice.version}
          reason={answer?.reason}
          error={missing}
          open={answer !== undefined}
          idempotencyKey={key}
        />
      )}
      <p>
        <a href="/notices">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
