// SPDX-License-Identifier: Apache-2.0
/** The list: each service with its telephone number, so that two steps lead from the first page to a call. */
import type { ReactNode } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Word } from '#health/continuity/contract.ts'
import {
  AIMS,
  type Aim,
  ageAsked,
  type Found,
  GENDERS,
  groupsOf,
  isFlagged,
  NEEDS,
  preventionIn,
  STANDS,
  WANTED,
  WEEKDAYS,
  type Weekday,
  WHEN,
} from '#health/directory/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { closuresContext } from '../contexts.ts'
import { Closure } from '../continuity/closure.tsx'
import { closureMessages } from '../continuity/messages.ts'
import { numbersInstead, whoSaid } from '../continuity/said.ts'
import type { Language } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { qualityMessages } from '../quality/messages.ts'
import { MapPicture } from './map.tsx'
import { Address, Confirmed, Emergency, Keep, Opening, Phones, QuickExit, Support } from './parts.tsx'
import { RoomMarks, roomNow } from './room.tsx'
import { helpAt, languageNames, termsIn } from './shown.ts'
import { SomeoneAdvice } from './someone.tsx'
import { type HelpKey, useHelp } from './words.ts'

/** Languages that may be asked for: those of these pages, what many speak, and signs. */
const SPOKEN = ['ar', 'en', 'es', 'fr', 'pt', 'ru', 'zh', 'hi', 'fa', 'ur', 'sw', 'uk', 'tr', 'vi', 'sgn'] as const

/** As many as make a page of at most 30 KB. */
const AT_ONCE = 12

const namesOf = new Map<string, readonly (readonly [string, string])[]>()
/** To say what fifteen languages are called in another one takes longer than to find services. */
const languagesIn = (language: Language) => {
  const names = namesOf.get(language) ?? languageNames(SPOKEN, language).map((name, at) => [SPOKEN[at] ?? '', name])
  namesOf.set(language, names)
  return names
}

/** The rest of a question, where it is asked anew of another place. */
const KEPT = ['aim', 'text', 'what', 'when', 'gender', 'need', 'free', 'tested', 'age', 'language'] as const

/** Questions that may be asked in words that nobody here understands, such as by the link of another place. */
const ASKED = ['age', 'language', 'when', 'gender', 'what', 'need'] as const
const CALLED = {
  ...{ age: 'help.age', language: 'help.language', when: 'help.when.label', gender: 'help.gender.label' },
  ...{ what: 'help.what', need: 'help.thought.label' },
} as const satisfies Record<(typeof ASKED)[number], HelpKey>

/** What an accreditor decided, in words; suspended and withdrawn stand out. */
const standingIn = (status: string, language: Language) => {
  const { quality } = qualityMessages(language) as { quality: { is: Record<string, string> } }
  return { text: quality.is[status] ?? status, isGood: status === 'accredited' || status === 'conditional' }
}

/** Where it is not free there may still be a way to pay less. */
const LESS_TO_PAY = ['cost:sliding', 'cost:help']

/** Of a programme of prevention against which studies speak. */
const flagged = (terms: readonly string[]) => {
  const prevention = preventionIn(terms)
  return prevention !== null && isFlagged(prevention)
}

/** What the list says of one, and no more: all that a page is given is taken apart at each request. */
const serviceOf = ({ location, ...listing }: Found) => ({
  ...{ id: listing.id, name: listing.name, phones: listing.phones, isFree: listing.terms.includes('cost:free') },
  ...{ isFlagged: flagged(listing.terms), stands: listing.stands ?? 'unknown' },
  ...roomNow(listing),
  ...(listing.held && { held: listing.held }),
  ...{ confirmed: listing.confirmed, freshness: listing.freshness, opening: listing.opening, metres: listing.metres },
  ...{ holidaysKnown: listing.holidaysKnown, location: { ...location, latitude: null, longitude: null } },
})
type Service = ReturnType<typeof serviceOf>

