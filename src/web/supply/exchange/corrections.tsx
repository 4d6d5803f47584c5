// SPDX-License-Identifier: Apache-2.0
/** Requests for a correction, for the officers who answer them: what is asked, and what was done about it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { SettleCorrection } from '#supply/corrections/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { exchangeAt } from './door.ts'
import { useExchange } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await exchangeAt({ context, url }, 'corrections')
  const list = await desk.list()
  if (!list.ok) throw nothingHere()
  return { messages, all: list.value, done: url.searchParams.has('done') }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await exchangeAt({ context, url }, 'corrections')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n')
  const input = { outcome: text('outcome') as SettleCorrection['outcome'], note: text('note') }
  const settled = await desk.settle(text('id'), input, Number(text('version')))
  if (settled.ok) throw redirect('/corrections?done')
  const { code } = settled.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ id: text('id'), code, note: input.note }, { status: code === 'not-valid' ? 422 : 409 })
}

type One = ReturnType<typeof useLoaderData<typeof loader>>['all'][number]

function Settle({ one }: { one: One }) {
  const { t } = useExchange()
  const answered = useActionData<typeof action>()
  const mine = answered?.id === one.id ? answered : undefined
  return (
    <form method="post" action="/corrections" className="stack">
      <input type="hidden" name="id" value={one.id} />
      <input type="hidden" name="version" value={one.version} />
      <fieldset className="field">
        <legend>{t('corrections.outcome')}</legend>
        {(['corrected', 'nothing-to-correct'] as const).map((each) => (
          <Choice key={each} type="radio" name="outcome" value={each} label={t(`corrections.${each}`)} required />
        ))}
      </fieldset>
      <AreaField
        name="note"
        label={t('corrections.note')}
        hint={t('corrections.noteHint')}
        error={mine?.code === 'not-valid' ? t('corrections.missing') : undefined}
        defaultValue={mine?.note}
        rows={3}
        maxLength={2000}
        required
      />
      <div className="row">
        <Button type="submit">{t('corrections.settle')}</Button>
      </div>
    </form>
  )
}

export default function Corrections() {
  const { all, done } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, moment, date } = useExchange()
  return (
    <WorkPage title={t('corrections.title')} help={t('corrections.help')} narrow>
      {done && (
        <Notice tone="good" live>
          {t('corrections.done')}
        </Notice>
      )}
      {answered && answered.code !== 'not-valid' && (
        <Notice tone="caution" live>
          {t('corrections.changed')}
        </Notice>
      )}
      {all.length === 0 && <EmptyState title={t('corrections.none')}>{t('corrections.noneMore')}</EmptyState>}
      {all.map((one) => (
        <Panel key={one.id} title={t('corrections.one', { name: one.name, day: date(one.received.slice(0, 10)) })}>
          <Facts
            facts={[
              [t('corrections.concerns'), t(`corrections.${one.concerns}`)],
              [t('corrections.answerOn'), date(one.answerOn)],
              ...(one.reach ? [[t('corrections.reach'), <bdi key="reach">{one.reach}</bdi>] as const] : []),
            ]}
          />
          <p className="told" dir="auto">
            {one.wrong}
          </p>
          {one.settled ? (
            <Notice title={`${t(`corrections.${one.settled.outcome}`)}, ${moment(one.settled.at)}`}>
              <p className="told" dir="auto">
                {one.settled.note}
              </p>
            </Notice>
          ) : (
            <Settle one={one} />
          )}
        </Panel>
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
