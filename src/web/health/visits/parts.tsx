// SPDX-License-Identifier: Apache-2.0
/** What the pages of visits share. */
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { ANSWERS, FOLLOW_UPS, MOST_WORDS, type Recommendation } from '#health/visits/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { Refused } from './door.ts'
import { useVisits } from './words.ts'
import './visits.css'

export function Told({ answer, done }: { answer: Refused | undefined; done: boolean }) {
  const { t } = useVisits()
  if (answer)
    return (
      <Notice tone="caution" live>
        {t(`problem.${answer.said}`)}
      </Notice>
    )
  return done ? (
    <Notice tone="good" live>
      {t('done')}
    </Notice>
  ) : null
}

function Said({ title, at, text }: { title: string; at: string; text: string }) {
  const { moment } = useVisits()
  return (
    <div>
      <p>
        <strong>{title}</strong> <span className="quiet">{moment(at)}</span>
      </p>
      {text && (
        <p className="told" dir="auto">
          {text}
        </p>
      )}
    </div>
  )
}

function Write({ one, once, act }: { one: Recommendation; once: string; act: 'answer' | 'follow' }) {
  const { t } = useVisits()
  const options =
    act === 'answer'
      ? ANSWERS.map((each) => [each, t(`answer.${each}`)] as const)
      : FOLLOW_UPS.map((each) => [each, t(`followUp.${each}`)] as const)
  return (
    <Form method="post" className="stack" noValidate>
      <input type="hidden" name="recommendation" value={one.id} />
      <input type="hidden" name="key" value={once} />
      <SelectField name="state" label={t(`${act}.label`)} options={options} />
      <AreaField name="text" label={t(`${act}.text`)} rows={3} maxLength={MOST_WORDS} />
      <div className="row">
        <Button
          type="submit"
          name="do"
          value={act}
          look={one.answers.length > 0 || act === 'follow' ? 'quiet' : 'strong'}
        >
          {t(`${act}.do`)}
        </Button>
      </div>
    </Form>
  )
}

interface Props {
  one: Recommendation
  title: string
  /** Who it came from, or who answers. */
  who: string
  once: string
  act: 'answer' | 'follow'
  children?: ReactNode
}

/** One recommendation, what was answered, what came of it, and the form for what is next. */
export function Recommended({ one, title, who, once, act, children }: Props) {
  const { t, date } = useVisits()
  return (
    <Panel title={title}>
      <p className="told" dir="auto">
        {one.text}
      </p>
      <p>
        <Tag tone={one.isLate ? 'unsure' : one.answers.length > 0 ? 'sure' : 'watch'}>
          {t(one.isLate ? 'is.late' : one.answers.length > 0 ? 'is.answered' : 'is.waiting')}
        </Tag>{' '}
        <span className="quiet">
          <bdi>{who}</bdi> · {t(`by.${one.answerRule}`, { date: date(one.answerBy) })}
        </span>
      </p>
      {one.answers.map(({ answer, text, at }) => (
        <Said key={at} title={t('answer.said', { what: t(`answer.${answer}`) })} {...{ text, at }} />
      ))}
      {one.followUps.map(({ state, text, at }) => (
        <Said key={at} title={t('follow.said', { what: t(`followUp.${state}`) })} {...{ text, at }} />
      ))}
      {children}
      <Write {...{ one, once, act }} />
    </Panel>
  )
}