export const handle = { unsent: true }

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { finding, language, messages, nonce } = helpAt({ params, context })
  const of = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 120)
  const age = ageAsked(of('age'))
  const aim: Aim = AIMS.find((each) => each === of('aim')) ?? 'help'
  const asked = {
    ...{ aim, place: of('place'), text: of('text'), what: of('what').slice(0, 20), free: of('free') === 'yes' },
    ...{ when: of('when'), gender: of('gender'), need: of('need').slice(0, 20) },
    tested: of('what') === 'prevention' && of('tested') === 'yes',
  }
  const spoken = SPOKEN.find((code) => code === of('language'))
  const cursor = url.searchParams.get('cursor')
  const when = WHEN.find((each) => each === asked.when)
  const gender = GENDERS.find((each) => each === asked.gender)
  const understood = {
    ...{
      age: age !== undefined,
      language: spoken !== undefined,
      when: when !== undefined,
      gender: gender !== undefined,
    },
    ...{ what: Object.hasOwn(WANTED, asked.what), need: Object.hasOwn(NEEDS, asked.need) },
  }
  const unread = ASKED.filter((name) => of(name) !== '' && !understood[name]).map((name) => ({ name, given: of(name) }))
  const query = {
    ...asked,
    when,
    gender,
    ...(age !== undefined && { age }),
    ...(spoken && { language: spoken }),
    limit: AT_ONCE,
  }
  const found = await finding.desk.find(cursor === null ? query : { ...query, cursor: cursor.slice(0, 500) })
  // A cursor that no list gave, such as of a link that was cut: the first page is a better answer than none.
  const page = found.ok ? found : await finding.desk.find(query)
  if (!page.ok) throw new Error(page.refusal.code)
  const { items, next, total, place, places, within } = page.value
  const others =
    (total === 0 || within !== null) && query.free && places.length === 0
      ? await finding.desk.find({ ...query, free: false })
      : null
  // Numbered as they stand on the page, so that the map says the same.
  const numbered = STANDS.flatMap((group) => items.filter(({ stands }) => stands === group)).map((listing, at) => ({
    listing,
    number: at + 1,
  }))
  const told = context.get(closuresContext)
  const notOpen = (await told?.register.notOpen()) ?? new Map<string, Word>()
  const shown = numbered.map(({ listing, number }) => ({
    number,
    word: notOpen.get(listing.id) ?? null,
    service: serviceOf(listing),
    pay: termsIn(
      finding.terms,
      { terms: listing.terms.filter((term) => LESS_TO_PAY.includes(term)) },
      'cost',
      language,
    ),
    standing: listing.standing === undefined ? null : standingIn(listing.standing, language),
    groups: termsIn(finding.terms, { terms: groupsOf(listing.terms) }, 'population', language),
    is: [
      ...termsIn(finding.terms, listing, 'setting', language),
      ...termsIn(finding.terms, listing, 'intervention', language),
    ].slice(0, 3),
  }))
  const words = shown.flatMap(({ word }) => word ?? [])
  const map = finding.map(numbered.map(({ listing: { location }, number }) => ({ number, location })))
  const more = new URLSearchParams(url.searchParams)
  if (next !== null) more.set('cursor', next)
  return {
    closures: words.length > 0 ? closureMessages(language) : null,
    who: told ? await whoSaid(words, told.nameOf) : {},
    numbers: await numbersInstead(words, finding.desk.phones),
    ...{ messages, nonce, emergency: finding.emergency, support: finding.support, map },
    ...{ unread, notFree: others?.ok ? others.value.total : 0 },
    ...{ asked, age: of('age'), spoken: spoken ?? '', shown, total, place },
    ...{ languages: languagesIn(language), names: (await finding.desk.placeNames(language)).join('\n'), within },
    kept: `${new URLSearchParams(KEPT.flatMap((key) => (of(key) === '' ? [] : [[key, of(key)]])))}`,
    ...{ isNowAlone: finding.timeZone === '', when: when ?? '' },
    ...{ places, more: next === null ? null : `?${more}` },
  }
}

interface ServiceProps {
  service: Service
  is: string[]
  pay: string[]
  standing: { text: string; isGood: boolean } | null
  groups: string[]
  number: number
  word: Word | null
}

function Service({ service, is, pay, standing, groups, number, word }: ServiceProps) {
  const { t, language } = useHelp()
  const { closures, who, numbers, when } = useLoaderData<typeof loader>()
  const { id, name, isFree, isFlagged, confirmed, freshness, opening, phones, location, metres, free, waiting, held } =
    service
  return (
    <article className="stack" data-gap="small">
      <h3>
        <span className="place-number">{number}</span>{' '}
        <a href={`/${language}/help/services/${id}`}>
          <bdi>{name}</bdi>
        </a>
      </h3>
      {word && closures && <Closure word={word} messages={closures} who={who} numbers={numbers} />}
      {held && (
        <p className="room">
          <Tag tone="watch">{t(`help.held.${held}`)}</Tag>
        </p>
      )}
      <Phones phones={phones} />
      <p>
        <Address location={location} metres={metres} />
      </p>
      <p className="row room">
        {standing && <Tag tone={standing.isGood ? 'sure' : 'listed'}>{standing.text}</Tag>}
        {isFree && <Tag tone="sure">{t('help.free')}</Tag>}
        {groups.length > 0 && <Tag tone="class">{t('help.onlyFor', { who: groups.join(' · ') })}</Tag>}
        {isFlagged && <Tag tone="watch">{t('help.prevention.flag')}</Tag>}
        <span>
          {/* Under a heading of another day it is said that this is of now. */}
          {when !== '' && when !== 'now' && `${t('help.now')} – `}
          <Opening opening={opening} />
        </span>
      </p>
      {!(word?.state === 'closed' || word?.state === 'moved') && <RoomMarks free={free} waiting={waiting} />}
      {is.length > 0 && <p>{is.join(' · ')}</p>}
      {!isFree && pay.length > 0 && <p>{pay.join(' · ')}</p>}
      <p className="quiet">
        <Confirmed {...{ confirmed, freshness }} />
      </p>
    </article>
  )
}

