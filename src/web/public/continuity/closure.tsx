// SPDX-License-Identifier: Apache-2.0
/** That a service is not open as usual, since when, and where to go instead: the numbers first. */
import { Fragment } from 'react'
import type { Word } from '#health/continuity/contract.ts'
import type { Found } from '#health/directory/contract.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import { telOf } from '../help/shown.ts'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

const made = new WeakMap<object, Speech<Keys<typeof en>>>()

/** The number that was named, then those that the service publishes, each once. */
const numbersOf = (telephone: string | null, phones: Found['phones']): Found['phones'] => {
  const all = [...(telephone ? [{ number: telephone, extension: '', type: 'voice' as const }] : []), ...phones]
  return [...new Map(all.map((phone) => [telOf(phone), phone])).values()]
}

/**
 * `who`: of those who said it, by id; without a name of theirs nothing is said of them. `numbers`: published ones of the services
 * to go to, by their id.
 */
export function Closure({
  word,
  messages,
  who,
  numbers,
}: {
  word: Word
  messages: object
  who: Readonly<Record<string, string>>
  numbers: Readonly<Record<string, Found['phones']>>
}) {
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<Keys<typeof en>>(language, messages)
  made.set(messages, speech)
  const { t, date, number } = speech
  const { state, since, expected, reasons, alternatives, organisation, said, beside } = word
  const [by, other] = [who[organisation], beside && who[beside.organisation]]
  return (
    <Notice tone="caution" title={t(`closure.${state}`, { date: date(since.slice(0, 10)) })}>
      {reasons.length > 0 && <p>{reasons.map((each) => t(`closure.reason.${each}`)).join(' · ')}</p>}
      {expected && <p>{t('closure.expected', { date: date(expected) })}</p>}
      {alternatives.length === 0 && state !== 'reduced' && <p>{t('closure.nowhere')}</p>}
      {alternatives.length > 0 && (
        <>
          <p>{t('closure.instead')}</p>
          <ul>
            {alternatives.map(({ kind, service, telephone, hours, isClosed }) => (
              <li key={`${kind} ${service?.id} ${telephone}`}>
                {t(`closure.kind.${kind}`)}
                {': '}
                {service && (
                  <a href={`/${language}/help/services/${service.id}`}>
                    <bdi>{service.name}</bdi>
                  </a>
                )}
                {numbersOf(telephone, (service && numbers[service.id]) ?? []).map((phone, at) => (
                  <Fragment key={telOf(phone)}>
                    {(service || at > 0) && t('closure.comma')}
                    <a href={telOf(phone)}>
                      <bdi dir="ltr">
                        {phone.number}
                        {phone.extension && ` x${phone.extension}`}
                      </bdi>
                    </a>
                  </Fragment>
                ))}{' '}
                <span className="quiet">
                  ({isClosed ? t('closure.shut') : t('closure.within', { hours: number(hours) })})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {by && <p className="quiet">{t('closure.said', { who: by, date: date(said.slice(0, 10)) })}</p>}
      {beside && other && <p>{t('closure.beside', { who: other, state: t(`closure.how.${beside.state}`) })}</p>}
    </Notice>
  )
}
