// SPDX-License-Identifier: Apache-2.0
/** What accounts write to people. Sending is passed in. */
import { openMessages } from '#basis/messages.ts'
import type { Language } from './contract.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export interface Mail {
  to: string
  subject: string
  text: string
  language: Language
}
export type SendMail = (mail: Mail) => Promise<void>

const messages = openMessages({ en, fr })
const day = (language: Language, moment: Date) =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(moment)} UTC`

const mail = (to: string, language: Language, name: string, values: Record<string, string>): Mail => {
  const say = messages(language)
  return { to, language, subject: say(`${name}.subject`, values), text: say(`${name}.text`, values) }
}

export const invitationMail = (to: string, language: Language, organisation: string, link: string, until: Date): Mail =>
  mail(to, language, 'invitation', { organisation, link, until: day(language, until) })

export const resetMail = (to: string, language: Language, link: string): Mail => mail(to, language, 'reset', { link })
