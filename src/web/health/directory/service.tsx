// SPDX-License-Identifier: Apache-2.0
/** One listing as its editors see it: what it says, what was done with it, and the ways to confirm, change and withdraw it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { isMonthly, OUTCOMES, ROOM, type RoomField } from '#health/directory/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Asked } from './asked.tsx'
import { DAYS } from './days.ts'
import { directoryAt, keyIn, textIn } from './door.ts'
import { givenFrom } from './given.ts'
import { stateOf } from './shown.ts'
import { Asking } from './true/asking.tsx'
import { trueMessages } from './true/messages.ts'
import { useDirectory } from './words.ts'

const DONE = ['add', 'change', 'confirm', 'withdraw', 'settle', 'contact'] as const
const VERBS = [
  ...(['add', 'change', 'confirm', 'withdraw', 'confirm-by-link'] as const),
  ...(['ask', 'ask-in-vain', 'set-contact', 'forget-contact', 'merge', 'take-in', 'part'] as const),
]

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, terms, messages } = await directoryAt({ context, url })
  const id = params.id ?? ''
  const [read, history, asked] = [await desk.open(id), await desk.history(id), await desk.corrections(id)]
  if (!read.ok || !history.ok || !asked.ok) throw nothingHere()
  const [contact, quality] = [await desk.contact(id), await desk.quality(id)]
  if (!contact.ok || !quality.ok) throw nothingHere()
  const names = new Map(terms.map((term) => [term.id, term.name[me.language]]))
  return {
    messages,
    words: trueMessages(me.language),
    contact: contact.value,
    quality: quality.value,
    listing: read.value,
    asked: asked.value,
    hours: DAYS.map((day) => [day, givenFrom(read.value)[`hours-${day}`]] as const).filter(([, text]) => text !== ''),
    // Days of a month by their codes, as HSDS writes them: what the form has no field for is seen here too.
    rules: (read.value.schedules ?? [])
      .filter((each) => isMonthly(each) || (each.validFrom ?? each.validTo) !== undefined)
      .map(({ byday, opensAt, closesAt, validFrom, validTo }) =>
        [byday.join(','), `${opensAt}-${closesAt}`, validFrom, validTo].filter(Boolean).join(' '),
      ),
    named: read.value.terms.map((term) => names.get(term) ?? term),
    languages: (read.value.languages ?? []).map(
      (code) => new Intl.DisplayNames([me.language], { type: 'language' }).of(code) ?? code,
    ),
    history: history.value.map(({ at, by, verb }) => ({ at, by, verb: VERBS.find((each) => each === verb) ?? null })),
    organisation: me.organisation.name,
    done: DONE.find((each) => each === url.searchParams.get('done')) ?? null,
    key: crypto.randomUUID(),
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

interface Answer {
  reason: string
  problem: 'reason' | 'email' | null
  /** What was typed as an address of mail. */
  email?: string
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const [id, version, key] = [params.id ?? '', Number(form.get('version')), keyIn(form)]
  const outcome = OUTCOMES.find((each) => each === form.get('intent'))
  if (outcome) {
    const settled = await desk.settle(textIn(form, 'correction'), outcome, version, key)
    if (settled.ok) throw redirect(`/directory/${id}?done=settle`)
    if (settled.refusal.code === 'not-found') throw nothingHere()
    return data<Answer>({ reason: '', problem: null }, { status: 409 })
  }
  if (form.get('intent') === 'contact') {
    const email = textIn(form, 'email')
    const set = await desk.setContact(id, email, version, key)
    if (set.ok) throw redirect(`/directory/${id}?done=contact`)
    if (set.refusal.code === 'not-found') throw nothingHere()
    const isNone = set.refusal.code === 'not-valid'
    return data<Answer>({ reason: '', problem: isNone ? 'email' : null, email }, { status: isNone ? 422 : 409 })
  }
  const intent = form.get('intent') === 'confirm' ? 'confirm' : 'withdraw'
  const reason = textIn(form, 'reason').trim()
  const done =
    intent === 'confirm' ? await desk.confirm(id, version, key) : await desk.withdraw(id, reason, version, key)
  if (done.ok) throw redirect(`/directory/${id}?done=${intent}`)
  if (done.refusal.code === 'not-found') throw nothingHere()
  const isMissing = done.refusal.code === 'not-valid'
  return data<Answer>({ reason, problem: isMissing ? 'reason' : null }, { status: isMissing ? 422 : 409 })
}

