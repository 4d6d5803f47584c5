// SPDX-License-Identifier: Apache-2.0
/** One customer: what is known, whether the firm is satisfied, corrected, or removed. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type CustomerCommand, type CustomerResult, RESULTS } from '#supply/partnerships/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { DateField } from '../../../kit/date/date.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { keyIn } from '../door.ts'
import { customersAt } from './door.ts'
import { CustomerFields, useProblems } from './fields.tsx'
import { CHECKED, checked, type Given, givenFrom, givenOf, type Place } from './given.ts'
import { ResultTag } from './result-tag.tsx'
import '../partnerships.css'
import { useCustomers } from './words.ts'

const dones = ['record', 'correct', 'conclude', 'hand'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, messages, countries, colleagues, organisations } = await customersAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const names = await colleagues()
  const done = url.searchParams.get('done')
  const authorities = found.value.isOwn ? await desk.authorities() : undefined
  const firm = (await organisations()).find(({ id }) => id === found.value.firm)?.name ?? ''
  const { steps, ...customer } = found.value
  return {
    messages,
    customer: { ...customer, steps, countryName: countries.name(customer.country), firmName: firm },
    authorities: authorities?.ok ? authorities.value : [],
    countries: countries.options,
    steps: steps.map(({ by, ...step }) => ({ ...step, who: names.get(by) ?? null })),
    today: new Date().toISOString().slice(0, 10),
    key: crypto.randomUUID(),
    done: dones.find((each) => each === done) ?? null,
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

interface Answer {
  given: Given | null
  problems: Place[]
  /** What is wrong with the conclusion. */
  conclusion: 'reason' | 'review' | 'missing' | null
  /** Somebody read it from now on, and no reason was given. */
  /** Authorities that were chosen without a reason. */
  unsaid: string[] | null
  told: 'changed' | null
}
const NOTHING: Answer = { given: null, problems: [], conclusion: null, unsaid: null, told: null }

const WHERE: Readonly<Record<string, Answer['conclusion']>> = { reason: 'reason', review: 'review' }

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await customersAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const version = Number(form.get('version'))
  const act = form.get('do')
  if (act === 'remove') {
    const gone = await desk.remove(id, version)
    if (gone.ok) throw redirect('/customers?done=remove')
    if (gone.refusal.code === 'changed') return data<Answer>({ ...NOTHING, told: 'changed' }, { status: 409 })
    throw nothingHere()
  }
  const given = givenOf(form)
  const { customer, problems } = act === 'correct' ? checked(given) : { problems: [] }
  if (problems.length > 0) return data<Answer>({ ...NOTHING, given, problems }, { status: 422 })
  const { reason = '', review = '' } = given
  const command: CustomerCommand | undefined =
    act === 'conclude'
      ? { do: act, result: given.result as CustomerResult, reason, review }
      : act === 'correct' && customer
        ? { do: act, customer }
        : act === 'hand'
          ? { do: act, to: form.getAll('to').map(String), reason: String(form.get('why') ?? '') }
          : undefined
  if (!command) throw nothingHere()
  const acted = await desk.act(id, command, version, keyIn(form))
  if (acted.ok) throw redirect(`/customers/${id}?done=${act}`)
  const { code, where = '' } = acted.refusal
  if (code === 'not-valid' && where === 'reason' && act === 'hand')
    return data<Answer>({ ...NOTHING, unsaid: form.getAll('to').map(String) }, { status: 422 })
  if (code === 'not-valid' && WHERE[where])
    return data<Answer>({ ...NOTHING, given, conclusion: WHERE[where] }, { status: 422 })
  if (code === 'not-now') return data<Answer>({ ...NOTHING, given, conclusion: 'missing' }, { status: 409 })
  if (code === 'changed' || code === 'key-reused' || where === 'to')
    return data<Answer>({ ...NOTHING, told: 'changed' }, { status: 409 })
  throw nothingHere()
}

function Known({ customer }: { customer: Loaded['customer'] }) {
  const { t, date, language } = useCustomers()
  const told = (key: string, text: string) => (
    <span key={key} className="written" dir="auto">
      {text}
    </span>
  )
  return (
    <Panel title={t('one.known')}>
      <Facts
        facts={[
          [t('field.result'), <ResultTag key="result" result={customer.result} />],
          [t('field.review'), t(customer.isDue ? 'field.reviewDue' : 'field.reviewOn', { day: date(customer.review) })],
          ...(customer.isOwn ? [] : [[t('one.from'), <bdi key="f">{customer.firmName}</bdi>] as const]),
          ...(customer.handedWhy ? [[t('one.handedWhy'), told('why', customer.handedWhy)] as const] : []),
          [t('one.keptUntil'), date(customer.keptUntil)],
          ...(customer.isPerson ? [[t('field.isPerson'), told('necessity', customer.necessity)] as const] : []),
          ...(customer.registration
            ? [[t('field.registration'), <bdi key="r">{customer.registration}</bdi>] as const]
            : []),
          [t('field.country'), customer.countryName],
          ...(customer.address ? [[t('field.address'), told('address', customer.address)] as const] : []),
          [t('field.premises'), t(`premises.${customer.premises}`)],
          ...customer.equipment.map(
            ({ asked, count, name }, index) =>
              [
                t('field.row', { row: index + 1 }),
                <span key={asked}>
                  {count} × <bdi>{asked}</bdi> <span className="quiet">{name ? name[language] : t('one.unknown')}</span>
                </span>,
              ] as const,
          ),
          [t('field.use'), told('use', customer.use)],
          ...CHECKED.map(
            (check) => [t(`check.${check}`), t(`${check}.${customer.checks[check]}` as 'identity.seen')] as const,
          ),
          ...(customer.note ? [[t('field.note'), told('note', customer.note)] as const] : []),
        ]}
      />
    </Panel>
  )
}

