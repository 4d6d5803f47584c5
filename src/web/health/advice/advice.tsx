// SPDX-License-Identifier: Apache-2.0
/** One piece of advice in the reader's language, with the others below, and the way to say that it was read. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { Advice, Language } from '#health/advice/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { adviceAt, keyIn, languagesOf } from './door.ts'
import './advice.css'
import { useAdvice } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, regionsOf, messages } = await adviceAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const advice = read.value
  return {
    messages,
    advice,
    regions: regionsOf(advice),
    languages: languagesOf(advice.texts, me.language),
    organisation: me.organisation.name,
    done: url.searchParams.has('done'),
    key: crypto.randomUUID(),
  }
}

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await adviceAt({ context, url })
  const form = await request.formData()
  const id = params.id ?? ''
  const done = await desk.acknowledge(id, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/advice/${id}?done`)
  if (done.refusal.code === 'not-found' || done.refusal.code === 'not-valid') throw nothingHere()
  return data({ changed: true }, { status: 409 })
}

interface TextProps {
  text: NonNullable<Advice['texts'][Language]>
  language: Language
}

/** What it says in one language, with its own lines, and whether a native reader has read it. */
function Text({ text, language }: TextProps) {
  const { t } = useAdvice()
  return (
    <>
      {!text.reviewed && <p className="quiet">{t('one.unread')}</p>}
      <div lang={language} dir="auto" className="told">
        {text.text}
      </div>
    </>
  )
}

const tones = { 'in-force': 'listed', expired: 'plain', withdrawn: 'unsure' } as const

export default function OneAdvice() {
  const { advice, regions, languages, organisation, done, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useAdvice()
  const { state, withdrawn, acknowledged, expires, given, severity, urgency, texts } = advice
  const [first = 'en', ...others] = languages
  const main = texts[first]
  const at = (iso: string) => <time dateTime={iso}>{moment(iso)}</time>
  return (
    <WorkPage title={main?.headline ?? ''} help={t('one.help')}>
      {answer && (
        <Notice tone="caution" live>
          {t('one.changed')}
        </Notice>
      )}
      {done && acknowledged && (
        <Notice tone="good" live>
          {t('one.done', { organisation })}
        </Notice>
      )}
      {withdrawn && (
        <Notice tone="caution" title={t('one.withdrawn', { moment: moment(withdrawn.at) })}>
          <p className="told" dir="auto">
            {withdrawn.reason}
          </p>
        </Notice>
      )}
      {state === 'expired' && <Notice tone="caution">{t('one.expired', { moment: moment(expires) })}</Notice>}
      <Facts
        facts={[
          [
            t('list.state'),
            <Tag key="state" tone={tones[state]}>
              {t(`state.${state}`)}
            </Tag>,
          ],
          [t('list.severity'), t(`severity.${severity}`)],
          [t('one.urgency'), t(`urgency.${urgency}`)],
          [t('list.regions'), regions ?? t('one.country')],
          [t('list.given'), at(given)],
          [t('one.until'), at(expires)],
          [t('list.acknowledged'), acknowledged ? at(acknowledged) : t('list.notYet')],
        ]}
      />
      {main && <Text text={main} language={first} />}
      {others.map((language) => {
        const text = texts[language]
        return (
          text && (
            <Panel key={language} title={t(`language.${language}`)} fold="closed">
              <h2 lang={language} dir="auto">
                {text.headline}
              </h2>
              <Text text={text} language={language} />
            </Panel>
          )
        )
      })}
      {acknowledged === null && (
        <Form method="post" action={`/advice/${advice.id}`} className="stack" data-gap="small">
          <input type="hidden" name="version" value={advice.version} />
          <input type="hidden" name="key" value={key} />
          <p id="acknowledge-help" className="quiet">
            {t('one.acknowledgeHelp', { organisation })}
          </p>
          <div className="row">
            <Button type="submit" aria-describedby="acknowledge-help">
              {t('one.acknowledge')}
            </Button>
          </div>
        </Form>
      )}
      <p>
        <a href="/advice">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
