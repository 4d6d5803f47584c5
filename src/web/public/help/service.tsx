// SPDX-License-Identifier: Apache-2.0
/** One service: its telephone first, and of everything else whether it is known. */
import { Fragment } from 'react'
import { data, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import type { Word } from '#health/continuity/contract.ts'
import {
  isFlagged,
  isMonthly,
  nextDays,
  type Prevention,
  preventionIn,
  ROOM,
  type Schedule,
  type Weekday,
} from '#health/directory/contract.ts'
import type { LibertyRegister } from '#health/liberty/contract.ts'
import { Facts, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { accuracyLink } from '../accuracy/messages.ts'
import { charterLink } from '../charter/messages.ts'
import { complaintLinks } from '../complaint/messages.ts'
import { closuresContext, complaintsCounterContext, libertySignContext, qualityContext } from '../contexts.ts'
import { Closure } from '../continuity/closure.tsx'
import { closureMessages } from '../continuity/messages.ts'
import { numbersInstead, whoSaid } from '../continuity/said.ts'
import type { Language } from '../language.ts'
import { libertySignMessages } from '../liberty/messages.ts'
import { Sign, useLibertySign } from '../liberty/sign.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { qualityMessages } from '../quality/messages.ts'
import { Standing, useQuality } from '../quality/standing.tsx'
import { useWords } from '../words.tsx'
import { Address, Confirmed, Emergency, Opening, Phones, QuickExit, Support } from './parts.tsx'
import { Figure } from './room.tsx'
import { helpAt, languageNames, termsIn } from './shown.ts'
import { useHelp } from './words.ts'

const FACETS = ['setting', 'intervention', 'population', 'cost', 'access_mode', 'strategy'] as const

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, language, messages, nonce } = helpAt({ params, context })
  const listing = await finding.desk.open(params.id ?? '')
  if (!listing) throw data(null, { status: 404 })
  // It is one service with another: whoever has this address is led there for good.
  if (listing.mergedInto) throw redirect(`/${language}/help/services/${listing.mergedInto}`, 301)
  const named = Object.fromEntries(FACETS.map((facet) => [facet, termsIn(finding.terms, listing, facet, language)]))
  const standing = (await context.get(qualityContext)?.of(listing.id)) ?? null
  const quality = { standing, messages: qualityMessages(language) }
  const liberty = await libertyOf(context.get(libertySignContext), listing.id, language)
  const closures = context.get(closuresContext)
  const saidOf = async (word: Word) => ({
    who: closures ? await whoSaid([word], closures.nameOf) : {},
    numbers: await numbersInstead([word], finding.desk.phones),
  })
  const word = (await closures?.register.of(listing.id)) ?? null
  const closure =
    closures && word && word.state !== 'open'
      ? { word, messages: closureMessages(language), ...(await saidOf(word)) }
      : null
  const languages = listing.languages ? languageNames(listing.languages, language) : null
  const { schedules, timeZone } = listing
  const rules = schedules && timeZone ? schedules.map((each) => ruleOf(each, timeZone, new Date())) : null
  const complaint = context.get(complaintsCounterContext) ? complaintLinks(language) : null
  return {
    rules,
    messages,
    nonce,
    closure,
    complaint,
    charter: charterLink(language),
    accuracy: accuracyLink(language),
    quality,
    liberty,
    listing,
    prevention: preventionIn(listing.terms),
    ...{ emergency: finding.emergency, support: finding.support },
    address: `${finding.origin}/${language}/help/services/${listing.id}`,
    named: named as Record<(typeof FACETS)[number], string[]>,
    languages,
  }
}

const libertyOf = async (
  door: { register: LibertyRegister; nameOf(id: string): Promise<string | undefined> } | null,
  service: string,
  language: Language,
) => {
  const sign = (await door?.register.of(service)) ?? null
  const said = sign?.said ?? []
  const names = Object.fromEntries(
    await Promise.all(said.map(async ({ organisation: id }) => [id, (await door?.nameOf(id)) ?? '–'] as const)),
  )
  return { sign, names, messages: libertySignMessages(language) }
}

/** A rule in the page's words: days of each week, or the next days of one that is not of each week. */
const ruleOf = (schedule: Schedule, timeZone: string, now: Date) => ({
  weekly: isMonthly(schedule) ? null : (schedule.byday as readonly Weekday[]),
  next: isMonthly(schedule) ? nextDays(schedule, timeZone, now) : [],
  ...{ opensAt: schedule.opensAt, closesAt: schedule.closesAt },
  ...{ from: schedule.validFrom ?? null, to: schedule.validTo ?? null },
})

