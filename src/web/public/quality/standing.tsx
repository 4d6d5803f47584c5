// SPDX-License-Identifier: Apache-2.0
/** What everybody reads of the quality of one service: what two people signed, or that nobody knows. */
import type { QualityStanding } from '#health/assurance/contract.ts'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

const made = new WeakMap<object, Speech<Keys<typeof en>>>()

export const useQuality = (messages: object) => {
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<Keys<typeof en>>(language, messages)
  made.set(messages, speech)
  return speech
}

interface Props {
  /** Null: nothing was decided. */
  standing: QualityStanding | null
  messages: object
}

export function Standing({ standing, messages }: Props) {
  const { t, date, language } = useQuality(messages)
  const more = (
    <span className="screen-only">
      {' · '}
      <a href={`/${language}/quality`}>{t('quality.more')}</a>
    </span>
  )
  if (!standing)
    return (
      <>
        {t('quality.unknown')}
        {more}
      </>
    )
  const { status, since, until, appraised, conditions } = standing
  return (
    <>
      <strong>{t(`quality.is.${status}`)}</strong> · {t('quality.since')} {date(since)}
      {until && ` · ${t('quality.until')} ${date(until)}`}
      {appraised && ` · ${t('quality.appraised', { date: date(appraised) })}`}
      {more}
      {conditions.length > 0 && (
        <ul dir="auto">
          {conditions.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </>
  )
}
