// SPDX-License-Identifier: Apache-2.0
/** What people experienced at a service, quarter by quarter, for pages that have other words. */
import type { QuarterResult } from '#health/experience/contract.ts'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

const made = new WeakMap<object, Speech<Keys<typeof en>>>()

export function Results({ results, messages }: { results: readonly QuarterResult[]; messages: object }) {
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<Keys<typeof en>>(language, messages)
  made.set(messages, speech)
  const { t, number } = speech
  if (results.length === 0) return <p>{t('experience.none')}</p>
  return (
    <ul>
      {results.map(({ quarter, answers, score }) => (
        <li key={quarter}>
          {answers === null || score === null
            ? t('experience.few', { quarter })
            : t('experience.result', { quarter, score: number(score), answers: number(answers) })}
        </li>
      ))}
    </ul>
  )
}