function Hours({ rules }: { rules: readonly ReturnType<typeof ruleOf>[] }) {
  const { t, list } = useHelp()
  const { date } = useWords()
  return (
    <ul className="plain-list">
      {rules.map(({ weekly, next, opensAt, closesAt, from, to }) => (
        <li key={`${weekly} ${next} ${opensAt}`}>
          {weekly
            ? weekly.length === 7
              ? t('help.everyDay')
              : list(weekly.map((day) => t(`help.day.${day}`)))
            : t('help.someDays', { dates: list(next.map(date)) })}
          :{' '}
          <bdi dir="ltr">
            {opensAt}–{closesAt}
          </bdi>
          {(from ?? to) !== null && (
            <span className="quiet">
              {' '}
              {t('help.season', { from: from ? date(from) : '…', to: to ? date(to) : '…' })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Said before anything that speaks for it. */
function Against({ prevention }: { prevention: Prevention }) {
  const { t } = useHelp()
  const { evidence, isAdverse } = prevention
  return (
    <Notice tone="caution" title={t('help.prevention.flagTitle')}>
      {isAdverse && <p>{t('help.prevention.adverse')}</p>}
      {(evidence === 'harmful' || evidence === 'unlikely') && <p>{t(`help.prevention.${evidence}`)}</p>}
    </Notice>
  )
}

/** Said before whom to call: what one may ask before going to a place that one may not leave. */
function Held({ word }: { word: 'no' | 'disputed' }) {
  const { t, language } = useHelp()
  return (
    <Notice tone="caution" title={t(`help.held.${word}`)}>
      <p>{t('help.held.ask')}</p>
      <p>{t('help.held.refuse')}</p>
      <p>
        {t('help.held.general')} <a href={`/${language}/help/find?what=legal`}>{t('help.kind.legal')}</a> ·{' '}
        <a href={`/${language}/report`}>{t('help.report')}</a>
      </p>
    </Notice>
  )
}

export default function ServicePage() {
  const { listing, named, prevention, languages, rules, quality, liberty, closure, complaint, charter, accuracy } =
    useLoaderData<typeof loader>()
  const { emergency, support, address } = useLoaderData<typeof loader>()
  const { t, language, number, list } = useHelp()
  const { date } = useWords()
  const { t: said } = useQuality(quality.messages)
  const { t: saidOf } = useLibertySign(liberty.messages)
  const { name, alternateName, phones, location, opening, holidays, holidaysKnown, website, left, ended } = listing
  const { id, minimumAge, maximumAge, confirmed, freshness, source } = listing
  const known = (names: readonly string[]) => (names.length > 0 ? names.join(' · ') : t('help.unknown'))
  const { latitude, longitude, isAddressPublic } = location
  const place = latitude === null || !isAddressPublic ? null : `${latitude},${longitude}`
  const isShut = closure?.word.state === 'closed' || closure?.word.state === 'moved'
  const saysAges = listing.terms.some((term) => /^population:(age\.|all$)/.test(term))
  const agesOf = () => {
    if (minimumAge === null && maximumAge === null) return null
    if (maximumAge === null) return t('help.agesLeast', { from: number(minimumAge ?? 0) })
    if (minimumAge === null) return t('help.agesMost', { to: number(maximumAge) })
    return t('help.agesFrom', { from: number(minimumAge), to: number(maximumAge) })
  }
  const ages = agesOf()
  return (
    <Page card>
      <Stack>
        <QuickExit />
        <p className="screen-only">
          <a href={`/${language}/help/find`}>{t('help.all')}</a>
        </p>
        <PageTitle>{name}</PageTitle>
        {alternateName && <p>{alternateName}</p>}
        {ended && (
          <Notice tone="caution" title={t('help.ended', { date: date(ended.at.slice(0, 10)) })}>
            <p dir="auto">{ended.reason}</p>
          </Notice>
        )}
        {left && <Notice tone="caution" title={t('help.left', { date: date(left.slice(0, 10)) })} />}
        {!ended && prevention && isFlagged(prevention) && <Against prevention={prevention} />}
        {!ended && liberty.sign && liberty.sign.canLeave !== 'yes' && <Held word={liberty.sign.canLeave} />}
        {!ended && closure && <Closure {...closure} />}
        {!ended && (
          <>
            <h2>{t('help.call')}</h2>
            <Phones phones={phones} />
          </>
        )}
      </Stack>
      {!ended && (
        <Facts
          facts={[
            [t('help.address'), <Address key="address" location={location} />],
            ...(place === null && location.directions === ''
              ? []
              : [
                  [
                    t('help.reach'),
                    <Fragment key="reach">
                      {location.directions !== '' && <p dir="auto">{location.directions}</p>}
                      {place !== null && (
                        <>
                          <a className="screen-only" href={`geo:${place}?q=${place}`}>
                            {t('help.geo')}
                          </a>
                          <bdi className="print-only" dir="ltr">
                            {place.replace(',', ', ')}
                          </bdi>
                        </>
                      )}
                    </Fragment>,
                  ] as const,
                ]),
            ...(location.accessibility === ''
              ? []
              : [
                  [
                    t('help.accessibility'),
                    <span key="accessibility" dir="auto">
                      {location.accessibility}
                    </span>,
                  ] as const,
                ]),
            [
              t('help.now'),
              <span key="now" className="just-now">
                <Opening opening={isShut ? { isOpen: false, changes: null } : opening} />
              </span>,
            ],
            [t('help.hours'), rules ? <Hours key="hours" rules={rules} /> : t('help.unknown')],
            [t('help.onHolidays'), t(holidays === null ? 'help.unknown' : `help.holiday.${holidays}`)],
            ...ROOM.filter((field) => !isShut || field === 'places').map(
              (field) => [t(`help.room.${field}`), <Figure key={field} of={listing} field={field} />] as const,
            ),
            [t('help.cost'), known(named.cost)],
            [t('help.forWhom'), known(named.population)],
            [t('help.age'), ages ?? (saysAges ? t('help.asAbove') : t('help.unknown'))],
            [t('help.languages'), languages ? list(languages) : t('help.unknown')],
            [t('help.access'), known(named.access_mode)],
            [t('help.offers'), known([...named.setting, ...named.intervention])],
            ...(prevention
              ? [
                  [t('help.prevention.strategy'), known(named.strategy)] as const,
                  [
                    t('help.prevention.title'),
                    prevention.evidence === null ? (
                      t('help.prevention.unknown')
                    ) : (
                      <Fragment key="evidence">
                        <div>{t(`help.prevention.class.${prevention.evidence}`)}</div>
                        <div className="quiet">{t('help.prevention.source')}</div>
                      </Fragment>
                    ),
                  ] as const,
                ]
              : []),
            ...(website
              ? [
                  [
                    t('help.website'),
                    <a key="website" href={website} rel="noreferrer">
                      <bdi dir="ltr">{website}</bdi>
                    </a>,
                  ] as const,
                ]
              : []),
            // Of a telephone line nobody asks whether one may leave it.
            ...(location.city === null && liberty.sign === null
              ? []
              : [[saidOf('liberty.label'), <Sign key="liberty" {...liberty} />] as const]),
            [said('quality.label'), <Standing key="quality" {...quality} />],
            [t('help.confirmedTitle'), <Confirmed key="confirmed" {...{ confirmed, freshness }} />],
            [t('help.source'), t(`help.from.${source}`)],
          ]}
        />
      )}
      {!ended && (
        <section className="stack" aria-labelledby="expect">
          <h2 id="expect">{t('help.expect.title')}</h2>
          <ul>
            {(['ask', 'language', 'known'] as const).map((each) => (
              <li key={each}>{t(`help.expect.${each}`)}</li>
            ))}
          </ul>
          <p className="quiet">{t('help.expect.general')}</p>
          <p className="screen-only">
            <a href={`/${language}/help/services/${id}/correct`}>{t('help.wrong.link')}</a> ·{' '}
            <a href={`/${language}/help/accuracy`}>{accuracy}</a>
          </p>
          <p className="screen-only">
            <a href={`/${language}/help/services/${id}/charter`}>{charter}</a>
          </p>
          {complaint && (
            <p className="screen-only">
              <a href={`/${language}/help/services/${id}/complain`}>{complaint.title}</a>
            </p>
          )}
          <p className="quiet screen-only">{t('help.expect.card')}</p>
        </section>
      )}
      <section className="print-only">
        <p>
          <Emergency line={emergency} />
        </p>
        <Support lines={support} />
        <p>
          {t('help.pageAddress')} <bdi dir="ltr">{address}</bdi>
        </p>
      </section>
      {opening && !holidaysKnown && <p className="quiet">{t('help.holidays')}</p>}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
