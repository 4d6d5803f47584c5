// SPDX-License-Identifier: Apache-2.0
/** From which sums of weights somebody looks, and from which it is held. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { typedIn } from '../door.ts'
import '../suspicions.css'
import { useSuspicions } from '../words.ts'
import { backTo, drafted, rulesAt } from './at.ts'
import { sumsSet } from './said.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { rules, leg, messages, working, speaking } = await rulesAt({ context, url })
  if (!rules.mayDraft) throw nothingHere()
  const typologies = sumsSet(speaking, leg, working).map(({ id, name, groups, alert, hold }) => ({
    ...{ id, name: name[speaking.language], groups, alert, hold },
  }))
  return { messages, leg, typologies, version: rules.open?.version ?? 0, key: crypto.randomUUID() }
}
export const shouldRevalidate = () => true

interface Answer {
  /** Name of the field; null: it was changed since. */
  field: string | null
  typed: Record<string, string>
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const at = await rulesAt({ context, url })
  const form = await request.formData()
  const numberIn = (name: string) => Number(form.get(name) ?? Number.NaN)
  const done = await drafted(at, form, (was) => ({
    ...was,
    typologies: Object.fromEntries(
      sumsSet(at.speaking, at.leg, was).map(({ id }) => [
        id,
        { alert: numberIn(`alert-${id}`), hold: numberIn(`hold-${id}`) },
      ]),
    ),
  }))
  if (done.ok) throw redirect(backTo(at.leg))
  const { code, where = '' } = done.refusal
  if (code === 'not-found') throw nothingHere()
  const [, id = '', part = 'alert'] = where.split('.')
  const field = code === 'not-valid' ? `${part}-${id}` : null
  return data<Answer>({ field, typed: typedIn(form) }, { status: field ? 422 : 409 })
}

export default function Sums() {
  const { typologies, leg, version, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, number } = useSuspicions()
  const typed = (name: string, value: number) => answer?.typed[name] ?? String(value)
  const wrong = (name: string) => answer?.field === name && { error: t('rules.problem.sum') }
  return (
    <WorkPage title={t('rules.sums')} help={t('rules.sumsHelp')} narrow>
      <ErrorSummary problems={answer?.field ? [{ text: t('rules.problem.sum'), field: answer.field }] : []} />
      {answer?.field === null && (
        <Notice tone="caution" live>
          {t('rules.told.changed')}
        </Notice>
      )}
      <Form key={version} method="post" action={`/suspicions/rules/sums?leg=${leg}`} className="stack" noValidate>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="key" value={key} />
        {typologies.map(({ id, name, groups, alert, hold }) => (
          <fieldset key={id} className="stack" data-gap="small">
            <legend>{name}</legend>
            <p className="quiet">{t('rules.groups', { number: number(groups) })}</p>
            <div className="fields">
              <TextField
                name={`alert-${id}`}
                inputMode="numeric"
                label={t('rules.alertFrom')}
                defaultValue={typed(`alert-${id}`, alert)}
                {...wrong(`alert-${id}`)}
              />
              <TextField
                name={`hold-${id}`}
                inputMode="numeric"
                label={t('rules.holdFrom')}
                defaultValue={typed(`hold-${id}`, hold)}
                {...wrong(`hold-${id}`)}
              />
            </div>
          </fieldset>
        ))}
        <div className="row">
          <Button type="submit">{t('rules.keep')}</Button>
          <a href={`/suspicions/rules?leg=${leg}`}>{t('rules.back')}</a>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
