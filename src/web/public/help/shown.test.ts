// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { openingAt, WEEKDAYS } from '#health/directory/hours.ts'
import type { Language } from '../language.ts'
import { speak } from '../words.tsx'
import { helpMessages } from './messages.ts'
import { dayWord, telOf } from './shown.ts'
import type { HelpKey } from './words.ts'

test('a number is called as it is dialled, and one for messages is written to', () => {
  expect(telOf({ number: '+44 (0)20 7946 0000' })).toBe('tel:+442079460000')
  expect(telOf({ number: '(020) 7946 0000', extension: '12' })).toBe('tel:02079460000;ext=12')
  expect(telOf({ number: '+000 20 (10) 1' })).toBe('tel:+00020101')
  expect(telOf({ number: '+000 1120', type: 'text' })).toBe('sms:+0001120')
})

/** Read on Monday 23 November 2026: a week has one Monday to come, and today is not it. */
const MONDAY = '2026-11-23'
const daily = (timeZone: string) => ({
  schedules: [{ byday: WEEKDAYS, opensAt: '10:00', closesAt: '12:00' }],
  ...{ timeZone, holidays: 'open' as const },
})
const wordAt = (time: string, timeZone: string) => {
  const { changes } = openingAt(daily(timeZone), new Date(`${MONDAY}T${time}Z`), () => false)
  return changes && dayWord(changes)
}

test('what opens today is said to open today, by the clock of the service', () => {
  expect(wordAt('08:00:00', 'Europe/Paris')).toBe('today')
  expect(wordAt('12:00:00', 'Europe/Paris')).toBe('tomorrow')
  // Half past eleven in the evening there is another day by UTC.
  expect(wordAt('04:30:00', 'America/New_York')).toBe('tomorrow')
  expect(wordAt('05:30:00', 'America/New_York')).toBe('today')
  const weekly = {
    ...daily('Europe/Paris'),
    schedules: [{ byday: ['WE'] as const, opensAt: '10:00', closesAt: '12:00' }],
  }
  const { changes } = openingAt(weekly, new Date(`${MONDAY}T08:00:00Z`), () => false)
  expect(changes && dayWord(changes)).toBe('WE')
})

test('each language says today and tomorrow without the article of a weekday', () => {
  const said = (language: Language) => {
    const { t } = speak<HelpKey>(language, helpMessages(language))
    const at = { day: t('help.day.today'), time: '10:00' }
    // Isolates keep figures in their order in Arabic, and are not seen.
    return t('help.closedUntilSoon', at).replace(/[\u2068\u2069]/g, '')
  }
  expect((['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const).map(said)).toEqual([
    'Closed; opens today at 10:00',
    'Fermé ; ouvre aujourd’hui à 10:00',
    'Cerrado; abre hoy a las 10:00',
    'مغلق؛ يفتح اليوم الساعة 10:00',
    'Закрыто; откроется: сегодня, 10:00',
    '已关闭；今天10:00开放',
  ])
})
