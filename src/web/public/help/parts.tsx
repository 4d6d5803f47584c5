// SPDX-License-Identifier: Apache-2.0
import { useLoaderData } from 'react-router'
import type { Found, HelpLine } from '#health/directory/contract.ts'
import { useWords } from '../words.tsx'
import './help.css'
import { dayWord, nameIn, telOf } from './shown.ts'
import { useHelp } from './words.ts'

/**
 * Away from here in one step, and what was kept on this phone goes with it. Without script the history of the browser keeps this
 * page, and it is said so.
 */
export function QuickExit() {
  const { nonce } = useLoaderData<{ nonce?: string }>()
  const { t } = useHelp()
  return (
    <>
      {nonce !== undefined && <script type="module" src="/help-keep.js" nonce={nonce} />}
      {nonce !== undefined && (
        <p className="kept-copy" data-copy="" hidden>
          <strong>{t('help.keep.copy')}</strong> <time data-kept-at="" />. {t('help.keep.asThen')}
        </p>
      )}
      {nonce !== undefined && (
        <p className="kept-copy" data-other="" hidden>
          <strong>{t('help.keep.other')}</strong>
        </p>
      )}
      <p className="screen-only">
        <a className="button" data-look="quiet" data-exit="" href="https://www.wikipedia.org/" rel="noreferrer">
          {t('help.exit')}
        </a>{' '}
        <span className="quiet">{t('help.exitHelp')}</span>
      </p>
    </>
  )
}

/** Kept on this phone only where somebody asks: others may use it too. Shown by its script, without which nothing is kept. */
export function Keep() {
  const { t } = useHelp()
  return (
    <section className="stack screen-only" data-gap="small" data-keep="" hidden aria-labelledby="keep">
      <h2 id="keep">{t('help.keep.title')}</h2>
      <p>{t('help.keep.why')}</p>
      <p className="row">
        <button type="button" className="button" data-look="quiet" data-do="keep">
          {t('help.keep.keep')}
        </button>
        <button type="button" className="button" data-look="quiet" data-do="forget">
          {t('help.keep.forget')}
        </button>
      </p>
      <div role="status">
        <p data-told="kept" hidden>
          {t('help.keep.kept')} {t('help.keep.exit')}
        </p>
        <p data-told="forgotten" hidden>
          {t('help.keep.forgotten')}
        </p>
        <p data-told="failed" hidden>
          {t('help.keep.failed')}
        </p>
      </div>
    </section>
  )
}

/** Whom to call where life is in danger: by the country’s pack, and no number where it gives none. */
export function Emergency({ line }: { line: HelpLine | null }) {
  const { t } = useHelp()
  if (!line) return <strong>{t('help.emergencyUnknown')}</strong>
  return (
    <strong>
      {t('help.emergency')}{' '}
      <a href={telOf(line)}>
        <bdi dir="ltr">{line.number}</bdi>
      </a>
    </strong>
  )
}

/** Somebody to talk to, by the country’s pack: a number that is there also where no listing has one. */
export function Support({ lines }: { lines: readonly HelpLine[] }) {
  const { t, language } = useHelp()
  if (lines.length === 0) return null
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line.number}>
          {t('help.support')}{' '}
          <a href={telOf(line)}>
            <bdi dir="ltr">{line.number}</bdi>
          </a>{' '}
          <bdi className="quiet" lang={nameIn(line.name, language).lang}>
            {nameIn(line.name, language).text} · <bdi dir="ltr">{line.hours}</bdi>
          </bdi>
          {line.opens !== null && <strong> {t('help.lineClosed', { time: line.opens })}</strong>}
        </li>
      ))}
    </ul>
  )
}

