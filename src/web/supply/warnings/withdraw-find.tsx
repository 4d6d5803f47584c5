// SPDX-License-Identifier: Apache-2.0
/** Whoever reported a find takes it back, with the reason; what was written stays where the desk refuses it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyIn, textIn, warningsAt } from './door.ts'
import { Signals } from './signals.tsx'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, areas, messages } = await warningsAt({ context, url })
  const reported = desk.may.includes('withdrawFind') ? await desk.reported() : null
  const signal = reported?.ok ? reported.value.find(({ id }) => id === params.id) : undefined
  if (!signal) throw nothingHere()
  return { messages, signal, areas, names: Object.fromEntries(await names()), key: crypto.randomUUID() }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  const form = await request.formData()
  const reason = textIn(form, 'reason')
  const done = await desk.withdrawFind(params.id ?? '', { reason }, keyIn(form))
  if (done.ok) throw redirect('/warnings?withdrawn')
  const { code } = done.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ code, reason }, { status: code === 'not-valid' ? 422 : 409 })
}

export default function WithdrawFind() {
  const { signal, names, areas, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWarnings()
  const error = answer?.code === 'not-valid' ? t('withdraw.wrong') : undefined
  return (
    <WorkPage title={t('withdraw.title')} help={t('withdraw.help')}>
      {error && <ErrorSummary problems={[{ text: error, field: 'reason' }]} />}
      {answer && !error && (
        <Notice tone="caution" live>
          {t(answer.code === 'not-now' ? 'withdraw.already' : 'refused.key-reused')}
        </Notice>
      )}
      <Signals signals={[signal]} names={names} areas={areas} empty="" />
      {!signal.withdrawn && (
        <Panel title={t('withdraw.do')}>
          <Form method="post" action={`/warnings/signals/${signal.id}/withdraw`} className="stack" noValidate>
            <input type="hidden" name="key" value={key} />
            <AreaField
              name="reason"
              label={t('withdraw.reason')}
              error={error}
              rows={3}
              maxLength={500}
              defaultValue={answer?.reason ?? ''}
            />
            <div className="row">
              <Button type="submit" look="danger">
                {t('withdraw.do')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
