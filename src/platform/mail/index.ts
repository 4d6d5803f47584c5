// SPDX-License-Identifier: Apache-2.0
/** Letters: by SMTP, or into the demonstration's mailbox; and notifications by letter. */
import { join } from 'node:path'

export { createMailbox, type KeptLetter, type LettersAsked, letterIn, lettersIn, type MailTables } from './mailbox.ts'
export { createMailer, type Letter, MailError, type Mailer, type MailSettings } from './mailer.ts'
export { type Addressee, type LetterPlan, letterConsumer, letterQueue, sendLetter } from './notify.ts'

/** The demonstration's mailbox. */
export const mailMigrations = join(import.meta.dirname, 'migrations')