/** Read for these pages: what was asked of whom, in their own titles. */
const SOURCES = {
  overdose: [
    ['WHO, Community management of opioid overdose (2014)', 'https://www.ncbi.nlm.nih.gov/books/NBK264311/'],
    [
      'SAMHSA, Overdose Prevention and Response Toolkit, PEP23-03-00-001 (2025)',
      'https://library.samhsa.gov/product/overdose-prevention-response-toolkit/pep23-03-00-001',
    ],
  ],
  someone: [
    ['WHO, Community management of opioid overdose (2014)', 'https://www.ncbi.nlm.nih.gov/books/NBK264311/'],
    [
      'WHO and UNODC, International standards for the treatment of drug use disorders (2020)',
      'https://www.who.int/publications/i/item/international-standards-for-the-treatment-of-drug-use-disorders',
    ],
  ],
} as const

export function Sources({ of }: { of: keyof typeof SOURCES }) {
  const { t } = useHelp()
  return (
    <p className="quiet">
      {t('help.sources')}:{' '}
      {SOURCES[of].map(([title, address], at) => (
        <span key={title}>
          {at > 0 && ' · '}
          <a href={address} rel="noreferrer" lang="en" dir="ltr">
            {title}
          </a>
        </span>
      ))}
    </p>
  )
}

/** Every number with what it is for; never silent about there being none. */
export function Phones({ phones }: Pick<Found, 'phones'>) {
  const { t } = useHelp()
  if (phones.length === 0) return <>{t('help.noPhone')}</>
  return (
    <ul className="plain-list">
      {phones.map((phone) => (
        <li key={`${phone.number} ${phone.type}`}>
          <a href={telOf(phone)}>
            <bdi dir="ltr">
              {phone.number}
              {phone.extension && ` x${phone.extension}`}
            </bdi>
          </a>
          {phone.type !== 'voice' && <span className="quiet"> {t(`help.phone.${phone.type}`)}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Whether it is usually open now. */
export function Opening({ opening }: Pick<Found, 'opening'>) {
  const { t } = useHelp()
  const { date } = useWords()
  if (!opening) return <>{t('help.hoursUnknown')}</>
  const { isOpen, changes } = opening
  if (isOpen === null) return <>{t('help.holidayUnknown')}</>
  // A weekday says which one for six days alone.
  if (changes && changes.days > 6 && !isOpen)
    return <>{t('help.closedUntilDate', { date: date(changes.date), time: changes.time })}</>
  if (!changes) return <>{t(isOpen ? 'help.openAlways' : 'help.closedNow')}</>
  // Day and night is what it is: a public holiday some weeks ahead is not when it closes tonight.
  if (opening.untilHoliday === 'unknown')
    return (
      <>
        {t('help.openAlways')} <span className="quiet">({t('help.holidaysUnknown')})</span>
      </>
    )
  if (opening.untilHoliday === 'closed' && changes.days > 1)
    return <>{t('help.openButHoliday', { date: date(changes.date) })}</>
  const day = dayWord(changes)
  const at = { day: t(`help.day.${day}`), time: changes.time }
  return <>{t(isOpen ? 'help.openUntil' : day === changes.day ? 'help.closedUntil' : 'help.closedUntilSoon', at)}</>
}

/** The day on which somebody here last confirmed it. */
export function Confirmed({ confirmed, freshness }: Pick<Found, 'confirmed' | 'freshness'>) {
  const { t } = useHelp()
  const { date } = useWords()
  if (confirmed && freshness && freshness !== 'fresh')
    return <>{t(`help.freshness.${freshness}`, { date: date(confirmed) })}</>
  return <>{confirmed ? t('help.confirmed', { date: date(confirmed) }) : t('help.notConfirmed')}</>
}

/** Where it is, as far as that is known and public. */
export function Address({ location, metres }: Pick<Found, 'location'> & { metres?: number | null }) {
  const { t, number } = useHelp()
  const { address1, address2, city, region, postalCode, isAddressPublic } = location
  if (city === null) return <>{region === null ? t('help.remoteAll') : t('help.remote', { region })}</>
  const parts = [address1, address2, [city, region].filter(Boolean).join(', '), postalCode].filter((part) => part)
  return (
    <>
      <bdi>{parts.join(' · ')}</bdi>
      {metres != null && metres >= 1000 && <> · {t('help.away', { km: number(Math.round(metres / 1000)) })}</>}
      {!isAddressPublic && <> · {t('help.addressHidden')}</>}
    </>
  )
}