/** What every form here sends along. */
function Sent({ loaded: { customer, key } }: { loaded: Loaded }) {
  return (
    <>
      <input type="hidden" name="version" value={customer.version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
}

function Conclude({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { t } = useCustomers()
  const { customer, today } = loaded
  const typed = (name: string, otherwise: string) => (answer?.conclusion && answer.given?.[name]) || otherwise
  return (
    <Panel title={t('conclude.title')}>
      {customer.missing.length > 0 && (
        <p>{t('conclude.missing', { what: customer.missing.map((each) => t(`check.${each}`)).join(', ') })}</p>
      )}
      <Form method="post" action={`/customers/${customer.id}`} className="stack" preventScrollReset noValidate>
        <Sent loaded={loaded} />
        <SelectField
          name="result"
          label={t('field.result')}
          defaultValue={typed('result', customer.result)}
          options={RESULTS.map((each) => [each, t(`result.${each}`)] as const)}
          {...(answer?.conclusion === 'missing' && { error: t('problem.missing') })}
        />
        <AreaField
          name="reason"
          label={t('conclude.reason')}
          defaultValue={typed('reason', '')}
          rows={2}
          maxLength={1000}
          {...(answer?.conclusion === 'reason' && { error: t('problem.reason') })}
        />
        <DateField
          name="review"
          label={t('field.review')}
          defaultValue={typed('review', customer.review > today ? customer.review : '')}
          {...(answer?.conclusion === 'review' && { error: t('problem.review') })}
        />
        <div className="row">
          <Button type="submit" name="do" value="conclude">
            {t('conclude.do')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function Hand({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { t } = useCustomers()
  const { customer, authorities } = loaded
  const chosen = answer?.unsaid ?? customer.handedTo
  return (
    <Panel title={t('hand.title')} fold={chosen.length > 0 ? 'open' : 'closed'}>
      <p className="quiet">{t(authorities.length > 0 ? 'hand.help' : 'hand.none')}</p>
      {authorities.length > 0 && (
        <Form
          key={customer.version}
          method="post"
          action={`/customers/${customer.id}`}
          className="stack"
          preventScrollReset
          noValidate
        >
          <Sent loaded={loaded} />
          <fieldset className="field">
            <legend>{t('hand.to')}</legend>
            {authorities.map(({ id, name }) => (
              <Choice key={id} type="checkbox" name="to" value={id} label={name} defaultChecked={chosen.includes(id)} />
            ))}
          </fieldset>
          <AreaField
            name="why"
            label={t('hand.reason')}
            rows={2}
            maxLength={1000}
            {...(answer?.unsaid && { error: t('problem.hand') })}
          />
          <div className="row">
            <Button type="submit" name="do" value="hand" look="quiet">
              {t('hand.do')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

function Said({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { t } = useCustomers()
  if (answer?.told)
    return (
      <Notice tone="caution" live>
        {t('refused.changed')}
      </Notice>
    )
  return loaded.done && !answer ? (
    <Notice tone="good" live>
      {t(`done.${loaded.done}`)}
    </Notice>
  ) : null
}

/** For the firm alone: what it does with the record, and what was done. */
function Own({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { t, moment } = useCustomers()
  const { customer, steps } = loaded
  const { conclusion = null } = answer ?? {}
  return (
    <>
      <Conclude {...{ loaded, answer }} />
      <Hand {...{ loaded, answer }} />
      <Panel title={t('one.steps')}>
        <ol>
          {steps.map(({ at, did, reason, who }) => (
            <li key={at}>
              {moment(at)}: {t(`did.${did}`)}, <bdi>{who ?? t('one.colleague')}</bdi>
              {reason && (
                <span className="written" dir="auto">
                  {' '}
                  {reason}
                </span>
              )}
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t('correct.title')} fold={answer?.given && !conclusion ? 'open' : 'closed'}>
        <p className="quiet">{t('correct.help')}</p>
        <Form
          key={customer.version}
          method="post"
          action={`/customers/${customer.id}`}
          className="stack"
          data-gap="large"
          noValidate
        >
          <Sent loaded={loaded} />
          <CustomerFields
            given={(conclusion ? null : answer?.given) ?? givenFrom(customer)}
            problems={answer?.problems ?? []}
            countries={loaded.countries}
          />
          <div className="row">
            <Button type="submit" name="do" value="correct">
              {t('correct.do')}
            </Button>
          </div>
        </Form>
      </Panel>
      <Panel title={t('remove.title')} fold="closed">
        <Form method="post" action={`/customers/${customer.id}`} className="stack" noValidate>
          <Sent loaded={loaded} />
          <p className="quiet">{t('remove.help')}</p>
          <div className="row">
            <Button type="submit" name="do" value="remove" look="danger">
              {t('remove.do')}
            </Button>
          </div>
        </Form>
      </Panel>
    </>
  )
}

export default function CustomerPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useCustomers()
  const { customer } = loaded
  const problems = useProblems(answer?.problems ?? [])
  const { conclusion = null } = answer ?? {}
  if (conclusion)
    problems.push({ text: t(`problem.${conclusion}`), field: conclusion === 'missing' ? 'result' : conclusion })
  if (answer?.unsaid) problems.push({ text: t('problem.hand'), field: 'why' })
  return (
    <WorkPage title={customer.name} help={t(customer.isOwn ? 'one.help' : 'list.handed')}>
      <ErrorSummary problems={problems} />
      <Said {...{ loaded, answer }} />
      <Known customer={customer} />
      {customer.isOwn && <Own {...{ loaded, answer }} />}
      <p>
        <a href="/customers">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
