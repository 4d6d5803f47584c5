// SPDX-License-Identifier: Apache-2.0
/** One agreement, as its parties read it: where it stands, what it opens, its texts, and what may be done with it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { compared, type GivenCommand, type PartnershipsRefusal } from '#supply/partnerships/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Acts } from './acts.tsx'
import { keyIn, partnershipsAt } from './door.ts'
import { Openings } from './openings.tsx'
import './partnerships.css'
import { StatusTag } from './status-tag.tsx'
import { Texts } from './texts.tsx'
import { usePartnerships } from './words.ts'

const dones = ['draft', 'revise', 'offer', 'sign', 'suspend', 'resume', 'end'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, names, messages } = await partnershipsAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const { texts, ...agreement } = found.value
  const known = await names()
  const [newest] = texts
  // Laid beside the text that holds, or else the one before.
  const base = texts.find(({ number, holds }) => holds && number !== newest?.number) ?? texts[1]
  const nameOf = (id: string) =>
    known.get(id) ?? (id === agreement.partner ? newest?.parties.partner : newest?.parties.authority) ?? ''
  const next = newest?.state === 'offered' ? { number: newest.number, digest: newest.digest } : null
  const done = url.searchParams.get('done')
  return {
    messages,
    agreement,
    texts: texts.map(({ text, ...rest }) => ({ ...rest, sections: text[me.language] })),
    main: (next ?? texts.find(({ holds }) => holds) ?? newest)?.number ?? 0,
    next,
    comparison:
      newest && base
        ? {
            ...{ before: base.number, after: newest.number },
            differences: compared(base.text[me.language], newest.text[me.language]),
          }
        : null,
    names: Object.fromEntries([agreement.authority, agreement.partner].map((id) => [id, nameOf(id)])),
    authority: nameOf(agreement.authority),
    partner: nameOf(agreement.partner),
    own: me.organisation.name,
    isPartner: me.organisation.id === agreement.partner,
    isPreparing: agreement.status === 'draft' || agreement.status === 'offered',
    key: crypto.randomUUID(),
    done: dones.find((each) => each === done) ?? null,
  }
}
export type AgreementData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export interface Answer {
  /** An act that needs a reason, and what was written. */
  wanting: { act: 'suspend' | 'end'; reason: string } | null
  told: Exclude<PartnershipsRefusal['code'], 'not-found' | 'not-valid'> | null
}

const commandOf = (form: FormData): GivenCommand | undefined => {
  const act = form.get('do')
  const reason = String(form.get(`reason-${act}`) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  if (act === 'suspend' || act === 'end') return { do: act, reason }
  if (act === 'sign') return { do: act, number: Number(form.get('number')), digest: String(form.get('digest')) }
  return act === 'offer' || act === 'resume' ? { do: act } : undefined
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await partnershipsAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const command = commandOf(form)
  if (!command) throw nothingHere()
  const acted = await desk.act(id, command, Number(form.get('version')), keyIn(form))
  if (acted.ok) throw redirect(`/agreements/${id}?done=${command.do}`)
  const { code } = acted.refusal
  const wanting = 'reason' in command ? { act: command.do, reason: command.reason } : null
  if (code === 'not-valid' && wanting) return data<Answer>({ wanting, told: null }, { status: 422 })
  if (code === 'not-valid' || code === 'not-found') throw nothingHere()
  return data<Answer>({ wanting, told: code }, { status: 409 })
}

function Told({ loaded, answer }: { loaded: AgreementData; answer: Answer | undefined }) {
  const { t, moment } = usePartnerships()
  const { agreement, done, names } = loaded
  const { suspended, ended } = agreement
  const organisation = suspended ? (names[suspended.by] ?? t('list.unknown')) : ''
  return (
    <>
      {answer?.told && (
        <Notice tone="caution" live>
          {t(`refused.${answer.told}`)}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {agreement.reviewDue && <Notice tone="caution">{t('one.due')}</Notice>}
      {suspended && (
        <Notice tone="caution" title={t('one.suspended', { organisation })}>
          <p dir="auto">{suspended.reason}</p>
          <p>{t('one.suspendedHelp', { organisation })}</p>
        </Notice>
      )}
      {ended && (
        <Notice title={t('one.ended', { moment: moment(ended.at) })}>
          <p dir="auto">{ended.reason}</p>
        </Notice>
      )}
    </>
  )
}

export default function AgreementPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = usePartnerships()
  const { agreement, authority, partner, isPartner } = loaded
  const problems =
    answer?.wanting && answer.told === null
      ? [{ text: t('refused.reason'), field: `reason-${answer.wanting.act}` }]
      : []
  return (
    <WorkPage title={agreement.title} help={t('one.help', { authority, partner })}>
      <ErrorSummary problems={problems} />
      <Told {...{ loaded, answer }} />
      {agreement.may.length > 0 && (
        <p>
          <a href="#acts">{t('one.acts')}</a>
        </p>
      )}
      <Facts
        facts={[
          [t('one.status'), <StatusTag key="status" status={agreement.status} />],
          [t('one.authority'), <bdi key="authority">{authority}</bdi>],
          [t('one.partner'), <bdi key="partner">{partner}</bdi>],
          [t('one.field'), t(`m.${agreement.m}`)],
          [t('one.days'), t('one.span', { from: date(agreement.from), until: date(agreement.until) })],
          [t('one.review'), date(agreement.review)],
        ]}
      />
      <Openings title={isPartner ? t('opens.us') : t('opens.after', { partner })} openings={agreement.opens}>
        <p className="quiet">{t(agreement.status === 'in-force' ? 'opens.now' : 'opens.notNow')}</p>
      </Openings>
      <Texts loaded={loaded} />
      <Acts {...{ loaded, answer }} />
      <p>
        <a href="/agreements">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
