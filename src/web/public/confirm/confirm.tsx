// SPDX-License-Identifier: Apache-2.0
/**
 * Where the link of a letter leads: what is listed, and one button that says that all of it is right. Opening the page changes
 * nothing, since programs that look through mail open every link. No account and no script.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { type Asked, outdated, ROOM, type RoomTold } from '#health/directory/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Facts, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Address, Confirmed, Phones } from '../help/parts.tsx'
import { Figure } from '../help/room.tsx'
import { helpAt, languageNames } from '../help/shown.ts'
import { useHelp } from '../help/words.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { type Keys, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'
import { confirmMessages } from './messages.ts'

/** The address is a key to one button: it goes into no cache and to no other site. */
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }
const STATUS = { open: 200, answered: 200, old: 410, void: 410, ended: 410, unknown: 404 } as const

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, language, messages } = helpAt({ params, context })
  const asked: Asked = await finding.confirmations.look(params.link ?? '')
  const isOpen = asked.state === 'open'
  const terms = isOpen ? asked.listing.terms.flatMap((id) => finding.terms.get(id)?.[language] ?? []) : []
  const spoken = isOpen && asked.listing.languages ? languageNames(asked.listing.languages, language) : null
  const said = { messages, words: confirmMessages(language), asked, terms, spoken, link: params.link ?? '' }
  return data(
    { ...said, outdated: isOpen ? outdated(asked.listing, new Date()) : [] },
    { status: STATUS[asked.state], headers: HEADERS },
  )
}
export const headers = () => HEADERS

/** What was typed of places and waiting; null where it is no whole number. */
const toldIn = (form: FormData): RoomTold | null => {
  const texts = ROOM.map((field) => [field, String(form.get(field) ?? '').trim()] as const)
  if (texts.some(([, text]) => !/^\d{0,5}$/.test(text))) return null
  const told = Object.fromEntries(texts.flatMap(([field, text]) => (text === '' ? [] : [[field, Number(text)]])))
  return form.get('listClosed') === 'yes' ? { ...told, waiting: 'closed' } : told
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { finding } = helpAt({ params, context })
  const form = await request.formData()
  const typed = Object.fromEntries(ROOM.map((field) => [field, String(form.get(field) ?? '').slice(0, 20)]))
  const answer = (state: string, status: number) => data({ state, typed }, { status, headers: HEADERS })
  const told = toldIn(form)
  if (told === null) return answer('number', 422)
  if ((told.free ?? 0) > (told.places ?? Number.POSITIVE_INFINITY)) return answer('tooMany', 422)
  const { state } = await finding.confirmations.confirm(params.link ?? '', Number(form.get('version')), told)
  if (state === 'not-valid') return answer('number', 422)
  return answer(state, state === 'changed' ? 409 : 200)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
const useConfirm = () => speak<Keys<typeof en>>(useWords().language, useLoaderData<typeof loader>().words)

function Listed({
  listing,
  terms,
  spoken,
  outdated,
}: { listing: Extract<Asked, { state: 'open' }>['listing'] } & Pick<Loaded, 'terms' | 'spoken' | 'outdated'>) {
  const { t: help } = useHelp()
  const { t } = useConfirm()
  const unknown = help('help.unknown')
  const ages = [listing.minimumAge, listing.maximumAge].map((age) => age ?? '…').join('–')
  return (
    <Facts
      facts={[
        [help('help.call'), <Phones key="phones" phones={listing.phones} />],
        [help('help.address'), <Address key="address" location={listing.location} />],
        [
          help('help.hours'),
          listing.schedules?.map(({ byday, opensAt, closesAt, validFrom, validTo }) => (
            <div key={`${byday} ${opensAt} ${validFrom}`}>
              <bdi>{byday.map((day) => (day.length === 2 ? help(`help.day.${day as 'MO'}`) : day)).join(', ')}</bdi>{' '}
              <bdi dir="ltr">
                {opensAt}–{closesAt} {[validFrom, validTo].filter(Boolean).join(' – ')}
              </bdi>
            </div>
          )) ?? unknown,
        ],
        [help('help.onHolidays'), listing.holidays ? help(`help.holiday.${listing.holidays}`) : unknown],
        ...ROOM.map(
          (field) =>
            [help(`help.room.${field}`), <Figure key={field} of={{ ...listing, outdated }} field={field} />] as const,
        ),
        [help('help.age'), listing.minimumAge === null && listing.maximumAge === null ? unknown : ages],
        [help('help.languages'), spoken?.join(', ') ?? unknown],
        [t('confirm.terms'), terms.join(' · ') || unknown],
        [
          help('help.website'),
          listing.website ? (
            <bdi key="web" dir="ltr">
              {listing.website}
            </bdi>
          ) : (
            unknown
          ),
        ],
      ]}
    />
  )
}

type Answer = ReturnType<typeof useActionData<typeof action>>

/** What changes from one month to the next, for whoever knows it: said as of today. */
function RoomFields({ answer }: { answer: Answer }) {
  const { t } = useConfirm()
  const wrong = answer?.state === 'number' || answer?.state === 'tooMany' ? answer.state : null
  return (
    <fieldset className="field stack" data-gap="small">
      <legend>{t('confirm.room.title')}</legend>
      <p className="quiet">{t('confirm.room.help')}</p>
      {wrong && <Notice tone="caution" live title={t(`confirm.room.${wrong}`)} />}
      {ROOM.map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`confirm.room.${field}`)}
          inputMode="numeric"
          size="small"
          maxLength={5}
          autoComplete="off"
          defaultValue={answer?.typed[field] ?? ''}
        />
      ))}
      <Choice type="checkbox" name="listClosed" value="yes" label={t('confirm.room.closed')} />
    </fieldset>
  )
}

