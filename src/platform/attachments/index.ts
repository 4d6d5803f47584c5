// SPDX-License-Identifier: Apache-2.0
/** Files that belong to records: taken in by their bytes, sealed on the disk, served through a desk. See README.md. */
import { join } from 'node:path'
import { openMessages } from '#basis/messages.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export type { Attachment, AttachmentRefusal, Received } from './contract.ts'
export { type Attachments, type AttachmentsPlan, openAttachments } from './desk.ts'
export { addFile, describeFiled, dropFiles, type Filed } from './filing.ts'
export { addFileRoutes } from './routes.ts'
export { type AttachmentTables, areUsed, attach, describeAttachments, eraseKeys, rehandleAttachments } from './store.ts'

/** What a person reads for each refusal, by its code. */
export const attachmentMessages = openMessages({ en, fr })

/** After `accessMigrations`. */
export const attachmentMigrations = join(import.meta.dirname, 'migrations')
