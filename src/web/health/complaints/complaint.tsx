// SPDX-License-Identifier: Apache-2.0
/** One complaint: its clocks, what was written, and what this person may do with it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type ComplaintCommand, MOST_TEXT, OUTCOMES } from '#health/complaints/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { complaintsAt, keyIn, textIn } from './door.ts'
import { useComplaints } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await complaintsAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const done = url.searchParams.has('done')
  return data(
    { messages, one: read.value, done, key: crypto.randomUUID() },
    { headers: { 'cache-control': 'no-store' } },
  )
}

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

const SAID = ['changed', 'not-now', 'second-person', 'not-valid', 'key-reused'] as const

const commandIn = (form: FormData): ComplaintCommand | undefined => {
  const [act, text] = [form.get('do'), textIn(form, 'text')]
  if (act === 'acknowledge') return { do: act }
  if (act === 'answer') return { do: act, text }
  const outcome = OUTCOMES.find((each) => each === form.get('outcome'))
  return act === 'decide' && outcome ? { do: act, outcome, text } : undefined
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await complaintsAt({ context, url })
  const form = await request.formData()
  const command = commandIn(form)
  const typed = textIn(form, 'text')
  if (!command) return data({ said: 'not-valid' as const, typed }, { status: 422 })
  const done = await desk.act(params.id ?? '', command, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/complaints/${params.id}?done`)
  const said = SAID.find((each) => each === done.refusal.code)
  if (!said) throw nothingHere()
  return data({ said, typed }, { status: said === 'not-valid' ? 422 : 409 })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Letters({ one }: Pick<Loaded, 'one'>) {
  const { t, moment } = useComplaints()
  return (
    <section className="stack" aria-labelledby="letters">
      <h2 id="letters">{t('one.letters')}</h2>
      {one.erased && <p>{t('one.erased', { date: moment(one.erased) })}</p>}
      {one.letters.map(({ number, writer, text, at }) => (
        <div key={number} className="stack" data-gap="small">
          <p className="quiet">
            {t(`writer.${writer}`)} · <time dateTime={at}>{moment(at)}</time>
          </p>
          <p className="told" dir="auto" lang={writer === 'person' ? one.language : undefined}>
            {text}
          </p>
        </div>
      ))}
    </section>
  )
}

function Act({ loaded, act, typed }: { loaded: Loaded; act: ComplaintCommand['do']; typed: string }) {
  const { t } = useComplaints()
  const { one, key } = loaded
  return (
    <Panel title={t(`do.${act}`)}>
      <Form method="post" action={`/complaints/${one.id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={one.version} />
        <input type="hidden" name="key" value={key} />
        <p className="quiet">{t(`help.${act}`)}</p>
        {act === 'decide' && (
          <fieldset className="field">
            <legend>{t('one.outcome')}</legend>
            {OUTCOMES.map((each) => (
              <Choice key={each} type="radio" name="outcome" value={each} label={t(`outcome.${each}`)} />
            ))}
          </fieldset>
        )}
        {act !== 'acknowledge' && (
          <AreaField name="text" label={t('one.text')} rows={6} maxLength={MOST_TEXT} defaultValue={typed} />
        )}
        <div className="row">
          <Button type="submit" name="do" value={act}>
            {t(`do.${act}`)}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

export default function OneComplaint() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { one, done } = loaded
  const { t, date, moment } = useComplaints()
  const step = (at: string | null, by: string | null) => (at ? moment(at) : by ? t('one.by', { date: date(by) }) : '–')
  return (
    <WorkPage title={t('one.title', { service: one.serviceName })} help={t('one.help')} narrow>
      {answer && (
        <Notice tone="caution" live>
          {t(`said.${answer.said}`)}
        </Notice>
      )}
      {done && (
        <Notice tone="good" live>
          {t('one.done')}
        </Notice>
      )}
      {one.isLate && <Notice tone="caution">{t('one.late')}</Notice>}
      <Facts
        facts={[
          [t('list.theme'), t(`theme.${one.theme}`)],
          [t('list.state'), t(`state.${one.state}`)],
          [t('one.name'), one.name === '' ? t('one.notSaid') : <bdi key="name">{one.name}</bdi>],
          [t('one.reach'), one.reach === '' ? t('one.notSaid') : <bdi key="reach">{one.reach}</bdi>],
          [t('list.received'), moment(one.received)],
          [t('one.acknowledged'), step(one.acknowledged, one.acknowledgeBy)],
          [t('one.answered'), step(one.answered, one.answerBy)],
          ...(one.appealed
            ? ([
                [t('one.appealed'), moment(one.appealed)],
                [t('one.decided'), step(one.decided, one.decideBy)],
              ] as const)
            : []),
          ...(one.outcome ? [[t('one.outcome'), t(`outcome.${one.outcome}`)] as const] : []),
        ]}
      />
      <Letters one={one} />
      {one.may.map((act) => (
        <Act key={`${act} ${one.version}`} {...{ loaded, act }} typed={answer?.typed ?? ''} />
      ))}
      <p>
        <Link to="/complaints">{t('one.back')}</Link>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
