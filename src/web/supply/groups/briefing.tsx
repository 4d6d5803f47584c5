// SPDX-License-Identifier: Apache-2.0
/** One briefing, as its readers read and print it, with its mark above and below the text. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { BriefingCommand } from '#supply/groups/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { labelOf } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { groupsAt, keyIn, textIn } from './door.ts'
import './groups.css'
import { useGroups } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await groupsAt({ context, url })
  const found = await desk.briefing(params.briefing ?? '')
  if (!found.ok || found.value.group !== params.id) throw nothingHere()
  const isAuthor = found.value.may.some((act) => act === 'release' || act === 'recall')
  const group = isAuthor ? await desk.open(found.value.group) : undefined
  const mayRenew = group?.ok === true && group.value.may.includes('brief')
  return { messages, briefing: found.value, mayRenew, names: await names(), key: crypto.randomUUID() }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

const acts = ['release', 'agree', 'decline', 'acknowledge'] as const

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await groupsAt({ context, url })
  const form = await request.formData()
  const asked = String(form.get('do'))
  const act = acts.find((each) => each === asked)
  const reason = textIn(form, 'recalled') ?? ''
  const command: BriefingCommand | undefined = act
    ? { do: act }
    : asked === 'recall'
      ? { do: 'recall', reason }
      : undefined
  const id = params.briefing ?? ''
  const kept = command && (await desk.keepBriefing(id, command, Number(form.get('version')), keyIn(form)))
  if (kept?.ok) throw redirect(`/groups/${params.id}/briefings/${id}`)
  const code = kept?.refusal.code
  if (code === 'not-valid') return data({ told: null }, { status: 422 })
  if (code === 'changed' || code === 'not-now') return data({ told: code }, { status: 409 })
  throw nothingHere()
}

export default function BriefingPage() {
  const { briefing, mayRenew, names, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language, moment } = useGroups()
  const { id, group, may, state, marking, version } = briefing
  const nameOf = (each: string) => names[each] ?? t('unknown')
  const mark = <p className="mark">{labelOf(marking)}</p>
  const wrong = answer && answer.told === null ? t('wrong.recalled') : undefined
  const lines = briefing.viewers.length > 0 || briefing.receipts.length > 0 || may.includes('release')
  return (
    <WorkPage
      title={briefing.title[language] || t('briefing.gone')}
      help={t('briefing.help', { organisation: nameOf(briefing.by) })}
    >
      <ErrorSummary problems={wrong ? [{ text: wrong, field: 'recalled' }] : []} />
      {answer?.told && (
        <Notice tone="caution" live>
          {t(`refused.${answer.told}`)}
        </Notice>
      )}
      {state === 'recalled' && (
        <Notice tone="caution" title={t('briefing.gone')}>
          <p dir="auto">{briefing.reason}</p>
        </Notice>
      )}
      <article className="stack">
        {mark}
        <p className="quiet">
          {t(`briefing.is.${state}`)}, {t('briefing.number', { number: String(briefing.number) })}
          {briefing.released && `, ${moment(briefing.released)}`}
          {briefing.replaces && `. ${t('briefing.replaces')}.`}
        </p>
        {briefing.body[language] !== '' && (
          <p className="said" dir="auto">
            {briefing.body[language]}
          </p>
        )}
        {briefing.pap && (
          <p>
            {t('briefing.pap')}: {t(`pap.${briefing.pap}`)}
          </p>
        )}
        {mark}
      </article>
      {lines && (
        <Panel title={t(briefing.released ? 'briefing.readersNow' : 'briefing.readers')}>
          <ul>
            {briefing.viewers.map((each) => (
              <li key={each}>
                <bdi>{nameOf(each)}</bdi>
              </li>
            ))}
          </ul>
          <h3>{t('briefing.receipts')}</h3>
          {briefing.receipts.length === 0 && <p className="quiet">{t('briefing.nobody')}</p>}
          <ul>
            {briefing.receipts.map(({ organisation, at }) => (
              <li key={organisation}>
                <bdi>{nameOf(organisation)}</bdi>, {moment(at)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {may.length > 0 && (
        <Form method="post" action={`/groups/${group}/briefings/${id}`} className="stack no-print" noValidate>
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="version" value={version} />
          {may.includes('recall') && (
            <TextField name="recalled" label={t('field.recalled')} error={wrong} maxLength={500} />
          )}
          <div className="row">
            {may.map((act) => (
              <Button key={act} type="submit" name="do" value={act} look={act === 'recall' ? 'danger' : 'strong'}>
                {t(act === 'agree' ? 'act.agreeBriefing' : `act.${act}`)}
              </Button>
            ))}
          </div>
        </Form>
      )}
      <p className="row no-print">
        {mayRenew && <a href={`/groups/${group}?replaces=${id}`}>{t('briefing.renew')}</a>}
        <a href={`/groups/${group}`}>{t('briefing.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