function Ask({ asked, loaded, answer }: { asked: Extract<Asked, { state: 'open' }>; loaded: Loaded; answer: Answer }) {
  const { t } = useConfirm()
  const { language, number } = { ...useWords(), ...useConfirm() }
  const { listing, quality } = asked
  return (
    <>
      <Stack>
        <PageTitle>{t('confirm.title')}</PageTitle>
        <p>
          <strong>
            <bdi>{listing.name}</bdi>
          </strong>
        </p>
        <p>{t('confirm.help')}</p>
        {answer?.state === 'changed' && <Notice tone="caution" live title={t('confirm.changed')} />}
      </Stack>
      <Listed listing={listing} {...loaded} />
      <form method="post" action={`/${language}/help/confirm/${loaded.link}`} className="stack">
        <input type="hidden" name="version" value={listing.version} />
        <RoomFields answer={answer} />
        <div className="row">
          <Button type="submit">{t('confirm.right')}</Button>
          <LinkButton href={`/${language}/help/services/${listing.id}/correct`} look="quiet">
            {t('confirm.wrong')}
          </LinkButton>
        </div>
      </form>
      <Stack gap="small">
        <p className="quiet">{t('confirm.score', { score: number(quality.score) })}</p>
        {quality.missing.filter((part) => part !== 'confirmed').length > 0 && (
          <p className="quiet">
            {t('confirm.missing', {
              parts: quality.missing
                .flatMap((part) => (part === 'confirmed' ? [] : t(`confirm.part.${part}`)))
                .join(', '),
            })}
          </p>
        )}
      </Stack>
    </>
  )
}

/** What a link that cannot be used, or was used, is told. */
function Told({ asked, hasJust }: { asked: Exclude<Asked, { state: 'open' }>; hasJust: boolean }) {
  const { t } = useConfirm()
  const { date, language } = useWords()
  const isDone = asked.state === 'answered'
  return (
    <Stack>
      <PageTitle>{t(hasJust ? 'confirm.thanks' : `confirm.${asked.state}.title`)}</PageTitle>
      {'name' in asked && (
        <p>
          <a href={`/${language}/help/services/${asked.id}`}>
            <bdi>{asked.name}</bdi>
          </a>
        </p>
      )}
      {hasJust ? (
        <Notice tone="good" live title={t('confirm.done')} />
      ) : (
        <p>{isDone ? t('confirm.answered.text', { date: date(asked.on) }) : t(`confirm.${asked.state}.text`)}</p>
      )}
    </Stack>
  )
}

export default function ConfirmPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { asked } = loaded
  return (
    <Page>
      {asked.state === 'open' ? (
        <Ask asked={asked} loaded={loaded} answer={answer} />
      ) : (
        <Told asked={asked} hasJust={answer?.state === 'confirmed'} />
      )}
      {asked.state === 'open' && <Confirmation asked={asked} />}
    </Page>
  )
}

function Confirmation({ asked: { listing } }: { asked: Extract<Asked, { state: 'open' }> }) {
  return (
    <p className="quiet">
      <Confirmed confirmed={listing.confirmed} freshness={null} />
    </p>
  )
}

export const ErrorBoundary = PageProblem
