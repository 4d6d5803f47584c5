// SPDX-License-Identifier: Apache-2.0
/** That a service is not open as usual, since when, and where to go instead: the numbers first. */
import type { Word } from '#health/continuity/contract.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import { telOf } from '../help/shown.ts'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

const made = new WeakMap<object, Speech<Keys<typeof en>>>()

export function Closure({ word, messages }: { word: Word; messages: object }) {
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<Keys<typeof en>>(language, messages)
  made.set(messages, speech)
  const { t, date, number } = speech
  const { state, since, expected, reasons, alternatives } = word
  return (
    <Notice tone="caution" title={t(`closure.${state}`, { date: date(since.slice(0, 10)) })}>
      {reasons.length > 0 && <p>{reasons.map((each) => t(`closure.reason.${each}`)).join(' · ')}</p>}
      {expected && <p>{t('closure.expected', { date: date(expected) })}</p>}
      {alternatives.length === 0 && state !== 'reduced' && <p>{t('closure.nowhere')}</p>}
      {alternatives.length > 0 && (
        <>
          <p>{t('closure.instead')}</p>
          <ul>
            {alternatives.map(({ kind, service, telephone, hours }) => (
              <li key={`${kind} ${service?.id} ${telephone}`}>
                {t(`closure.kind.${kind}`)}
                {': '}
                {service && (
                  <a href={`/${language}/help/services/${service.id}`}>
                    <bdi>{service.name}</bdi>
                  </a>
                )}
                {service && telephone && ', '}
                {telephone && (
                  <a href={telOf({ number: telephone })}>
                    <bdi dir="ltr">{telephone}</bdi>
                  </a>
                )}{' '}
                <span className="quiet">({t('closure.within', { hours: number(hours) })})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
