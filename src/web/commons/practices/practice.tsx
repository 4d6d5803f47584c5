// SPDX-License-Identifier: Apache-2.0
/** One practice: what was done and what came of it, what others say of it, and what this desk may do. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type Command, LANGUAGES, type NewReuse, type NewTranslation } from '#commons/practices/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { Deliveries } from '../../workspace/deliveries.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Acts } from './acts.tsx'
import { keyIn, practicesAt, textIn } from './door.ts'
import { parts, textsIn } from './given.ts'
import { Reuses } from './reuses.tsx'
import { usePractices } from './words.ts'
import { Translate, Written } from './written.tsx'
import '../notices/notices.css'

const DONE = ['save', 'publish', 'withdraw', 'reuse', 'translate'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, kinds, names: namesOf, country, messages } = await practicesAt({ context, url })
  const read = await desk.read(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const { reuses, translations, ...practice } = read.value
  const isOwn = practice.organisation === me.organisation.id && desk.may.includes('deliveries')
  const deliveries = isOwn ? await desk.deliveries(practice.id) : null
  const names = await namesOf()
  const named = new Map(kinds)
  const texts = LANGUAGES.flatMap((language) => {
    const own = language === 'en' || language === 'fr' ? practice.texts[language] : undefined
    return own ? [{ language, own }] : []
  })
  return {
    ...{ messages, practice },
    /** The reader's language first. */
    texts: [...texts].sort(
      (one, other) => Number(other.language === me.language) - Number(one.language === me.language),
    ),
    from: names.get(practice.organisation) ?? null,
    country: country(practice.country, me.language),
    audience: practice.audience.map((id) => named.get(id) ?? id),
    partners: practice.partners.map((id) => names.get(id) ?? id),
    reuses: reuses.map(({ from, ...rest }) => ({ ...rest, id: from, from: names.get(from) ?? null })),
    said: reuses.find(({ from }) => from === me.organisation.id) ?? null,
    translations: translations.map(({ from, ...rest }) => ({ ...rest, id: from, from: names.get(from) ?? null })),
    deliveries: deliveries?.ok ? deliveries.value : [],
    key: crypto.randomUUID(),
    done: DONE.find((each) => each === url.searchParams.get('done')) ?? null,
  }
}
export type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await practicesAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const does = textIn(form, 'do')
  const fields = Object.fromEntries(
    ['to', ...parts.map((part) => `to.${part}`)].map((name) => [name, textIn(form, name)]),
  )
  const run = () => {
    if (does === 'reuse') {
      const reuse = { outcome: textIn(form, 'outcome'), note: textIn(form, 'note') } as NewReuse
      return desk.reuse(id, reuse, keyIn(form))
    }
    if (does === 'translate') {
      const translation = { language: fields.to, texts: textsIn(fields, 'to') ?? {} } as NewTranslation
      return desk.translate(id, translation, keyIn(form))
    }
    const command = (does === 'withdraw' ? { do: does, reason: textIn(form, 'reason') } : { do: does }) as Command
    return desk.act(id, command, Number(form.get('version')), keyIn(form))
  }
  const answer = await run()
  if (answer.ok) throw redirect(`/practices/${id}?done=${does}`)
  const { code, where } = answer.refusal
  if (code === 'not-found') throw nothingHere()
  const field = (where ?? '').replace(/^texts/, 'to').replace(/^language$/, 'to')
  return data({ does, code, field, fields }, { status: code === 'not-valid' ? 422 : 409 })
}
export type Answer = ReturnType<typeof useActionData<typeof action>>

export default function PracticePage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language, moment, maybe } = usePractices()
  const { practice, from, country, audience, partners, texts, done, translations } = loaded
  const { id, status, setting, effect, grade, costs, page, reach, published, ended, node } = practice
  const sender = from ?? t('unknown')
  const title = texts[0]?.own.title ?? ''
  const problem =
    answer?.code === 'not-valid'
      ? maybe(`problem.${answer.field.split('.').at(-1)}`, t('refused.not-valid'))
      : undefined
  const period = `${practice.from} – ${practice.until ?? t('one.goesOn')}`
  return (
    <WorkPage title={title} help={t(node ? 'one.helpAway' : 'one.help', { organisation: sender })}>
      {problem && answer && <ErrorSummary problems={[{ text: problem, field: answer.field }]} />}
      {answer && !problem && (
        <Notice tone="caution" live>
          {maybe(`refused.${answer.code}`, t('refused.not-valid'))}
        </Notice>
      )}
      {!answer && done && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {ended && (
        <Notice tone="caution" title={t('one.withdrawn', { moment: moment(ended.at) })}>
          <p className="told" dir="auto">
            {ended.reason}
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          [
            t('list.status'),
            <Tag key="status" tone={status === 'published' ? 'sure' : 'unsure'}>
              {t(`status.${status}`)}
            </Tag>,
          ],
          [t('one.contact'), <bdi key="from">{sender}</bdi>],
          [t('field.setting'), t(`setting.${setting}`)],
          [t('field.country'), <bdi key="country">{country}</bdi>],
          [t('one.period'), period],
          [t('field.audience'), audience.join(', ')],
          [t('field.effect'), t(`effect.${effect}`)],
          [t('field.grade'), t(`grade.${grade}`)],
          ...(costs === '' ? [] : [[t('field.costs'), <bdi key="costs">{costs}</bdi>] as const]),
          ...(page === ''
            ? []
            : [
                [
                  t('field.page'),
                  <a key="page" href={page} rel="noreferrer">
                    {page}
                  </a>,
                ] as const,
              ]),
          ...(published
            ? [
                [
                  t('one.published'),
                  <time key="at" dateTime={published}>
                    {moment(published)}
                  </time>,
                ] as const,
              ]
            : []),
          [t('field.reach'), t(node ? 'one.reachAway' : `reach.${reach}`)],
          ...(partners.length > 0 ? [[t('field.partners'), partners.join(', ')] as const] : []),
        ]}
      />
      {texts.map((each, place) => (
        <Written key={each.language} {...each} isFirst={place === 0} />
      ))}
      {translations.map(({ id: maker, language: into, texts: own, from: who }) => (
        <Written key={`${maker} ${into}`} language={into} own={own} by={who ?? t('unknown')} />
      ))}
      <Reuses loaded={loaded} />
      <Translate loaded={loaded} answer={answer} />
      <Deliveries deliveries={loaded.deliveries} />
      <Acts loaded={loaded} answer={answer} />
      <p className="row">
        {status !== 'draft' && <a href={`/api/practices/${id}/card`}>{t('one.card')}</a>}
        {status !== 'draft' && reach === 'public' && !node && (
          <a href={`/${language}/practices/${id}`}>{t('one.publicPage')}</a>
        )}
        <a href="/practices">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