let options: { names: string; made: readonly ReactNode[] } | undefined
/** The same for most people of a day; a text of lines, since what a page is given is taken apart word by word. */
const optionsOf = (names: string) => {
  if (options?.names !== names)
    options = { names, made: names.split('\n').map((name) => <option key={name} value={name} />) }
  return options.made
}

type Say = ReturnType<typeof useHelp>['t']
const DAYS: Readonly<Record<string, true>> = Object.fromEntries(WEEKDAYS.map((day) => [day, true]))

/** Asked of the browser only where somebody presses; the address holds it rounded, and no log does. */
function Position() {
  const { t } = useHelp()
  return (
    <div className="stack with-script" data-gap="small" data-position="">
      <div>
        <button type="button" className="button" data-look="quiet">
          {t('help.position.use')}
        </button>
      </div>
      <p className="quiet">{t('help.position.why')}</p>
      <p role="status">
        <strong data-failed="" hidden>
          {t('help.position.failed')}
        </strong>
      </p>
    </div>
  )
}

const wordsOf = (t: Say, isNowAlone: boolean) =>
  ({
    kinds: [
      ['', t('help.any')],
      ...Object.keys(WANTED).map((each) => [each, t(`help.kind.${each}` as HelpKey)] as const),
    ],
    moments: [
      ['', t('help.when.any')],
      ...(isNowAlone ? (['now'] as const) : WHEN).map(
        (each) => [each, t(each in DAYS ? `help.day.${each as Weekday}` : `help.when.${each as 'now'}`)] as const,
      ),
    ],
    genders: [['', t('help.gender.any')], ...GENDERS.map((each) => [each, t(`help.gender.${each}`)] as const)],
    needs: [
      ['', t('help.thought.any')],
      ...Object.keys(NEEDS).map((each) => [each, t(`help.thought.${each}` as HelpKey)] as const),
    ],
  }) satisfies Record<string, readonly (readonly [string, string])[]>

const choices = new Map<string, ReturnType<typeof wordsOf>>()
/** The same for all who read one language: forty texts need not be looked up for each page. */
const choicesIn = (language: Language, t: Say, isNowAlone: boolean) => {
  const key = `${language} ${isNowAlone}`
  const made = choices.get(key) ?? wordsOf(t, isNowAlone)
  choices.set(key, made)
  return made
}

function Form() {
  const { asked, age, spoken, languages, names, isNowAlone, place } = useLoaderData<typeof loader>()
  const { t, language } = useHelp()
  const { moments, genders, needs, kinds } = choicesIn(language, t, isNowAlone)
  const isMore = asked.free || asked.gender !== '' || asked.need !== '' || age !== '' || spoken !== ''
  return (
    <form className="stack" action={`/${language}/help/find`}>
      <input type="hidden" name="aim" value={asked.aim} />
      <TextField
        label={t('help.place')}
        hint={t('help.placeHint')}
        name="place"
        defaultValue={place?.isPosition ? (place.city ?? '') : asked.place}
        maxLength={120}
        list="places"
        autoComplete="off"
      />
      <datalist id="places">{optionsOf(names)}</datalist>
      <Position />
      <SelectField label={t('help.what')} name="what" defaultValue={asked.what} options={kinds} />
      <SelectField label={t('help.when.label')} name="when" defaultValue={asked.when} options={moments} />
      <details open={isMore}>
        <summary>{t('help.moreQuestions')}</summary>
        <div className="stack more-questions">
          <SelectField label={t('help.gender.label')} name="gender" defaultValue={asked.gender} options={genders} />
          <SelectField
            label={t('help.thought.label')}
            hint={t('help.thought.note')}
            name="need"
            defaultValue={asked.need}
            options={needs}
          />
          <SelectField
            label={t('help.language')}
            name="language"
            defaultValue={spoken}
            options={[['', t('help.anyLanguage')], ...languages]}
          />
          <TextField
            label={t('help.age')}
            name="age"
            inputMode="numeric"
            size="small"
            defaultValue={age}
            maxLength={20}
          />
          <Choice type="checkbox" name="free" value="yes" defaultChecked={asked.free} label={t('help.onlyFree')} />
        </div>
      </details>
      {asked.what === 'prevention' && (
        <Choice
          type="checkbox"
          name="tested"
          value="yes"
          defaultChecked={asked.tested}
          label={t('help.prevention.tested')}
        />
      )}
      <div>
        <Button type="submit">{t('help.search')}</Button>
      </div>
    </form>
  )
}

