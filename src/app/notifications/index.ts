// SPDX-License-Identifier: Apache-2.0
/** The texts of notifications, by the message that a room announced. */
import { openMessages } from '#basis/messages.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

const messages = openMessages({ en, fr })

/** The text of an inbox's item or a letter; the message's own name where no room declares it any more. */
export const sayNotification = (
  language: 'en' | 'fr',
  message: string,
  values: Record<string, string | number>,
): string => (message in en ? messages(language)(message, values) : message)
