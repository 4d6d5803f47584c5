// SPDX-License-Identifier: Apache-2.0
/** One object as it came from another system, and from where; for an officer, how a draft of one's own is made of it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { NewDraft } from '#supply/feeds/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { countriesIn } from '../incidents/countries.ts'
import { keyIn } from '../incidents/door.ts'
import { kindsIn } from '../incidents/kinds.ts'
import { exchangeAt, textIn } from './door.ts'
import './exchange.css'
import { useExchange } from './words.ts'

const FIELDS = ['title', 'kind', 'country'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await exchangeAt({ context, url }, 'feeds')
  const one = await desk.open(params.id ?? '')
  if (!one.ok) throw nothingHere()
  const { object, draftable, made, ...said } = one.value
  const offered = {
    kinds: kindsIn(me.language),
    countries: countriesIn(me.language, me.organisation.country).options,
    key: crypto.randomUUID(),
  }
  return {
    ...{ messages, said, made, object: JSON.stringify(object, null, 2) },
    drafting: draftable && made === null ? { draftable, ...offered } : null,
  }
}

export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await exchangeAt({ context, url }, 'feeds')
  const form = await request.formData()
  const [title, kind, country] = FIELDS.map((name) => textIn(form, name)) as [string, string, string]
  const made = await desk.draft(params.id ?? '', { title, kind: kind as NewDraft['kind'], country }, keyIn(form))
  if (made.ok) throw redirect(`/incidents/${made.value.incident}?done=report`)
  const { code, where, detail } = made.refusal
  if (code === 'not-found') throw nothingHere()
  const field = FIELDS.find((name) => name === where) ?? null
  return data({ field, why: detail, typed: { title, kind, country } }, { status: code === 'not-valid' ? 422 : 409 })
}

type Drafting = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['drafting']>

/** What other systems leave out is asked for; all else goes along as it came. */
function Draft({ id, drafting }: { id: string; drafting: Drafting }) {
  const { t } = useExchange()
  const answer = useActionData<typeof action>()
  const { draftable, kinds, countries, key } = drafting
  const errorAt = (name: (typeof FIELDS)[number]) => (answer?.field === name ? t(`draft.wrong.${name}`) : undefined)
  const choose = ['', t('draft.choose')] as const
  return (
    <Panel title={t('draft.title')}>
      <Form method="post" action={`/feeds/${id}`} className="stack" noValidate>
        <p className="quiet">{t('draft.help')}</p>
        <input type="hidden" name="key" value={key} />
        <TextField
          name="title"
          label={t('draft.name')}
          maxLength={200}
          autoComplete="off"
          error={errorAt('title')}
          defaultValue={answer?.typed.title ?? draftable.title}
        />
        <SelectField
          name="kind"
          label={t('draft.kind')}
          error={errorAt('kind')}
          defaultValue={answer?.typed.kind ?? draftable.kind ?? ''}
          options={[choose, ...kinds]}
        />
        <SelectField
          name="country"
          label={t('draft.country')}
          error={errorAt('country')}
          defaultValue={answer?.typed.country ?? draftable.country ?? ''}
          options={[choose, ...countries]}
        />
        <div className="row">
          <Button type="submit">{t('draft.do')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function ReceivedPage() {
  const { said, object, drafting, made } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useExchange()
  const { id, name, type, stixId, marking, by, added, received, modified } = said
  const problem = answer?.field ? t(`draft.wrong.${answer.field}`) : null
  return (
    <WorkPage title={name || type} help={t('feeds.oneHelp')}>
      {problem && answer?.field && <ErrorSummary problems={[{ text: problem, field: answer.field }]} />}
      {answer && !problem && made === null && (
        <Notice tone="caution" live>
          {t('draft.refused', { why: answer.why })}
        </Notice>
      )}
      <Notice>{t('feeds.kind')}</Notice>
      {made !== null && (
        <Notice tone="good">
          <a href={`/incidents/${made}`}>{t('draft.made')}</a>
        </Notice>
      )}
      <Facts
        facts={[
          [t('feeds.type'), type],
          [t('feeds.id'), <Code key="id">{stixId}</Code>],
          [t('feeds.marking'), <MarkingTag key="marking" marking={marking} />],
          [t('feeds.by'), by ?? '–'],
          [t('feeds.version'), modified ?? '–'],
          [t('feeds.added'), added ?? '–'],
          [t('feeds.at'), moment(received)],
        ]}
      />
      {drafting && <Draft id={id} drafting={drafting} />}
      <pre className="object" dir="ltr">
        {object}
      </pre>
      <p>
        <a href="/feeds">{t('feeds.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