export default function Find() {
  const { emergency, support, map, asked, shown, total, place, places, more, kept, when, within, unread, notFree } =
    useLoaderData<typeof loader>()
  const { t, language, number } = useHelp()
  const called = (each: { city: string | null; region: string | null }) =>
    [each.city, each.region].filter(Boolean).join(', ')
  const at = (name: string) => `/${language}/help/find?${kept ? `${kept}&` : ''}${new URLSearchParams({ place: name })}`
  const alsoPaid = () => {
    const rest = new URLSearchParams(kept)
    rest.delete('free')
    if (asked.place !== '') rest.set('place', asked.place)
    return `/${language}/help/find?${rest}`
  }
  const isLost = asked.place !== '' && place === null
  return (
    <Page>
      <Stack>
        <QuickExit />
        <p>
          <a href={`/${language}/help`}>{t('help.back')}</a>
        </p>
        <PageTitle>{t(asked.aim === 'someone' ? 'help.someone' : 'help.need')}</PageTitle>
        <p>
          <Emergency line={emergency} />
        </p>
        <Support lines={support} />
        {asked.aim === 'someone' && <SomeoneAdvice />}
        {total > 0 && (kept !== '' || asked.place !== '') && (
          <p className="screen-only">
            <a href="#found">{t('help.found', { number: number(total) })}</a>
          </p>
        )}
        <Form />
      </Stack>
      {unread.length > 0 && (
        <div role="status">
          {unread.map(({ name, given }) => (
            <p key={name}>
              <strong>{t('help.unread', { what: t(CALLED[name]), given })}</strong>
            </p>
          ))}
        </div>
      )}
      {isLost && (
        <section className="stack" aria-live="polite">
          <h2>{t(places.length > 0 ? 'help.which' : 'help.nowhere', { place: asked.place })}</h2>
          {places.length === 0 && <p>{t('help.nowhereText')}</p>}
          <ul className="plain-list">
            {places.slice(0, 20).map((each) => (
              <li key={called(each)}>
                <a href={at(called(each))}>
                  <bdi>{called(each)}</bdi>
                </a>{' '}
                <span className="quiet">({number(each.services)})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isLost && (
        <p id="found" tabIndex={-1}>
          {t('help.found', { number: number(total) })}
          {place && (
            <>
              {' – '}
              <bdi>{place.isPosition ? t('help.position.near') : called(place)}</bdi>
            </>
          )}
        </p>
      )}
      {when !== '' && !isLost && <p>{t('help.when.note')}</p>}
      {within !== null && <p>{t('help.farther', { km: number(within) })}</p>}
      {!isLost && total === 0 && <p>{t('help.none')}</p>}
      {notFree > 0 && (
        <p>
          <a href={alsoPaid()}>{t('help.alsoPaid', { number: number(notFree) })}</a> {t('help.payLess')}
        </p>
      )}
      {map && (map.land !== '' || map.marks.length > 1) && (
        <MapPicture map={map} all={shown.map(({ number }) => number)} />
      )}
      {STANDS.map((group) => {
        const own = shown.filter(({ service }) => service.stands === group)
        if (own.length === 0) return null
        return (
          <section key={group} className="stack" aria-labelledby={group}>
            <h2 id={group}>
              {t(`help.group.${group === 'open' ? (when === '' || when === 'now' ? 'openNow' : 'openThen') : group}`)}
            </h2>
            {own.map((each) => (
              <Service key={each.service.id} {...each} />
            ))}
          </section>
        )
      })}
      {more && (
        <p>
          <a href={more} rel="next">
            {t('help.more')}
          </a>
        </p>
      )}
      {shown.length > 0 && <Keep />}
      {shown.some(({ service }) => service.opening && !service.holidaysKnown) && (
        <p className="quiet">{t('help.holidays')}</p>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