function What({ loaded: { listing, named, languages, hours, rules } }: { loaded: Loaded }) {
  const { t, number, date, moment } = useDirectory()
  const { location, phones } = listing
  const unknown = t('one.unknown')
  const saidOf = (field: RoomField) => {
    const said = listing[field]
    if (said === null) return unknown
    const figure = 'count' in said ? said.count : said.days
    return t('one.room', { figure: figure === 'closed' ? t('one.listClosed') : number(figure), date: date(said.on) })
  }
  const ages = [listing.minimumAge, listing.maximumAge].map((age) => (age === null ? '…' : number(age)))
  const place = [location.address1, location.address2, location.city, location.region, location.postalCode]
  return (
    <Facts
      facts={[
        [
          t('list.state'),
          <Tag key="state" tone={stateOf(listing) === 'listed' ? 'sure' : 'unsure'}>
            {t(`state.${stateOf(listing)}`)}
          </Tag>,
        ],
        [t('list.confirmed'), listing.confirmed ? date(listing.confirmed) : t('list.never')],
        [t('list.source'), t(`source.${listing.source}`)],
        [t('field.organization'), <bdi key="organization">{listing.organization || unknown}</bdi>],
        [
          t('field.phones'),
          phones.length === 0
            ? unknown
            : phones.map(({ number: called, extension, type }) => (
                <div key={`${called} ${type}`}>
                  <bdi dir="ltr">
                    {called}
                    {extension && ` x${extension}`}
                  </bdi>{' '}
                  <span className="quiet">{t(`type.${type}`)}</span>
                </div>
              )),
        ],
        [t('list.place'), <bdi key="place">{place.filter(Boolean).join(', ') || t('list.remote')}</bdi>],
        ...(location.isAddressPublic ? [] : [[t('field.hidden'), t('one.hidden')] as const]),
        [
          t('field.hours'),
          hours.length + rules.length === 0
            ? unknown
            : hours.map(([day, text]) => (
                <div key={day}>
                  {t(`day.${day}`)}: <bdi dir="ltr">{text}</bdi>
                </div>
              )),
        ],
        ...(rules.length > 0 ? [[t('field.monthly'), <bdi key="rules">{rules.join(' · ')}</bdi>] as const] : []),
        [t('field.holidays'), listing.holidays ? t(`holidays.${listing.holidays}`) : unknown],
        ...(listing.timeZone ? [[t('field.timeZone'), <bdi key="zone">{listing.timeZone}</bdi>] as const] : []),
        [t('one.ages'), listing.minimumAge === null && listing.maximumAge === null ? unknown : ages.join('–')],
        ...ROOM.map((field) => [t(`field.${field}`), saidOf(field)] as const),
        [t('field.languages'), languages.join(', ') || unknown],
        [t('field.terms'), named.join(' · ') || unknown],
        [
          t('field.website'),
          listing.website ? (
            <bdi key="web" dir="ltr">
              {listing.website}
            </bdi>
          ) : (
            unknown
          ),
        ],
        [
          t('one.changed'),
          <time key="changed" dateTime={listing.changed}>
            {moment(listing.changed)}
          </time>,
        ],
      ]}
    />
  )
}

function History({ history }: Pick<Loaded, 'history'>) {
  const { t, moment } = useDirectory()
  return (
    <Panel title={t('history.title')} fold="closed">
      {history.length === 0 ? (
        <p className="quiet">{t('history.none')}</p>
      ) : (
        <ol>
          {history.map(({ at, verb, by }) => (
            <li key={at}>
              <time dateTime={at}>{moment(at)}</time>: {verb === null ? '–' : t(`history.verb.${verb}`)},{' '}
              {t(`history.by.${by}`)}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

export default function ServicePage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language, date } = useDirectory()
  const { listing, done, key, organisation } = loaded
  const { id, ended, left, version } = listing
  const error = answer?.problem === 'reason' ? t('withdraw.missing') : undefined
  const hidden = (
    <>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
  return (
    <WorkPage title={listing.name} help={t('one.help', { organisation })}>
      {error && <ErrorSummary problems={[{ text: error, field: 'reason' }]} />}
      {answer && answer.problem === null && (
        <Notice tone="caution" live>
          {t('one.changedSince')}
        </Notice>
      )}
      {done && !answer && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {loaded.listing.mergedInto && (
        <Notice title={t('one.merged')}>
          <a href={`/directory/${loaded.listing.mergedInto}`}>{ended?.reason}</a>
        </Notice>
      )}
      {ended && !loaded.listing.mergedInto && (
        <Notice tone="caution" title={t('one.ended', { date: date(ended.at.slice(0, 10)) })}>
          <p dir="auto">{ended.reason}</p>
        </Notice>
      )}
      {left && <Notice tone="caution" title={t('one.left', { date: date(left.slice(0, 10)) })} />}
      <Asked id={id} asked={loaded.asked} keyOf={key} />
      <What loaded={loaded} />
      {!ended && (
        <>
          <Form method="post" action={`/directory/${id}`} className="row">
            {hidden}
            <Button type="submit" name="intent" value="confirm">
              {t('one.confirm')}
            </Button>
            <LinkButton href={`/directory/${id}/edit`} look="quiet">
              {t('one.edit')}
            </LinkButton>
            <LinkButton href={`/${language}/help/services/${id}`} look="quiet">
              {t('one.public')}
            </LinkButton>
          </Form>
          <Panel title={t('withdraw.title')} fold={error ? 'open' : 'closed'}>
            <p className="quiet">{t('withdraw.help')}</p>
            <Form method="post" action={`/directory/${id}`} className="stack" noValidate>
              {hidden}
              <AreaField
                name="reason"
                label={t('withdraw.reason')}
                error={error}
                defaultValue={answer?.reason}
                rows={3}
                maxLength={500}
                required
              />
              <div className="row">
                <Button type="submit" name="intent" value="withdraw" look="danger">
                  {t('withdraw.do')}
                </Button>
              </div>
            </Form>
          </Panel>
        </>
      )}
      {!ended && (
        <Asking
          {...{ id, contact: loaded.contact, quality: loaded.quality, keyOf: key }}
          refused={answer?.problem === 'email' ? (answer.email ?? '') : null}
        />
      )}
      <History history={loaded.history} />
      <p>
        <a href="/directory">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
