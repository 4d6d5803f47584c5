// SPDX-License-Identifier: Apache-2.0
/** Whether people may leave a place, who said so, and how often somebody was held or shut in; or that nobody knows. */
import type { LibertySign } from '#health/liberty/contract.ts'
import { type Keys, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

export const useLibertySign = (messages: object) => speak<Keys<typeof en>>(useWords().language, messages)

interface Props {
  /** Null: nobody said anything. */
  sign: LibertySign | null
  /** Names of the organisations that said something. */
  names: Readonly<Record<string, string>>
  messages: object
}

export function Sign({ sign, names, messages }: Props) {
  const { t, date, number, language } = useLibertySign(messages)
  const visits = (
    <div className="screen-only">
      <a href={`/${language}/visits`}>{t('liberty.visits')}</a>
    </div>
  )
  if (!sign)
    return (
      <>
        {t('liberty.unknown')}
        {visits}
      </>
    )
  const { canLeave, said, restraints, until } = sign
  const lawOf = ({ canLeave: can, bases }: LibertySign['said'][number]) =>
    can === 'yes' ? [] : bases.length === 0 ? [t('liberty.noBasis')] : bases.map((each) => t(`liberty.basis.${each}`))
  return (
    <>
      <strong>{t(`liberty.is.${canLeave}`)}</strong>
      <ul className="plain-list">
        {said.map((each) => (
          <li key={each.organisation}>
            {t('liberty.says', {
              who: names[each.organisation] ?? '–',
              what: [
                t(`liberty.${each.canLeave}`),
                ...lawOf(each),
                ...(each.by === 'overseer' ? [t('liberty.overseer')] : []),
              ].join(' · '),
              date: date(each.on),
            })}
          </li>
        ))}
      </ul>
      {restraints === null
        ? t('liberty.few', { date: date(until) })
        : t('liberty.count', { date: date(until), count: number(restraints) })}
      {visits}
    </>
  )
}
