// SPDX-License-Identifier: Apache-2.0
/** A report as its code shows it, and the two things that may be added to it. */
import type { FormEventHandler } from 'react'
import { MOST_TEXT } from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts, Section, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import type { Read, Shown } from './followed.ts'
import { useReport } from './words.ts'

interface KeptProps {
  shown: Extract<Shown, { state: 'kept' }>
  /** Empty where the browser holds it. */
  code: string
  submitted: FormEventHandler<HTMLFormElement> | undefined
}

/** A day of the two clocks: when it was done, or by when, and whether that is over. */
function Clock({ done, by }: { done: string | null; by: string }) {
  const { t, date } = useReport()
  if (done) return <>{date(done.slice(0, 10))}</>
  const isLate = by < new Date().toISOString().slice(0, 10)
  return <>{t(isLate ? 'report.late' : 'report.by', { date: date(by) })}</>
}

function Letter({ letter }: { letter: Read }) {
  const { t, date } = useReport()
  const { kind, at, text, isUnreadable } = letter
  return (
    <li>
      <strong>{t(`report.kind.${kind}`)}</strong> · {date(at.slice(0, 10))}
      {isUnreadable && <p>{t('report.unreadable')}</p>}
      {!isUnreadable && text === null && <p className="quiet">{t('report.sealedOnly')}</p>}
      {text !== null && (
        <p dir="auto" className="told">
          {text}
        </p>
      )}
    </li>
  )
}

export function Kept({ shown, code, submitted }: KeptProps) {
  const { t, date, language } = useReport()
  const { letters, ended, isDamaged, reprisalFrom } = shown
  const form = { method: 'post' as const, action: `/${language}/report/follow`, noValidate: true, onSubmit: submitted }
  return (
    <>
      {isDamaged && (
        <Notice tone="caution" live>
          {t('report.damaged')}
        </Notice>
      )}
      {ended && <Notice tone="caution">{t('report.ended', { date: date(ended.slice(0, 10)) })}</Notice>}
      <Facts
        facts={[
          [t('report.received'), date(shown.received.slice(0, 10))],
          [t('report.acknowledged'), <Clock key="a" done={shown.acknowledged} by={shown.acknowledgeBy} />],
          [t('report.answered'), <Clock key="b" done={shown.answered} by={shown.answerBy} />],
        ]}
      />
      <Section title={t('report.letters')}>
        <ul>
          {letters.map((letter) => (
            <Letter key={letter.number} letter={letter} />
          ))}
        </ul>
      </Section>
      {!ended && (
        <Section title={t('report.more')}>
          <form {...form} key={`more ${letters.length}`}>
            <Stack>
              {code && <input type="hidden" name="code" value={code} />}
              <AreaField name="text" label={t('report.more')} rows={5} maxLength={MOST_TEXT} autoComplete="off" />
              <div>
                <Button type="submit" name="intent" value="more">
                  {t('report.send')}
                </Button>
              </div>
            </Stack>
          </form>
        </Section>
      )}
      {!ended && (
        <Section title={t('report.reprisal')}>
          <form {...form} key={`reprisal ${letters.length}`}>
            <Stack>
              {code && <input type="hidden" name="code" value={code} />}
              <p className="quiet">{t('report.reprisalHint', { date: date(reprisalFrom) })}</p>
              <fieldset className="field">
                <legend>{t('report.reprisal')}</legend>
                {(['yes', 'no'] as const).map((each) => (
                  <Choice key={each} type="radio" name="happened" value={each} label={t(`report.${each}`)} />
                ))}
              </fieldset>
              <AreaField
                name="text"
                label={t('report.reprisalText')}
                rows={3}
                maxLength={MOST_TEXT}
                autoComplete="off"
              />
              <div>
                <Button type="submit" name="intent" value="reprisal">
                  {t('report.send')}
                </Button>
              </div>
            </Stack>
          </form>
        </Section>
      )}
    </>
  )
}
